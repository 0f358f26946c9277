package body_test

import (
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

func page(t *testing.T, d body.Doc, o body.HTMLOptions) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(d.HTML(o)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestHTML_OfAnEmptyBodyIsNothing(t *testing.T) {
	t.Parallel()
	if got := (body.Doc{}).HTML(body.HTMLOptions{}); got != "" {
		t.Errorf("got %q", got)
	}
}

// One line for each thing that the markup promises.
func TestHTML_MeansWhatTheTreeMeans(t *testing.T) {
	t.Parallel()
	doc := page(t, story(), htmlOptions())
	tests := []struct{ selector, text string }{
		{"p:first-child", "MOSCOW — The first paragraph tells it [just] once."},
		{"p:first-child > span.dateline", "MOSCOW"},
		{"h2#b-h1", "What <happened>"},
		{"p#b-p2 span.said[data-speaker='Ben Example']", "“we will never yield”"},
		{"p#b-p2 span.said > strong", "never"},
		{"p#b-p2 span[lang=ru][dir=ltr]", "на площади"},
		{"p#b-p2 a[rel=external][href='https://example.com/?a=1&b=2']", "More"},
		{"blockquote.quote#b-q1 > p:first-child", "Nobody knows."},
		{"blockquote footer", "Ada Example, spokeswoman, a briefing, 18 May"},
		{"blockquote footer bdi.speaker a[href='/people/9']", "Ada Example"},
		{"blockquote footer time[datetime='--05-18']", "18 May"},
		{"ul > li:nth-child(2)", "two"},
		{"ol > li ul > li", "nested"},
		{"div.gallery[role=group][aria-label] figure:nth-child(2) img[src='/p/8']", ""},
		{"figure.embed[data-provider=youtube] a[href^='https://www.youtube.com/']", "A film"},
		{"div[role=region][tabindex='0'][aria-label=Votes] table caption", "Votes"},
		{"thead th[scope=col]:first-child", "Who"},
		{"tbody td:last-child", "1,881"},
		{"hr", ""},
		{"p.related a[href='/story/42']", "Before this"},
		{"figure.audio audio[src='/audio/1.mp3'][preload=none]", ""},
		{"figure.audio time[datetime=PT3605S]", "1:00:05"},
		{"pre > code", "a  b\n\tc"},
		{"aside.correction[data-kind=clarification] p.correction-label", "Clarification 2026-11-23"},
		{"aside.correction p:last-child", "An earlier version was wrong."},
	}
	for _, tt := range tests {
		found := doc.Find(tt.selector)
		if found.Length() == 0 {
			t.Errorf("%s: not there", tt.selector)
			continue
		}
		if got := found.First().Text(); got != tt.text {
			t.Errorf("%s: got %q, want %q", tt.selector, got, tt.text)
		}
	}
	if n := doc.Find("p#b-p2 span.said").Length(); n != 1 {
		t.Errorf("one inline quotation became %d elements", n)
	}
}

func TestHTML_Dateline(t *testing.T) {
	t.Parallel()
	o := body.HTMLOptions{DatelineHTML: "<b>HERE</b> "}
	tests := []struct {
		name string
		doc  body.Doc
		want string
	}{
		{"goes into the first paragraph of the story, not of a quote",
			body.MustNew(body.Quote(speaker, "q"), body.Para(), body.P("a"), body.P("b")), "HERE a"},
		{"has a paragraph of its own where there is none", body.MustNew(body.Divider()), "HERE "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found := page(t, tt.doc, o).Find("p:has(b)")
			if found.Length() != 1 || found.Text() != tt.want {
				t.Errorf("got %q", found.Text())
			}
		})
	}
}

func TestHTML_WithoutASiteShowsNothingItMayNot(t *testing.T) {
	t.Parallel()
	doc := page(t, story(), body.HTMLOptions{})
	for _, selector := range []string{"img", ".gallery", ".related", "footer a", "[rel]"} {
		if doc.Find(selector).Length() > 0 {
			t.Errorf("%s is there", selector)
		}
	}
	hidden := body.HTMLOptions{StoryURL: func(news.StoryID) string { return "" }}
	if page(t, story(), hidden).Find(".related").Length() > 0 {
		t.Error("a story that readers may not know of is named")
	}
}

func TestHTML_EscapesEverything(t *testing.T) {
	t.Parallel()
	const evil = `"><script>alert('&amp;')</script>`
	by := body.Attribution{Speaker: evil, Role: evil, Venue: evil}
	doc := page(t, body.MustNew(
		body.P(evil), body.Quote(by, evil), body.Para(body.Said(by, evil)), body.Heading(2, evil), body.Table(evil, body.Row(body.NodeTableCell, evil)),
		body.Embed("x", "https://x.com/", evil), body.AudioClip("/a", evil, 0), body.RelatedStory(1, evil), body.Preformatted(evil),
		body.Para(body.Link(`/"><script>`, evil)),
	), htmlOptions())
	if n := doc.Find("script").Length(); n > 0 {
		t.Errorf("%d scripts", n)
	}
	for _, selector := range []string{"blockquote p", "h2", "caption", "td", ".embed a", "figcaption", ".related a", "pre", "bdi.speaker", "bdi.role", "bdi.venue"} {
		if got := doc.Find(selector).First().Text(); got != evil {
			t.Errorf("%s: %q", selector, got)
		}
	}
}

func TestHTML_HeadingShiftStaysWithinHTML(t *testing.T) {
	t.Parallel()
	d := body.MustNew(body.Heading(4, "x"))
	for shift, want := range map[int]string{1: "h5", 9: "h6", -9: "h1"} {
		if page(t, d, body.HTMLOptions{HeadingShift: shift}).Find(want).Length() != 1 {
			t.Errorf("shift %d: no %s in %s", shift, want, d.HTML(body.HTMLOptions{HeadingShift: shift}))
		}
	}
}

func TestHTML_Variants(t *testing.T) {
	t.Parallel()
	const at = "2026-01-02T03:04:05+01:00"
	loose := body.Attribution{Speaker: "A", Paraphrase: true}
	code := body.Preformatted("x")
	code.Attrs = body.Attrs{{Name: "language", Value: "go"}}
	o := body.HTMLOptions{
		TimeText:  func(at time.Time) string { return at.Format(time.Kitchen) },
		EmbedHTML: func(e body.EmbedUse) string { return "<div data-embed=" + e.Provider + "></div>" },
	}
	doc := page(t, body.MustNew(
		body.Quote(loose, "a"), body.Para(body.Said(loose, "b")), code, body.Embed("vimeo", "https://vimeo.com/1", ""), body.AudioClip("/a", "", 65),
		body.Correction("correction", at, "c"), body.Correction("update", at, "c"), body.Correction("editorsNote", at, "c"),
		body.Table("", body.Row(body.NodeTableHeader, "a"), body.Row(body.NodeTableHeader, "b")),
		body.List(body.NodeBulletList, body.Item(body.P("one").WithID("i"), body.Numbered("in")), body.Item(body.P("two").WithID("j"), body.Divider())),
	), o)
	for selector, want := range map[string]string{
		"blockquote.quote.paraphrase footer": "A", "span.said.paraphrase": "b", "code.language-go": "x", "[data-embed=vimeo]": "",
		"figure.audio figcaption": "Audio 1:05", "aside[data-kind=correction] .correction-label": "Correction 3:04AM",
		"aside[data-kind=update] b": "Update", "aside[data-kind=editorsNote] b": "Editor’s note",
		"[aria-label=Table] tbody th[scope=row]": "ab", "li#b-i ol li": "in", "li > p#b-j": "two",
	} {
		if found := doc.Find(selector); found.Length() == 0 || found.Text() != want {
			t.Errorf("%s: got %q (%d)", selector, found.Text(), found.Length())
		}
	}
}

func TestHTML_LabelsAreTheEditions(t *testing.T) {
	t.Parallel()
	o := htmlOptions()
	o.Labels = body.Labels{Clarification: "توضيح", Comma: "، ", Related: "اقرأ:"}
	doc := page(t, story(), o)
	for selector, want := range map[string]string{
		"aside b": "توضيح", ".related span": "اقرأ:", "footer": "Ada Example، spokeswoman، a briefing، 18 May",
	} {
		if got := doc.Find(selector).Text(); got != want {
			t.Errorf("%s: got %q", selector, got)
		}
	}
}
