package body

import (
	"strings"
	"unicode/utf8"
)

// flow collects the content of one container: finished blocks, and the line
// of text that is being written. It does what a browser does with blanks and
// line ends.
type flow struct {
	blocks []Node
	line   []Node
	depth  int              // of its blocks in the tree
	by     *strings.Builder // of a quote: who said it
}

const (
	noBreakSpace = '\u00A0'
	blanks       = " \t\n\u00A0"
)

// text adds text. Runs of blanks become one space; a no-break space survives
// where it stands alone between two words.
func (f *flow) text(s string, marks []Mark) {
	s = CleanText(s)
	var b strings.Builder
	atBlank := f.atBlank()
	for s != "" {
		end := strings.IndexAny(s, blanks)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			b.WriteString(s[:end])
			s, atBlank = s[end:], false
			continue
		}
		rest := strings.TrimLeft(s, blanks)
		if !atBlank {
			b.WriteRune(oneBlank(s[:len(s)-len(rest)]))
		}
		s, atBlank = rest, true
	}
	if b.Len() > 0 {
		f.line = append(f.line, Node{Type: NodeText, Text: b.String(), Marks: marks})
	}
}

func oneBlank(run string) rune {
	if r, size := utf8.DecodeRuneInString(run); size == len(run) && r == noBreakSpace {
		return r
	}
	return ' '
}

// atBlank reports whether a blank here would be one too many.
func (f *flow) atBlank() bool {
	if len(f.line) == 0 {
		return true
	}
	last := f.line[len(f.line)-1]
	return last.Type == NodeHardBreak || strings.TrimRight(last.Text, blanks) != last.Text
}

// breakLine is <br>: the second of two in a row ends the paragraph.
func (f *flow) breakLine(marks []Mark) {
	f.trimLine()
	switch last := len(f.line) - 1; {
	case last < 0:
	case f.line[last].Type == NodeHardBreak:
		f.endLine()
	default:
		f.line = append(f.line, Node{Type: NodeHardBreak, Marks: marks})
	}
}

// trimLine removes the blanks at the end of the line.
func (f *flow) trimLine() {
	for len(f.line) > 0 {
		last := &f.line[len(f.line)-1]
		if last.Type != NodeText {
			return
		}
		if last.Text = strings.TrimRight(last.Text, blanks); last.Text != "" {
			return
		}
		f.line = f.line[:len(f.line)-1]
	}
}

// endLine makes a paragraph of the line, if it holds anything.
func (f *flow) endLine() {
	f.trimLine()
	for len(f.line) > 0 && f.line[len(f.line)-1].Type == NodeHardBreak {
		f.line = f.line[:len(f.line)-1]
		f.trimLine()
	}
	if len(f.line) > 0 {
		f.blocks = append(f.blocks, Node{Type: NodeParagraph, Content: joinTexts(f.line)})
	}
	f.line = nil
}

// add ends the line and puts blocks behind it.
func (f *flow) add(blocks ...Node) {
	f.endLine()
	f.blocks = append(f.blocks, blocks...)
}
