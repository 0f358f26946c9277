package htmlcheck

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Page is a parsed document, or a part of one.
type Page struct {
	*goquery.Selection
}

// Parse reads a document. HTML has no wrong text, so it never fails but for
// the reader's own error, which ends the test.
func Parse(t testing.TB, from io.Reader) Page {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(from)
	if err != nil {
		t.Fatalf("read the page: %v", err)
	}
	return Of(doc.Selection)
}

// A Check says what is wrong with a page, or nothing.
type Check func(Page) string

// Is reports every check that the page fails.
func (p Page) Is(t testing.TB, checks ...Check) {
	t.Helper()
	for _, check := range checks {
		if wrong := check(p); wrong != "" {
			t.Error(wrong)
		}
	}
}

// In runs checks on the one element that a CSS selector finds; none and
// several are failures.
func In(selector string, checks ...Check) Check {
	return func(p Page) string {
		found := p.Find(selector)
		if found.Length() != 1 {
			return fmt.Sprintf("%s is there %d times, not once", selector, found.Length())
		}
		var wrong []string
		for _, check := range checks {
			if w := check(Of(found)); w != "" {
				wrong = append(wrong, selector+": "+w)
			}
		}
		return strings.Join(wrong, "\n")
	}
}

// Count wants so many elements of a selector.
func Count(selector string, want int) Check {
	return func(p Page) string {
		if got := p.Find(selector).Length(); got != want {
			return fmt.Sprintf("%s is there %d times, not %d", selector, got, want)
		}
		return ""
	}
}

// None wants no element of a selector.
func None(selector string) Check { return Count(selector, 0) }

// HasText wants a text, whatever the markup and white space within it.
func HasText(want string) Check {
	return func(p Page) string {
		if got := p.Words(); !strings.Contains(got, Words(want)) {
			return fmt.Sprintf("says %q, and not %q", got, want)
		}
		return ""
	}
}

// LacksText wants a text not to be there.
func LacksText(unwanted string) Check {
	return func(p Page) string {
		if got := p.Words(); strings.Contains(got, Words(unwanted)) {
			return fmt.Sprintf("says %q", unwanted)
		}
		return ""
	}
}

// IsText wants exactly a text, but for white space.
func IsText(want string) Check {
	return func(p Page) string {
		if got := p.Words(); got != Words(want) {
			return fmt.Sprintf("says %q, not %q", got, want)
		}
		return ""
	}
}

// Attr wants an attribute with a value.
func Attr(name, want string) Check {
	return func(p Page) string {
		if got, has := p.Attr(name); !has || got != want {
			return fmt.Sprintf("%s is %q, not %q", name, got, want)
		}
		return ""
	}
}

// HasAttr wants an attribute, whatever its value.
func HasAttr(name string) Check {
	return func(p Page) string {
		if _, has := p.Attr(name); !has {
			return "has no " + name
		}
		return ""
	}
}

// Words is the text of the page with single spaces, and without the invisible
// marks that keep words of two directions apart.
func (p Page) Words() string { return Words(p.Text()) }

// Words puts single spaces where there is white space, and takes away the
// invisible marks of direction (Unicode isolates).
func Words(text string) string {
	text = strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "").Replace(text)
	return strings.Join(strings.Fields(text), " ")
}

// Links are the addresses of all links, in the order of the page.
func (p Page) Links() []string {
	return p.Find("a[href]").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
}

// Resources are the addresses of all that a browser fetches to show the page:
// scripts, style sheets, fonts, pictures, sound.
func (p Page) Resources() []string {
	var found []string
	p.Find("[src], [poster], link[rel=stylesheet], link[rel=preload], link[rel=icon], link[rel=manifest]").Each(func(_ int, e *goquery.Selection) {
		for _, name := range []string{"src", "poster", "href"} {
			if at, has := e.Attr(name); has {
				found = append(found, at)
			}
		}
	})
	return found
}

// NothingInline wants what a strict content security policy wants: no script
// and no style in the page itself, and no handler in an attribute.
func NothingInline() Check {
	return func(p Page) string {
		var wrong []string
		p.Find("script:not([src])").Each(func(_ int, e *goquery.Selection) {
			if kind := e.AttrOr("type", ""); kind != "application/ld+json" {
				wrong = append(wrong, "a script without src")
			}
		})
		if p.Find("style").Length() > 0 {
			wrong = append(wrong, "a style element")
		}
		p.Find("*").Each(func(_ int, e *goquery.Selection) {
			for _, a := range e.Get(0).Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
					wrong = append(wrong, fmt.Sprintf("<%s %s=%q>", goquery.NodeName(e), a.Key, a.Val))
				}
			}
		})
		if len(wrong) == 0 {
			return ""
		}
		return "inline: " + strings.Join(wrong, ", ")
	}
}

// Of makes a page of a part of one.
func Of(part *goquery.Selection) Page { return Page{Selection: part} }
