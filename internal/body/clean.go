package body

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// checkText refuses characters that text cannot carry: what XML and HTML
// forbid (control characters, noncharacters, broken UTF-8) and the bidi
// embeddings and overrides U+202A–202E, with which text shows something other
// than it says. Tab and line feed are allowed.
func checkText(s string) error {
	for i, r := range s {
		if forbidden(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return fmt.Errorf("the character %U after %d others cannot be kept", r, utf8.RuneCountInString(s[:i]))
		}
	}
	return nil
}

func forbidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n'
	case r < 0x7F:
		return false
	case r <= 0x9F, r >= 0x202A && r <= 0x202E, r >= 0xFDD0 && r <= 0xFDEF:
		return true
	}
	return r&0xFFFE == 0xFFFE
}

// CleanText makes any text fit for a body. It removes what checkText refuses,
// characters that are only ever left over from elsewhere (zero-width space,
// byte-order mark, word joiner, soft hyphen), and bidi isolates U+2066–2069
// that do not pair up. Every kind of line end becomes a line feed. It keeps
// what scripts need: joiners, non-joiners and the marks LRM, RLM and ALM.
func CleanText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	isolates := balanced(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case forbidden(r), leftover(r), isolate(r) && !isolates:
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

func leftover(r rune) bool {
	return r == '\u200B' || r == '\uFEFF' || r == '\u2060' || r == '\u00AD'
}

func isolate(r rune) bool { return r >= '\u2066' && r <= '\u2069' }

// balanced reports whether every isolate that is opened is closed and none is
// closed that was not opened.
func balanced(s string) bool {
	open := 0
	for _, r := range s {
		switch {
		case r == '\u2069':
			open--
		case isolate(r):
			open++
		}
		if open < 0 {
			return false
		}
	}
	return open == 0
}
