package body

import "strconv"

// table stands in a container that scrolls and that the keyboard can reach,
// so that a wide table never makes the page wide.
func (w *htmlWriter) table(n *Node) {
	caption := n.Str("caption")
	name := label(caption, label(w.o.Labels.Table, englishLabels.Table))
	w.start("div", n).attr("class", "table-scroll").attr("role", "region").attr("aria-label", name).
		attr("tabindex", "0").raw("><table>\n")
	if caption != "" {
		w.raw("<caption>").text(caption).raw("</caption>\n")
	}
	head := headRows(n.Content)
	w.rows("thead", n.Content[:head], "col")
	w.rows("tbody", n.Content[head:], "row")
	w.raw("</table></div>\n")
}

// headRows counts the leading rows that are all headers; a table of nothing
// else has no head.
func headRows(rows []Node) int {
	for i := range rows {
		for j := range rows[i].Content {
			if rows[i].Content[j].Type != NodeTableHeader {
				return i
			}
		}
		if len(rows[i].Content) == 0 {
			return i
		}
	}
	return 0
}

func (w *htmlWriter) rows(part string, rows []Node, scope string) {
	if len(rows) == 0 {
		return
	}
	w.raw("<").raw(part).raw(">\n")
	for i := range rows {
		w.raw("<tr>")
		for j := range rows[i].Content {
			w.cell(&rows[i].Content[j], scope)
		}
		w.raw("</tr>\n")
	}
	w.raw("</").raw(part).raw(">\n")
}

func (w *htmlWriter) cell(n *Node, scope string) {
	tag := "td"
	if n.Type == NodeTableHeader {
		tag = "th"
	}
	w.raw("<").raw(tag)
	if tag == "th" {
		w.attr("scope", scope)
	}
	for _, span := range [...]string{"colspan", "rowspan"} {
		if v := n.Int(span); v > 1 {
			w.attr(span, strconv.FormatInt(v, 10))
		}
	}
	w.flow(n.Content)
	w.raw("</").raw(tag).raw(">")
}
