package body

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"dateline.news/internal/news"
)

// MaxHTML is the most bytes of foreign HTML that are read.
const MaxHTML = 8 << 20

// FromHTMLOptions says what the reader of foreign HTML cannot know.
type FromHTMLOptions struct {
	// Base is the address of the page; relative addresses are resolved against
	// it. Without it, those that do not begin with / or # are refused.
	Base *url.URL
	// Lang is the language of the story as a BCP 47 tag: text marked as being
	// of it needs no mark.
	Lang string
	// Image takes a picture over and returns its number, or false. Where it is
	// nil, images are dropped.
	Image func(ImageCandidate) (news.PictureID, bool)
}

// ImageCandidate is an image of foreign HTML that may become a picture.
type ImageCandidate struct {
	Src, Alt, Caption string
	Width, Height     int // as the page says, 0 where it does not
}

// Dropped says what of foreign HTML did not come into the body.
type Dropped struct {
	Element string
	Reason  string
	Count   int
}

// Reasons for dropping.
const (
	ReasonForbidden = "no part of a story, dropped with its text"
	ReasonHidden    = "not shown on its page"
	ReasonUnknown   = "not known here, its text is kept"
	ReasonAddress   = "address refused, its text is kept"
	ReasonImage     = "image not taken over"
	ReasonEmbed     = "not of a platform that is known"
	ReasonTooDeep   = "nested too deep, made flat"
)

// maxDropped is how many different things are reported one by one.
const maxDropped = 200

// FromHTML makes a body of foreign HTML in UTF-8, a fragment or a whole page. It is
// the only door for such text: it builds nodes of the schema and copies no
// markup, so that what comes out is safe however hostile the input is. What
// did not come through is reported in the order in which it was first met.
//
// The error is of kind news.Invalid where the HTML is too long, nested deeper
// than the parser goes (512 elements) or makes a body beyond its bounds;
// otherwise it is the reader's.
func FromHTML(r io.Reader, o FromHTMLOptions) (Doc, []Dropped, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxHTML+1))
	if err != nil {
		return Doc{}, nil, fmt.Errorf("read HTML for a body: %w", err)
	}
	if len(text) > MaxHTML {
		return Doc{}, nil, news.Errorf(news.Invalid, "the HTML is longer than %d bytes", MaxHTML)
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return Doc{}, nil, news.Wrap(err, news.Invalid, "the HTML cannot be read")
	}
	im := importer{o: o}
	f := &flow{depth: 1}
	im.children(root, f, nil)
	f.endLine()
	doc, err := New(f.blocks...)
	return doc, im.dropped, err
}

// FromHTMLString is FromHTML of a string.
func FromHTMLString(s string, o FromHTMLOptions) (Doc, []Dropped, error) {
	return FromHTML(strings.NewReader(s), o)
}

// otherElements stands for all that are met after maxDropped others.
const otherElements = "other elements"

// importer walks a parsed page and builds blocks into flows.
type importer struct {
	o       FromHTMLOptions
	dropped []Dropped
}

func (im *importer) drop(element, reason string) {
	for i := range im.dropped {
		if d := &im.dropped[i]; d.Element == element && d.Reason == reason {
			d.Count++
			return
		}
	}
	if len(im.dropped) >= maxDropped && element != otherElements {
		im.drop(otherElements, reason)
		return
	}
	im.dropped = append(im.dropped, Dropped{Element: element, Reason: reason, Count: 1})
}

func (im *importer) children(n *html.Node, f *flow, marks []Mark) {
	for c := range n.ChildNodes() {
		im.node(c, f, marks)
	}
}

func (im *importer) node(n *html.Node, f *flow, marks []Mark) {
	switch n.Type {
	case html.TextNode:
		f.text(n.Data, marks)
	case html.ElementNode:
		im.element(n, f, marks)
	}
}

func (im *importer) element(n *html.Node, f *flow, marks []Mark) {
	kind, known := elements[n.Data]
	if n.Namespace != "" { // svg, math
		kind, known = kindForbidden, true
	}
	style := styleOf(n)
	switch {
	case kind == kindSilent:
	case kind == kindForbidden:
		im.drop(elementName(n), ReasonForbidden)
	case hidden(n, style):
		im.drop(elementName(n), ReasonHidden)
	case !known:
		if !strings.Contains(n.Data, ":") { // o:p and its like, of word processors
			im.drop(elementName(n), ReasonUnknown)
		}
		im.children(n, f, marks)
	case kind == kindInline:
		im.children(n, f, im.inlineMarks(n, style, marks))
	default:
		im.block(n, kind, f, im.withLanguage(n, marks, false))
	}
}

func (im *importer) block(n *html.Node, kind elementKind, f *flow, marks []Mark) {
	switch kind {
	case kindBreak:
		f.breakLine(marks)
	case kindBlock:
		im.container(n, f, marks)
	case kindHeading:
		im.heading(n, f, marks)
	case kindList:
		im.list(n, f, marks)
	case kindQuote:
		im.quote(n, f, marks, "")
	case kindFooter:
		im.footer(n, f, marks)
	case kindCite:
		im.cite(n, f, marks)
	case kindFigure:
		im.figure(n, f, marks)
	case kindImage:
		im.image(n, f, "")
	case kindTable:
		im.table(n, f, marks, "")
	case kindDivider:
		f.add(Divider())
	case kindPreformatted:
		im.preformatted(n, f)
	case kindFrame:
		im.frame(n, f)
	case kindAudio:
		im.audio(n, f)
	}
}

// container is an element that stands on lines of its own and means nothing else.
func (im *importer) container(n *html.Node, f *flow, marks []Mark) {
	f.endLine()
	im.children(n, f, marks)
	f.endLine()
}

// inner makes a flow for the inside of a block and fills it.
func (im *importer) inner(n *html.Node, depth int, marks []Mark) *flow {
	f := &flow{depth: depth}
	im.children(n, f, marks)
	f.endLine()
	return f
}

// fits reports whether a block that needs levels below its own may stand in
// the flow; where it may not, it is reported and made flat.
func (im *importer) fits(n *html.Node, f *flow, levels int) bool {
	if f.depth+levels <= MaxDepth {
		return true
	}
	im.drop(elementName(n), ReasonTooDeep)
	return false
}
