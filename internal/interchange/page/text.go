package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain makes a line of a page readable: runs of spaces of any kind become one
// space (extraction leaves a no-break space beside a space where a link stood),
// and characters that cannot be seen are dropped.
func plain(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case invisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

func invisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF':
		return true
	}
	return unicode.IsControl(r)
}

// indentOf counts the white space that a line begins with.
func indentOf(s string) int {
	return utf8.RuneCountInString(s) - utf8.RuneCountInString(strings.TrimLeftFunc(s, unicode.IsSpace))
}

// wordCount counts words; two ideographs count as one.
func wordCount(s string) int {
	ideographs := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			ideographs++
		}
	}
	return len(strings.FieldsFunc(s, notInWord)) + ideographs/2
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-'’.", r)
}

// ending is the rune that ends s apart from closing quotation marks and brackets.
func ending(s string) rune {
	s = strings.TrimRight(s, "”“\"»«’')]」 ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// endsSentence reports a full stop, endsEither a mark that ends headlines too.
func endsSentence(s string) bool { return strings.ContainsRune(".…。۔।", ending(s)) }
func endsEither(s string) bool   { return strings.ContainsRune("?!؟？！", ending(s)) }

// capitalised is the share of the longer words of s that begin with a capital.
func capitalised(s string) float64 {
	words, capitals := 0, 0
	for word := range strings.FieldsSeq(s) {
		word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		first, _ := utf8.DecodeRuneInString(word)
		if utf8.RuneCountInString(word) < 4 && !unicode.IsUpper(first) || !unicode.IsLetter(first) {
			continue
		}
		words++
		if unicode.IsUpper(first) {
			capitals++
		}
	}
	if words == 0 {
		return 0
	}
	return float64(capitals) / float64(words)
}

// folded is the form in which phrases of furniture are compared: lower case,
// letters and digits only, words parted by one space.
func folded(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// excerpt shortens s to n runes for a message.
func excerpt(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}
