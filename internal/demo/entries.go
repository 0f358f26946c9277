package demo

// The shapes of the paper's TOML.

// editionFile is edition.toml. The newest day is the one of which the stories'
// words are true; what the paper is called on its radio and before its
// datelines, and its head menu, are for those who write it: the stories repeat
// the one, and the other is the list of sections.
type editionFile struct {
	Name           string
	Tagline        string
	Language       string
	TimeZone       string `toml:"time_zone"`
	NewestDay      day    `toml:"newest_day"`
	DatelineSource string `toml:"dateline_source"`
	RadioTitle     string `toml:"radio_title"`
	Sections       []sectionEntry
	HeadMenu       []menuEntry `toml:"head_menu"`
	FooterMenu     []menuEntry `toml:"footer_menu"`
}

type sectionEntry struct{ Slug, Name, Description string }

type menuEntry struct{ Label, Target string }

// standardsFile is standards.toml. The site has its own words for the title.
type standardsFile struct {
	Version      day
	Title        string
	Introduction string
	Rules        []ruleEntry
}

type ruleEntry struct {
	Number      int
	Title, Text string
}

type tagEntry struct {
	Name, Slug, Kind, Description string
	Aliases                       []string
	MediaTopic                    string `toml:"medtop"`
}

type personEntry struct {
	Name, Slug, Kind, Role, Bio string
	Aliases                     []string
}

type topicEntry struct {
	Slug, Title, Summary, Background string
	Chapters                         []chapterEntry
	Timeline                         []lineEntry
}

type chapterEntry struct {
	Title, Summary string
	From           day
}

// lineEntry is a line of a timeline; Story is a slug, or nothing.
type lineEntry struct {
	Date        day
	Text, Story string
}

type pageHead struct{ Slug, Title, Description string }

type articleHead struct {
	Slug, Section, Label  string
	Kicker, Headline, Dek string
	Dateline              datelineEntry
	Bylines               []bylineEntry
	Published, Updated    moment
	Topics                []string // slugs
	Chapter               string   // of the first topic
	Tags                  []string // names, of people too
	TranslationOf         string   `toml:"translation_of"` // slug in the first edition
	Picture               *pictureEntry
	Corrections           []correctionEntry
}

type datelineEntry struct {
	Places []struct{ Name, Region string }
	Source string
	Filed  day
}

type bylineEntry struct{ Name, Role string }

type pictureEntry struct {
	engraving
	Caption, Credit, Source, Alt string
	Provenance                   provenanceEntry
}

// engraving is what a picture is drawn from.
type engraving struct {
	Draw string
	Seed uint64
	Mood string
}

type provenanceEntry struct {
	What         string
	MadeBy       string `toml:"made_by"`
	ObtainedFrom string `toml:"obtained_from"`
	UploadedOn   day    `toml:"uploaded_on"`
	Platform     string
	Verified     string
	Unverified   string
}

type correctionEntry struct {
	Kind string
	At   moment
	Text string
}
