package site

import (
	"context"
	"slices"

	"dateline.news/internal/locale"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
)

// Card is a story in a list.
type Card struct {
	URL        string
	Lang       string // where it is not the page's
	Headline   string
	NoHeadline bool   // the source had none; Headline says so
	Label      string // "Opinion"; empty for news
	Kicker     string
	Section    NavItem
	Dek        string
	Time       Time
	Clock      string // the time of day alone
	Stamp      string // the day and the time of day
	Date       string // the day
	Bylines    []Byline
	Picture    *Picture // nil: none
}

// Byline is a name under a headline.
type Byline struct {
	Name  string
	Role  string
	URL   string // of the person's page, or empty
	Joint string // what stands before the name: nothing, ", ", " and "
}

// cards makes the cards of a list, without what is not present.
func (s *Site) cards(ctx context.Context, v *visit, from []story.Card) ([]Card, error) {
	return s.cardsOf(ctx, v, s.present(v, from))
}

// cardsOf makes a card of each story, with one query for everything they show.
func (s *Site) cardsOf(ctx context.Context, v *visit, from []story.Card) ([]Card, error) {
	ids := make([]news.StoryID, len(from))
	var pictures []news.PictureID
	for i, c := range from {
		ids[i] = c.ID
		if c.LeadPicture != 0 {
			pictures = append(pictures, c.LeadPicture)
		}
	}
	bylines, err := s.People.Bylines(ctx, s.Stories.Querier(), ids...)
	if err != nil {
		return nil, err
	}
	known, err := s.Media.Get(ctx, pictures...)
	if err != nil {
		return nil, err
	}
	cards := make([]Card, len(from))
	for i, c := range from {
		cards[i] = s.card(v, c)
		cards[i].Bylines = s.bylines(v, bylines[c.ID])
		if p, ok := known[c.LeadPicture]; ok && p.Blob != "" && v.form == full {
			v.uses(p.ID.Key())
			cards[i].Picture = s.picture(v.l, p, "")
		}
	}
	return cards, nil
}

// storyCards are the stories of the given ids that readers may see, in that
// order.
func (s *Site) storyCards(ctx context.Context, v *visit, ids ...news.StoryID) ([]story.Card, error) {
	cards, err := s.Stories.Cards(ctx, ids...)
	return s.present(v, cards), err
}

// present leaves out the stories of a closed edition, and those that expired a
// moment ago. The page depends on those left out too: they may come back.
func (s *Site) present(v *visit, cards []story.Card) []story.Card {
	now := s.now()
	return slices.DeleteFunc(cards, func(c story.Card) bool {
		v.uses(c.ID.Key())
		e, known := v.pub.Edition(c.Edition)
		if !known || !e.Active || !c.Expires.IsZero() && !c.Expires.After(now) {
			return true
		}
		v.until(c.Expires)
		return false
	})
}

// card makes the card of a story that is present from what a list knows of it.
func (s *Site) card(v *visit, c story.Card) Card {
	card := Card{
		URL: s.storyURL(v.pub, c.Edition, c.Path), Headline: c.Headline, Kicker: c.Kicker, Dek: c.Dek,
		Label: labelText(v.l, c.Label), Time: moment(v.l, c.Published), Clock: v.l.Time(c.Published),
		Date: v.l.ShortDate(c.Published),
	}
	card.Stamp = v.l.T("time.day-clock", "day", card.Date, "clock", card.Clock)
	if c.Undated { // the day of the capture is not the story's own
		card.Date = v.l.T("story.captured", "date", v.l.Date(c.Published))
		card.Time, card.Clock = Time{Text: card.Date}, ""
	}
	if c.Headline == "" {
		card.Headline, card.NoHeadline = v.l.T("story.no-headline"), true
	}
	if c.Edition != v.edition.ID {
		card.Lang = c.Language
	}
	if sec, ok := v.edition.SectionByID(c.Section); ok {
		card.Section = NavItem{Label: sec.Name, URL: s.url(v.edition, "/"+sec.Slug+"/")}
	}
	return card
}

// storyURL is the address of a story, of whichever edition it is.
func (s *Site) storyURL(p *publication.Publication, edition news.EditionID, path string) string {
	e, _ := p.Edition(edition)
	return s.url(e, path)
}

func (s *Site) bylines(v *visit, lines []people.Byline) []Byline {
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = l.Name
	}
	out := make([]Byline, len(lines))
	for i, l := range lines {
		if l.Person != 0 {
			v.uses(l.Person.Key())
		}
		out[i] = Byline{Name: l.Name, Role: l.Role, Joint: v.l.Joint(names, i)}
		if l.Slug != "" {
			out[i].URL = s.url(v.edition, "/people/"+l.Slug)
		}
	}
	return out
}

// labelText is the word for what kind of text a story is; news goes without.
func labelText(l *locale.Locale, label story.Label) string {
	if label == story.News || label == "" {
		return ""
	}
	return l.T("label." + string(label))
}
