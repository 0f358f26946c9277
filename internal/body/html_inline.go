package body

// inline writes texts with their marks. Neighbours share the elements of the
// marks they have in common, from the outermost in, so that a link with one
// strong word in it stays one link.
func (w *htmlWriter) inline(nodes []Node) {
	for i := range nodes {
		n := &nodes[i]
		shared := 0
		for shared < min(len(w.open), len(n.Marks)) && w.open[shared].equal(n.Marks[shared]) {
			shared++
		}
		w.closeMarks(shared)
		for _, m := range n.Marks[shared:] {
			w.openMark(m)
			w.open = append(w.open, m)
		}
		if n.Type == NodeHardBreak {
			w.raw("<br>")
		} else {
			w.text(n.Text)
		}
	}
	w.closeMarks(0)
}

func (w *htmlWriter) closeMarks(keep int) {
	for i := len(w.open) - 1; i >= keep; i-- {
		w.raw("</").raw(markTag(w.open[i].Type)).raw(">")
	}
	w.open = w.open[:keep]
}

func (w *htmlWriter) openMark(m Mark) {
	switch m.Type {
	case MarkLink:
		w.anchor(m.Str("href"))
	case MarkLang:
		w.raw("<span").attr("lang", m.Str("lang")).attr("dir", m.Str("dir")).raw(">")
	case MarkSaid:
		w.said(attributionOf(m.Attrs))
	default:
		w.raw("<").raw(markTag(m.Type)).raw(">")
	}
}

// said is not a <q>, whose quotation marks browsers add: the text has its own.
func (w *htmlWriter) said(a Attribution) {
	class := "said"
	if a.Paraphrase {
		class = "said paraphrase"
	}
	w.raw("<span").attr("class", class).attr("data-speaker", a.Speaker).raw(">")
}

func markTag(m MarkType) string {
	switch m {
	case MarkLink:
		return "a"
	case MarkStrike:
		return "s"
	case MarkLang, MarkSaid:
		return "span"
	}
	return string(m)
}
