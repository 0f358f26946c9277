package membership

import (
	"context"
	"maps"
	"slices"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Newcomer is a story that has not been a member of anything of a kind yet.
type Newcomer struct {
	Story   news.StoryID
	Members []Member
	Key     news.PubKey // 0: not visible
}

// Enter is [Set] for many newcomers in one step, and returns the owners that
// have any of them now.
func Enter(ctx context.Context, tx *db.Tx, kind Kind, newcomers []Newcomer) ([]int64, error) {
	var rows [][]any
	touched := map[int64]bool{}
	visible := map[int64]*Roll{}
	for _, n := range newcomers {
		all := place(n.Members, n.Key)
		rows = rowsOf(rows, kind, n.Story, all)
		for _, p := range all {
			touched[p.Owner] = true
			if p.key != 0 {
				visible[p.Owner] = visible[p.Owner].with(p.key)
			}
		}
	}
	if err := add(ctx, tx, rows); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(touched)), enrol(ctx, tx, kind, visible)
}

// with is the roll with one story more; nil is an empty roll.
func (r *Roll) with(key news.PubKey) *Roll {
	if r == nil {
		return &Roll{Stories: 1, First: key, Last: key}
	}
	r.Stories++
	r.First, r.Last = min(r.First, key), max(r.Last, key)
	return r
}
