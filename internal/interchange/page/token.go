package page

import (
	"strings"
	"unicode"
)

// token is a run of letters, a run of digits, or a single other character. Letters
// and digits part even where extraction glued them: "GMT27" is two tokens.
type token struct {
	text       string // lower case; digits of every script as 0–9
	start, end int    // byte range in the source
	kind       tokenKind
}

type tokenKind int

const (
	letters tokenKind = iota
	digits
	mark
)

func tokens(s string) []token {
	var all []token
	for at, r := range s {
		kind := mark
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.IsLetter(r) || unicode.IsMark(r):
			kind = letters
		case unicode.IsDigit(r):
			kind = digits
		}
		end := at + len(string(r))
		last := len(all) - 1
		if last >= 0 && kind != mark && all[last].kind == kind && all[last].end == at {
			all[last].end = end
			all[last].text += fold(r)
			continue
		}
		all = append(all, token{fold(r), at, end, kind})
	}
	return all
}

func fold(r rune) string {
	if unicode.IsDigit(r) {
		if d := digitValue(r); d >= 0 {
			return string(rune('0' + d))
		}
	}
	return strings.ToLower(string(r))
}

// digitValue reads the decimal digits of the scripts that news uses.
func digitValue(r rune) int {
	for _, zero := range []rune{'0', '\u0660', '\u06F0', '\u0966', '\uFF10'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// number is the value of a token of at most max digits, or -1.
func (t token) number(max int) int {
	if t.kind != digits || len(t.text) > max {
		return -1
	}
	n := 0
	for _, r := range t.text {
		if r < '0' || r > '9' {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	return n
}
