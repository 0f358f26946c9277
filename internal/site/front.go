package site

import (
	"context"

	"dateline.news/internal/front"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// FrontPage is the home page of an edition.
type FrontPage struct {
	Frame
	Lead     *Card
	Seconds  []Card
	River    []Card
	Running  *RunningStory
	Sections []SectionBlock
}

// RunningStory is the topic that a front puts in its strip.
type RunningStory struct {
	Title  string
	URL    string
	Count  string
	Latest []Moment // the end of its timeline
}

// SectionBlock is what a section shows on a front.
type SectionBlock struct {
	NavItem
	Cards []Card
}

func (s *Site) showFront(ctx context.Context, v *visit) (answer, error) {
	sections := make([]news.SectionID, len(v.edition.Sections))
	for i, sec := range v.edition.Sections {
		sections[i] = sec.ID
	}
	v.uses(news.LatestKey(v.edition.ID))
	for _, id := range sections {
		v.uses(id.Key())
	}
	f, err := s.Front.Home(ctx, v.edition.ID, sections)
	if err != nil {
		return answer{}, err
	}
	p := FrontPage{Frame: s.frame(v, v.edition.Tagline)}
	p.Title, p.Description = v.edition.Name, v.edition.Tagline
	if err := s.fillFront(ctx, v, f, &p); err != nil {
		return answer{}, err
	}
	if err := s.addRunning(ctx, v, &p); err != nil {
		return answer{}, err
	}
	return page("front/page.html", p)
}

// fillFront makes all cards of a front at once and deals them out.
func (s *Site) fillFront(ctx context.Context, v *visit, f front.Front, p *FrontPage) error {
	var all []story.Card
	take := func(zone []story.Card) int {
		zone = s.present(v, zone)
		all = append(all, zone...)
		return len(zone)
	}
	var leads int
	if f.Lead != nil {
		leads = take([]story.Card{*f.Lead})
	}
	seconds, river := take(f.Seconds), take(f.River)
	inBlock := make([]int, len(f.Sections))
	for i, block := range f.Sections {
		inBlock[i] = take(block.Cards)
	}
	cards, err := s.cardsOf(ctx, v, all)
	if err != nil {
		return err
	}
	deal := func(n int) (hand []Card) {
		hand, cards = cards[:n], cards[n:]
		return hand
	}
	if leads > 0 {
		p.Lead = &deal(leads)[0]
	}
	p.Seconds, p.River = deal(seconds), deal(river)
	for i, block := range f.Sections {
		if inBlock[i] == 0 {
			continue
		}
		sec, _ := v.edition.SectionByID(block.Section)
		item := NavItem{Label: sec.Name, URL: s.url(v.edition, "/"+sec.Slug+"/")}
		p.Sections = append(p.Sections, SectionBlock{item, deal(inBlock[i])})
	}
	return nil
}

// inStrip is how many lines of a timeline the front's strip shows.
const inStrip = 4

// addRunning adds the strip of the topic with the newest story, if it has a
// timeline.
func (s *Site) addRunning(ctx context.Context, v *visit, p *FrontPage) error {
	topics, err := s.Topics.Running(ctx, v.edition.ID, news.LatestPubKey, 1)
	if err != nil {
		return err
	}
	for _, t := range topics {
		v.uses(t.ID.Key())
		latest, err := s.timeline(ctx, v, t.Timeline[max(0, len(t.Timeline)-inStrip):])
		if err != nil {
			return err
		}
		if len(latest) > 0 {
			p.Running = &RunningStory{Title: t.Title, URL: s.url(v.edition, "/topics/"+t.Slug), Count: v.l.N("topic.stories", t.Stories), Latest: latest}
		}
	}
	return nil
}
