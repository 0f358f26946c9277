package people

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

// Person is somebody who writes or is quoted.
type Person struct {
	ID      news.PersonID
	Edition news.EditionID
	Slug    string
	Name    string
	Role    string
	Bio     string
	Aliases []string // other names of the same human being
	Stories int64    // how many visible stories bear the name as a byline
}

// Service keeps the people.
type Service struct {
	db      *db.DB
	changes *change.Log
}

// New returns the service.
func New(d *db.DB, changes *change.Log) *Service { return &Service{db: d, changes: changes} }

// Save adds a person (ID 0) or replaces one, and returns the id.
func (s *Service) Save(ctx context.Context, by news.Actor, p Person) (id news.PersonID, err error) {
	if err := by.Require(news.ManagePeople); err != nil {
		return 0, err
	}
	if err := p.check(); err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if id, err = store(ctx, tx, p); err != nil {
			return err
		}
		s.changes.Append(tx, string(id.Key()))
		return nil
	})
	return id, err
}

func (p Person) check() error {
	if strings.TrimSpace(p.Name) == "" {
		return news.Errorf(news.Invalid, "a person needs a name")
	}
	if !slug.Valid(p.Slug) {
		return news.Errorf(news.Invalid, "the address %q of %s needs lower-case letters, digits and hyphens", p.Slug, p.Name)
	}
	return nil
}

// Ensure returns the edition's person of that name or alias, and makes one if
// there is none. It runs in the transaction of whoever brings the story.
func (s *Service) Ensure(ctx context.Context, tx *db.Tx, edition news.EditionID, name, role string) (news.PersonID, error) {
	at := slug.Make(name)
	known, err := bySlug(ctx, tx, edition, at)
	if err != nil {
		return 0, err
	}
	if len(known) > 0 {
		return known[0], nil
	}
	p := Person{Edition: edition, Slug: at, Name: name, Role: role}
	if err := p.check(); err != nil {
		return 0, err
	}
	if id, err := add(ctx, tx, p); err != nil || id != 0 {
		return id, err
	}
	// Another transaction made it meanwhile, and has ended.
	if known, err = bySlug(ctx, tx, edition, at); err != nil {
		return 0, err
	}
	return known[0], nil
}

// BySlug returns the edition's person of that address with the aliases, or NotFound.
func (s *Service) BySlug(ctx context.Context, edition news.EditionID, slug string) (Person, error) {
	p, err := db.One(ctx, s.db, scan, `/* people.BySlug */ SELECT `+columns+` FROM `+tables+` WHERE p.edition_id = $1 AND p.slug = $2`, edition, slug)
	if errors.Is(err, db.ErrNone) {
		return Person{}, news.Errorf(news.NotFound, "there is no person %q", slug)
	}
	if err != nil {
		return Person{}, err
	}
	p.Aliases, err = db.All(ctx, s.db, db.Value[string], `/* people.aliases */ SELECT name FROM person_alias WHERE person_id = $1 ORDER BY name`, p.ID)
	return p, err
}

// Slugs returns where the pages of the given people are.
func (s *Service) Slugs(ctx context.Context, ids []news.PersonID) (map[news.PersonID]string, error) {
	return slugs(ctx, s.db, ids)
}

func slugs(ctx context.Context, q db.Querier, ids []news.PersonID) (map[news.PersonID]string, error) {
	at := map[news.PersonID]string{}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for some := range slices.Chunk(ids, atOnce) {
		args := db.Listed(some)
		_, err := db.All(ctx, q, func(row db.Row) (int, error) {
			var id news.PersonID
			var slug string
			err := row.Scan(&id, &slug)
			at[id] = slug
			return 0, err
		}, `/* people.Slugs */ SELECT id, slug FROM person WHERE id IN (`+db.Placeholders(1, len(args))+`)`, args...)
		if err != nil {
			return nil, err
		}
	}
	return at, nil
}

// atOnce is how many people one statement asks for; a database takes only so
// many parameters.
const atOnce = 512

// Newest returns up to n visible stories that the person wrote, older than before.
func (s *Service) Newest(ctx context.Context, id news.PersonID, before news.PubKey, n int) ([]membership.Entry, error) {
	return membership.Newest(ctx, s.db, membership.Writer, int64(id), before, n)
}
