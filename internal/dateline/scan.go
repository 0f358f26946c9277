package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headRunes bounds how far into a text a dateline is looked for, so that the
// work does not grow with the story. Real heads, bylines and notes included,
// are well below it.
const headRunes = 1000

type kind uint8

const (
	other  kind = iota
	word        // "New", "L'AQUILA", "WINSTON-SALEM", "N.C"
	number      // "3", "3rd", "2015"
	dash        // "-", "--", "—", "_", "|"
	comma
	stop
	colon
	slash
	open   // ( or [ and their wide forms
	closed // ) or ]
	equals
	quote
	end
)

// token is a piece of the head and where it stands. after says what separates
// it from the piece before.
type token struct {
	kind       kind
	text       string
	start, end int
	after      gap
}

type gap uint8

const (
	tight gap = iota
	spaced
	newLine
)

// head is the bounded beginning of an opening, cut into tokens. Its last token
// is always of kind end.
type head struct {
	text string
	toks []token
}

// at returns a token; every index beyond the text is its end.
func (h *head) at(i int) token {
	if i < 0 || i >= len(h.toks) {
		return h.toks[len(h.toks)-1]
	}
	return h.toks[i]
}

// slice returns the text of the tokens from i up to, not including, j.
func (h *head) slice(i, j int) string {
	if j <= i {
		return ""
	}
	return h.text[h.at(i).start:h.at(j-1).end]
}

func scan(opening string) *head {
	text := bounded(opening)
	h := &head{text: text}
	for at := 0; ; {
		after, start := skipSpace(text, at)
		if start == len(text) {
			h.toks = append(h.toks, token{kind: end, start: start, end: start, after: after})
			return h
		}
		k, stopAt := lex(text, start)
		h.toks = append(h.toks, token{k, text[start:stopAt], start, stopAt, after})
		at = stopAt
	}
}

func bounded(s string) string {
	n := 0
	for i := range s {
		if n == headRunes {
			return s[:i]
		}
		n++
	}
	return s
}

func skipSpace(s string, at int) (gap, int) {
	g := tight
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			g = newLine
		case unicode.IsSpace(r):
			g = max(g, spaced)
		case !invisible(r):
			return g, at
		}
		at += size
	}
	return g, at
}

// invisible reports marks that editors and bidirectional text leave behind.
func invisible(r rune) bool {
	return r == '\ufeff' || r == '\u200b' || r == '\u00ad' || r >= '\u200e' && r <= '\u200f' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

var punctuation = map[rune]kind{
	',': comma, '،': comma, '，': comma, '、': comma, '.': stop, '。': stop, '۔': stop, '।': stop,
	':': colon, '：': colon, '/': slash, '／': slash, '=': equals, '＝': equals,
	'(': open, '[': open, '（': open, '［': open, '【': open, '〔': open,
	')': closed, ']': closed, '）': closed, '］': closed, '】': closed, '〕': closed,
	'"': quote, '“': quote, '”': quote, '„': quote, '«': quote, '»': quote, '‘': quote, '\'': quote, '「': quote,
}

func lex(s string, at int) (kind, int) {
	if n := dashAt(s, at); n > at {
		return dash, n
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case digit(r) >= 0:
		return number, wordEnd(s, at)
	case isWordRune(r) || startsWithApostrophe(s, at):
		return word, wordEnd(s, at)
	}
	return punctuation[r], at + size
}

// startsWithApostrophe holds for "'s-Hertogenbosch" and the ʻokina of "ʻAiea".
func startsWithApostrophe(s string, at int) bool {
	return strings.HasPrefix(s[at:], "'s-") || strings.HasPrefix(s[at:], "'S-")
}

// entityDashes are dashes that a careless export left as HTML.
var entityDashes = []string{"&mdash;", "&ndash;", "&#8212;", "&#8211;", "&#151;", "&#150;"}

// dashAt returns where the dash that starts at `at` ends; "- -" and "– –" are one dash.
func dashAt(s string, at int) int {
	for _, e := range entityDashes {
		if strings.HasPrefix(s[at:], e) {
			return at + len(e)
		}
	}
	last := at
	for i := at; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isDash(r):
			last = i + size
		case r == ' ' && last == i && last > at:
			// one blank between two dashes
		default:
			return last
		}
		i += size
	}
	return last
}

func isDash(r rune) bool { return strings.ContainsRune("-_|‐‒–—―⸺−─━～", r) }

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || digit(r) >= 0 || r == '\u200c' || r == '\u200d' || r == 'º' || r == '&'
}

// wordEnd takes in letters, marks and digits, and the joiners between them:
// apostrophes, hyphens, and the dots of "N.C" and "KOMPAS.com".
func wordEnd(s string, at int) int {
	startsAsNumber := false
	if r, _ := utf8.DecodeRuneInString(s[at:]); digit(r) >= 0 {
		startsAsNumber = true
	}
	part, i := at, at
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isWordRune(r) || i == at:
			i += size
		case joins(s, part, i, r, size) && !startsAsNumber:
			i += size
			part = i
		default:
			return i
		}
	}
	return i
}

// joins reports whether the mark r at i belongs inside a word whose current
// part began at `part`.
func joins(s string, part, i int, r rune, size int) bool {
	next, _ := utf8.DecodeRuneInString(s[i+size:])
	if i+size >= len(s) || !isWordRune(next) || next == '&' {
		return false
	}
	switch r {
	case '\'', '’', 'ʼ', 'ʻ', '`', '´', '-', '‐', '\u2011', '·', '״', '׳', '־':
		return true
	case '.':
		return utf8.RuneCountInString(s[part:i]) <= 2 || shortTail(s[i+size:])
	}
	return false
}

// shortTail reports a last part of at most four letters, as of "KOMPAS.com".
func shortTail(s string) bool {
	for n, r := range []rune(s[:min(len(s), 20)]) {
		if !isWordRune(r) {
			return n <= 4
		}
		if n > 4 {
			return false
		}
	}
	return len(s) <= 20
}

// digit returns the value of a decimal digit in the scripts that wires use, or -1.
func digit(r rune) int {
	for _, zero := range "0٠۰०০０" {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}
