package delivery

import (
	"net/http"
	"strings"
)

// Encodings is the set of content codings among which a reader leaves the
// choice to us: those with the highest weight in Accept-Encoding. None: plain.
type Encodings uint8

const (
	Gzip Encodings = 1 << iota
	Brotli
	Zstd
)

// coding is one way in which a body is stored.
type coding uint8

const (
	identity coding = iota
	gzipped
	brotlied
	zstandard
	codings
)

// token is the name of a coding in Content-Encoding.
var token = [codings]string{gzipped: "gzip", brotlied: "br", zstandard: "zstd"}

// best is the coding that we like most of those that a reader leaves to us.
func (e Encodings) best() coding {
	switch {
	case e&Zstd != 0:
		return zstandard
	case e&Brotli != 0:
		return brotlied
	case e&Gzip != 0:
		return gzipped
	}
	return identity
}

// ParseEncodings reads the value of Accept-Encoding (RFC 9110, section 12.5.3).
// What cannot be read counts as not acceptable.
func ParseEncodings(value []byte) Encodings { return parseEncodings(value) }

func acceptedBy(h http.Header) Encodings {
	switch lines := h["Accept-Encoding"]; len(lines) {
	case 0:
		return 0
	case 1:
		return parseEncodings(lines[0])
	default:
		return parseEncodings(strings.Join(lines, ","))
	}
}

// weights are the q of each coding in thousandths; unset is below zero.
type weights struct {
	of  [codings]int
	any int
}

func parseEncodings[T string | []byte](value T) Encodings {
	w := weights{of: [codings]int{-1, -1, -1, -1}, any: -1}
	for start := 0; start <= len(value); {
		end := start
		for end < len(value) && value[end] != ',' {
			end++
		}
		note(&w, value[start:end])
		start = end + 1
	}
	return w.choose()
}

// choose keeps the codings of the highest weight, unless plain has a higher.
func (w *weights) choose() (chosen Encodings) {
	highest := 1
	for c, bit := gzipped, Gzip; c < codings; c, bit = c+1, bit<<1 {
		q := w.of[c]
		if q < 0 {
			q = w.any
		}
		switch {
		case q > highest || q == highest && chosen == 0:
			highest, chosen = q, bit
		case q == highest:
			chosen |= bit
		}
	}
	if w.of[identity] > highest {
		return 0
	}
	return chosen
}

// note reads one member: a coding and perhaps its weight.
func note[T string | []byte](w *weights, member T) {
	name, parameters := cut(member, ';')
	q := weight(trim(parameters))
	name = trim(name)
	switch {
	case equal(name, "gzip"), equal(name, "x-gzip"):
		w.of[gzipped] = q
	case equal(name, "br"):
		w.of[brotlied] = q
	case equal(name, "zstd"):
		w.of[zstandard] = q
	case equal(name, "identity"):
		w.of[identity] = q
	case equal(name, "*"):
		w.any = q
	}
}

// weight reads "q=0.5" as 500, nothing as 1000, and anything else as 0.
func weight[T string | []byte](s T) int {
	if len(s) == 0 {
		return 1000
	}
	name, digits := cut(s, '=')
	digits = trim(digits)
	if !equal(trim(name), "q") || len(digits) == 0 || len(digits) > 5 || digits[0] != '0' && digits[0] != '1' {
		return 0
	}
	q := int(digits[0]-'0') * 1000
	if len(digits) > 1 && digits[1] != '.' {
		return 0
	}
	for i, unit := 2, 100; i < len(digits); i, unit = i+1, unit/10 {
		if digits[i] < '0' || digits[i] > '9' {
			return 0
		}
		q += int(digits[i]-'0') * unit
	}
	if q > 1000 {
		return 0
	}
	return q
}

func cut[T string | []byte](s T, sep byte) (before, after T) {
	for i := range len(s) {
		if s[i] == sep {
			return s[:i], s[i+1:]
		}
	}
	return s, s[len(s):]
}

func trim[T string | []byte](s T) T {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}

// equal compares without regard to capitals; lower has none.
func equal[T string | []byte](s T, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
