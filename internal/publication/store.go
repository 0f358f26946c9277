package publication

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

const settingsRow = "publication"

func load(ctx context.Context, d *db.DB) (*Publication, error) {
	p := &Publication{Settings: Settings{OldAfter: DefaultOldAfter}}
	err := d.Read(ctx, func(tx *db.Tx) (err error) {
		_, err = db.All(ctx, tx, func(row db.Row) (int, error) { return 0, row.Scan(db.ScanJSON(&p.Settings)) },
			`/* publication.loadSettings */ SELECT value FROM setting WHERE name = $1`, settingsRow)
		if err != nil {
			return err
		}
		p.Editions, err = db.All(ctx, tx, scanEdition, `/* publication.loadEditions */
			SELECT id, active, tag, time_zone, prefix, name, tagline, menus FROM edition ORDER BY position, id`)
		if err != nil {
			return err
		}
		return loadSections(ctx, tx, p)
	})
	if err != nil {
		return nil, fmt.Errorf("load the publication: %w", err)
	}
	return p, nil
}

func loadSections(ctx context.Context, tx *db.Tx, p *Publication) error {
	sections, err := db.All(ctx, tx, func(row db.Row) (s Section, err error) {
		err = row.Scan(&s.ID, &s.Edition, &s.Slug, &s.Name, &s.Description)
		return s, err
	}, `/* publication.loadSections */ SELECT id, edition_id, slug, name, description FROM section ORDER BY position, id`)
	for _, s := range sections {
		for i := range p.Editions {
			if p.Editions[i].ID == s.Edition {
				p.Editions[i].Sections = append(p.Editions[i].Sections, s)
			}
		}
	}
	return err
}

func scanEdition(row db.Row) (e Edition, err error) {
	var tag, zone string
	if err := row.Scan(&e.ID, &e.Active, &tag, &zone, &e.Prefix, &e.Name, &e.Tagline, db.ScanJSON(&e.Menus)); err != nil {
		return e, err
	}
	if e.Tag, err = language.Parse(tag); err != nil {
		return e, fmt.Errorf("edition %s: %w", e.ID, err)
	}
	e.Zone, err = ParseZone(zone)
	return e, err
}

func storeSettings(ctx context.Context, tx *db.Tx, to Settings) error {
	_, err := tx.Exec(ctx, `/* publication.SetSettings */ INSERT INTO setting (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, settingsRow, db.JSON(to))
	return err
}

func storeEdition(ctx context.Context, tx *db.Tx, e Edition) error {
	_, err := tx.Exec(ctx, `/* publication.SaveEdition */
		INSERT INTO edition (id, position, active, tag, time_zone, prefix, name, tagline, menus)
		VALUES ($1, (SELECT COUNT(*) FROM edition), $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET active = excluded.active, tag = excluded.tag, time_zone = excluded.time_zone,
			prefix = excluded.prefix, name = excluded.name, tagline = excluded.tagline, menus = excluded.menus`,
		e.ID, e.Active, e.Tag.String(), e.Zone.String(), e.Prefix, e.Name, e.Tagline, db.JSON(e.Menus))
	return err
}

func storeSection(ctx context.Context, tx *db.Tx, s Section) (news.SectionID, error) {
	if s.ID == 0 {
		return db.One(ctx, tx, db.Value[news.SectionID], `/* publication.addSection */
			INSERT INTO section (edition_id, position, slug, name, description)
			VALUES ($1, (SELECT COUNT(*) FROM section WHERE edition_id = $1), $2, $3, $4) RETURNING id`,
			s.Edition, s.Slug, s.Name, s.Description)
	}
	return mustExist(s.ID, "section")(tx.Exec(ctx, `/* publication.saveSection */ UPDATE section
		SET slug = $1, name = $2, description = $3 WHERE id = $4 AND edition_id = $5`, s.Slug, s.Name, s.Description, s.ID, s.Edition))
}

func storePage(ctx context.Context, tx *db.Tx, p Page) (news.PageID, error) {
	if p.ID == 0 {
		return db.One(ctx, tx, db.Value[news.PageID], `/* publication.addPage */
			INSERT INTO page (edition_id, slug, title, body, updated_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
			p.Edition, p.Slug, p.Title, db.JSON(p.Body), tx.Now)
	}
	return mustExist(p.ID, "page")(tx.Exec(ctx, `/* publication.savePage */ UPDATE page
		SET slug = $1, title = $2, body = $3, updated_at = $4 WHERE id = $5 AND edition_id = $6`,
		p.Slug, p.Title, db.JSON(p.Body), tx.Now, p.ID, p.Edition))
}

// mustExist turns "no row was touched" into NotFound.
func mustExist[ID ~int64](id ID, what string) func(int64, error) (ID, error) {
	return func(touched int64, err error) (ID, error) {
		if err == nil && touched == 0 {
			err = news.Errorf(news.NotFound, "there is no %s %d", what, id)
		}
		return id, err
	}
}

func readPage(ctx context.Context, q db.Querier, edition news.EditionID, slug string) (Page, error) {
	p, err := db.One(ctx, q, func(row db.Row) (p Page, err error) {
		err = row.Scan(&p.ID, &p.Edition, &p.Slug, &p.Title, db.ScanJSON(&p.Body), db.ScanTime(&p.Updated))
		return p, err
	}, `/* publication.Page */ SELECT id, edition_id, slug, title, body, updated_at FROM page WHERE edition_id = $1 AND slug = $2`, edition, slug)
	if errors.Is(err, db.ErrNone) {
		return Page{}, news.Errorf(news.NotFound, "there is no page %q", slug)
	}
	return p, err
}

func readRedirect(ctx context.Context, q db.Querier, path string) (string, error) {
	target, err := db.One(ctx, q, db.Value[string], `/* publication.Moved */ SELECT target FROM redirect WHERE path = $1`, path)
	if errors.Is(err, db.ErrNone) {
		return "", news.Errorf(news.NotFound, "nothing has moved from %s", path)
	}
	return target, err
}
