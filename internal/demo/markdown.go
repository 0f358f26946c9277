package demo

import (
	"regexp"
	"strings"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// lexicon is what a text means by what it only names.
type lexicon struct {
	link   func(target string) (address string, err error)
	day    func(day) news.PartialDate
	person func(speaker string) news.PersonID
}

// markdown reads the part of Markdown that the paper is written in: blocks
// with blank lines between them, which are paragraphs, headings (##, ###),
// quotes (>) that end in an attribution, lists (-, 1.), tables (|) and
// dividers (---). A line end within a paragraph is a line end.
func (l lexicon) markdown(p passage) ([]body.Node, error) {
	var nodes []body.Node
	lines := strings.Split(p.text, "\n")
	for start := 0; start < len(lines); {
		if strings.TrimSpace(lines[start]) == "" {
			start++
			continue
		}
		end := start
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		node, err := l.block(block{p, start, lines[start:end]})
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, node)
		start = end
	}
	return nodes, nil
}

// block is some lines of a passage without blank ones among them.
type block struct {
	passage
	start int // the first line's number in the passage
	lines []string
}

// errorf says what is wrong in the n-th line of the block.
func (b block) errorf(n int, format string, args ...any) error {
	return b.passage.errorf(b.start+n, format, args...)
}

var numbered = regexp.MustCompile(`^\d+\. `)

func (l lexicon) block(b block) (body.Node, error) {
	first := b.lines[0]
	switch {
	case first == "---":
		if len(b.lines) > 1 {
			return body.Node{}, b.errorf(1, "a blank line must follow ---")
		}
		return body.Divider(), nil
	case strings.HasPrefix(first, "#"):
		return l.heading(b)
	case strings.HasPrefix(first, ">"):
		return l.quote(b)
	case strings.HasPrefix(first, "- "):
		return l.list(b, body.NodeBulletList, func(line string) int { return len(line) - len(strings.TrimPrefix(line, "- ")) })
	case numbered.MatchString(first):
		return l.list(b, body.NodeOrderedList, func(line string) int { return len(numbered.FindString(line)) })
	case strings.HasPrefix(first, "|"):
		return l.table(b)
	}
	return l.paragraph(b, 0, b.lines)
}

// paragraph is one of the given lines, the first of which is the block's n-th.
func (l lexicon) paragraph(b block, n int, lines []string) (body.Node, error) {
	var inline []body.Node
	for i, line := range lines {
		if i > 0 {
			inline = append(inline, body.Break())
		}
		texts, err := l.inline(strings.TrimSpace(line))
		if err != nil {
			return body.Node{}, b.errorf(n+i, "%w", err)
		}
		inline = append(inline, texts...)
	}
	return body.Para(inline...), nil
}

func (l lexicon) heading(b block) (body.Node, error) {
	marks, text, ok := strings.Cut(b.lines[0], " ")
	if !ok || marks != "##" && marks != "###" {
		return body.Node{}, b.errorf(0, "a heading begins with ## or ### and a blank")
	}
	if len(b.lines) > 1 {
		return body.Node{}, b.errorf(1, "a blank line must follow a heading")
	}
	inline, err := l.inline(strings.TrimSpace(text))
	if err != nil {
		return body.Node{}, b.errorf(0, "%w", err)
	}
	heading := body.Heading(len(marks), "")
	heading.Content = inline
	return heading, nil
}

// list reads one item per line; marker says how long the mark of an item is.
func (l lexicon) list(b block, kind body.NodeType, marker func(line string) int) (body.Node, error) {
	var items []body.Node
	for i, line := range b.lines {
		n := marker(line)
		if n == 0 {
			return body.Node{}, b.errorf(i, "every line of a list begins an item")
		}
		p, err := l.paragraph(b, i, []string{line[n:]})
		if err != nil {
			return body.Node{}, err
		}
		items = append(items, body.Item(p))
	}
	return body.List(kind, items...), nil
}

var rule = regexp.MustCompile(`^\|(\s*:?-+:?\s*\|)+$`)

// table reads a row of headers, a rule, and rows of as many cells.
func (l lexicon) table(b block) (body.Node, error) {
	if len(b.lines) < 3 || !rule.MatchString(b.lines[1]) {
		return body.Node{}, b.errorf(0, "a table is a line of headers, a line like |---|---| and at least one row")
	}
	width := len(cells(b.lines[0]))
	table := body.Table("")
	for i, line := range b.lines {
		if i == 1 {
			continue
		}
		kind := body.NodeTableCell
		if i == 0 {
			kind = body.NodeTableHeader
		}
		texts := cells(line)
		if len(texts) != width {
			return body.Node{}, b.errorf(i, "the row has %d cells, and the table has %d columns", len(texts), width)
		}
		row := body.Row(kind)
		for _, text := range texts {
			p, err := l.paragraph(b, i, []string{text})
			if err != nil {
				return body.Node{}, err
			}
			row.Content = append(row.Content, body.Node{Type: kind, Content: []body.Node{p}})
		}
		table.Content = append(table.Content, row)
	}
	return table, nil
}

func cells(line string) []string {
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|"), "|")
}
