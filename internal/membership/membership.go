// Package membership keeps which stories belong to a topic, a tag or a
// writer: newest first, with an exact count that is kept by the change itself
// and never by counting.
//
// It owns the tables membership and roll. A member without a publication key
// is remembered but not visible: it is in no list and in no count.
package membership

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Kind says what a story is a member of. It is stored; never change one.
type Kind string

const (
	Topic  Kind = "topic"
	Tag    Kind = "tag"
	Writer Kind = "writer"
)

// Member is a story's membership in one owner.
type Member struct {
	Owner int64
	Note  string // the chapter of a topic
}

// Roll is what can be said of an owner's visible members without looking at
// them.
type Roll struct {
	Stories int64
	First   news.PubKey // of the oldest; 0 if there are none
	Last    news.PubKey // of the newest
}

// Set makes members the story's whole membership of a kind, in that order,
// visible under key (0: not visible); an owner named twice has the first place.
// It returns every owner that the story belonged to or belongs to now.
func Set(ctx context.Context, tx *db.Tx, kind Kind, story news.StoryID, members []Member, key news.PubKey) ([]int64, error) {
	before, err := of(ctx, tx, kind, story)
	if err != nil {
		return nil, err
	}
	after := place(members, key)
	if err := replace(ctx, tx, kind, story, before, after); err != nil {
		return nil, err
	}
	touched := owners(before, after)
	for _, owner := range touched {
		if err := count(ctx, tx, kind, owner, keyIn(before, owner), keyIn(after, owner)); err != nil {
			return nil, err
		}
	}
	return touched, nil
}

type placed struct {
	Member
	key news.PubKey
}

// place puts members under a key, each owner in the first place that names it.
func place(members []Member, key news.PubKey) []placed {
	all := make([]placed, 0, len(members))
	for _, m := range members {
		if keyIn(all, m.Owner) < 0 {
			all = append(all, placed{m, key})
		}
	}
	return all
}

func of(ctx context.Context, q db.Querier, kind Kind, story news.StoryID) ([]placed, error) {
	return db.All(ctx, q, func(row db.Row) (p placed, err error) {
		err = row.Scan(&p.Owner, &p.Note, db.ScanNull(&p.key))
		return p, err
	}, `/* membership.of */ SELECT owner_id, note, pub_key FROM membership WHERE kind = $1 AND story_id = $2 ORDER BY position`, kind, story)
}

// Of returns what the story is a member of, in the order that was set.
func Of(ctx context.Context, q db.Querier, kind Kind, story news.StoryID) ([]Member, error) {
	all, err := of(ctx, q, kind, story)
	if err != nil {
		return nil, err
	}
	members := make([]Member, len(all))
	for i, p := range all {
		members[i] = p.Member
	}
	return members, nil
}

// keyIn returns the key under which an owner has the story: 0 where it is not
// visible, -1 where it does not belong to the owner.
func keyIn(all []placed, owner int64) news.PubKey {
	i := slices.IndexFunc(all, func(p placed) bool { return p.Owner == owner })
	if i < 0 {
		return -1
	}
	return all[i].key
}

func replace(ctx context.Context, tx *db.Tx, kind Kind, story news.StoryID, before, after []placed) error {
	if slices.Equal(before, after) {
		return nil
	}
	if slices.EqualFunc(before, after, func(a, b placed) bool { return a.Member == b.Member }) {
		_, err := tx.Exec(ctx, `/* membership.show */ UPDATE membership SET pub_key = $1 WHERE kind = $2 AND story_id = $3`,
			db.OrNull(after[0].key), kind, story)
		return err
	}
	if len(before) > 0 {
		if _, err := tx.Exec(ctx, `/* membership.clear */ DELETE FROM membership WHERE kind = $1 AND story_id = $2`, kind, story); err != nil {
			return err
		}
	}
	return add(ctx, tx, rowsOf(nil, kind, story, after))
}

// rowsOf adds the rows of a story's memberships to others.
func rowsOf(rows [][]any, kind Kind, story news.StoryID, all []placed) [][]any {
	for position, p := range all {
		rows = append(rows, []any{kind, p.Owner, story, position, p.Note, db.OrNull(p.key)})
	}
	return rows
}

func add(ctx context.Context, tx *db.Tx, rows [][]any) error {
	_, err := tx.Insert(ctx, `/* membership.add */ INSERT INTO membership (kind, owner_id, story_id, position, note, pub_key)`, rows, "")
	return err
}

func owners(before, after []placed) []int64 {
	var all []int64
	for _, p := range slices.Concat(before, after) {
		all = append(all, p.Owner)
	}
	slices.Sort(all) // one order for all writers, so that none waits for another in a circle
	return slices.Compact(all)
}

