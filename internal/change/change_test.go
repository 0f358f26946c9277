package change_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline.news/internal/bus"
	"dateline.news/internal/bus/mem"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/sqlite"
	"dateline.news/internal/dbtest"
)

// deaf is a bus on which every hint is lost.
type deaf struct{ bus.Bus }

func (deaf) Publish(context.Context, string, []byte) error { return errors.New("nobody hears") }

func open(t *testing.T, d *db.DB, b bus.Bus) *change.Log {
	t.Helper()
	l, err := change.Open(t.Context(), slog.New(slog.DiscardHandler), d, b)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func appendTo(ctx context.Context, d *db.DB, l *change.Log, keys ...string) error {
	return d.Write(ctx, func(tx *db.Tx) error { l.Append(tx, keys...); return nil })
}

func mustAppend(t *testing.T, d *db.DB, l *change.Log, keys ...string) {
	t.Helper()
	if err := appendTo(t.Context(), d, l, keys...); err != nil {
		t.Fatal(err)
	}
}

// follow has the log followed until the test ends.
func follow(t *testing.T, l *change.Log) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() {
		if err := l.Follow(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { stop(); following.Wait() })
}

func TestAppend_IsKnownHereBeforeWriteReturns(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for name, b := range map[string]bus.Bus{"with hints": mem.New(), "without": deaf{mem.New()}} {
			l := open(t, d, b)
			before := l.Head()
			if l.Changed("story:1") != 0 {
				t.Errorf("%s: a change is known before it happened", name)
			}
			mustAppend(t, d, l, "story:1", "latest:en")
			first := l.Changed("story:1")
			if first <= before || l.Changed("latest:en") <= first || l.Head() != l.Changed("latest:en") {
				t.Errorf("%s: head %d → %d, story at %d, list at %d", name, before, l.Head(), first, l.Changed("latest:en"))
			}
			mustAppend(t, d, l, "story:1")
			if l.Changed("story:1") <= first || l.Changed("story:2") != 0 {
				t.Errorf("%s: the later change is not the one that counts", name)
			}
		}
	})
}

func TestAppend_OfNothingIsNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := open(t, d, mem.New())
		mustAppend(t, d, l)
		if l.Head() != 0 {
			t.Errorf("the head is %d", l.Head())
		}
	})
}

func TestAppend_RollbackAppendsNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := open(t, d, mem.New())
		refused := errors.New("refused")
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			l.Append(tx, "story:1")
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		if err := l.CatchUp(t.Context()); err != nil || l.Head() != 0 || l.Changed("story:1") != 0 {
			t.Errorf("head %d, changed %d, %v", l.Head(), l.Changed("story:1"), err)
		}
	})
}

func TestOpen_BeginsAtTheEnd(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := open(t, d, mem.New())
		mustAppend(t, d, l, "story:1")
		later := open(t, d, mem.New())
		if later.Head() != l.Head() || later.Changed("story:1") != 0 {
			t.Errorf("head %d, changed %d", later.Head(), later.Changed("story:1"))
		}
	})
}

// heard collects what a log tells, and closes done at the n-th line.
type heard struct {
	mu   sync.Mutex
	keys []string
	seqs []int64
	n    int
	done chan struct{}
}

func hear(l *change.Log, n int) *heard {
	h := &heard{n: n, done: make(chan struct{})}
	l.Hear(func(lines []change.Entry) {
		h.mu.Lock()
		defer h.mu.Unlock()
		for _, e := range lines {
			h.keys, h.seqs = append(h.keys, e.Key), append(h.seqs, e.Seq)
			if len(h.keys) == h.n {
				close(h.done)
			}
		}
	})
	return h
}

func (h *heard) wait(t *testing.T, most time.Duration) {
	t.Helper()
	select {
	case <-h.done:
	case <-time.After(most):
		t.Fatalf("after %v, %d of %d lines have been heard", most, len(h.keys), h.n)
	}
}

func TestFollow_AnotherNodeHears(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		b := mem.New()
		writer, reader := open(t, d, b), open(t, d, b)
		h := hear(reader, 2)
		follow(t, reader)
		mustAppend(t, d, writer, "story:1", "story:2")
		h.wait(t, 5*time.Second)
		if !reflect.DeepEqual(h.keys, []string{"story:1", "story:2"}) || reader.Changed("story:2") != writer.Changed("story:2") {
			t.Errorf("heard %q", h.keys)
		}
	})
}

// With every hint lost a node is a second behind, never wrong.
func TestFollow_WithEveryHintLost(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		writer, reader := open(t, d, deaf{mem.New()}), open(t, d, mem.New())
		h := hear(reader, 1)
		follow(t, reader)
		began := time.Now()
		mustAppend(t, d, writer, "story:1")
		h.wait(t, 10*time.Second)
		if took := time.Since(began); took > 3*time.Second { // a second, on a machine with other things to do
			t.Errorf("it took %v", took)
		}
	})
}

