package body

// elementKind says what becomes of an element of foreign HTML.
type elementKind int

const (
	kindUnknown   elementKind = iota // its text is kept, and it is reported
	kindSilent                       // never shown and never missed
	kindForbidden                    // dropped with its text, and reported
	kindInline                       // text, perhaps with a mark
	kindBlock                        // lines of its own
	kindBreak
	kindHeading
	kindList
	kindQuote
	kindFooter
	kindCite
	kindFigure
	kindImage
	kindTable
	kindDivider
	kindPreformatted
	kindFrame
	kindAudio
)

// elements says it for every element of HTML that is met in the wild.
var elements = kindsOf(map[elementKind][]string{
	kindSilent: {"head", "title", "meta", "link", "base", "wbr", "source", "track", "param", "col", "colgroup", "rp"},
	kindForbidden: {
		"script", "style", "template", "noscript", "noembed", "noframes", "object", "embed", "applet", "frame", "frameset",
		"form", "input", "button", "select", "option", "optgroup", "datalist", "textarea", "fieldset", "keygen",
		"canvas", "video", "svg", "math", "dialog", "map", "area", "progress", "meter", "output", "portal",
	},
	kindInline: {
		"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
		"label", "mark", "nobr", "picture", "q", "ruby", "rt", "rb", "s", "samp", "small", "span", "strike", "strong",
		"sub", "sup", "time", "tt", "u", "var",
	},
	kindBlock: {
		"html", "body", "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "figcaption",
		"header", "hgroup", "legend", "li", "main", "nav", "p", "section", "summary", "search", "caption",
		"tbody", "thead", "tfoot", "tr", "td", "th",
	},
	kindBreak:        {"br"},
	kindHeading:      {"h1", "h2", "h3", "h4", "h5", "h6"},
	kindList:         {"ul", "ol", "menu", "dir"},
	kindQuote:        {"blockquote"},
	kindFooter:       {"footer"},
	kindCite:         {"cite"},
	kindFigure:       {"figure"},
	kindImage:        {"img"},
	kindTable:        {"table"},
	kindDivider:      {"hr"},
	kindPreformatted: {"pre", "xmp", "listing", "plaintext"},
	kindFrame:        {"iframe"},
	kindAudio:        {"audio"},
})

func kindsOf(names map[elementKind][]string) map[string]elementKind {
	kinds := make(map[string]elementKind)
	for kind, list := range names {
		for _, name := range list {
			kinds[name] = kind
		}
	}
	return kinds
}
