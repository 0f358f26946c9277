package page

import (
	"strings"
	"unicode/utf8"
)

// passage is what a reader sees as one piece: a line, or several where the text
// is broken at a fixed width. It is claimed once, for one or more fields.
type passage struct {
	text        string // made readable by plain
	first, last int    // indexes of its lines
	group       int    // passages with no blank line between them share a group
	indent      int
	shape       shape

	fields []Field
	why    string
}

func (p *passage) free() bool { return len(p.fields) == 0 }

func (p *passage) claim(why string, fields ...Field) {
	p.fields, p.why = fields, why
}

func (p *passage) is(field Field) bool {
	for _, f := range p.fields {
		if f == field {
			return true
		}
	}
	return false
}

// passagesOf joins lines to passages. Blank lines belong to none.
func passagesOf(lines []string) []*passage {
	width := wrapWidth(lines)
	var passages []*passage
	group, open := 0, false // open: the passage goes on in the next line
	for i, line := range lines {
		text := plain(line)
		if text == "" {
			group++
			open = false
			continue
		}
		if open {
			last := passages[len(passages)-1]
			last.text += " " + text
			last.last = i
		} else {
			passages = append(passages, &passage{text: text, first: i, last: i, group: group, indent: indentOf(line)})
		}
		open = width > 0 && i+1 < len(lines) && broken(line, lines[i+1], width)
	}
	return passages
}

// Texts broken at a fixed width keep to it: between these, and often full.
const (
	minWrap = 50
	maxWrap = 110
)

// wrapWidth returns the width at which the text is broken, or 0 where every
// paragraph is one line. It asks for three lines that stop in the middle of a
// sentence and go on in lower case, and for no line beyond the width of a page.
func wrapWidth(lines []string) int {
	width, continued := 0, 0
	for i, line := range lines {
		line = strings.TrimRight(line, " \t")
		n := utf8.RuneCountInString(line)
		if n > maxWrap {
			return 0
		}
		width = max(width, n)
		if n >= minWrap && !endsSentence(line) && i+1 < len(lines) && startsLower(plain(lines[i+1])) {
			continued++
		}
	}
	if continued < 3 {
		return 0
	}
	return width
}

// broken reports whether the break after line is one of width: the first word of
// the next line had no room.
func broken(line, next string, width int) bool {
	words := strings.Fields(next)
	line = strings.TrimRight(line, " \t")
	n := utf8.RuneCountInString(line)
	if len(words) == 0 || n < minWrap*2/3 {
		return false
	}
	return n+1+utf8.RuneCountInString(words[0]) > width-2 || startsLower(words[0]) && n > width*3/4
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 'a' && r <= 'z' || r >= 'а' && r <= 'я' || r >= 'ß' && r <= 'ÿ'
}
