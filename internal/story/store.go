package story

import (
	"context"
	"errors"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

const columns = `id, pub_key, state, edition_id, section_id, language, translation_of, label, kicker, headline, dek, dateline,
	lead_picture, lead_caption, body, slug, path, canonical_url, captured, published_at, updated_at, due_at, embargo_until, expires_at,
	withdrawn_kind, withdrawn_note, withdrawn_at, revision, created_at, saved_at, day`

func scan(row db.Row) (*Story, error) {
	st := new(Story)
	err := row.Scan(&st.ID, db.ScanNull(&st.Key), &st.State, &st.Edition, &st.Section, &st.Language, &st.TranslationOf, &st.Label, &st.Kicker,
		&st.Headline, &st.Dek, db.ScanJSON(&st.Dateline), db.ScanNull(&st.LeadPicture), &st.LeadCaption, db.ScanJSON(&st.Body), &st.Slug, &st.Path,
		&st.CanonicalURL, db.ScanJSON(&st.Captured), db.ScanTime(&st.Published), db.ScanTime(&st.Updated), db.ScanTime(&st.Due),
		db.ScanTime(&st.Embargo), db.ScanTime(&st.Expires), &st.Withdrawn.Kind, &st.Withdrawn.Note, db.ScanTime(&st.Withdrawn.At),
		&st.Revision, db.ScanTime(&st.Created), db.ScanTime(&st.Saved), &st.day)
	return st, err
}

const (
	byID       = `/* story.byID */ SELECT ` + columns + ` FROM story WHERE id = $1`
	byIDLocked = byID + ` FOR UPDATE` // PostgreSQL: nobody else changes it meanwhile
)

// forUpdate reads a whole story, locked until the transaction ends.
func (s *Service) forUpdate(ctx context.Context, tx *db.Tx, id news.StoryID) (*Story, error) {
	text := byID
	if tx.Dialect() == db.PostgreSQL {
		text = byIDLocked
	}
	return s.read(ctx, tx, text, id)
}

// read reads a whole story, what other rooms keep of it included.
func (s *Service) read(ctx context.Context, q db.Querier, text string, id news.StoryID) (*Story, error) {
	st, err := db.One(ctx, q, scan, text, id)
	if errors.Is(err, db.ErrNone) {
		return nil, news.Errorf(news.NotFound, "there is no story %d", id)
	}
	if err != nil {
		return nil, err
	}
	if st.Topics, err = s.topics.Of(ctx, q, id); err != nil {
		return nil, err
	}
	tags, err := s.tags.Of(ctx, q, id)
	if err != nil {
		return nil, err
	}
	for _, t := range tags {
		st.Tags = append(st.Tags, t.ID)
	}
	bylines, err := s.people.Bylines(ctx, q, id)
	st.Bylines = bylines[id]
	return st, err
}

// insert adds the bare row of a story and gives it its id.
func insert(ctx context.Context, tx *db.Tx, st *Story) (err error) {
	st.ID, err = db.One(ctx, tx, db.Value[news.StoryID], `/* story.insert */
		INSERT INTO story (state, edition_id, section_id, language, translation_of, label, kicker, headline, dek, dateline, lead_caption, body, slug, path,
			canonical_url, captured, undated, withdrawn_kind, withdrawn_note, revision, created_at, saved_at, day)
		VALUES ($1, $2, $3, '', 0, $4, '', '', '', '', '', '', '', '', '', '', FALSE, '', '', 0, $5, $5, '') RETURNING id`,
		st.State, st.Edition, st.Section, st.Label, st.Created)
	return err
}

func save(ctx context.Context, tx *db.Tx, st *Story) error {
	if st.TranslationOf == 0 {
		st.TranslationOf = st.ID
	}
	st.Saved = tx.Now
	_, err := tx.Exec(ctx, `/* story.save */ UPDATE story SET pub_key = $1, state = $2, edition_id = $3, section_id = $4, language = $5,
		translation_of = $6, label = $7, kicker = $8, headline = $9, dek = $10, dateline = $11, lead_picture = $12, lead_caption = $13, body = $14,
		slug = $15, path = $16, canonical_url = $17, captured = $18, published_at = $19, updated_at = $20, due_at = $21, embargo_until = $22,
		expires_at = $23, withdrawn_kind = $24, withdrawn_note = $25, withdrawn_at = $26, revision = $27, saved_at = $28, day = $29, undated = $30 WHERE id = $31`,
		db.OrNull(st.Key), st.State, st.Edition, st.Section, st.Language, st.TranslationOf, st.Label, st.Kicker, st.Headline, st.Dek, db.JSON(st.Dateline),
		db.OrNull(st.LeadPicture), st.LeadCaption, db.JSON(st.Body), st.Slug, st.Path, st.CanonicalURL, db.JSON(st.Captured), st.Published, st.Updated,
		st.Due, st.Embargo, st.Expires, st.Withdrawn.Kind, st.Withdrawn.Note, st.Withdrawn.At, st.Revision, st.Saved, st.day, st.Captured.Undated, st.ID)
	return err
}

// row is a whole story in the order of columns, and undated after them.
func row(st *Story) []any {
	return []any{
		st.ID, db.OrNull(st.Key), st.State, st.Edition, st.Section, st.Language, st.TranslationOf, st.Label, st.Kicker, st.Headline, st.Dek,
		db.JSON(st.Dateline), db.OrNull(st.LeadPicture), st.LeadCaption, db.JSON(st.Body), st.Slug, st.Path, st.CanonicalURL, db.JSON(st.Captured),
		st.Published, st.Updated, st.Due, st.Embargo, st.Expires, st.Withdrawn.Kind, st.Withdrawn.Note, st.Withdrawn.At,
		st.Revision, st.Created, st.Saved, st.day, st.Captured.Undated,
	}
}

// freeKey returns the first key after all that are in use in a second, which
// may be one too many; first is the second's first.
func freeKey(ctx context.Context, tx *db.Tx, first news.PubKey) (news.PubKey, error) {
	taken, err := db.One(ctx, tx, func(row db.Row) (k news.PubKey, err error) {
		err = row.Scan(db.ScanNull(&k))
		return k, err
	}, `/* story.freeKey */ SELECT MAX(pub_key) FROM story WHERE pub_key >= $1 AND pub_key <= $2`, first, first+news.MaxPubKeySequence)
	return max(first, taken+1), err
}

// ownersOf returns whose an address is, or nothing.
func ownersOf(ctx context.Context, tx *db.Tx, edition news.EditionID, path string) ([]news.StoryID, error) {
	return db.All(ctx, tx, db.Value[news.StoryID], `/* story.pathOwner */ SELECT story_id FROM story_address WHERE edition_id = $1 AND path = $2`, edition, path)
}

// original returns the story that the group of translations of another began
// with, for the story of an id (0: a new one) that is to join it; 0 for itself.
func original(ctx context.Context, tx *db.Tx, id, of news.StoryID) (news.StoryID, error) {
	if of == id {
		return id, nil
	}
	var root news.StoryID
	if of != 0 {
		group, err := db.All(ctx, tx, db.Value[news.StoryID], `/* story.original */ SELECT translation_of FROM story WHERE id = $1`, of)
		if err != nil {
			return 0, err
		}
		if len(group) == 0 {
			return 0, news.Errorf(news.Invalid, "there is no story %d that this could be a translation of", of)
		}
		if root = group[0]; root == id {
			return id, nil
		}
	}
	if id == 0 {
		return root, nil
	}
	others, err := db.All(ctx, tx, db.Value[news.StoryID], `/* story.translations */
		SELECT id FROM story WHERE translation_of = $1 AND id <> $1 LIMIT 1`, id)
	if err == nil && len(others) > 0 && root != 0 {
		err = news.Errorf(news.Conflict, "the story has translations of its own, such as story %d; say of those what they are translations of", others[0])
	}
	return root, err
}

// insertRevision keeps the draft as it is now.
func insertRevision(ctx context.Context, tx *db.Tx, by news.Actor, st *Story) error {
	_, err := tx.Exec(ctx, `/* story.insertRevision */ INSERT INTO story_revision (story_id, number, at, by_whom, document) VALUES ($1, $2, $3, $4, $5)`,
		st.ID, st.Revision, tx.Now, by.Name, db.JSON(st.Draft))
	return err
}

// claimPath makes an address the story's, if it is free, and returns whose it is.
func claimPath(ctx context.Context, tx *db.Tx, st *Story, path string) (news.StoryID, error) {
	_, err := tx.Exec(ctx, `/* story.claimPath */ INSERT INTO story_address (edition_id, path, story_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		st.Edition, path, st.ID)
	if err != nil {
		return 0, err
	}
	return db.One(ctx, tx, db.Value[news.StoryID], `/* story.pathOwner */ SELECT story_id FROM story_address WHERE edition_id = $1 AND path = $2`,
		st.Edition, path)
}

func insertCorrection(ctx context.Context, tx *db.Tx, st *Story, c Correction) error {
	_, err := tx.Exec(ctx, `/* story.insertCorrection */ INSERT INTO correction (story_id, edition_id, kind, note, at, visible) VALUES ($1, $2, $3, $4, $5, $6)`,
		st.ID, st.Edition, c.Kind, c.Note, c.At, st.Key != 0)
	return err
}

func showCorrections(ctx context.Context, tx *db.Tx, st *Story) error {
	_, err := tx.Exec(ctx, `/* story.showCorrections */ UPDATE correction SET visible = $1, edition_id = $2 WHERE story_id = $3`, st.Key != 0, st.Edition, st.ID)
	return err
}

func countDay(ctx context.Context, tx *db.Tx, edition news.EditionID, day string, step int) error {
	_, err := tx.Exec(ctx, `/* story.countDay */ INSERT INTO day_count (edition_id, day, stories) VALUES ($1, $2, $3)
		ON CONFLICT (edition_id, day) DO UPDATE SET stories = day_count.stories + excluded.stories`, edition, day, step)
	return err
}
