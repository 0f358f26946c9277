package body

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// What the importer asks of the nodes of the HTML parser.

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// number reads an attribute as browsers do: the digits it begins with; 0
// where there are none.
func number(n *html.Node, name string) int {
	raw, _ := attribute(n, name)
	raw = strings.TrimSpace(raw)
	digits := raw[:len(raw)-len(strings.TrimLeft(raw, "0123456789"))]
	i, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return i
}

// styleOf reads a style attribute into its properties, in small letters.
func styleOf(n *html.Node) map[string]string {
	raw, _ := attribute(n, "style")
	if raw == "" {
		return nil
	}
	style := make(map[string]string)
	for declaration := range strings.SplitSeq(strings.ToLower(raw), ";") {
		property, value, _ := strings.Cut(declaration, ":")
		value = strings.TrimSuffix(strings.TrimSpace(value), "!important")
		style[strings.TrimSpace(property)] = strings.TrimSpace(value)
	}
	return style
}

func hidden(n *html.Node, style map[string]string) bool {
	_, hidden := attribute(n, "hidden")
	return hidden || style["display"] == "none" || style["visibility"] == "hidden" || style["mso-hide"] == "all"
}

// elementName is the name as it is reported: names that nobody chose are cut.
func elementName(n *html.Node) string {
	name := CleanText(n.Data)
	if len(name) <= 40 {
		return name
	}
	return cut(name, 40)
}

func descendants(n *html.Node, name string) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			found = append(found, d)
		}
	}
	return found
}

// alone reports whether an element has nothing but blanks beside it.
func alone(n *html.Node) bool {
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return true
}

func within(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

// plainText is the text of an element on one line, without that of elements
// which are no text.
func plainText(n *html.Node) string {
	var b strings.Builder
	rawText(n, &b)
	return strings.Join(strings.Fields(CleanText(b.String())), " ")
}

func rawText(n *html.Node, b *strings.Builder) {
	for c := range n.ChildNodes() {
		switch kind := elements[c.Data]; {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || c.Namespace != "":
		case kind == kindBreak:
			b.WriteString("\n")
		case kind == kindForbidden || kind == kindSilent || kind == kindFrame || hidden(c, styleOf(c)):
		default:
			rawText(c, b)
			if kind == kindBlock {
				b.WriteString("\n")
			}
		}
	}
}

// shorten fits text into an attribute.
func shorten(s string) string { return cut(CleanText(s), maxAttr) }

// cut keeps at most n bytes, and whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
