package body

import (
	"strconv"
	"strings"
)

// TextOptions says what plain text contains beside the words of the story.
type TextOptions struct {
	NoQuotes     bool // leave block quotations out
	Attributions bool // a line below each block quotation that says whose it is
	Captions     bool // captions of pictures and tables, titles of embeds and clips
	Corrections  bool
}

// Text writes the body as plain text, blocks separated by a blank line.
func (d Doc) Text(o TextOptions) string {
	w := textWriter{o: o}
	w.blocks(d.blocks, "")
	return w.String()
}

// Lede returns the text of the first paragraph that has any.
func (d Doc) Lede() string {
	for _, n := range d.blocks {
		if n.Type != NodeParagraph {
			continue
		}
		if text := strings.TrimSpace(inlineText(n.Content)); text != "" {
			return text
		}
	}
	return ""
}

// Entry is one line of the outline.
type Entry struct {
	Level int
	Text  string
	ID    string // of the heading's block, where it has one
}

// Outline lists the headings.
func (d Doc) Outline() []Entry {
	var entries []Entry
	for n := range d.All() {
		if n.Type == NodeHeading {
			entries = append(entries, Entry{Level: int(n.Int("level")), Text: inlineText(n.Content), ID: n.ID()})
		}
	}
	return entries
}

type textWriter struct {
	strings.Builder
	o TextOptions
}

// blocks writes each block on a paragraph of its own; indent stands before
// the lines of nested lists.
func (w *textWriter) blocks(nodes []Node, indent string) {
	for _, n := range nodes {
		w.block(n, indent)
	}
}

func (w *textWriter) block(n Node, indent string) {
	switch n.Type {
	case NodeParagraph, NodeHeading, NodePreformatted:
		w.paragraph(indent + inlineText(n.Content))
	case NodeQuote:
		w.quote(n, indent)
	case NodeBulletList, NodeOrderedList:
		w.list(n, indent)
	case NodeTable:
		w.table(n, indent)
	case NodeGallery:
		w.blocks(n.Content, indent)
	case NodeCorrection:
		if w.o.Corrections {
			w.blocks(n.Content, indent)
		}
	case NodePicture:
		w.caption(n.Str("caption"), indent)
	case NodeEmbed, NodeAudioClip:
		w.caption(n.Str("title"), indent)
	}
}

func (w *textWriter) paragraph(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	if w.Len() > 0 {
		w.WriteString("\n\n")
	}
	w.WriteString(text)
}

func (w *textWriter) caption(text, indent string) {
	if w.o.Captions {
		w.paragraph(indent + text)
	}
}

func (w *textWriter) quote(n Node, indent string) {
	if w.o.NoQuotes {
		return
	}
	w.blocks(n.Content, indent)
	if line := attributionOf(n.Attrs).line(); w.o.Attributions && line != "" {
		w.WriteString("\n" + indent + "— " + line)
	}
}

// line says whose words they are, on one line.
func (a Attribution) line() string {
	var parts []string
	for _, part := range []string{a.Speaker, a.Role, a.Venue, a.SaidOn.String()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// list writes the first paragraph of each item behind its bullet or number,
// one item a line.
func (w *textWriter) list(n Node, indent string) {
	number := n.Int("start")
	for i, item := range n.Content {
		bullet := "• "
		if n.Type == NodeOrderedList {
			bullet = strconv.FormatInt(number+int64(i), 10) + ". "
		}
		if i == 0 {
			w.paragraph(indent + bullet + inlineText(item.Content[0].Content))
		} else {
			w.WriteString("\n" + indent + bullet + inlineText(item.Content[0].Content))
		}
		w.blocks(item.Content[1:], indent+"  ")
	}
}

// table writes a row a line, cells separated by tabs.
func (w *textWriter) table(n Node, indent string) {
	w.caption(n.Str("caption"), indent)
	var rows []string
	for _, row := range n.Content {
		cells := make([]string, len(row.Content))
		for i, cell := range row.Content {
			inner := textWriter{o: w.o}
			inner.blocks(cell.Content, "")
			cells[i] = strings.ReplaceAll(inner.String(), "\n\n", " ")
		}
		rows = append(rows, indent+strings.Join(cells, "\t"))
	}
	w.paragraph(strings.Join(rows, "\n"))
}

// inlineText is the text of inline nodes; a hard break is a line end.
func inlineText(nodes []Node) string {
	if len(nodes) == 1 {
		return nodes[0].plain()
	}
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(n.plain())
	}
	return b.String()
}

func (n Node) plain() string {
	if n.Type == NodeHardBreak {
		return "\n"
	}
	return n.Text
}
