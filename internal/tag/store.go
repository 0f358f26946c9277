package tag

import (
	"context"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

const (
	columns = `t.id, t.edition_id, t.slug, t.name, t.kind, t.description, t.medtop, COALESCE(r.stories, 0)`
	tables  = `tag t LEFT JOIN roll r ON r.kind = 'tag' AND r.owner_id = t.id`
)

func scan(row db.Row) (t Tag, err error) {
	err = row.Scan(&t.ID, &t.Edition, &t.Slug, &t.Name, &t.Kind, &t.Description, &t.MediaTopic, &t.Stories)
	return t, err
}

// bySlug returns the ids of the edition's tags of that address, then of those
// that have another name with it.
func bySlug(ctx context.Context, q db.Querier, edition news.EditionID, slug string) ([]news.TagID, error) {
	return db.All(ctx, q, db.Value[news.TagID], `/* tag.bySlug */
		SELECT id FROM (
			SELECT id, 0 AS rank FROM tag WHERE edition_id = $1 AND slug = $2
			UNION ALL SELECT a.tag_id, 1 FROM tag_alias a JOIN tag ON tag.id = a.tag_id WHERE edition_id = $1 AND a.slug = $2) AS known
		ORDER BY rank, id`, edition, slug)
}

// add makes a tag, and returns 0 if its address is taken.
func add(ctx context.Context, tx *db.Tx, t Tag) (news.TagID, error) {
	added, err := db.All(ctx, tx, db.Value[news.TagID], `/* tag.add */
		INSERT INTO tag (edition_id, slug, name, kind, description, medtop) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (edition_id, slug) DO NOTHING RETURNING id`, t.Edition, t.Slug, t.Name, t.Kind, t.Description, t.MediaTopic)
	if err != nil || len(added) == 0 {
		return 0, err
	}
	return added[0], nil
}

func store(ctx context.Context, tx *db.Tx, t Tag) (id news.TagID, err error) {
	owner, err := db.All(ctx, tx, db.Value[news.TagID], `/* tag.owner */ SELECT id FROM tag WHERE edition_id = $1 AND slug = $2`, t.Edition, t.Slug)
	if err != nil {
		return 0, err
	}
	if len(owner) > 0 && owner[0] != t.ID {
		return 0, taken(t)
	}
	if t.ID == 0 {
		if t.ID, err = add(ctx, tx, t); err == nil && t.ID == 0 {
			err = taken(t)
		}
	} else {
		err = replace(ctx, tx, t)
	}
	if err != nil {
		return 0, err
	}
	return t.ID, storeAliases(ctx, tx, t)
}

func taken(t Tag) error {
	return news.Errorf(news.Conflict, "the address %q belongs to another tag; choose another", t.Slug)
}

func replace(ctx context.Context, tx *db.Tx, t Tag) error {
	touched, err := tx.Exec(ctx, `/* tag.save */ UPDATE tag SET slug = $1, name = $2, kind = $3, description = $4, medtop = $5
		WHERE id = $6 AND edition_id = $7`, t.Slug, t.Name, t.Kind, t.Description, t.MediaTopic, t.ID, t.Edition)
	if err == nil && touched == 0 {
		err = news.Errorf(news.NotFound, "there is no tag %d", t.ID)
	}
	return err
}

func storeAliases(ctx context.Context, tx *db.Tx, t Tag) error {
	if _, err := tx.Exec(ctx, `/* tag.clearAliases */ DELETE FROM tag_alias WHERE tag_id = $1`, t.ID); err != nil {
		return err
	}
	for _, name := range t.Aliases {
		_, err := tx.Exec(ctx, `/* tag.addAlias */ INSERT INTO tag_alias (tag_id, name, slug) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
			t.ID, name, slug.Make(name))
		if err != nil {
			return err
		}
	}
	return nil
}
