package publication

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// Publication is the whole as it stood at one moment. It is shared between
// readers and must not be changed.
type Publication struct {
	Settings Settings
	Editions []Edition // in their order; not all are active
}

// Settings are what the publication as a whole is.
type Settings struct {
	Name     string `json:"name"`
	Contact  string `json:"contact"` // an address for readers
	Owner    string `json:"owner"`   // who is answerable
	Look     Look   `json:"look"`
	Parts    Parts  `json:"parts"`
	Stream   string `json:"stream"`   // address of the radio's stream, where there is one
	OldAfter int    `json:"oldAfter"` // years after which a story says how old it is
}

// Look is what a publication changes about its appearance without touching a
// template. Empty fields keep the house's own.
type Look struct {
	Accent     string         `json:"accent"`     // #rrggbb, on paper
	AccentDark string         `json:"accentDark"` // #rrggbb, on dark paper
	Serif      string         `json:"serif"`      // font family for headlines and text
	Sans       string         `json:"sans"`       // font family for the furniture
	Logo       news.PictureID `json:"logo"`
}

// Parts says which parts of the publication are switched off.
type Parts struct {
	NoRadio      bool `json:"noRadio"`
	NoDiscussion bool `json:"noDiscussion"`
	NoNumbers    bool `json:"noNumbers"`
}

// Edition is a language edition.
type Edition struct {
	ID       news.EditionID
	Active   bool
	Tag      language.Tag
	Zone     *time.Location
	Prefix   string // "" or "/ar"
	Name     string
	Tagline  string
	Menus    Menus
	Sections []Section
}

// Menus are the links of head and foot, besides the sections.
type Menus struct {
	Foot []Link `json:"foot"`
}

// Link is an entry of a menu. Its address is absolute or relative to the
// edition's root.
type Link struct {
	Label string `json:"label"`
	URL   string `json:"url"`
}

// Section is a standing part of an edition.
type Section struct {
	ID          news.SectionID
	Edition     news.EditionID
	Slug        string
	Name        string
	Description string
}

// Page is an ordinary page: about, contact, imprint, privacy.
type Page struct {
	ID      news.PageID
	Edition news.EditionID
	Slug    string
	Title   string
	Body    body.Doc
	Updated time.Time
}

// Edition returns the edition of that id.
func (p *Publication) Edition(id news.EditionID) (Edition, bool) {
	i := slices.IndexFunc(p.Editions, func(e Edition) bool { return e.ID == id })
	if i < 0 {
		return Edition{}, false
	}
	return p.Editions[i], true
}

// At returns the active edition that an address belongs to, and the rest of
// the address within it. It is the one without a prefix where no other fits.
func (p *Publication) At(path string) (Edition, string, bool) {
	var root *Edition
	for i, e := range p.Editions {
		if !e.Active {
			continue
		}
		if e.Prefix == "" {
			root = &p.Editions[i]
			continue
		}
		if rest, ok := strings.CutPrefix(path, e.Prefix); ok && (rest == "" || rest[0] == '/') {
			return e, "/" + strings.TrimPrefix(rest, "/"), true
		}
	}
	if root == nil {
		return Edition{}, "", false
	}
	return *root, path, true
}

// Section returns the edition's section of that address.
func (e Edition) Section(slug string) (Section, bool) {
	i := slices.IndexFunc(e.Sections, func(s Section) bool { return s.Slug == slug })
	if i < 0 {
		return Section{}, false
	}
	return e.Sections[i], true
}

// SectionByID returns the edition's section of that id.
func (e Edition) SectionByID(id news.SectionID) (Section, bool) {
	i := slices.IndexFunc(e.Sections, func(s Section) bool { return s.ID == id })
	if i < 0 {
		return Section{}, false
	}
	return e.Sections[i], true
}
