package body

import "dateline.news/internal/news"

// Attribution is the quote record: who said something, in what role, where
// and when, and whether the words are the speaker's own.
type Attribution struct {
	Speaker    string           `json:"speaker,omitempty"`
	Person     news.PersonID    `json:"personId,omitzero"`
	Role       string           `json:"role,omitempty"`
	Venue      string           `json:"venue,omitempty"`
	SaidOn     news.PartialDate `json:"saidOn,omitzero"`
	Paraphrase bool             `json:"paraphrase,omitzero"`
}

// The builders make nodes for New, for tests and for importers. Text is put
// through CleanText; whether the rest is right is for New to say.

// P is a paragraph of plain text.
func P(text string) Node { return Para(Text(text)) }

// Para is a paragraph of texts with marks.
func Para(inline ...Node) Node { return Node{Type: NodeParagraph, Content: present(inline)} }

// Heading is a heading of level 2 to 4.
func Heading(level int, text string) Node {
	return Node{
		Type: NodeHeading, Attrs: Attrs{{"level", int64(level)}}, Content: present([]Node{Text(text)}),
	}
}

// Quote is a block quotation.
func Quote(a Attribution, paragraphs ...string) Node {
	return Node{Type: NodeQuote, Attrs: a.attrs(), Content: paragraphsOf(paragraphs)}
}

// Bullets is a list of one-paragraph items.
func Bullets(items ...string) Node { return List(NodeBulletList, textItems(items)...) }

// Numbered is a numbered list of one-paragraph items.
func Numbered(items ...string) Node { return List(NodeOrderedList, textItems(items)...) }

// List is a list of items, each made with Item.
func List(kind NodeType, items ...Node) Node { return Node{Type: kind, Content: items} }

// Item is an item of a list: a paragraph and what stands below it.
func Item(blocks ...Node) Node { return Node{Type: NodeListItem, Content: blocks} }

// Picture shows a picture; an empty caption means the picture's own.
func Picture(id news.PictureID, caption string) Node {
	return Node{Type: NodePicture, Attrs: Attrs{{"pictureId", int64(id)}, {"caption", CleanText(caption)}}}
}

// Gallery shows pictures as one block.
func Gallery(pictures ...Node) Node { return Node{Type: NodeGallery, Content: pictures} }

// Embed refers to something on a platform, by its address.
func Embed(provider, address, title string) Node {
	return Node{Type: NodeEmbed, Attrs: Attrs{
		{"provider", provider}, {"url", address}, {"title", CleanText(title)},
	}}
}

// Table is a table of rows, each made with Row.
func Table(caption string, rows ...Node) Node {
	return Node{Type: NodeTable, Attrs: Attrs{{"caption", CleanText(caption)}}, Content: rows}
}

// Row is a table row of plain cells of one kind, NodeTableHeader or NodeTableCell.
func Row(kind NodeType, cells ...string) Node {
	row := Node{Type: NodeTableRow}
	for _, text := range cells {
		row.Content = append(row.Content, Node{Type: kind, Content: []Node{P(text)}})
	}
	return row
}

// Divider is a break between parts of the text.
func Divider() Node { return Node{Type: NodeDivider} }

// RelatedStory leads to a story of this publication.
func RelatedStory(id news.StoryID, title string) Node {
	return Node{Type: NodeRelatedLink, Attrs: Attrs{{"title", CleanText(title)}, {"storyId", int64(id)}}}
}

// AudioClip is a sound to listen to within the text.
func AudioClip(address, title string, seconds int) Node {
	return Node{Type: NodeAudioClip, Attrs: Attrs{
		{"url", address}, {"title", CleanText(title)}, {"seconds", int64(seconds)},
	}}
}

// Correction is a public note of one of CorrectionKinds; at is written as RFC 3339 does.
func Correction(kind, at string, paragraphs ...string) Node {
	return Node{
		Type: NodeCorrection, Attrs: Attrs{{"kind", kind}, {"at", at}}, Content: paragraphsOf(paragraphs),
	}
}

// Preformatted is text whose line ends and blanks count.
func Preformatted(text string) Node {
	return Node{Type: NodePreformatted, Content: present([]Node{Text(text)})}
}

// Break is a line end within a paragraph.
func Break() Node { return Node{Type: NodeHardBreak} }

// Text is a run of text.
func Text(text string, marks ...Mark) Node {
	return Node{Type: NodeText, Text: CleanText(text), Marks: marks}
}

// Strong is important text.
func Strong(text string) Node { return Text(text, Mark{Type: MarkStrong}) }

// Em is stressed text.
func Em(text string) Node { return Text(text, Mark{Type: MarkEm}) }

// Link is text that leads somewhere; CheckLink says where it may.
func Link(href, text string) Node {
	return Text(text, Mark{Type: MarkLink, Attrs: Attrs{{"href", href}}})
}

// Said is an inline quotation with its record.
func Said(a Attribution, text string) Node {
	return Text(text, Mark{Type: MarkSaid, Attrs: a.attrs()})
}

// WithID gives a block its stable id.
func (n Node) WithID(id string) Node {
	attrs := Attrs{{"id", id}}
	for _, a := range n.Attrs {
		if a.Name != "id" {
			attrs = append(attrs, a)
		}
	}
	n.Attrs = attrs
	return n
}

func (a Attribution) attrs() Attrs {
	return Attrs{
		{"speaker", CleanText(a.Speaker)}, {"personId", int64(a.Person)}, {"role", CleanText(a.Role)},
		{"venue", CleanText(a.Venue)}, {"saidOn", a.SaidOn.String()}, {"paraphrase", a.Paraphrase},
	}
}

// attributionOf reads the quote record of a quote block or a said mark.
func attributionOf(attrs Attrs) Attribution {
	var a Attribution
	for _, attr := range attrs {
		switch v := attr.Value.(type) {
		case string:
			switch attr.Name {
			case "speaker":
				a.Speaker = v
			case "role":
				a.Role = v
			case "venue":
				a.Venue = v
			case "saidOn":
				a.SaidOn, _ = news.ParsePartialDate(v) // the schema has checked it
			}
		case int64:
			a.Person = news.PersonID(v) // the record has no other number
		case bool:
			a.Paraphrase = v
		}
	}
	return a
}

// present leaves out texts that are empty, which the schema does not know.
func present(inline []Node) []Node {
	var out []Node
	for _, n := range inline {
		if n.Type != NodeText || n.Text != "" {
			out = append(out, n)
		}
	}
	return out
}

func paragraphsOf(texts []string) []Node {
	out := make([]Node, len(texts))
	for i, text := range texts {
		out[i] = P(text)
	}
	return out
}

func textItems(texts []string) []Node {
	out := make([]Node, len(texts))
	for i, text := range texts {
		out[i] = Item(P(text))
	}
	return out
}
