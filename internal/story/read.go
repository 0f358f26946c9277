package story

import (
	"context"
	"errors"
	"slices"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Get returns a story in whatever state it is, for staff.
func (s *Service) Get(ctx context.Context, by news.Actor, id news.StoryID) (*Story, error) {
	if err := by.Require(news.WriteStories); err != nil {
		return nil, err
	}
	return s.read(ctx, s.db, byID, id)
}

// ForReaders returns a story that readers may see, or may know to have been
// withdrawn; every other one is NotFound. Of a withdrawn one, look at State,
// nothing that was written comes back.
func (s *Service) ForReaders(ctx context.Context, id news.StoryID) (*Story, error) {
	st, err := s.read(ctx, s.db, byID, id)
	if err != nil {
		return nil, err
	}
	switch {
	case st.Key != 0 && st.VisibleAt(s.db.Now()):
		return st, nil
	case st.State == Withdrawn && st.Path != "":
		st.Draft = Draft{Edition: st.Edition, Section: st.Section, Language: st.Language, TranslationOf: st.TranslationOf, Label: st.Label}
		return st, nil
	}
	return nil, news.Errorf(news.NotFound, "there is no story %d", id)
}

// ByPath is ForReaders by any address that the story ever had in an edition.
// Where st.Path is another, the story has moved there.
func (s *Service) ByPath(ctx context.Context, edition news.EditionID, path string) (*Story, error) {
	id, err := db.One(ctx, s.db, db.Value[news.StoryID], `/* story.ByPath */ SELECT story_id FROM story_address WHERE edition_id = $1 AND path = $2`, edition, path)
	if errors.Is(err, db.ErrNone) {
		return nil, news.Errorf(news.NotFound, "there is no story at %s", path)
	}
	if err != nil {
		return nil, err
	}
	return s.ForReaders(ctx, id)
}

const cardColumns = `id, pub_key, edition_id, section_id, language, label, kicker, headline, dek, path, lead_picture, published_at, updated_at, expires_at, undated`

func scanCard(row db.Row) (c Card, err error) {
	err = row.Scan(&c.ID, &c.Key, &c.Edition, &c.Section, &c.Language, &c.Label, &c.Kicker, &c.Headline, &c.Dek, &c.Path,
		db.ScanNull(&c.LeadPicture), db.ScanTime(&c.Published), db.ScanTime(&c.Updated), db.ScanTime(&c.Expires), &c.Undated)
	return c, err
}

// Latest returns up to n visible stories of an edition older than before,
// newest first.
func (s *Service) Latest(ctx context.Context, edition news.EditionID, before news.PubKey, n int) ([]Card, error) {
	return db.All(ctx, s.db, scanCard, `/* story.Latest */ SELECT `+cardColumns+` FROM story
		WHERE edition_id = $1 AND pub_key < $2 ORDER BY pub_key DESC LIMIT $3`, edition, before, n)
}

// InSection is Latest within a section.
func (s *Service) InSection(ctx context.Context, section news.SectionID, before news.PubKey, n int) ([]Card, error) {
	return db.All(ctx, s.db, scanCard, `/* story.InSection */ SELECT `+cardColumns+` FROM story
		WHERE section_id = $1 AND pub_key < $2 ORDER BY pub_key DESC LIMIT $3`, section, before, n)
}

// Between returns up to n visible stories of an edition published from one
// moment until before another, oldest first.
func (s *Service) Between(ctx context.Context, edition news.EditionID, from, until time.Time, n int) ([]Card, error) {
	first, err := news.PubKeyAt(from)
	if err != nil {
		return nil, err
	}
	last, err := news.PubKeyAt(until)
	if err != nil {
		return nil, err
	}
	return db.All(ctx, s.db, scanCard, `/* story.Between */ SELECT `+cardColumns+` FROM story
		WHERE edition_id = $1 AND pub_key >= $2 AND pub_key < $3 ORDER BY pub_key LIMIT $4`, edition, first, last, n)
}

// Cards returns the cards of the visible ones among the stories, in the order
// of the ids.
func (s *Service) Cards(ctx context.Context, ids ...news.StoryID) ([]Card, error) {
	if len(ids) == 0 {
		return []Card{}, nil
	}
	args := make([]any, len(ids))
	place := map[news.StoryID]int{}
	for i, id := range ids {
		args[i], place[id] = id, i
	}
	cards, err := db.All(ctx, s.db, scanCard, `/* story.Cards */ SELECT `+cardColumns+` FROM story
		WHERE pub_key IS NOT NULL AND id IN (`+db.Placeholders(1, len(args))+`)`, args...)
	slices.SortFunc(cards, func(a, b Card) int { return place[a.ID] - place[b.ID] })
	return cards, err
}

// Translations returns the visible stories that say the same in other languages.
func (s *Service) Translations(ctx context.Context, st *Story) ([]Card, error) {
	return db.All(ctx, s.db, scanCard, `/* story.Translations */ SELECT `+cardColumns+` FROM story
		WHERE translation_of = $1 AND pub_key IS NOT NULL AND id <> $2 ORDER BY pub_key`, st.TranslationOf, st.ID)
}

// CorrectionsOf returns the notes on a visible story, oldest first.
func (s *Service) CorrectionsOf(ctx context.Context, id news.StoryID) ([]Correction, error) {
	return db.All(ctx, s.db, scanCorrection, `/* story.CorrectionsOf */ SELECT id, story_id, kind, note, at FROM correction
		WHERE story_id = $1 AND visible = $2 ORDER BY at, id`, id, true)
}

// Corrections returns up to n notes on visible stories of an edition, newest
// first, after the given one in that order; the zero Correction stands before
// the first.
func (s *Service) Corrections(ctx context.Context, edition news.EditionID, after Correction, n int) ([]Correction, error) {
	if after.ID == 0 {
		after.At = time.UnixMilli(1 << 52)
	}
	return db.All(ctx, s.db, scanCorrection, `/* story.Corrections */ SELECT id, story_id, kind, note, at FROM correction
		WHERE edition_id = $1 AND visible = $2 AND at <= $3 AND (at < $3 OR id < $4) ORDER BY at DESC, id DESC LIMIT $5`,
		edition, true, after.At, after.ID, n)
}

func scanCorrection(row db.Row) (c Correction, err error) {
	err = row.Scan(&c.ID, &c.Story, &c.Kind, &c.Note, db.ScanTime(&c.At))
	return c, err
}

// Day is how many visible stories a day, or a month, has.
type Day struct {
	Date    string // YYYY-MM-DD, or YYYY-MM
	Stories int64
}

// Months returns the months of an edition that have stories, newest first.
func (s *Service) Months(ctx context.Context, edition news.EditionID) ([]Day, error) {
	return db.All(ctx, s.db, scanDay, `/* story.Months */ SELECT substr(day, 1, 7), SUM(stories) FROM day_count
		WHERE edition_id = $1 AND stories > 0 GROUP BY substr(day, 1, 7) ORDER BY 1 DESC`, edition)
}

// Days returns the days of an edition that have stories, from one day to
// another, both included and written YYYY-MM-DD, oldest first.
func (s *Service) Days(ctx context.Context, edition news.EditionID, from, to string) ([]Day, error) {
	return db.All(ctx, s.db, scanDay, `/* story.Days */ SELECT day, stories FROM day_count
		WHERE edition_id = $1 AND day >= $2 AND day <= $3 AND stories > 0 ORDER BY day`, edition, from, to)
}

func scanDay(row db.Row) (d Day, err error) {
	err = row.Scan(&d.Date, &d.Stories)
	return d, err
}

// Querier is what other rooms ask through when they are asked about stories
// outside of a transaction.
func (s *Service) Querier() db.Querier { return s.db }
