package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spoken is a stretch of text between quotation marks.
type spoken struct {
	open, close int // byte offsets of the opening mark and behind the closing one
	text        string
	closed      bool // a quotation that goes on in the next paragraph is not
}

// closers are the marks that close what an opening mark opens.
var closers = map[rune]string{
	'“': "”", '"': "\"", '„': "“”", '«': "»", '»': "«", '「': "」", '『': "』",
}

// quotations finds the quotations of a paragraph. Marks of the same kind do not nest
// in one another; others inside a quotation belong to its words.
func quotations(s string) []spoken {
	var all []spoken
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		closing, ok := closers[r]
		if !ok || !opens(s, at, r) {
			at += size
			continue
		}
		end, after := closeOf(s, at+size, r, closing)
		all = append(all, spoken{at, after, strings.TrimSpace(s[at+size : end]), end < after})
		at = after
	}
	return all
}

// opens reports whether a mark that may close as well opens here: at the beginning,
// or behind a space or bracket.
func opens(s string, at int, mark rune) bool {
	if mark != '"' && mark != '»' {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	return at == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/", before)
}

// closeOf finds the closing mark; end is its place and after the place behind it,
// both the end of s where there is none.
func closeOf(s string, from int, opening rune, closing string) (end, after int) {
	depth := 0
	for at, r := range s[from:] {
		switch {
		case strings.ContainsRune(closing, r) && depth == 0:
			return from + at, from + at + utf8.RuneLen(r)
		case strings.ContainsRune(closing, r):
			depth--
		case r == opening && opening != '"' && opening != '»':
			depth++
		}
	}
	return len(s), len(s)
}

// wholeQuotation reports a paragraph that is nothing but one quotation.
func wholeQuotation(s string) bool {
	all := quotations(s)
	return len(all) == 1 && all[0].open == 0 && strings.Trim(s[all[0].close:], " .,!?…") == "" && wordCount(all[0].text) > 0
}
