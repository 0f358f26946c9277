package body

import (
	"time"

	"dateline.news/internal/news"
)

// HTMLOptions is what the site knows and a body does not. Every field may be
// left zero. Addresses that functions return are escaped but not checked;
// what is called HTML is trusted as it stands.
type HTMLOptions struct {
	// DatelineHTML is the run ("<span class=…>MOSCOW</span> — ") that is
	// written inside the first paragraph, before its text.
	DatelineHTML string
	// PictureHTML makes a figure; where it is nil or returns "", the picture is left out.
	PictureHTML func(PictureUse) string
	// EmbedHTML makes an embed; where it is nil or returns "", a link stands instead.
	EmbedHTML func(EmbedUse) string
	// PersonURL is the address of a person's page, "" where there is none.
	PersonURL func(news.PersonID) string
	// StoryURL is the address of a story; where it is nil or returns "", links
	// to that story are left out: readers may not know of it.
	StoryURL func(news.StoryID) string
	// LinkRel is the rel of a link, "" for none.
	LinkRel func(href string) string
	// DateText writes the day of a quote for readers; nil writes the ISO form.
	DateText func(news.PartialDate) string
	// TimeText writes the time of a correction for readers; nil writes the ISO day.
	TimeText func(time.Time) string
	// HeadingShift is added to the level of headings: 1 makes <h3> of level 2.
	HeadingShift int
	// Labels are the words that the body's markup needs; empty ones are English.
	Labels Labels
}

// PictureUse is a picture as it stands in a body.
type PictureUse struct {
	ID        news.PictureID
	Caption   string // instead of the picture's own, where not empty
	Alt       string // instead of the picture's own, where not empty
	Wide      bool
	InGallery bool
	Anchor    string // the id attribute that the figure must carry, where not empty
}

// EmbedUse is an embed as it stands in a body.
type EmbedUse struct {
	Provider, URL, Title string
	Anchor               string
}

// Labels are the words that the markup needs, in the language of the edition.
type Labels struct {
	Correction, Clarification, Update, EditorsNote string
	Table                                          string // names a table without a caption
	Gallery                                        string // names a gallery without a title
	Audio                                          string // names a clip without a title
	Related                                        string // before a related link
	Comma                                          string // between speaker, role, venue and day
}

var englishLabels = Labels{
	Correction: "Correction", Clarification: "Clarification", Update: "Update", EditorsNote: "Editor’s note",
	Table: "Table", Gallery: "Pictures", Audio: "Audio", Related: "Read more:", Comma: ", ",
}

// Anchor is the id attribute of the block with the given id: what stands
// behind # in an address that points at it. The prefix keeps a body from
// taking the names of the page around it.
func Anchor(blockID string) string {
	if blockID == "" {
		return ""
	}
	return anchorPrefix + blockID
}

const anchorPrefix = "b-"

// HTML writes the body as HTML.
func (d Doc) HTML(o HTMLOptions) string { return string(d.AppendHTML(nil, o)) }

// AppendHTML is HTML into a buffer.
func (d Doc) AppendHTML(b []byte, o HTMLOptions) []byte {
	if d.IsZero() && o.DatelineHTML == "" {
		return b
	}
	w := htmlWriter{b: b, o: &o, dateline: o.DatelineHTML}
	if !hasParagraph(d.blocks) && w.dateline != "" {
		w.raw("<p>").raw(w.takeDateline()).raw("</p>\n")
	}
	for i := range d.blocks {
		w.block(&d.blocks[i])
	}
	return w.b
}

func hasParagraph(blocks []Node) bool {
	for i := range blocks {
		if blocks[i].Type == NodeParagraph && len(blocks[i].Content) > 0 {
			return true
		}
	}
	return false
}

// htmlWriter appends markup. raw is for what is written in this package or
// trusted by contract; text is for everything else.
type htmlWriter struct {
	b        []byte
	o        *HTMLOptions
	dateline string // until it is written
	nested   int    // depth inside quotes, lists and tables, where no dateline goes
	open     []Mark // marks around the text being written
}

func (w *htmlWriter) raw(markup string) *htmlWriter {
	w.b = append(w.b, markup...)
	return w
}

// text escapes as html/template does, for content and quoted attributes alike.
func (w *htmlWriter) text(s string) *htmlWriter {
	start := 0
	for i := range len(s) {
		escaped := ""
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		default:
			continue
		}
		w.b = append(w.b, s[start:i]...)
		w.b = append(w.b, escaped...)
		start = i + 1
	}
	w.b = append(w.b, s[start:]...)
	return w
}

// attr writes an attribute, unless its value is empty.
func (w *htmlWriter) attr(name, value string) *htmlWriter {
	if value == "" {
		return w
	}
	return w.raw(" ").raw(name).raw(`="`).text(value).raw(`"`)
}

// start opens an element that carries the block's id.
func (w *htmlWriter) start(tag string, n *Node) *htmlWriter {
	return w.raw("<").raw(tag).attr("id", Anchor(n.ID()))
}

func (w *htmlWriter) takeDateline() string {
	d := w.dateline
	w.dateline = ""
	return d
}

// label picks a word, the English one where the edition has none.
func label(own, english string) string {
	if own != "" {
		return own
	}
	return english
}
