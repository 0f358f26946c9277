package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// heading makes h1 and h2 level 2 (the headline is no part of the body), h3
// level 3 and all below level 4. Blocks that stood in it follow it.
func (im *importer) heading(n *html.Node, f *flow, marks []Mark) {
	level, _ := strconv.Atoi(n.Data[1:])
	inner := im.inner(n, f.depth, marks)
	var inline, after []Node
	for _, b := range inner.blocks {
		if b.Type != NodeParagraph {
			after = append(after, b)
			continue
		}
		if len(inline) > 0 {
			inline = append(inline, Text(" "))
		}
		inline = append(inline, b.Content...)
	}
	if len(inline) > 0 {
		f.add(Node{
			Type: NodeHeading, Attrs: Attrs{{"level", int64(min(max(level, 2), 4))}}, Content: onlyAllowed(NodeHeading, inline),
		})
	}
	f.add(after...)
}

// onlyAllowed takes away the marks that a node does not allow inside it.
func onlyAllowed(parent NodeType, inline []Node) []Node {
	spec := schema.nodes[parent]
	out := make([]Node, len(inline))
	for i, n := range inline {
		var marks []Mark
		for _, m := range n.Marks {
			if spec.allows(m.Type) {
				marks = append(marks, m)
			}
		}
		n.Marks = marks
		out[i] = n
	}
	return out
}

// list makes items of li; what stands between them belongs to the one before.
func (im *importer) list(n *html.Node, f *flow, marks []Mark) {
	if !im.fits(n, f, 3) {
		im.container(n, f, marks)
		return
	}
	var items []Node
	stray := &flow{depth: f.depth + 2}
	endStray := func() {
		if stray.endLine(); len(stray.blocks) == 0 {
			return
		}
		if last := len(items) - 1; last >= 0 {
			items[last].Content = append(items[last].Content, stray.blocks...)
		} else {
			items = append(items, itemOf(stray.blocks))
		}
		stray.blocks = nil
	}
	for c := range n.ChildNodes() {
		if c.Data != "li" || c.Type != html.ElementNode || hidden(c, styleOf(c)) {
			im.node(c, stray, marks)
			continue
		}
		endStray()
		if inner := im.inner(c, f.depth+2, im.withLanguage(c, marks, false)); len(inner.blocks) > 0 {
			items = append(items, itemOf(inner.blocks))
		}
	}
	endStray()
	if len(items) > 0 {
		f.add(listOf(n, items))
	}
}

func listOf(n *html.Node, items []Node) Node {
	if n.Data != "ol" {
		return List(NodeBulletList, items...)
	}
	list := List(NodeOrderedList, items...)
	if start := number(n, "start"); start > 0 && start <= 1_000_000 {
		list.Attrs = Attrs{{"start", int64(start)}}
	}
	return list
}

// itemOf puts an empty paragraph before blocks that do not begin with one.
func itemOf(blocks []Node) Node {
	if blocks[0].Type != NodeParagraph {
		blocks = append([]Node{Para()}, blocks...)
	}
	return Item(blocks...)
}

// quote makes a block quotation of the paragraphs in a blockquote; other
// blocks follow it. A footer or cite in it, or the caption of the figure
// around it, says whose words they are.
func (im *importer) quote(n *html.Node, f *flow, marks []Mark, caption string) {
	if !im.fits(n, f, 2) {
		im.container(n, f, marks)
		return
	}
	if embed, ok := postEmbed(n); ok {
		f.add(embed)
		return
	}
	inner := &flow{depth: f.depth + 1, by: new(strings.Builder)}
	inner.by.WriteString(caption)
	im.children(n, inner, marks)
	inner.endLine()
	words, after := quoteParts(inner.blocks)
	switch by := strings.TrimSpace(inner.by.String()); {
	case len(words) > 0:
		f.add(Node{Type: NodeQuote, Attrs: readAttribution(by).attrs(), Content: words})
	case by != "":
		f.add(P(by))
	}
	f.add(after...)
}

// quoteParts sorts blocks into the paragraphs that are quoted and the rest.
func quoteParts(blocks []Node) (words, after []Node) {
	for _, b := range blocks {
		switch b.Type {
		case NodeParagraph:
			words = append(words, b)
		case NodeHeading:
			words = append(words, Para(b.Content...))
		case NodeBulletList, NodeOrderedList, NodeListItem, NodeQuote:
			w, a := quoteParts(b.Content)
			words, after = append(words, nonEmpty(w)...), append(after, a...)
		default:
			after = append(after, b)
		}
	}
	return words, after
}

func nonEmpty(paragraphs []Node) []Node {
	var out []Node
	for _, p := range paragraphs {
		if len(p.Content) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// readAttribution reads "— Speaker, role".
func readAttribution(by string) Attribution {
	by = strings.TrimLeft(shorten(by), "—–―-~ \u00A0")
	end := strings.IndexAny(by, ",،，、")
	if end < 0 {
		return Attribution{Speaker: by}
	}
	return Attribution{
		Speaker: strings.TrimSpace(by[:end]),
		Role:    strings.TrimLeft(by[end:], ",،，、 \u00A0"),
	}
}

// footer says whose the words of a quote are; elsewhere it is a block.
func (im *importer) footer(n *html.Node, f *flow, marks []Mark) {
	if f.by == nil {
		im.container(n, f, marks)
		return
	}
	f.endLine()
	f.addBy(plainText(n))
}

// cite says the same where it stands alone in the quote or in a paragraph of
// it; elsewhere it is the name of a work.
func (im *importer) cite(n *html.Node, f *flow, marks []Mark) {
	if f.by != nil && (n.Parent.Data == "blockquote" || alone(n)) {
		f.addBy(plainText(n))
		return
	}
	im.children(n, f, with(marks, Mark{Type: MarkEm}))
}

func (f *flow) addBy(text string) {
	if f.by.Len() > 0 && text != "" {
		f.by.WriteString(", ")
	}
	f.by.WriteString(text)
}

// preformatted keeps blanks and line ends as they are.
func (im *importer) preformatted(n *html.Node, f *flow) {
	var b strings.Builder
	rawText(n, &b)
	text := strings.TrimRight(CleanText(b.String()), "\n ")
	if strings.TrimSpace(text) == "" {
		return
	}
	block := Preformatted(text)
	if name := codeLanguage(n); name != "" {
		block.Attrs = Attrs{{"language", name}}
	}
	f.add(block)
}

// codeLanguage reads class="language-go", of the element or of one in it.
func codeLanguage(n *html.Node) string {
	for _, element := range append([]*html.Node{n}, descendants(n, "code")...) {
		class, _ := attribute(element, "class")
		for name := range strings.FieldsSeq(class) {
			if name, ok := strings.CutPrefix(strings.ToLower(name), "language-"); ok {
				if name, err := checkSlug(name); err == nil {
					return name
				}
			}
		}
	}
	return ""
}
