package story

import (
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/topic"
)

// State is how far a story has come. It is stored; never change one.
type State string

const (
	Drafted   State = "draft"
	InReview  State = "review"
	Ready     State = "ready"
	Scheduled State = "scheduled"
	Published State = "published"
	Withdrawn State = "withdrawn"
)

// Label says what kind of text a story is. It is stored; never change one.
type Label string

const (
	News      Label = "news"
	Analysis  Label = "analysis"
	Opinion   Label = "opinion"
	Review    Label = "review"
	Obituary  Label = "obituary"
	Letter    Label = "letter"
	Sponsored Label = "sponsored"
	Agency    Label = "agency"
)

// labels are all labels, in the order in which a person is offered them.
var labels = []Label{News, Analysis, Opinion, Review, Obituary, Letter, Sponsored, Agency}

// WithdrawnKind says why a story was taken down.
type WithdrawnKind string

const (
	Retracted WithdrawnKind = "retracted"
	Legal     WithdrawnKind = "legal"
	Expired   WithdrawnKind = "expired"
)

// MaxHeadline is how many characters a headline may have.
const MaxHeadline = 500

// Draft is what a person writes of a story.
type Draft struct {
	Edition       news.EditionID  `json:"edition"`
	Section       news.SectionID  `json:"section"`
	Language      string          `json:"language"`               // BCP 47; the edition's if empty
	TranslationOf news.StoryID    `json:"translationOf,omitzero"` // a story that this one says in another language
	Label         Label           `json:"label"`                  // News if empty
	Kicker        string          `json:"kicker,omitempty"`
	Headline      string          `json:"headline"`
	Dek           string          `json:"dek,omitempty"`
	Dateline      news.Dateline   `json:"dateline,omitzero"`
	Bylines       []people.Byline `json:"bylines,omitempty"`
	Body          body.Doc        `json:"body"`
	LeadPicture   news.PictureID  `json:"leadPicture,omitzero"`
	LeadCaption   string          `json:"leadCaption,omitempty"` // instead of the picture's own
	Topics        []topic.Place   `json:"topics,omitempty"`      // the main one first
	Tags          []news.TagID    `json:"tags,omitempty"`
	Slug          string          `json:"slug,omitempty"` // from the headline, as it was when it was first public, if empty
	CanonicalURL  string          `json:"canonicalUrl,omitempty"`
	Embargo       time.Time       `json:"embargo,omitzero"` // not before, in any output
	Expires       time.Time       `json:"expires,omitzero"`
	Captured      Captured        `json:"captured,omitzero"`
}

// Captured is what a page that was imported said of itself when it was
// captured. Its figures are never mixed with our own counts.
type Captured struct {
	At       time.Time        `json:"at,omitzero"`
	Comments *int64           `json:"comments,omitempty"`
	Views    *int64           `json:"views,omitempty"`
	After    news.PartialDate `json:"after,omitzero"`   // published on this day or later
	Before   news.PartialDate `json:"before,omitzero"`  // published on this day or earlier
	Undated  bool             `json:"undated,omitzero"` // it did not say when it was published: the capture stands for it
	Related  []string         `json:"related,omitempty"`
	Notes    []string         `json:"notes,omitempty"` // for the newsroom: what is missing, what is inferred
}

// IsZero reports whether the story was not imported from a captured page.
func (c Captured) IsZero() bool { return c.At.IsZero() }

// Story is a story as it stands.
type Story struct {
	ID news.StoryID
	Draft
	State     State
	Key       news.PubKey // set exactly while readers may see it
	Path      string      // "/2026/11/22/slug" within its edition; empty before it was first public
	Published time.Time
	Updated   time.Time // zero: not since it was published
	Due       time.Time // when a scheduled story goes out
	Withdrawn Withdrawal
	Revision  int
	Created   time.Time
	Saved     time.Time

	day string // under which a visible story is counted, YYYY-MM-DD; empty while it is not visible
}

// Withdrawal says why and when a story was taken down.
type Withdrawal struct {
	Kind WithdrawnKind
	Note string // for readers
	At   time.Time
}

// Card is what a list shows of a visible story.
type Card struct {
	ID          news.StoryID
	Key         news.PubKey
	Edition     news.EditionID
	Section     news.SectionID
	Language    string
	Label       Label
	Kicker      string
	Headline    string
	Dek         string
	Path        string
	LeadPicture news.PictureID
	Published   time.Time
	Updated     time.Time
	Expires     time.Time // zero: never
	Undated     bool      // the day is that of the capture: the source did not say
}

// CorrectionKind says what a public note on a story is. It is stored.
type CorrectionKind string

const (
	IsCorrection    CorrectionKind = "correction"
	IsClarification CorrectionKind = "clarification"
	IsUpdate        CorrectionKind = "update"
	IsEditorsNote   CorrectionKind = "editorsNote"
)

// Correction is a dated public note on a story.
type Correction struct {
	ID    int64
	Story news.StoryID
	Kind  CorrectionKind
	Note  string
	At    time.Time
}
