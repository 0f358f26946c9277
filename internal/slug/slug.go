// Package slug makes the part of an address that a person can read.
package slug

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxLength is the longest slug that Make returns, in bytes.
const MaxLength = 80

// writtenOut is what would lose its sound with its accent, and what is no letter.
var writtenOut = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "’", "", "'", "", "&", " and ")

// spelled holds letters that Unicode does not decompose.
var spelled = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ł': "l", 'ı': "i", 'þ': "th", 'ð': "d",
}

// Make returns text in lower case, with what is neither letter nor digit
// turned into single hyphens, accents of Latin letters dropped, and cut to
// [MaxLength] bytes, between words where one ends near there. Scripts other
// than Latin stay as they are, with their marks. It returns nothing for text
// without letters or digits.
func Make(text string) string {
	text = writtenOut.Replace(norm.NFC.String(strings.ToLower(norm.NFKC.String(text))))
	var b strings.Builder
	gap := false
	base := rune(0) // the letter that marks belong to; 0 after anything else
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			base = r
			if s, ok := spelled[r]; ok {
				b.WriteString(s)
			} else {
				b.WriteRune(r)
			}
		case unicode.In(r, unicode.Variation_Selector):
		case unicode.In(r, unicode.Mn, unicode.Mc):
			if unicode.IsLetter(base) && !unicode.Is(unicode.Latin, base) {
				b.WriteRune(r)
			}
		default:
			gap = true
			base = 0
		}
	}
	return cut(norm.NFC.String(b.String()))
}

// Valid reports whether s can stand in an address as it is: what Make returns
// is valid or empty.
func Valid(s string) bool {
	if s == "" || len(s) > MaxLength || !norm.NFC.IsNormalString(s) {
		return false
	}
	before := '-'
	for _, r := range s {
		switch {
		case r == '-' && before == '-':
			return false
		case r == '-' || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsUpper(r):
		case unicode.IsMark(r) && before != '-':
		default:
			return false
		}
		before = r
	}
	return before != '-'
}

// cut shortens s to MaxLength bytes: after the last whole word, unless that
// would throw away more than half, as in scripts that have no spaces.
func cut(s string) string {
	if len(s) <= MaxLength {
		return s
	}
	end := MaxLength
	for s[end]&0xC0 == 0x80 { // not inside a letter
		end--
	}
	if i := strings.LastIndexByte(s[:end+1], '-'); i > MaxLength/2 {
		end = i
	}
	return strings.TrimSuffix(s[:end], "-")
}
