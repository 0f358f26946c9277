package page

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// vocabulary holds the words of one language that stand around stories. All
// phrases are in the form of folded: lower case, no punctuation.
type vocabulary struct {
	controls   []string // buttons and links: "share", "listen live"
	masthead   []string // controls that stand at the head of every page of a site
	notices    []string // beginnings of sentences of the house: "all rights reserved"
	sections   []string // names of sections: "world"
	home       []string // the first crumb of a trail
	related    []string // headings of related stories
	tags       []string // labels of tags
	topics     []string // labels of topics
	discussion []string // headings of the readers' discussion
	rules      []string // links to the rules of the discussion
	comments   []string // the unit of a count of comments
	views      []string
	none       []string // "no comments"
	published  []string // labels of times
	updated    []string
	captured   []string
	fillers    []string // words between the parts of a date
	by         []string // what a byline begins with
	photo      []string // labels of credits: "photo", "credit"
	images     []string // what a caption may begin with: "image grab"
	months     [12][]string
	weekdays   [7][]string // from Sunday, as in package time
	verbs      []string    // of speech
	accordance []string    // "according to"
	pronouns   []string
	jobs       []string // of a newsroom
	roles      []string // nouns that name an office or a profession
	articles   []string // articles and other words that are no part of a name
	doubt      []string // words by which a caption keeps its distance
	common     []string // frequent short words that tell the language
}

// phrase is an entry of the table that lines of furniture are cut with.
type phrase struct {
	text string
	kind phraseKind
}

type phraseKind int

const (
	control phraseKind = iota
	masthead
	discussion
	rules
	relatedHeading
	section
	home
)

// lexicon is the union of all vocabularies, as it is looked up. The words of the
// six languages do not contradict each other where they are used.
type lexicon struct {
	phrases    []phrase // longest first
	kinds      map[string]phraseKind
	notices    []string
	months     map[string]time.Month
	weekdays   map[string]time.Weekday
	labels     map[string]Field // published, updated, captured
	fillers    map[string]bool
	comments   map[string]bool
	views      map[string]bool
	none       map[string]bool
	tags       map[string]bool
	topics     map[string]bool
	related    map[string]bool
	by         []string
	photo      map[string]bool
	images     []string
	verbs      map[string]bool
	accordance []string
	pronouns   map[string]bool
	jobs       map[string]bool
	roles      map[string]bool
	common     map[string][]string // by language
	articles   map[string]bool
	doubt      []string
}

// words is the one lexicon; it is never written to.
var words = merge(vocabularies)

func merge(all map[string]vocabulary) *lexicon {
	l := &lexicon{
		kinds: map[string]phraseKind{}, months: map[string]time.Month{}, weekdays: map[string]time.Weekday{},
		labels: map[string]Field{}, fillers: map[string]bool{}, comments: map[string]bool{}, views: map[string]bool{},
		none: map[string]bool{}, tags: map[string]bool{}, topics: map[string]bool{}, related: map[string]bool{},
		photo: map[string]bool{}, verbs: map[string]bool{}, pronouns: map[string]bool{}, jobs: map[string]bool{}, roles: map[string]bool{},
		articles: map[string]bool{}, common: map[string][]string{},
	}
	for language, v := range all {
		l.common[language] = v.common
		l.addPhrases(v)
		l.addTimes(v)
		for set, entries := range map[*map[string]bool][]string{
			&l.fillers: v.fillers, &l.comments: v.comments, &l.views: v.views, &l.none: v.none, &l.tags: v.tags,
			&l.topics: v.topics, &l.related: v.related, &l.photo: v.photo, &l.verbs: v.verbs,
			&l.pronouns: v.pronouns, &l.jobs: v.jobs, &l.roles: v.roles, &l.articles: v.articles,
		} {
			for _, entry := range entries {
				(*set)[entry] = true
			}
		}
		l.notices = append(l.notices, v.notices...)
		l.by = append(l.by, v.by...)
		l.images = append(l.images, v.images...)
		l.accordance = append(l.accordance, v.accordance...)
		l.doubt = append(l.doubt, v.doubt...)
	}
	for _, s := range [][]string{l.notices, l.by, l.images, l.accordance, l.doubt} {
		slices.SortFunc(s, longestFirst)
	}
	for text, kind := range l.kinds {
		l.phrases = append(l.phrases, phrase{text, kind})
	}
	slices.SortFunc(l.phrases, func(a, b phrase) int { return longestFirst(a.text, b.text) })
	return l
}

func (l *lexicon) addPhrases(v vocabulary) {
	for kind, entries := range map[phraseKind][]string{
		control: v.controls, masthead: v.masthead, discussion: v.discussion, rules: v.rules,
		relatedHeading: v.related, section: v.sections, home: v.home,
	} {
		for _, entry := range entries {
			l.kinds[entry] = max(l.kinds[entry], kind)
		}
	}
}

func (l *lexicon) addTimes(v vocabulary) {
	for i, names := range v.months {
		for _, name := range names {
			l.months[name] = time.Month(i + 1)
		}
	}
	for i, names := range v.weekdays {
		for _, name := range names {
			l.weekdays[name] = time.Weekday(i)
		}
	}
	for field, names := range map[Field][]string{ToPublishedAt: v.published, ToUpdatedAt: v.updated, ToCapturedAt: v.captured} {
		for _, name := range names {
			l.labels[name] = field
		}
	}
}

func longestFirst(a, b string) int {
	if n := utf8.RuneCountInString(b) - utf8.RuneCountInString(a); n != 0 {
		return n
	}
	return strings.Compare(a, b)
}

// furniture cuts a line into known phrases of the site's furniture, also where
// extraction glued them together ("Community standardsDiscussion"). It is nil
// unless the whole line is made of them.
func (l *lexicon) furniture(line string) []phrase {
	rest := folded(line)
	if rest == "" || len(rest) > 300 {
		return nil
	}
	best := make([][]phrase, len(rest)+1) // the cut of rest[:i]
	best[0] = []phrase{}
	for i := range len(rest) {
		if best[i] == nil {
			continue
		}
		at := i
		if rest[at] == ' ' {
			at++
		}
		for _, p := range l.phrases {
			end := at + len(p.text)
			if strings.HasPrefix(rest[at:], p.text) && (best[end] == nil || len(best[end]) > len(best[i])+1) {
				best[end] = append(slices.Clone(best[i]), p)
			}
		}
	}
	return best[len(rest)]
}

// startOf returns the longest of the phrases that s begins with as whole words.
func startOf(s string, phrases []string) string {
	for _, p := range phrases {
		if strings.HasPrefix(s, p) && (len(s) == len(p) || s[len(p)] == ' ') {
			return p
		}
	}
	return ""
}
