package site_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Budgets of a story page with one picture, in bytes as they travel.
const (
	ownBudget    = 50_000 // the page, its style sheet and its scripts
	scriptBudget = 10_000
	fontBudget   = 70_000 // roman and sans
	italicBudget = 45_000
	arabicBudget = 60_000
)

func (p planted) budgets(t *testing.T) {
	page := p.Page(t, p.story.Path)
	total := p.compressed(t, p.story.Path)
	sheets := attrs(page.Find("link[rel=stylesheet]"), "href")
	if len(sheets) != 1 {
		t.Errorf("%d style sheets, not one", len(sheets))
	}
	for _, at := range sheets {
		total += p.compressed(t, at)
	}
	scripts := 0
	for _, at := range attrs(page.Find("script[src]"), "src") {
		scripts += p.compressed(t, at)
	}
	if total += scripts; total > ownBudget || scripts > scriptBudget {
		t.Errorf("the page is %d bytes, of which scripts %d; it may be %d and %d", total, scripts, ownBudget, scriptBudget)
	}
	if scripts < 200 || total < 4_000 {
		t.Errorf("the page is %d bytes, of which scripts %d: something is missing", total, scripts)
	}
	t.Logf("%d bytes, of which scripts %d", total, scripts)
	p.fonts(t, p.story.Path, fontBudget)
	p.fonts(t, "/ar/", arabicBudget)
	p.italic(t, sheets[0])
}

// fonts weighs the fonts that a page fetches before it is painted.
func (p planted) fonts(t *testing.T, path string, budget int) {
	t.Helper()
	total := 0
	preloaded := attrs(p.Page(t, path).Find("link[rel=preload][as=font]"), "href")
	for _, at := range preloaded {
		total += p.Get(t, at).Body.Len()
	}
	if total > budget || len(preloaded) == 0 {
		t.Errorf("%s: %d fonts of %d bytes; they may have %d", path, len(preloaded), total, budget)
	}
	t.Logf("%s: %d fonts of %d bytes", path, len(preloaded), total)
}

// italic weighs the font that is fetched only where a text is slanted.
func (p planted) italic(t *testing.T, sheet string) {
	t.Helper()
	found := 0
	for _, part := range strings.Split(p.Get(t, sheet).Body.String(), "url(")[1:] {
		at, _, _ := strings.Cut(part, ")")
		if at = strings.Trim(at, `"'`); !strings.Contains(at, "italic") {
			continue
		}
		found++
		if size := p.Get(t, "/assets/"+strings.TrimPrefix(at, "./")).Body.Len(); size > italicBudget || size < 1000 {
			t.Errorf("%s is %d bytes; it may be %d", at, size, italicBudget)
		}
	}
	if found == 0 {
		t.Error("the style sheet names no italic font")
	}
}

func (p planted) compressed(t *testing.T, path string) int {
	t.Helper()
	got := p.Get(t, path)
	if got.Code != 200 {
		t.Errorf("%s answers %d", path, got.Code)
	}
	return packed(t, got.Body.Bytes())
}

// packed is the size of bytes as they travel.
func packed(t *testing.T, page []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(page); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func attrs(found *goquery.Selection, name string) []string {
	return found.Map(func(_ int, e *goquery.Selection) string { return e.AttrOr(name, "") })
}
