package topic

import (
	"context"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

const (
	columns     = `t.id, t.edition_id, t.slug, t.title, t.background, t.chapters, t.timeline, ` + rollColumns
	headColumns = `t.id, t.edition_id, t.slug, t.title, '', '', '', ` + rollColumns
	rollColumns = `t.captured_count, t.captured_at, COALESCE(r.stories, 0), r.first_key, r.last_key`
	tables      = `topic t LEFT JOIN roll r ON r.kind = 'topic' AND r.owner_id = t.id`
)

func scan(row db.Row) (t Topic, err error) {
	err = row.Scan(&t.ID, &t.Edition, &t.Slug, &t.Title, db.ScanJSON(&t.Background), db.ScanJSON(&t.Chapters), db.ScanJSON(&t.Timeline),
		&t.Captured.Stories, db.ScanTime(&t.Captured.At), &t.Stories, db.ScanNull(&t.First), db.ScanNull(&t.Last))
	return t, err
}

func bySlug(ctx context.Context, q db.Querier, edition news.EditionID, slug string) (Topic, error) {
	t, err := db.One(ctx, q, scan, `/* topic.BySlug */ SELECT `+columns+` FROM `+tables+` WHERE t.edition_id = $1 AND t.slug = $2`, edition, slug)
	return found(t, err, "%q", slug)
}

// add makes a topic, and returns 0 if its address is taken.
func add(ctx context.Context, tx *db.Tx, t Topic) (news.TopicID, error) {
	added, err := db.All(ctx, tx, db.Value[news.TopicID], `/* topic.add */
		INSERT INTO topic (edition_id, slug, title, background, chapters, timeline) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (edition_id, slug) DO NOTHING RETURNING id`,
		t.Edition, t.Slug, t.Title, db.JSON(t.Background), db.JSON(t.Chapters), db.JSON(t.Timeline))
	if err != nil || len(added) == 0 {
		return 0, err
	}
	return added[0], nil
}

func store(ctx context.Context, tx *db.Tx, t Topic) (news.TopicID, error) {
	owner, err := bySlug(ctx, tx, t.Edition, t.Slug)
	if err == nil && owner.ID != t.ID {
		return 0, taken(t)
	}
	if err != nil && news.KindOf(err) != news.NotFound {
		return 0, err
	}
	if t.ID == 0 {
		id, err := add(ctx, tx, t)
		if err == nil && id == 0 {
			err = taken(t)
		}
		return id, err
	}
	touched, err := tx.Exec(ctx, `/* topic.save */ UPDATE topic SET slug = $1, title = $2, background = $3, chapters = $4, timeline = $5
		WHERE id = $6 AND edition_id = $7`, t.Slug, t.Title, db.JSON(t.Background), db.JSON(t.Chapters), db.JSON(t.Timeline), t.ID, t.Edition)
	if err == nil && touched == 0 {
		err = news.Errorf(news.NotFound, "there is no topic %d", t.ID)
	}
	return t.ID, err
}

func taken(t Topic) error {
	return news.Errorf(news.Conflict, "the address %q belongs to another topic; choose another", t.Slug)
}
