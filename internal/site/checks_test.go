package site_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline.news/internal/apptest"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/site"
)

func sitePatterns() []string { return site.Patterns() }

// rootPatterns reads from the source what is routed outside of the editions.
func rootPatterns(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "routes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		method, isMethod := call.Fun.(*ast.SelectorExpr)
		if !isMethod || !strings.HasPrefix(method.Sel.Name, "Handle") {
			return true
		}
		on, _ := method.X.(*ast.Ident)
		pattern, isText := call.Args[0].(*ast.BasicLit)
		if on != nil && on.Name == "root" && isText {
			text, err := strconv.Unquote(pattern.Value)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, text)
		}
		return true
	})
	if len(found) < 5 {
		t.Fatalf("only %q were found in routes.go", found)
	}
	return found
}

// notEmpty wants words.
func notEmpty(p htmlcheck.Page) string {
	if p.Words() == "" {
		return "is empty"
	}
	return ""
}

// noForeignResource wants everything that a page fetches to come from its own
// host; sound may come from the station's.
func noForeignResource(p htmlcheck.Page) string {
	for _, at := range p.Resources() {
		if strings.Contains(at, "://") && !strings.HasPrefix(at, apptest.Origin) || strings.HasPrefix(at, "//") {
			return "fetches " + at
		}
	}
	return ""
}

// noGuillemets finds messages that the catalogue has not: they are shown as
// their id in guillemets.
func noGuillemets(p htmlcheck.Page) string {
	text := p.Text()
	p.Find("[aria-label]").Each(func(_ int, e *goquery.Selection) { text += " " + e.AttrOr("aria-label", "") })
	if i := strings.Index(text, "«"); i >= 0 && strings.Contains(text[i:min(len(text), i+60)], ".") && !strings.Contains(text[i:min(len(text), i+60)], " ") {
		return fmt.Sprintf("a message is missing: %.60s", text[i:])
	}
	return ""
}

// idsAreUnique wants every id once.
func idsAreUnique(p htmlcheck.Page) string {
	seen := map[string]bool{}
	for _, e := range p.Find("[id]").EachIter() {
		id, _ := e.Attr("id")
		if seen[id] {
			return "has two elements with the id " + id
		}
		seen[id] = true
	}
	return ""
}

// headingsInOrder wants no level of headings to be left out on the way down.
func headingsInOrder(p htmlcheck.Page) string {
	last := 0
	for _, h := range p.Find("h1, h2, h3, h4, h5, h6").EachIter() {
		level := int(goquery.NodeName(h)[1] - '0')
		if level > last+1 {
			return fmt.Sprintf("goes from a heading of level %d to one of level %d: %q", last, level, h.Text())
		}
		last = level
	}
	return ""
}

// imagesHaveAlt wants every picture to say what it shows, or that it says nothing.
func imagesHaveAlt(p htmlcheck.Page) string {
	for _, img := range p.Find("img").EachIter() {
		for _, name := range []string{"alt", "width", "height"} {
			if _, has := img.Attr(name); !has {
				src, _ := img.Attr("src")
				return fmt.Sprintf("the picture %s has no %s", src, name)
			}
		}
	}
	return ""
}

// hasSecurityHeaders wants the headers that every answer carries.
func hasSecurityHeaders(t *testing.T, got apptest.Answer) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "strict-origin-when-cross-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
	} {
		if has := got.Header().Get(name); has != want {
			t.Errorf("%s: %s is %q, not %q", got.Path, name, has, want)
		}
	}
	policy := got.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("%s: the content security policy is %q", got.Path, policy)
	}
}
