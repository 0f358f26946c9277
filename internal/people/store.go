package people

import (
	"context"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

const (
	columns = `p.id, p.edition_id, p.slug, p.name, p.role, p.bio, COALESCE(r.stories, 0)`
	tables  = `person p LEFT JOIN roll r ON r.kind = 'writer' AND r.owner_id = p.id`
)

func scan(row db.Row) (p Person, err error) {
	err = row.Scan(&p.ID, &p.Edition, &p.Slug, &p.Name, &p.Role, &p.Bio, &p.Stories)
	return p, err
}

// bySlug returns the ids of the edition's people of that address, then of those
// who have another name with it.
func bySlug(ctx context.Context, q db.Querier, edition news.EditionID, slug string) ([]news.PersonID, error) {
	return db.All(ctx, q, db.Value[news.PersonID], `/* people.bySlug */
		SELECT id FROM (
			SELECT id, 0 AS rank FROM person WHERE edition_id = $1 AND slug = $2
			UNION ALL SELECT a.person_id, 1 FROM person_alias a JOIN person ON person.id = a.person_id WHERE edition_id = $1 AND a.slug = $2) AS known
		ORDER BY rank, id`, edition, slug)
}

// add makes a person, and returns 0 if the address is taken.
func add(ctx context.Context, tx *db.Tx, p Person) (news.PersonID, error) {
	added, err := db.All(ctx, tx, db.Value[news.PersonID], `/* people.add */
		INSERT INTO person (edition_id, slug, name, role, bio) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (edition_id, slug) DO NOTHING RETURNING id`, p.Edition, p.Slug, p.Name, p.Role, p.Bio)
	if err != nil || len(added) == 0 {
		return 0, err
	}
	return added[0], nil
}

func store(ctx context.Context, tx *db.Tx, p Person) (id news.PersonID, err error) {
	owner, err := db.All(ctx, tx, db.Value[news.PersonID], `/* people.owner */ SELECT id FROM person WHERE edition_id = $1 AND slug = $2`, p.Edition, p.Slug)
	if err != nil {
		return 0, err
	}
	if len(owner) > 0 && owner[0] != p.ID {
		return 0, taken(p)
	}
	if p.ID == 0 {
		if p.ID, err = add(ctx, tx, p); err == nil && p.ID == 0 {
			err = taken(p)
		}
	} else {
		err = replace(ctx, tx, p)
	}
	if err != nil {
		return 0, err
	}
	return p.ID, storeAliases(ctx, tx, p)
}

func taken(p Person) error {
	return news.Errorf(news.Conflict, "the address %q belongs to another person; choose another", p.Slug)
}

func replace(ctx context.Context, tx *db.Tx, p Person) error {
	touched, err := tx.Exec(ctx, `/* people.save */ UPDATE person SET slug = $1, name = $2, role = $3, bio = $4
		WHERE id = $5 AND edition_id = $6`, p.Slug, p.Name, p.Role, p.Bio, p.ID, p.Edition)
	if err == nil && touched == 0 {
		err = news.Errorf(news.NotFound, "there is no person %d", p.ID)
	}
	return err
}

func storeAliases(ctx context.Context, tx *db.Tx, p Person) error {
	if _, err := tx.Exec(ctx, `/* people.clearAliases */ DELETE FROM person_alias WHERE person_id = $1`, p.ID); err != nil {
		return err
	}
	for _, name := range p.Aliases {
		_, err := tx.Exec(ctx, `/* people.addAlias */ INSERT INTO person_alias (person_id, name, slug) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
			p.ID, name, slug.Make(name))
		if err != nil {
			return err
		}
	}
	return nil
}
