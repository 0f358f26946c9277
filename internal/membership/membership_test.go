package membership_test

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
)

const kind = membership.Topic

func set(ctx context.Context, d *db.DB, story news.StoryID, members []membership.Member, key news.PubKey) (touched []int64, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		touched, err = membership.Set(ctx, tx, kind, story, members, key)
		return err
	})
	return touched, err
}

// filed is the model: what every story was last said to be.
type filed struct {
	members []membership.Member
	key     news.PubKey
}

// list is the model's list of an owner, newest first.
func list(all map[news.StoryID]filed, owner int64) []membership.Entry {
	var entries []membership.Entry
	for id, s := range all {
		for _, m := range s.members {
			if m.Owner == owner && s.key != 0 {
				entries = append(entries, membership.Entry{Story: id, Key: s.key, Note: m.Note})
			}
		}
	}
	slices.SortFunc(entries, func(a, b membership.Entry) int { return cmp.Compare(b.Key, a.Key) })
	return entries
}

const owners = 3

func drawFiled(t *rapid.T, id news.StoryID) filed {
	var f filed
	for _, owner := range rapid.SliceOfNDistinct(rapid.Int64Range(1, owners), 0, owners, rapid.ID).Draw(t, "owners") {
		f.members = append(f.members, membership.Member{Owner: owner, Note: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "note")})
	}
	if rapid.Bool().Draw(t, "visible") { // a key is one story's only
		f.key = news.PubKey(rapid.Int64Range(1, 20).Draw(t, "time")<<8 + int64(id))
	}
	return f
}

// Whatever is set in whatever order, every roll is what counting would say,
// and paging in either direction lists the visible members exactly.
func TestSet_RollsEqualARecount(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var latest news.StoryID // every run of the property has stories and owners of its own
		var base int64
		rapid.Check(t, func(rt *rapid.T) {
			ctx := t.Context()
			all := map[news.StoryID]filed{}
			first := latest
			for range rapid.IntRange(1, 8).Draw(rt, "steps") {
				id := first + news.StoryID(rapid.IntRange(1, 5).Draw(rt, "story"))
				latest = max(latest, id)
				f := drawFiled(rt, id)
				for i := range f.members {
					f.members[i].Owner += base
				}
				touched, err := set(ctx, d, id, f.members, f.key)
				if err != nil {
					rt.Fatal(err)
				}
				if want := ownersOf(all[id], f); !slices.Equal(touched, want) {
					rt.Fatalf("touched %v, want %v", touched, want)
				}
				all[id] = f
			}
			for id, f := range all {
				got, err := membership.Of(ctx, d, kind, id)
				if err != nil || !slices.Equal(got, f.members) {
					rt.Fatalf("story %d is in %v, want %v; %v", id, got, f.members, err)
				}
			}
			for owner := base + 1; owner <= base+owners; owner++ {
				checkOwner(ctx, rt, d, owner, list(all, owner))
			}
			base += owners
		})
	})
}

func ownersOf(before, after filed) (all []int64) {
	for _, m := range slices.Concat(before.members, after.members) {
		all = append(all, m.Owner)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

type fatal interface{ Fatalf(string, ...any) }

func checkOwner(ctx context.Context, t fatal, d *db.DB, owner int64, want []membership.Entry) {
	roll, err := membership.RollOf(ctx, d, kind, owner)
	recount := membership.Roll{Stories: int64(len(want))}
	if len(want) > 0 {
		recount.First, recount.Last = want[len(want)-1].Key, want[0].Key
	}
	if err != nil || roll != recount {
		t.Fatalf("the roll of %d is %+v, a recount gives %+v; %v", owner, roll, recount, err)
	}
	var down, up []membership.Entry
	for from := news.LatestPubKey; ; {
		page, err := membership.Newest(ctx, d, kind, owner, from, 2)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if len(page) == 0 {
			break
		}
		down, from = append(down, page...), page[len(page)-1].Key
	}
	for from := news.PubKey(0); ; {
		page, err := membership.Next(ctx, d, kind, owner, from, 2)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if len(page) == 0 {
			break
		}
		up, from = append(up, page...), page[len(page)-1].Key
	}
	slices.Reverse(up)
	if !slices.Equal(down, want) || !slices.Equal(up, want) {
		t.Fatalf("downwards %v, upwards %v, want %v", down, up, want)
	}
}

func TestSet_KindsAreApart(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if _, err := set(t.Context(), d, 1, []membership.Member{{Owner: 7}}, 100); err != nil {
			t.Fatal(err)
		}
		for _, other := range []membership.Kind{membership.Tag, membership.Writer} {
			roll, err := membership.RollOf(t.Context(), d, other, 7)
			entries, listErr := membership.Newest(t.Context(), d, other, 7, news.LatestPubKey, 9)
			if roll != (membership.Roll{}) || len(entries) != 0 || err != nil || listErr != nil {
				t.Errorf("%s: %+v, %v, %v, %v", other, roll, entries, err, listErr)
			}
		}
	})
}

// Two stories of one topic are published at the same time on two nodes. The
// second may not overlook what the first, not yet committed, adds.
func TestSet_AtTheSameTime(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		older := filed{[]membership.Member{{Owner: 1}}, 100}
		newer := filed{[]membership.Member{{Owner: 1}}, 200}
		var other sync.WaitGroup
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			if _, err := membership.Set(t.Context(), tx, kind, 2, newer.members, newer.key); err != nil {
				return err
			}
			other.Go(func() {
				if _, err := set(t.Context(), d, 1, older.members, older.key); err != nil {
					t.Error(err)
				}
			})
			return untilItBlocks(t.Context(), d, tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		other.Wait()
		checkOwner(t.Context(), t, d, 1, list(map[news.StoryID]filed{1: older, 2: newer}, 1))
	})
}

// untilItBlocks returns when somebody waits for the transaction. On SQLite
// nobody begins before it ends.
func untilItBlocks(ctx context.Context, d *db.DB, tx *db.Tx) error {
	if d.Dialect() == db.SQLite {
		return nil
	}
	me, err := db.One(ctx, tx, db.Value[int], `/* test */ SELECT pg_backend_pid()`)
	for waiting := 0; err == nil && waiting == 0; {
		waiting, err = db.One(ctx, d, db.Value[int], `/* test */ SELECT COUNT(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))`, me)
	}
	return err
}

func TestSet_ManyAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		all := map[news.StoryID]filed{}
		var writing sync.WaitGroup
		for id := news.StoryID(1); id <= 10; id++ {
			f := filed{[]membership.Member{{Owner: 1 + int64(id)%2}, {Owner: 3}}, news.PubKey(1000 - 7*(id%5) + id)}
			all[id] = f
			writing.Go(func() {
				if _, err := set(t.Context(), d, id, f.members, f.key); err != nil {
					t.Error(err)
				}
			})
		}
		writing.Wait()
		for owner := range int64(3) {
			checkOwner(t.Context(), t, d, owner+1, list(all, owner+1))
		}
	})
}