// On PostgreSQL a number is taken before the commit: without care, a reader
// that has seen 8 may have missed 7, whose transaction was still under way.
func TestFollow_SkipsNothingThatIsWrittenMeanwhile(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const writers, each = 8, 15
		node, reader := open(t, d, deaf{mem.New()}), open(t, d, deaf{mem.New()})
		h := hear(reader, writers*each)
		var writing, reading sync.WaitGroup
		var over atomic.Bool
		reading.Go(func() {
			for !over.Load() {
				if err := reader.CatchUp(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
		for w := range writers {
			writing.Go(func() {
				for n := range each {
					if err := appendTo(t.Context(), d, node, fmt.Sprintf("story:%d-%d", w, n)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		writing.Wait()
		over.Store(true)
		reading.Wait()
		if err := reader.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		inOrderOnce(t, h, writers*each)
		if reader.Head() != node.Head() {
			t.Errorf("the reader is at %d, the writer at %d", reader.Head(), node.Head())
		}
	})
}

func inOrderOnce(t *testing.T, h *heard, want int) {
	t.Helper()
	seen := map[string]bool{}
	for i, key := range h.keys {
		if seen[key] {
			t.Errorf("%s was heard twice", key)
		}
		seen[key] = true
		if i > 0 && h.seqs[i] <= h.seqs[i-1] {
			t.Errorf("%d was heard after %d", h.seqs[i], h.seqs[i-1])
		}
	}
	if len(seen) != want {
		t.Errorf("%d of %d lines were heard", len(seen), want)
	}
}

func TestCatchUp_AfterALongAbsence(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const lines = 20_000
		reader := open(t, d, deaf{mem.New()})
		h := hear(reader, lines)
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `/* test */ WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
				INSERT INTO change (key, at, removal) SELECT 'story:' || i, $2, FALSE FROM n`, lines, tx.Now)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := reader.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		inOrderOnce(t, h, lines)
	})
}

func TestPrune_KeepsTwoDays(t *testing.T) {
	t.Parallel()
	for age, kept := range map[time.Duration]int{48 * time.Hour: 2, 48*time.Hour + time.Millisecond: 1} {
		t.Run(age.String(), func(t *testing.T) {
			t.Parallel()
			dbtest.EachAt(t, aged(age), func(t *testing.T, d *db.DB) {
				l := open(t, d, mem.New())
				at := time.Date(2001, 5, 18, 12, 0, 0, 0, time.UTC)
				err := d.Write(t.Context(), func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), `/* test */ INSERT INTO change (key, at, removal) VALUES ('story:1', $1, FALSE), ('story:2', $2, FALSE)`, at, at.Add(age))
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				if err := l.Prune(t.Context()); err != nil {
					t.Fatal(err)
				}
				n, err := db.One(t.Context(), d, db.Value[int], `/* test */ SELECT COUNT(*) FROM change`)
				if err != nil || n != kept {
					t.Errorf("%d lines are left, want %d; %v", n, kept, err)
				}
			})
		})
	}
}

// aged is a clock that stands so long after noon of 18 May 2001.
func aged(by time.Duration) func() time.Time {
	return func() time.Time { return time.Date(2001, 5, 18, 12, 0, 0, 0, time.UTC).Add(by) }
}

// A node that could not read the log for as long as lines are kept may have
// missed some, and may not go on as if nothing had changed.
func TestCatchUp_AfterTooLongEverythingHasChanged(t *testing.T) {
	t.Parallel()
	at := dbtest.NewClock()
	d := dbOnly(t, at.Now)
	l := open(t, d, mem.New())
	mustAppend(t, d, l, "story:1")
	page := l.Head()
	at.Pass(47 * time.Hour)
	catchUp(t, l)
	if l.Changed("story:2") > page {
		t.Error("a short absence made pages stale")
	}
	at.Pass(48 * time.Hour)
	catchUp(t, l)
	if l.Changed("story:2") <= page {
		t.Error("a page that was made before the absence still counts as fresh")
	}
	page = l.Head()
	if l.Changed("story:2") > page {
		t.Error("a page that is made now counts as stale")
	}
	mustAppend(t, d, l, "story:2")
	if l.Changed("story:2") <= page || l.Changed("story:1") > page {
		t.Error("after the absence, changes are not told apart")
	}
}

func catchUp(t *testing.T, l *change.Log) {
	t.Helper()
	if err := l.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// dbOnly is a SQLite database with a clock.
func dbOnly(t *testing.T, now func() time.Time) *db.DB {
	t.Helper()
	d, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "dateline.db"), sqlite.Options{Now: now, Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := migrate.Up(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRemove_IsToldApart(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := open(t, d, mem.New())
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			l.Append(tx, "story:1", "story:1", "topic:2")
			l.Remove(tx, "story:3")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if l.Head() != 3 {
			t.Errorf("%d lines were written, want 3: each key once", l.Head())
		}
		if l.Removed("story:1") != 0 || l.Removed("story:3") == 0 || l.Changed("story:3") != l.Removed("story:3") {
			t.Errorf("removed: story:1 at %d, story:3 at %d; changed at %d", l.Removed("story:1"), l.Removed("story:3"), l.Changed("story:3"))
		}
	})
}
