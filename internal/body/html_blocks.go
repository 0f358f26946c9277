package body

import (
	"strconv"
	"time"

	"dateline.news/internal/news"
)

func (w *htmlWriter) block(n *Node) {
	switch n.Type {
	case NodeParagraph:
		w.paragraph(n)
	case NodeHeading:
		w.heading(n)
	case NodeQuote:
		w.quote(n)
	case NodeBulletList, NodeOrderedList:
		w.list(n)
	case NodePicture:
		w.picture(n, false)
	case NodeGallery:
		w.gallery(n)
	case NodeEmbed:
		w.embed(n)
	case NodeTable:
		w.table(n)
	case NodeDivider:
		w.start("hr", n).raw(">\n")
	case NodeRelatedLink:
		w.relatedLink(n)
	case NodeAudioClip:
		w.audioClip(n)
	case NodeCorrection:
		w.correction(n)
	case NodePreformatted:
		w.preformatted(n)
	}
}

// blocks writes the blocks inside another.
func (w *htmlWriter) blocks(nodes []Node) {
	w.nested++
	for i := range nodes {
		w.block(&nodes[i])
	}
	w.nested--
}

// paragraph leaves out paragraphs that hold nothing: editors use them as space.
func (w *htmlWriter) paragraph(n *Node) {
	if len(n.Content) == 0 {
		return
	}
	w.start("p", n).raw(">")
	if w.nested == 0 && w.dateline != "" {
		w.raw(w.takeDateline())
	}
	w.inline(n.Content)
	w.raw("</p>\n")
}

func (w *htmlWriter) heading(n *Node) {
	tag := "h" + strconv.Itoa(min(max(int(n.Int("level"))+w.o.HeadingShift, 1), 6))
	w.start(tag, n).raw(">")
	w.inline(n.Content)
	w.raw("</").raw(tag).raw(">\n")
}

func (w *htmlWriter) quote(n *Node) {
	a := attributionOf(n.Attrs)
	class := "quote"
	if a.Paraphrase {
		class = "quote paraphrase"
	}
	w.start("blockquote", n).attr("class", class).raw(">\n")
	w.blocks(n.Content)
	w.attribution(a)
	w.raw("</blockquote>\n")
}

// attribution writes speaker, role, venue and day, each in an element of its
// own, with the commas as text so that it reads well without styles too.
func (w *htmlWriter) attribution(a Attribution) {
	if a.line() == "" {
		return
	}
	comma, written := label(w.o.Labels.Comma, englishLabels.Comma), false
	w.raw("<footer>")
	separate := func() {
		if written {
			w.text(comma)
		}
		written = true
	}
	if a.Speaker != "" {
		separate()
		w.speaker(a)
	}
	for _, part := range [...]struct{ class, text string }{{"role", a.Role}, {"venue", a.Venue}} {
		if part.text != "" {
			separate()
			w.raw(`<bdi class="`).raw(part.class).raw(`">`).text(part.text).raw("</bdi>")
		}
	}
	if !a.SaidOn.IsZero() {
		separate()
		w.saidOn(a.SaidOn)
	}
	w.raw("</footer>\n")
}

// speaker isolates the name, whose direction may not be that of the page.
func (w *htmlWriter) speaker(a Attribution) {
	href := ""
	if a.Person != 0 && w.o.PersonURL != nil {
		href = w.o.PersonURL(a.Person)
	}
	w.raw(`<bdi class="speaker">`)
	if href != "" {
		w.raw("<a").attr("href", href).raw(">").text(a.Speaker).raw("</a>")
	} else {
		w.text(a.Speaker)
	}
	w.raw("</bdi>")
}

func (w *htmlWriter) saidOn(d news.PartialDate) {
	text := d.String()
	if w.o.DateText != nil {
		text = w.o.DateText(d)
	}
	w.raw("<time").attr("datetime", d.String()).raw(">").text(text).raw("</time>")
}

func (w *htmlWriter) list(n *Node) {
	tag := "ul"
	if n.Type == NodeOrderedList {
		tag = "ol"
	}
	w.start(tag, n)
	if start := n.Int("start"); n.Type == NodeOrderedList && start != 1 {
		w.attr("start", strconv.FormatInt(start, 10))
	}
	w.raw(">\n")
	for i := range n.Content {
		w.raw("<li")
		w.flow(n.Content[i].Content)
		w.raw("</li>\n")
	}
	w.raw("</").raw(tag).raw(">\n")
}

// flow writes the content of a list item or a table cell, whose start tag is
// still open: a first paragraph that nothing but lists follow needs no element
// of its own, and leaves its id to the item.
func (w *htmlWriter) flow(nodes []Node) {
	first, rest := &nodes[0], nodes[1:]
	if first.Type != NodeParagraph || !onlyLists(rest) {
		w.raw(">")
		w.blocks(nodes)
		return
	}
	w.attr("id", Anchor(first.ID())).raw(">")
	w.inline(first.Content)
	w.blocks(rest)
}

func onlyLists(nodes []Node) bool {
	for i := range nodes {
		if nodes[i].Type != NodeBulletList && nodes[i].Type != NodeOrderedList {
			return false
		}
	}
	return true
}

func (w *htmlWriter) correction(n *Node) {
	kind, word := n.Str("kind"), w.correctionWord(n.Str("kind"))
	w.start("aside", n).attr("class", "correction").attr("data-kind", kind).attr("aria-label", word).raw(">\n")
	w.raw(`<p class="correction-label"><b>`).text(word).raw("</b> ")
	at := n.Str("at")
	if t, err := time.Parse(time.RFC3339, at); err == nil {
		text := t.Format(time.DateOnly)
		if w.o.TimeText != nil {
			text = w.o.TimeText(t)
		}
		w.raw("<time").attr("datetime", at).raw(">").text(text).raw("</time>")
	}
	w.raw("</p>\n")
	w.blocks(n.Content)
	w.raw("</aside>\n")
}

func (w *htmlWriter) correctionWord(kind string) string {
	l := &w.o.Labels
	switch kind {
	case "clarification":
		return label(l.Clarification, englishLabels.Clarification)
	case "update":
		return label(l.Update, englishLabels.Update)
	case "editorsNote":
		return label(l.EditorsNote, englishLabels.EditorsNote)
	}
	return label(l.Correction, englishLabels.Correction)
}

func (w *htmlWriter) preformatted(n *Node) {
	w.start("pre", n).raw("><code")
	if language := n.Str("language"); language != "" {
		w.attr("class", "language-"+language)
	}
	w.raw(">")
	w.inline(n.Content)
	w.raw("</code></pre>\n")
}
