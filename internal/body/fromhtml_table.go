package body

import "golang.org/x/net/html"

// table makes a table of rows and cells. Tables that lay a page out (said so,
// or of a single cell) are made flat.
func (im *importer) table(n *html.Node, f *flow, marks []Mark, caption string) {
	rows := tableRows(n)
	if forLayout(n, rows) || !im.fits(n, f, 4) {
		im.container(n, f, marks)
		return
	}
	table := Node{Type: NodeTable}
	for _, tr := range rows {
		row := Node{Type: NodeTableRow}
		for _, c := range cellsOf(tr) {
			row.Content = append(row.Content, im.cell(c, f.depth+3, marks))
		}
		if len(row.Content) > 0 {
			table.Content = append(table.Content, row)
		}
	}
	for c := range n.ChildNodes() {
		if caption == "" && c.Data == "caption" {
			caption = plainText(c)
		}
	}
	table.Attrs = Attrs{{"caption", shorten(caption)}}
	f.add(table)
}

func (im *importer) cell(n *html.Node, depth int, marks []Mark) Node {
	cell := Node{Type: NodeTableCell, Content: im.inner(n, depth, im.withLanguage(n, marks, false)).blocks}
	if n.Data == "th" {
		cell.Type = NodeTableHeader
	}
	if len(cell.Content) == 0 {
		cell.Content = []Node{Para()}
	}
	cell.Attrs = Attrs{
		{"colspan", int64(min(max(number(n, "colspan"), 1), 100))},
		{"rowspan", int64(min(max(number(n, "rowspan"), 1), 1000))},
	}
	return cell
}

// tableRows lists the rows of this table and none of tables within it.
func tableRows(n *html.Node) (rows []*html.Node) {
	for c := range n.ChildNodes() {
		switch c.Data {
		case "tr":
			rows = append(rows, c)
		case "thead", "tbody", "tfoot":
			rows = append(rows, tableRows(c)...)
		}
	}
	return rows
}

func cellsOf(tr *html.Node) (cells []*html.Node) {
	for c := range tr.ChildNodes() {
		if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") && !hidden(c, styleOf(c)) {
			cells = append(cells, c)
		}
	}
	return cells
}

func forLayout(n *html.Node, rows []*html.Node) bool {
	if role, _ := attribute(n, "role"); role == "presentation" || role == "none" {
		return true
	}
	cells := 0
	for _, tr := range rows {
		cells += len(cellsOf(tr))
	}
	return cells <= 1
}
