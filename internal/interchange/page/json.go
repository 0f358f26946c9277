package page

import (
	"encoding/json"

	"dateline.news/internal/news"
)

// wire is the JSON of a Page: a field that is not known is null, a list is never null.
type wire struct {
	Headline         *string        `json:"headline"`
	Section          *string        `json:"section"`
	Bylines          []string       `json:"bylines"`
	PublishedAt      *Moment        `json:"publishedAt"`
	UpdatedAt        *Moment        `json:"updatedAt"`
	PublishedBetween *wireBounds    `json:"publishedBetween"`
	CapturedAt       *Moment        `json:"capturedAt"`
	Address          *string        `json:"address"`
	Topic            *wireTopic     `json:"topic"`
	Comments         *int           `json:"comments"`
	Views            *int           `json:"views"`
	Dek              *string        `json:"dek"`
	Dateline         *news.Dateline `json:"dateline"`
	Body             []string       `json:"body"`
	Quotes           []wireQuote    `json:"quotes"`
	Picture          *wirePicture   `json:"picture"`  // the lead picture
	Pictures         []wirePicture  `json:"pictures"` // all of them, the lead picture first
	Related          []string       `json:"related"`
	Tags             []string       `json:"tags"`
	Inferred         []Reason       `json:"inferred"`
	Missing          []Reason       `json:"missing"`
}

type wireTopic struct {
	Title string `json:"title"`
	Count *int   `json:"count"`
}

type wireBounds struct {
	After         *news.PartialDate `json:"after"`
	Before        *news.PartialDate `json:"before"`
	Weekday       *string           `json:"weekday"`
	FirstPossible *news.PartialDate `json:"firstPossible"`
	LastPossible  *news.PartialDate `json:"lastPossible"`
	Reasons       []string          `json:"reasons"`
}

// wire is nil where nothing bounds the day.
func (b Bounds) wire() *wireBounds {
	if b.isZero() {
		return nil
	}
	return &wireBounds{known(b.After), known(b.Before), known(b.Weekday), known(b.FirstPossible), known(b.LastPossible), list(b.Reasons)}
}

type wireQuote struct {
	Text    string  `json:"text"`
	Speaker *string `json:"speaker"`
	Role    *string `json:"role"`
	Venue   *string `json:"venue"`
}

type wirePicture struct {
	Title      *string     `json:"title"`
	Caption    *string     `json:"caption"`
	Credit     *string     `json:"credit"`
	Provenance *Provenance `json:"provenance"`
}

// MarshalJSON writes what is known; what is not is null.
func (p Page) MarshalJSON() ([]byte, error) {
	w := wire{
		Headline:         known(p.Headline),
		Section:          known(p.Section),
		Bylines:          list(p.Bylines),
		PublishedAt:      known(p.PublishedAt),
		UpdatedAt:        known(p.UpdatedAt),
		PublishedBetween: p.PublishedBetween.wire(),
		CapturedAt:       known(p.CapturedAt),
		Address:          known(p.Address),
		Comments:         p.Comments,
		Views:            p.Views,
		Dek:              known(p.Dek),
		Body:             []string{},
		Quotes:           []wireQuote{},
		Pictures:         []wirePicture{},
		Related:          list(p.Related),
		Tags:             list(p.Tags),
		Inferred:         list(p.Inferred),
		Missing:          list(p.Missing),
	}
	if p.Topic.Title != "" {
		w.Topic = &wireTopic{Title: p.Topic.Title, Count: p.Topic.Count}
	}
	if !p.Dateline.IsZero() {
		w.Dateline = &p.Dateline
	}
	for _, paragraph := range p.Body {
		w.Body = append(w.Body, paragraph.Text)
	}
	for _, q := range p.Quotes {
		w.Quotes = append(w.Quotes, wireQuote{q.Text, known(q.Speaker), known(q.Role), known(q.Venue)})
	}
	for _, pic := range p.Pictures {
		w.Pictures = append(w.Pictures, wirePicture{known(pic.Title), known(pic.Caption), known(pic.Credit), known(pic.Provenance)})
	}
	if len(w.Pictures) > 0 {
		w.Picture = &w.Pictures[0]
	}
	return json.Marshal(w)
}

// known is nil for the zero value, so that it is written as null.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// list is never nil, so that it is written as [].
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
