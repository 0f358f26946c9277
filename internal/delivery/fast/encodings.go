package fast

import "bytes"

// Encodings is the set of content codings that a client accepts besides
// identity, which a plain request always does.
type Encodings uint8

// The content codings that a page is stored in.
const (
	Gzip Encodings = 1 << iota
	Brotli
	Zstd
)

// ParseEncodings reads an Accept-Encoding value that is a plain list of
// codings, as browsers and proxies send it; codings it does not know are left
// out. Weights and "*" (RFC 9110, 12.5.3) make it not plain: ok is false.
func ParseEncodings(value []byte) (e Encodings, ok bool) {
	for len(value) > 0 {
		var coding []byte
		coding, value, _ = bytes.Cut(value, []byte{','})
		coding = bytes.Trim(coding, " \t")
		if bytes.ContainsAny(coding, ";* \t") {
			return 0, false
		}
		e |= encodingOf(coding)
	}
	return e, true
}

func encodingOf(coding []byte) Encodings {
	switch {
	case bytes.EqualFold(coding, []byte("gzip")):
		return Gzip
	case bytes.EqualFold(coding, []byte("br")):
		return Brotli
	case bytes.EqualFold(coding, []byte("zstd")):
		return Zstd
	}
	return 0
}
