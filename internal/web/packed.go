package web

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"dateline.news/internal/delivery"
)

// packed is a file in a content coding, made at the best level when it is first
// asked for and kept.
type packed struct {
	coding string // as in Content-Encoding and in the entity tag
	data   func() []byte
}

// packings are the codings of a file in the order in which they are preferred,
// none for what is compressed already.
func packings(contentType string, data []byte) []packed {
	if !packs(contentType) {
		return nil
	}
	return []packed{
		{"br", sync.OnceValue(func() []byte {
			var b bytes.Buffer
			w := brotli.NewWriterLevel(&b, brotli.BestCompression)
			_, _ = w.Write(data) // into memory: cannot fail
			_ = w.Close()
			return b.Bytes()
		})},
		{"gzip", sync.OnceValue(func() []byte {
			var b bytes.Buffer
			w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // a level that there is
			_, _ = w.Write(data)
			_ = w.Close()
			return b.Bytes()
		})},
	}
}

// contentType is the type of a file by its name.
func contentType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return mime.TypeByExtension(path.Ext(name))
}

func packs(contentType string) bool {
	kind, _, _ := mime.ParseMediaType(contentType)
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json") || kind == "application/json"
}

// packedFor is the coding in which a reader gets a file, or none. Ranges and
// preconditions are those of the file as it is.
func (f asset) packedFor(h http.Header) (packed, bool) {
	if h.Get("Range") != "" || h.Get("If-Match") != "" || h.Get("If-Unmodified-Since") != "" {
		return packed{}, false
	}
	accepted := delivery.ParseEncodings([]byte(strings.Join(h["Accept-Encoding"], ",")))
	for _, p := range f.packed {
		wanted := p.coding == "br" && accepted&delivery.Brotli != 0 || p.coding == "gzip" && accepted&delivery.Gzip != 0
		if wanted && len(p.data()) < len(f.data) {
			return p, true
		}
	}
	return packed{}, false
}
