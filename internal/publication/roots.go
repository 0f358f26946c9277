package publication

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

// Reserved are the names directly under a root that the program uses itself,
// now or in a capability that a publication may switch on later.
var Reserved = []string{
	"api", "archive", "assets", "corrections", "feed", "healthz", "listen", "live", "mailbox", "media", "metrics",
	"newsroom", "now", "numbers", "oembed", "people", "quotes", "radio", "readyz", "s", "search", "standards",
	"tags", "topics", "wp-content", "wp-json",
}

func sectionOwner(id news.SectionID) string { return fmt.Sprintf("section %d", id) }
func pageOwner(id news.PageID) string       { return fmt.Sprintf("page %d", id) }
func editionOwner(id news.EditionID) string { return "edition " + string(id) }

// use is what stands at an address, and where it may be changed.
type use struct{ owner, what, at string }

func scanUse(row db.Row) (u use, err error) {
	err = row.Scan(&u.owner, &u.what, &u.at)
	return u, err
}

// free returns Conflict, saying with what, if a section's or page's name is
// taken under its edition's root by anything but owner.
func free(ctx context.Context, tx *db.Tx, edition news.EditionID, name, owner string) error {
	if !slug.Valid(name) {
		return news.Errorf(news.Invalid, "%q cannot stand in an address; use lower-case letters, digits and hyphens", name)
	}
	if err := notReserved(name); err != nil {
		return err
	}
	prefix, err := db.All(ctx, tx, db.Value[string], `/* publication.prefixOf */ SELECT prefix FROM edition WHERE id = $1`, edition)
	if err != nil {
		return err
	}
	if len(prefix) == 0 {
		return news.Errorf(news.NotFound, "there is no edition %q", edition)
	}
	uses, err := db.All(ctx, tx, scanUse, `/* publication.free */
		SELECT 'section ' || id, 'the section ' || name, slug FROM section WHERE edition_id = $1 AND slug = $2
		UNION ALL SELECT 'page ' || id, 'the page ' || title, slug FROM page WHERE edition_id = $1 AND slug = $2
		UNION ALL SELECT 'edition ' || id, 'the edition ' || name, prefix FROM edition WHERE prefix = $3`, edition, name, prefix[0]+"/"+name)
	if err != nil {
		return err
	}
	return notTaken(uses, owner)
}

// freePrefix is free for the address of an edition: under the edition at the
// root, which has no prefix, and if it becomes that one itself.
func freePrefix(ctx context.Context, tx *db.Tx, e Edition) error {
	if e.Prefix != "" {
		if err := notReserved(e.Prefix[1:]); err != nil {
			return err
		}
	}
	uses, err := db.All(ctx, tx, scanUse, `/* publication.freePrefix */
		WITH standing AS (
			SELECT edition_id, slug, 'the section ' || name AS what FROM section
			UNION ALL SELECT edition_id, slug, 'the page ' || title FROM page)
		SELECT 'edition ' || id, 'the edition ' || name, prefix FROM edition WHERE prefix = $1
		UNION ALL SELECT '', s.what, '/' || s.slug FROM standing s JOIN edition r ON r.id = s.edition_id
			WHERE r.prefix = '' AND r.id <> $2 AND '/' || s.slug = $1
		UNION ALL SELECT '', s.what, '/' || s.slug FROM standing s JOIN edition o ON o.prefix = '/' || s.slug
			WHERE $1 = '' AND s.edition_id = $2 AND o.id <> $2`, e.Prefix, e.ID)
	if err != nil {
		return err
	}
	return notTaken(uses, editionOwner(e.ID))
}

func notReserved(name string) error {
	if slices.Contains(Reserved, name) || allDigits(name) {
		return news.Errorf(news.Conflict, "/%s/ is an address of Dateline itself; choose another name", name)
	}
	return nil
}

func notTaken(uses []use, owner string) error {
	for _, u := range uses {
		if u.owner != owner {
			return news.Errorf(news.Conflict, "/%s is already the address of %s; choose another name", strings.TrimPrefix(u.at, "/"), u.what)
		}
	}
	return nil
}

// allDigits reports whether a name could be taken for the year of an archive.
func allDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}
