package htmlcheck_test

import (
	"slices"
	"strings"
	"testing"

	. "dateline.news/internal/htmlcheck"
)

const sample = `<!doctype html><html lang="en"><head><script src="/a.js"></script><link rel="stylesheet" href="/a.css"></head>
<body><h1>Ferry   to <b>run</b>
again</h1><p class="a">one</p><p class="b">two</p><a href="/x">x</a><img src="/p.png" alt=""></body></html>`

// Every check must be able to fail, or it checks nothing.
func TestChecks_HoldAndBite(t *testing.T) {
	t.Parallel()
	page := Parse(t, strings.NewReader(sample))
	for name, c := range map[string]struct{ holds, bites Check }{
		"In":            {In("h1"), In("h2")},
		"In several":    {In("p.a"), In("p")},
		"In, nested":    {In("h1", HasText("run again")), In("h1", HasText("ran"))},
		"Count":         {Count("p", 2), Count("p", 1)},
		"None":          {None("h2"), None("p")},
		"HasText":       {HasText("Ferry to run"), HasText("Ferry torun")},
		"LacksText":     {LacksText("bus"), LacksText("to run")},
		"IsText":        {In("h1", IsText("Ferry to run again")), In("h1", IsText("Ferry"))},
		"Attr":          {In("html", Attr("lang", "en")), In("html", Attr("lang", "ar"))},
		"HasAttr":       {In("img", HasAttr("alt")), In("img", HasAttr("title"))},
		"NothingInline": {NothingInline(), func(Page) string { return NothingInline()(Parse(t, strings.NewReader(`<p style="x">`))) }},
		"inline script": {NothingInline(), func(Page) string { return NothingInline()(Parse(t, strings.NewReader(`<script>x</script>`))) }},
		"handler":       {NothingInline(), func(Page) string { return NothingInline()(Parse(t, strings.NewReader(`<a onclick="x">`))) }},
	} {
		if wrong := c.holds(page); wrong != "" {
			t.Errorf("%s does not hold: %s", name, wrong)
		}
		if c.bites(page) == "" {
			t.Errorf("%s does not bite", name)
		}
	}
}

func TestPage_ListsWhatItLinksToAndFetches(t *testing.T) {
	t.Parallel()
	page := Parse(t, strings.NewReader(sample))
	if got := page.Links(); !slices.Equal(got, []string{"/x"}) {
		t.Errorf("links: %q", got)
	}
	if got := page.Resources(); !slices.Equal(got, []string{"/a.js", "/a.css", "/p.png"}) {
		t.Errorf("resources: %q", got)
	}
}

func TestWords_LeavesOutMarksOfDirection(t *testing.T) {
	t.Parallel()
	if got := Words("a \u2068b\u2069\n c"); got != "a b c" {
		t.Errorf("%q", got)
	}
}
