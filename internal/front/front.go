// Package front arranges stories into a front: which one leads, which stand
// second, what runs in the river, and what each section shows. It owns no
// table; the arrangement follows from the stories themselves.
package front

import (
	"cmp"
	"context"
	"slices"

	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// Sizes of the zones of a front.
const (
	seconds   = 3
	river     = 8
	inSection = 4
	fresh     = 12 // the lead is chosen among so many of the newest
)

// Front is an arrangement. No story stands in it twice.
type Front struct {
	Lead     *story.Card // nil where there are no stories
	Seconds  []story.Card
	River    []story.Card
	Sections []Block
}

// Block is what a section shows on a front.
type Block struct {
	Section news.SectionID
	Cards   []story.Card
}

// Service arranges fronts.
type Service struct {
	stories *story.Service
}

// New returns the service.
func New(stories *story.Service) *Service { return &Service{stories: stories} }

// Home arranges the front of an edition with the given sections.
func (s *Service) Home(ctx context.Context, edition news.EditionID, sections []news.SectionID) (Front, error) {
	newest, err := s.stories.Latest(ctx, edition, news.LatestPubKey, fresh+seconds+river)
	if err != nil {
		return Front{}, err
	}
	f := arrange(newest)
	shown := f.shown()
	for _, section := range sections {
		cards, err := s.stories.InSection(ctx, section, news.LatestPubKey, inSection+len(shown))
		if err != nil {
			return Front{}, err
		}
		cards = slices.DeleteFunc(cards, func(c story.Card) bool { return shown[c.ID] })
		if len(cards) > 0 {
			f.Sections = append(f.Sections, Block{section, cards[:min(inSection, len(cards))]})
		}
	}
	return f, nil
}

// arrange fills the zones above the sections from the newest stories.
func arrange(newest []story.Card) Front {
	lead := chooseLead(newest)
	if lead < 0 {
		return Front{}
	}
	f := Front{Lead: &newest[lead]}
	rest := slices.Delete(slices.Clone(newest), lead, lead+1)
	slices.SortStableFunc(rest, func(a, b story.Card) int { return cmp.Compare(weight(b), weight(a)) })
	f.Seconds = rest[:min(seconds, len(rest))]
	f.River = slices.Clone(rest[len(f.Seconds):])
	slices.SortFunc(f.River, func(a, b story.Card) int { return cmp.Compare(b.Key, a.Key) })
	f.River = f.River[:min(river, len(f.River))]
	return f
}

// chooseLead returns the place of the newest fresh story of the paper's own
// that has a picture, else of the newest of its own, else of the newest that
// was not paid for, else of the newest; -1 if there is none.
func chooseLead(newest []story.Card) int {
	among := newest[:min(fresh, len(newest))]
	if i := slices.IndexFunc(among, func(c story.Card) bool { return c.LeadPicture != 0 && weight(c) >= own }); i >= 0 {
		return i
	}
	for _, least := range []int{own, others, 0} {
		if i := slices.IndexFunc(newest, func(c story.Card) bool { return weight(c) >= least }); i >= 0 {
			return i
		}
	}
	return -1
}

// Weights from which on a story is an agency's, and the paper's own.
const (
	others = 1
	own    = 2
)

// weight tells what may stand high on a front: reporting before columns before
// briefs and what others wrote.
func weight(c story.Card) int {
	switch c.Label {
	case story.Sponsored, story.Letter:
		return 0
	case story.Agency:
		return others
	case story.Opinion, story.Review:
		return own
	}
	if c.LeadPicture != 0 {
		return own + 2
	}
	return own + 1
}

func (f *Front) shown() map[news.StoryID]bool {
	shown := map[news.StoryID]bool{}
	if f.Lead != nil {
		shown[f.Lead.ID] = true
	}
	for _, c := range slices.Concat(f.Seconds, f.River) {
		shown[c.ID] = true
	}
	return shown
}
