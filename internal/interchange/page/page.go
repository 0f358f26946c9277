package page

import (
	"io"
	"slices"

	"dateline.news/internal/news"
)

// Page is what was understood of a news page. Empty fields are not known; the
// reasons stand in Missing. It marshals to the JSON of `dateline import page`.
type Page struct {
	Headline         string
	Section          string
	Bylines          []string
	PublishedAt      Moment
	UpdatedAt        Moment
	PublishedBetween Bounds // only where PublishedAt is not known
	CapturedAt       Moment // when the page was saved, by the clock in its masthead
	Address          string // the page's own address, where its text holds it
	Topic            Topic
	Comments         *int // figures at the time of capture; nil where not known
	Views            *int
	Dek              string
	Dateline         news.Dateline
	Body             []Paragraph
	Quotes           []Quote
	Pictures         []Picture // in the order of the page; the first is the lead picture
	Related          []string
	Tags             []string
	Inferred         []Reason
	Missing          []Reason

	lines []Line
}

// Topic is the running story that the page belongs to.
type Topic struct {
	Title string
	Count *int // how many stories it had at the time of capture
}

// Paragraph is one block of the body.
type Paragraph struct {
	Text string
	Kind ParagraphKind
}

// ParagraphKind says what a block of the body is.
type ParagraphKind string

// The kinds of blocks that plain text still shows.
const (
	Text      ParagraphKind = "text"
	Quotation ParagraphKind = "quotation" // nothing but the words of somebody
	Subhead   ParagraphKind = "subhead"
)

// Quote is what somebody said: the words, with the editors' insertions in brackets.
type Quote struct {
	Text    string
	Speaker string // in full, where the page gives the full name anywhere
	Role    string // as written at the first mention
	Venue   string // "interview with Example television"
}

// Reason names a field (as in the JSON) and says why it is inferred or missing.
type Reason struct {
	Field string `json:"field"`
	Why   string `json:"why"`
}

// Field is the part of a Page that a line of the source went to.
type Field string

// The fields of a Page, and the three ways of a line to no field.
const (
	ToHeadline    Field = "headline"
	ToSection     Field = "section"
	ToBylines     Field = "bylines"
	ToPublishedAt Field = "publishedAt"
	ToUpdatedAt   Field = "updatedAt"
	ToCapturedAt  Field = "capturedAt"
	ToAddress     Field = "address"
	ToTopic       Field = "topic"
	ToComments    Field = "comments"
	ToViews       Field = "views"
	ToDek         Field = "dek"
	ToDateline    Field = "dateline"
	ToBody        Field = "body"
	ToQuotes      Field = "quotes"
	ToPicture     Field = "picture"
	ToRelated     Field = "related"
	ToTags        Field = "tags"

	Blank         Field = "blank"
	LeftOut       Field = "furniture"      // controls, notices and headings of the site
	NotUnderstood Field = "not understood" // shown to the editor as it stands
)

// Line is one line of the source and where it went.
type Line struct {
	Number int    // from 1
	Text   string // as in the source, without its end
	Fields []Field
	Why    string // for lines left out, and where the reading is not obvious
}

// Lines accounts for the source: every line exactly once, in order.
func (p Page) Lines() []Line { return slices.Clone(p.lines) }

// Understand reads the text of a news page as a reader saw it. It refuses, as
// news.Invalid with a sentence for the person, what is no such text: more than
// MaxBytes or MaxLines, nothing, bytes that are no text, HTML.
func Understand(r io.Reader) (Page, error) {
	text, err := readText(r)
	if err != nil {
		return Page{}, err
	}
	return newReading(splitLines(text)).understand(), nil
}
