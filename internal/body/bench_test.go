package body_test

import (
	"testing"

	"dateline.news/internal/body"
)

// longRead is a story of 30 paragraphs with links, quotes and headings.
func longRead() body.Doc {
	const words = "The commission said on Friday that the count of the votes [in the north] would go on until Sunday, " +
		"and that nobody's \"unofficial\" figures should be trusted before; observers agreed with that. "
	var blocks []body.Node
	for i := range 30 {
		blocks = append(blocks, body.Para(body.Text(words), body.Link("https://example.com/a?b=c&d=e", "More on this"), body.Text(words), body.Strong("never")))
		if i%10 == 5 {
			blocks = append(blocks, body.Heading(2, "What comes next"), body.Quote(speaker, words))
		}
	}
	return body.MustNew(blocks...)
}

func BenchmarkHTML(b *testing.B) {
	d, o := longRead(), htmlOptions()
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = d.AppendHTML(buf[:0], o)
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkParse(b *testing.B) {
	data := longRead().AppendJSON(nil)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := body.Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	d := longRead()
	var buf []byte
	for b.Loop() {
		buf = d.AppendJSON(buf[:0])
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkFromHTML(b *testing.B) {
	markup := longRead().HTML(htmlOptions())
	b.SetBytes(int64(len(markup)))
	for b.Loop() {
		if _, _, err := body.FromHTMLString(markup, body.FromHTMLOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
