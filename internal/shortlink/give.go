package shortlink

import (
	"context"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Give gives a code to each of many stories that have none yet, in one step.
func (s *Service) Give(ctx context.Context, tx *db.Tx, stories []news.StoryID) error {
	rows := make([][]any, len(stories))
	for i, id := range stories {
		rows[i] = []any{s.draw(), id, tx.Now}
	}
	added, err := tx.Insert(ctx, `/* shortlink.Give */ INSERT INTO shortlink (code, story_id, created_at)`, rows, `ON CONFLICT DO NOTHING`)
	if err != nil || added == int64(len(stories)) {
		return err
	}
	for _, id := range stories { // a code was taken; whose it would have been is left without
		if _, err := s.For(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
