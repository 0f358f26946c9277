package site

import (
	"context"
	"strconv"

	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// perPage is how many stories a page of a list shows.
const perPage = 25

// Paging leads through a list. Pages begin at a key, not at a number, so that
// a page stays what it is while the list grows.
type Paging struct {
	Older  string // address of the next page, or empty
	Newest string // address of the first page; empty on the first page
}

// cursor reads from which publication key on, downwards, a list is asked for.
func cursor(v *visit) (news.PubKey, error) {
	text := v.URL.Query().Get("before")
	if text == "" {
		return news.LatestPubKey, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 || news.PubKey(n) > news.LatestPubKey {
		return 0, news.Errorf(news.NotFound, "%q is not a place in a list", text)
	}
	return news.PubKey(n), nil
}

func (s *Site) paging(v *visit, before news.PubKey) Paging {
	if before == news.LatestPubKey {
		return Paging{}
	}
	return Paging{Newest: s.url(v.edition, v.path)}
}

func (s *Site) older(v *visit, last news.PubKey) string {
	return s.url(v.edition, v.path) + "?before=" + strconv.FormatInt(int64(last), 10)
}

// cardPage makes a page of a list of stories, of which one more than fits was
// asked for.
func (s *Site) cardPage(ctx context.Context, v *visit, before news.PubKey, from []story.Card) ([]Card, Paging, error) {
	paging := s.paging(v, before)
	if len(from) > perPage {
		from = from[:perPage]
		paging.Older = s.older(v, from[perPage-1].Key)
	}
	cards, err := s.cards(ctx, v, from)
	return cards, paging, err
}

// memberPage is cardPage for the members of a topic, tag or writer.
func (s *Site) memberPage(ctx context.Context, v *visit, before news.PubKey, members []membership.Entry) ([]Card, Paging, error) {
	paging := s.paging(v, before)
	if len(members) > perPage {
		members = members[:perPage]
		paging.Older = s.older(v, members[perPage-1].Key)
	}
	ids := make([]news.StoryID, len(members))
	for i, m := range members {
		ids[i] = m.Story
	}
	from, err := s.storyCards(ctx, v, ids...)
	if err != nil {
		return nil, Paging{}, err
	}
	cards, err := s.cards(ctx, v, from)
	return cards, paging, err
}
