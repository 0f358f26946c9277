package people

import (
	"context"

	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
)

// Newcomer is a story that has had neither bylines nor quotes yet.
type Newcomer struct {
	Story   news.StoryID
	Bylines []Byline
	Quotes  []Quote
	Key     news.PubKey // 0: not visible
}

// Enter is SetBylines and SetQuotes for many newcomers in one step.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, newcomers []Newcomer) ([]news.Key, error) {
	var lines []Byline
	var quotes []Quote
	var bylines [][]any
	written := make([]membership.Newcomer, len(newcomers))
	for i, n := range newcomers {
		own, members, err := accept(n.Bylines)
		if err != nil {
			return nil, err
		}
		lines, quotes = append(lines, own...), append(quotes, inStory(n.Quotes, n.Story, n.Key)...)
		bylines = bylineRows(bylines, n.Story, own)
		written[i] = membership.Newcomer{Story: n.Story, Members: members, Key: n.Key}
	}
	if err := mustExist(ctx, tx, lines, func(l Byline) news.PersonID { return l.Person }); err != nil {
		return nil, err
	}
	if err := mustExist(ctx, tx, quotes, func(q Quote) news.PersonID { return q.Person }); err != nil {
		return nil, err
	}
	if err := addBylines(ctx, tx, bylines); err != nil {
		return nil, err
	}
	if err := addQuotes(ctx, tx, quoteRows(nil, quotes)); err != nil {
		return nil, err
	}
	touched, err := membership.Enter(ctx, tx, membership.Writer, written)
	return append(personKeys(touched), personKeys(speakers(quotes))...), err
}
