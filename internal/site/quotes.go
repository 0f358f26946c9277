package site

import (
	"context"
	"strconv"
	"strings"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/story"
)

// Quote is what somebody said, with where it can be read.
type Quote struct {
	Words      []string // its paragraphs
	Paraphrase bool
	Details    string // role, venue, day
	Story      TopicLine
}

func (s *Site) addQuotes(ctx context.Context, v *visit, who news.PersonID, p *PersonPage) error {
	after, err := quoteCursor(v)
	if err != nil {
		return err
	}
	said, err := s.People.Said(ctx, who, after, perPage+1)
	if err != nil {
		return err
	}
	if len(said) > perPage {
		said = said[:perPage]
		last := said[perPage-1]
		p.Earlier = s.url(v.edition, v.path) + "?said=" + strconv.FormatInt(int64(last.Key), 10) + "." + strconv.Itoa(last.Position) + "#said"
	}
	cards, err := s.cardsByID(ctx, v, said)
	if err != nil {
		return err
	}
	for _, q := range said {
		v.uses(q.Story.Key())
		if c, visible := cards[q.Story]; visible {
			p.Quotes = append(p.Quotes, s.quote(v, q, c))
		}
	}
	return nil
}

// quoteCursor reads after which quote a list is asked for: "key.position".
func quoteCursor(v *visit) (people.Quote, error) {
	text := v.URL.Query().Get("said")
	if text == "" {
		return people.Quote{}, nil
	}
	key, position, _ := strings.Cut(text, ".")
	k, err := strconv.ParseInt(key, 10, 64)
	if err != nil || k <= 0 {
		return people.Quote{}, news.Errorf(news.NotFound, "%q is not a place in a list", text)
	}
	at, err := strconv.Atoi(position)
	if err != nil {
		return people.Quote{}, news.Errorf(news.NotFound, "%q is not a place in a list", text)
	}
	return people.Quote{Key: news.PubKey(k), Position: at}, nil
}

func (s *Site) cardsByID(ctx context.Context, v *visit, quotes []people.Quote) (map[news.StoryID]story.Card, error) {
	var ids []news.StoryID
	known := map[news.StoryID]story.Card{}
	for _, q := range quotes {
		if _, seen := known[q.Story]; !seen {
			known[q.Story] = story.Card{}
			ids = append(ids, q.Story)
		}
	}
	clear(known)
	cards, err := s.storyCards(ctx, v, ids...)
	for _, c := range cards {
		known[c.ID] = c
	}
	return known, err
}

func (s *Site) quote(v *visit, q people.Quote, c story.Card) Quote {
	var details []string
	for _, d := range []string{q.Role, q.Venue, dateText(v.l, q.SaidOn)} {
		if d != "" {
			details = append(details, d)
		}
	}
	line := s.topicLine(v, c)
	if q.Block != "" {
		line.URL += "#" + body.Anchor(q.Block)
	}
	return Quote{Words: strings.Split(q.Words, "\n\n"), Paraphrase: q.Paraphrase, Details: strings.Join(details, " · "), Story: line}
}
