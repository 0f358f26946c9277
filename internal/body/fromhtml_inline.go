package body

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// inlineMarks returns the marks of text inside an inline element.
func (im *importer) inlineMarks(n *html.Node, style map[string]string, marks []Mark) []Mark {
	switch n.Data {
	case "a":
		marks = im.withLink(n, marks)
	case "b", "strong":
		if !light(style["font-weight"]) { // Google Docs wraps everything in such a <b>
			marks = with(marks, Mark{Type: MarkStrong})
		}
	case "i", "em", "dfn", "var":
		if style["font-style"] != "normal" {
			marks = with(marks, Mark{Type: MarkEm})
		}
	case "s", "strike", "del":
		marks = with(marks, Mark{Type: MarkStrike})
	case "sub":
		marks = with(marks, Mark{Type: MarkSub})
	case "sup":
		marks = with(marks, Mark{Type: MarkSup})
	case "code", "kbd", "samp", "tt":
		marks = with(marks, Mark{Type: MarkCode})
	case "span", "font":
		marks = styledMarks(style, marks)
	}
	return im.withLanguage(n, marks, true)
}

// styledMarks reads the marks that word processors write as styles.
func styledMarks(style map[string]string, marks []Mark) []Mark {
	if heavy(style["font-weight"]) {
		marks = with(marks, Mark{Type: MarkStrong})
	}
	if style["font-style"] == "italic" {
		marks = with(marks, Mark{Type: MarkEm})
	}
	if strings.Contains(style["text-decoration"], "line-through") {
		marks = with(marks, Mark{Type: MarkStrike})
	}
	switch style["vertical-align"] {
	case "sub":
		marks = with(marks, Mark{Type: MarkSub})
	case "super":
		marks = with(marks, Mark{Type: MarkSup})
	}
	return marks
}

func heavy(weight string) bool {
	n, err := strconv.Atoi(weight)
	return weight == "bold" || weight == "bolder" || err == nil && n >= 600
}

func light(weight string) bool {
	n, err := strconv.Atoi(weight)
	return weight == "normal" || weight == "lighter" || err == nil && n < 600
}

// withLink adds the link, or reports that its address was refused.
func (im *importer) withLink(n *html.Node, marks []Mark) []Mark {
	raw, ok := attribute(n, "href")
	if !ok || strings.TrimSpace(raw) == "" {
		return marks
	}
	href, ok := im.address(raw, CheckLink)
	if !ok {
		im.drop("a", ReasonAddress)
		return marks
	}
	return with(marks, Mark{Type: MarkLink, Attrs: Attrs{{"href", href}}})
}

// address reads an address as browsers do (blanks around it and line ends in
// it do not count), resolves it, and returns it if the rule accepts it.
func (im *importer) address(raw string, rule func(string) (string, error)) (string, bool) {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	raw = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(raw)
	u, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	if im.o.Base != nil && !u.IsAbs() {
		raw = im.o.Base.ResolveReference(u).String()
	}
	if href, err := rule(raw); err == nil {
		return href, true
	}
	href, err := rule(u.String()) // with blanks and foreign letters written as %20 and its like
	return href, err == nil
}

// withLanguage marks text of another language. A direction alone counts on
// inline elements only: editors write dir="ltr" on every paragraph.
func (im *importer) withLanguage(n *html.Node, marks []Mark, inline bool) []Mark {
	if n.Data == "html" || n.Data == "body" {
		return marks
	}
	var attrs Attrs
	if raw, _ := attribute(n, "lang"); raw != "" {
		if tag, err := checkLanguage(raw); err == nil && !sameLanguage(tag, im.o.Lang) {
			attrs = append(attrs, Attr{"lang", tag})
		}
	}
	dir, _ := attribute(n, "dir")
	dir = strings.ToLower(dir)
	if slices.Contains([]string{"ltr", "rtl", "auto"}, dir) && (len(attrs) > 0 || inline) {
		attrs = append(attrs, Attr{"dir", dir})
	}
	if len(attrs) == 0 {
		return marks
	}
	return with(marks, Mark{Type: MarkLang, Attrs: attrs})
}

// sameLanguage reports whether two tags are of one language, whatever the region.
func sameLanguage(a, b string) bool {
	x, errX := language.Raw.Parse(a)
	y, errY := language.Raw.Parse(b)
	if errX != nil || errY != nil {
		return false
	}
	baseX, _ := x.Base()
	baseY, _ := y.Base()
	return baseX == baseY
}

// with returns the marks with one more, in place of those that cannot stand
// beside it. It leaves the given slice alone.
func with(marks []Mark, m Mark) []Mark {
	out := make([]Mark, 0, len(marks)+1)
	for _, other := range marks {
		if other.Type != m.Type && !slices.Contains(schema.marks[m.Type].excludes, other.Type) {
			out = append(out, other)
		}
	}
	return append(out, m)
}
