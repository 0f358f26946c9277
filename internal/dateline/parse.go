package dateline

import (
	"strings"

	"dateline.news/internal/news"
)

// Result is what Parse read.
type Result struct {
	// Dateline has its Origin set to news.OriginBody, and is zero when the text has none.
	Dateline news.Dateline
	// Peeled is what stood before the dateline, or between its source and the
	// text, and is part of neither: bylines and notes, in order. It is empty
	// when there is no dateline.
	Peeled []Peeled
	// Rest is the text after the dateline, exactly as it was; the whole
	// opening when there is no dateline. It is always a suffix of the opening.
	Rest string
}

// Peeled is a piece that was taken off, as written.
type Peeled struct {
	Kind PeeledKind
	Text string
}

// PeeledKind says what a peeled piece is.
type PeeledKind string

const (
	Byline     PeeledKind = "byline"     // "By Marwan Makdisi"
	Note       PeeledKind = "note"       // "(Adds comments, detail)"
	Disclaimer PeeledKind = "disclaimer" // "(The opinions expressed are his own.)"
	Label      PeeledKind = "label"      // "UPDATE 2-", "BREAKING:", a headline's line
)

// Parse reads a dateline off the head of a body's opening text: its first
// paragraph, or its first few with line breaks between them. It never fails:
// what is not a dateline is text. It looks at the first thousand characters
// only.
func Parse(opening string) Result {
	if r, ok := parseEastAsian(opening); ok {
		return r
	}
	h := scan(opening)
	r, peeled, ok := h.peel(0, true, 0, map[boundary]bool{})
	if !ok {
		return Result{Rest: opening}
	}
	if r.label != "" {
		peeled = append(peeled, Peeled{Label, r.label})
	}
	if r.byline != "" {
		peeled = append(peeled, Peeled{Byline, r.byline})
	}
	for i := range peeled {
		peeled[i].Text = strings.TrimSpace(peeled[i].Text)
	}
	return Result{Dateline: r.dateline(), Peeled: peeled, Rest: opening[r.rest:]}
}

func (r reading) dateline() news.Dateline {
	d := news.Dateline{Source: r.source.name, FiledOn: r.date.on, Origin: news.OriginBody}
	for _, p := range r.places {
		d.Places = append(d.Places, p.Place)
	}
	return d
}
