package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ago is how long ago the story was published, counted by the page when it was saved.
var ago = regexp.MustCompile(`(?i)^(?:(?:an?|\p{Nd}+)\s+\p{L}+\s+(?:ago|назад)|(?:vor|il y a|hace|منذ)\s+\p{Nd}+\s+\p{L}+)$`)

// maxPaper is the number of words of the longest name of a paper.
const maxPaper = 5

// beginOfText is the index of the first sentence of a page before anything of it is
// understood, or the number of passages. Notices of the house are no text.
func beginOfText(passages []*passage, dayFirst bool) int {
	for i, p := range passages {
		if shapeOf(p.text) == prose && notice(p.text) == "" && (wordCount(p.text) > 12 || len(readStamp(p.text, dayFirst).moments) == 0) {
			return i
		}
	}
	return len(passages)
}

// titlesAbove are the title-like lines above the text that hold no date.
func (r *reading) titlesAbove() []int {
	var all []int
	for i, p := range r.passages[:r.begin] {
		shape := shapeOf(p.text)
		if p.free() && (shape == title || shape == either) && wordCount(p.text) >= minTitle && len(readStamp(p.text, r.dayFirst).moments) == 0 {
			all = append(all, i)
		}
	}
	return all
}

// paperAt reports that the words beside the date of line i are the name of a paper:
// "Harbour Times, Tuesday 5 June 2018". The date then is the story's where another
// line can be the headline; beside a credit the line is a caption.
func (r *reading) paperAt(i int, name string) bool {
	if !paperName(name) || len(r.heads) == 0 || i > r.begin {
		return false
	}
	for _, j := range []int{i - 1, i + 1} {
		if !r.neighbours(i, j) {
			continue
		}
		if _, _, picture := splitCredit(r.passages[j].text); picture {
			return false
		}
	}
	return true
}

// paperName reports a short name: every word but small ones begins with a capital.
func paperName(s string) bool {
	fields := strings.Fields(withoutWeekday(s))
	for _, word := range fields {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(first) && !particles[word] && word != "of" && word != "and" && word != "&" {
			return false
		}
	}
	return len(fields) > 0 && len(fields) <= maxPaper
}

// withoutWeekday drops the weekday that a date begins with from the words before it.
func withoutWeekday(s string) string {
	s = strings.TrimRight(s, " ,.-–—|")
	at := strings.LastIndexAny(s, " ,")
	if _, day := words.weekdays[folded(s[at+1:])]; day {
		s = s[:max(at, 0)]
	}
	return strings.TrimRight(s, " ,.-–—|")
}