// count brings the owner's roll up to date with one member, whose key was and
// is now (none or hidden: below 1).
func count(ctx context.Context, tx *db.Tx, kind Kind, owner int64, was, is news.PubKey) error {
	was, is = max(was, 0), max(is, 0)
	switch {
	case was == is:
		return nil
	case was == 0:
		return enrol(ctx, tx, kind, map[int64]*Roll{owner: {Stories: 1, First: is, Last: is}})
	}
	left := 1
	if is != 0 {
		left = 0 // it only moved
	}
	// The row is locked first: the ends are then read as the writer before left them.
	_, err := tx.Exec(ctx, `/* membership.leave */ UPDATE roll SET stories = stories - $1 WHERE kind = $2 AND owner_id = $3`, left, kind, owner)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* membership.ends */ UPDATE roll SET
			first_key = (SELECT MIN(pub_key) FROM membership WHERE kind = $1 AND owner_id = $2),
			last_key = (SELECT MAX(pub_key) FROM membership WHERE kind = $1 AND owner_id = $2)
		WHERE kind = $1 AND owner_id = $2`, kind, owner)
	return err
}

// enrol adds to the rolls of owners.
func enrol(ctx context.Context, tx *db.Tx, kind Kind, more map[int64]*Roll) error {
	var rows [][]any
	for _, owner := range slices.Sorted(maps.Keys(more)) { // one order for all writers, as in owners
		r := more[owner]
		rows = append(rows, []any{kind, owner, r.Stories, r.First, r.Last})
	}
	_, err := tx.Insert(ctx, `/* membership.enrol */ INSERT INTO roll (kind, owner_id, stories, first_key, last_key)`, rows,
		`ON CONFLICT (kind, owner_id) DO UPDATE SET stories = roll.stories + excluded.stories,
			first_key = CASE WHEN roll.first_key < excluded.first_key THEN roll.first_key ELSE excluded.first_key END,
			last_key = CASE WHEN roll.last_key > excluded.last_key THEN roll.last_key ELSE excluded.last_key END`)
	return err
}

// RollOf returns an owner's roll; one without members has an empty roll.
func RollOf(ctx context.Context, q db.Querier, kind Kind, owner int64) (Roll, error) {
	r, err := db.One(ctx, q, func(row db.Row) (r Roll, err error) {
		err = row.Scan(&r.Stories, db.ScanNull(&r.First), db.ScanNull(&r.Last))
		return r, err
	}, `/* membership.RollOf */ SELECT stories, first_key, last_key FROM roll WHERE kind = $1 AND owner_id = $2`, kind, owner)
	if errors.Is(err, db.ErrNone) {
		return Roll{}, nil
	}
	return r, err
}

// Entry is a visible member in a list.
type Entry struct {
	Story news.StoryID
	Key   news.PubKey
	Note  string
}

// Newest returns up to n visible members older than before, newest first.
func Newest(ctx context.Context, q db.Querier, kind Kind, owner int64, before news.PubKey, n int) ([]Entry, error) {
	return db.All(ctx, q, scanEntry, `/* membership.Newest */ SELECT story_id, pub_key, note FROM membership
		WHERE kind = $1 AND owner_id = $2 AND pub_key < $3 ORDER BY pub_key DESC LIMIT $4`, kind, owner, before, n)
}

// NewestOf returns up to n of the newest visible members of each owner, with one
// question for all of them. A story that is in several is there several times.
func NewestOf(ctx context.Context, q db.Querier, kind Kind, owners []int64, n int) ([]Entry, error) {
	if len(owners) == 0 {
		return []Entry{}, nil
	}
	args := []any{kind, n}
	var each []string
	for _, owner := range owners {
		args = append(args, owner)
		each = append(each, fmt.Sprintf(`SELECT * FROM (SELECT story_id, pub_key, note FROM membership
			WHERE kind = $1 AND owner_id = $%[1]d AND pub_key IS NOT NULL ORDER BY pub_key DESC LIMIT $2) AS o%[1]d`, len(args)))
	}
	return db.All(ctx, q, scanEntry, `/* membership.NewestOf */ `+strings.Join(each, " UNION ALL "), args...)
}

// Next returns up to n visible members newer than after, oldest first.
func Next(ctx context.Context, q db.Querier, kind Kind, owner int64, after news.PubKey, n int) ([]Entry, error) {
	return db.All(ctx, q, scanEntry, `/* membership.Next */ SELECT story_id, pub_key, note FROM membership
		WHERE kind = $1 AND owner_id = $2 AND pub_key > $3 ORDER BY pub_key LIMIT $4`, kind, owner, after, n)
}

func scanEntry(row db.Row) (e Entry, err error) {
	err = row.Scan(&e.Story, &e.Key, &e.Note)
	return e, err
}
