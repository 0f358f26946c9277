package people

import (
	"context"
	"slices"
	"strings"

	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
)

// Byline is one name under a headline. Person is 0 for a name without a page.
type Byline struct {
	Person news.PersonID `json:"person,omitzero"`
	Name   string        `json:"name"`
	Role   string        `json:"role,omitempty"`
	Slug   string        `json:"-"` // of the person's page
}

// SetBylines makes these the story's bylines, in order, visible under key (0:
// not visible), and returns the people whose pages are different now.
func (s *Service) SetBylines(ctx context.Context, tx *db.Tx, story news.StoryID, lines []Byline, key news.PubKey) ([]news.Key, error) {
	lines, members, err := accept(lines)
	if err != nil {
		return nil, err
	}
	if err := storeBylines(ctx, tx, story, lines); err != nil {
		return nil, err
	}
	touched, err := membership.Set(ctx, tx, membership.Writer, story, members, key)
	return personKeys(touched), err
}

// accept returns the bylines as they are kept, and whose they are.
func accept(lines []Byline) ([]Byline, []membership.Member, error) {
	lines = slices.Clone(lines)
	var members []membership.Member
	for i, l := range lines {
		if l.Person == 0 && strings.TrimSpace(l.Name) == "" {
			return nil, nil, news.Errorf(news.Invalid, "a byline needs a name")
		}
		lines[i].Slug = "" // it is the person's
		if l.Person != 0 {
			members = append(members, membership.Member{Owner: int64(l.Person)})
		}
	}
	return lines, members, nil
}

func storeBylines(ctx context.Context, tx *db.Tx, story news.StoryID, lines []Byline) error {
	before, err := db.All(ctx, tx, func(row db.Row) (b Byline, err error) {
		err = row.Scan(db.ScanNull(&b.Person), &b.Name, &b.Role)
		return b, err
	}, `/* people.bylinesBefore */ SELECT person_id, name, role FROM byline WHERE story_id = $1 ORDER BY position`, story)
	if err != nil || slices.Equal(before, lines) {
		return err
	}
	if err := mustExist(ctx, tx, lines, func(l Byline) news.PersonID { return l.Person }); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* people.clearBylines */ DELETE FROM byline WHERE story_id = $1`, story); err != nil {
		return err
	}
	return addBylines(ctx, tx, bylineRows(nil, story, lines))
}

// bylineRows adds the rows of a story's bylines to others.
func bylineRows(rows [][]any, story news.StoryID, lines []Byline) [][]any {
	for position, l := range lines {
		rows = append(rows, []any{story, position, db.OrNull(l.Person), l.Name, l.Role})
	}
	return rows
}

func addBylines(ctx context.Context, tx *db.Tx, rows [][]any) error {
	_, err := tx.Insert(ctx, `/* people.addBylines */ INSERT INTO byline (story_id, position, person_id, name, role)`, rows, "")
	return err
}

func personKeys(ids []int64) []news.Key {
	keys := make([]news.Key, len(ids))
	for i, id := range ids {
		keys[i] = news.PersonID(id).Key()
	}
	return keys
}

// Bylines returns the bylines of several stories, under the present names of
// those who have a page.
func (s *Service) Bylines(ctx context.Context, q db.Querier, stories ...news.StoryID) (map[news.StoryID][]Byline, error) {
	all := map[news.StoryID][]Byline{}
	if len(stories) == 0 {
		return all, nil
	}
	args := make([]any, len(stories))
	for i, id := range stories {
		args[i] = id
	}
	_, err := db.All(ctx, q, func(row db.Row) (int, error) {
		var story news.StoryID
		var b Byline
		err := row.Scan(&story, db.ScanNull(&b.Person), &b.Name, &b.Role, &b.Slug)
		all[story] = append(all[story], b)
		return 0, err
	}, `/* people.Bylines */ SELECT b.story_id, b.person_id, COALESCE(p.name, b.name), b.role, COALESCE(p.slug, '')
		FROM byline b LEFT JOIN person p ON p.id = b.person_id
		WHERE b.story_id IN (`+db.Placeholders(1, len(args))+`) ORDER BY b.story_id, b.position`, args...)
	return all, err
}
