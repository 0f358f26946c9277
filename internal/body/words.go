package body

import "unicode"

// WordCount counts the words of the story, with its block quotations and
// without captions and corrections.
func (d Doc) WordCount() int { return CountWords(d.Text(TextOptions{})) }

// CountWords counts words as newsrooms of different scripts do: Han
// characters and Japanese kana count one each; everywhere else a word is a run
// of letters, digits and combining marks, in which apostrophes, hyphens, dots,
// commas, slashes and joiners between two of them do not end it ("don't",
// "1,881", "e-mail", "U.S.A"). Thai, Lao, Khmer and Burmese, which write words
// together, are counted by phrase.
func CountWords(text string) int {
	count := 0
	inWord, bridge := false, false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			count++
			inWord, bridge = false, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && inWord:
			if !inWord && !bridge {
				count++
			}
			inWord, bridge = true, false
		case joinsWords(r):
			bridge = inWord
			inWord = false
		default:
			inWord, bridge = false, false
		}
	}
	return count
}

func joinsWords(r rune) bool {
	switch r {
	case '\'', '’', '-', '‐', '‑', '.', ',', '/', '·', '\u200C', '\u200D', '\u00AD':
		return true
	}
	return false
}
