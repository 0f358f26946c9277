package db_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
)

// each gives the test an empty database with one table, thing (id, name).
func each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	dbtest.EachEmpty(t, time.Now, func(t *testing.T, d *db.DB) {
		write(t, d, `/* test */ CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT)`)
		test(t, d)
	})
}

func write(t *testing.T, d *db.DB, text string, args ...any) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), text, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func insert(ctx context.Context, tx *db.Tx, id int, name string) error {
	_, err := tx.Exec(ctx, `/* test.insert */ INSERT INTO thing (id, name) VALUES ($1, $2)`, id, name)
	return err
}

func things(t *testing.T, d *db.DB) []string {
	t.Helper()
	all, err := db.All(t.Context(), d, db.Value[string], `/* test.things */ SELECT name FROM thing ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Drivers of SQLite number "$1" by its first appearance and swap "$2, $1".
func TestPlaceholders_GetTheirValues(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		for _, c := range []struct {
			text string
			args []any
			want string
		}{
			{`/* test */ SELECT $2 || '-' || $1`, []any{"one", "two"}, "two-one"},
			{`/* test */ SELECT $1 || '-' || $1 || '-' || $2`, []any{"one", "two"}, "one-one-two"},
			{`/* test */ SELECT '$2' || $1`, []any{"one"}, "$2one"},
		} {
			if got, err := db.One(t.Context(), d, db.Value[string], c.text, c.args...); err != nil || got != c.want {
				t.Errorf("%s: %q, %v", c.text, got, err)
			}
		}
		write(t, d, `/* test */ INSERT INTO thing (name, id) VALUES ($2, $1)`, 7, "seven")
		if got := things(t, d); !reflect.DeepEqual(got, []string{"seven"}) {
			t.Errorf("stored %q", got)
		}
	})
}

func TestStatement_WrongCallsAreErrors(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		for _, c := range []struct {
			rule, text string
			args       []any
			says       string
		}{
			{"an argument too few", `/* test.x */ SELECT $1, $2`, []any{1}, "test.x wants 2 arguments and got 1"},
			{"an argument too many", `/* test.x */ SELECT $1`, []any{1, 2}, "test.x wants 1 arguments and got 2"},
			{"no label", `SELECT 1`, nil, "does not begin with"},
			{"a mistake in the SQL", `/* test.x */ SELEKT 1`, nil, "test.x: "},
		} {
			_, asked := db.All(t.Context(), d, db.Value[int], c.text, c.args...)
			wrote := d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), c.text, c.args...)
				return err
			})
			for _, err := range []error{asked, wrote} {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%s: %v", c.rule, err)
				}
			}
		}
	})
}

func TestOne_NoRowIsErrNone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		if _, err := db.One(t.Context(), d, db.Value[int], `/* test */ SELECT id FROM thing`); !errors.Is(err, db.ErrNone) {
			t.Errorf("got %v", err)
		}
		if all := things(t, d); len(all) != 0 {
			t.Errorf("got %q", all)
		}
	})
}

func TestRead_CannotWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		err := d.Read(t.Context(), func(tx *db.Tx) error { return insert(t.Context(), tx, 1, "sneaked in") })
		if err == nil || len(things(t, d)) != 0 {
			t.Errorf("a reader wrote %q, %v", things(t, d), err)
		}
	})
}

func TestRead_SeesOneState(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		count := func(tx *db.Tx) int {
			n, err := db.One(t.Context(), tx, db.Value[int], `/* test */ SELECT COUNT(*) FROM thing`)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			before := count(tx)
			write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (1, 'meanwhile')`)
			if after := count(tx); before != 0 || after != 0 {
				t.Errorf("saw %d rows and then %d", before, after)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestWrite_RollsBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		told := false
		attempt := func(end func() error) (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("panic: %v", p)
				}
			}()
			return d.Write(t.Context(), func(tx *db.Tx) error {
				tx.AfterCommit(func() { told = true })
				if err := insert(t.Context(), tx, 1, "never"); err != nil {
					return err
				}
				return end()
			})
		}
		refused := errors.New("refused")
		if err := attempt(func() error { return refused }); !errors.Is(err, refused) {
			t.Errorf("on an error: %v", err)
		}
		if err := attempt(func() error { panic("oh") }); err == nil || err.Error() != "panic: oh" {
			t.Errorf("on a panic: %v", err)
		}
		if got := things(t, d); len(got) != 0 || told {
			t.Errorf("%q is there, AfterCommit ran: %v", got, told)
		}
		write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (1, 'next')`) // the turn was given back
	})
}

func TestAfterCommit_RunsWhenOthersSeeTheRowAndMayWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		var saw []string
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			tx.AfterCommit(func() { saw = things(t, d) })
			tx.AfterCommit(func() { write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (2, 'after')`) })
			return insert(t.Context(), tx, 1, "one")
		})
		if err != nil || !reflect.DeepEqual(saw, []string{"one"}) {
			t.Errorf("before Write returned, %q was seen; %v", saw, err)
		}
		if got := things(t, d); len(got) != 2 {
			t.Errorf("in the end there is %q", got)
		}
	})
}

func TestTx_HasOneNow(t *testing.T) {
	t.Parallel()
	tick := time.Date(2001, 5, 18, 12, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		tick = tick.Add(time.Second)
		return tick
	}
	dbtest.EachEmpty(t, clock, func(t *testing.T, d *db.DB) {
		var first, second time.Time
		for _, at := range []*time.Time{&first, &second} {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				*at = tx.Now
				d.Now() // time goes on
				if tx.Now != *at {
					t.Errorf("%v became %v within a transaction", *at, tx.Now)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !second.After(first) {
			t.Errorf("the second transaction has %v, the first %v", second, first)
		}
	})
}

// number stands for the identities of things, which know how to print themselves.
type number int64

func (n number) String() string { return fmt.Sprintf("number %d", int64(n)) }

func TestValues_RoundTrip(t *testing.T) {
	t.Parallel()
	type record struct {
		at, never time.Time
		notes     map[string]int
		id        number
		none      string
		yes       bool
		raw       []byte
	}
	berlin := time.FixedZone("CET", 3600)
	in := record{
		at: time.Date(1601, 2, 3, 4, 5, 6, 789_999_999, berlin), notes: map[string]int{"ä": 1}, id: 7, yes: true, raw: []byte{0, 255},
	}
	dbtest.EachEmpty(t, time.Now, func(t *testing.T, d *db.DB) {
		bytesType := map[db.Dialect]string{db.SQLite: "BLOB", db.PostgreSQL: "BYTEA"}[d.Dialect()]
		write(t, d, `/* test */ CREATE TABLE v (at BIGINT, never BIGINT, notes TEXT, id BIGINT, none TEXT, yes BOOLEAN, raw `+bytesType+`)`)
		args := []any{in.at, in.never, db.JSON(in.notes), in.id, db.OrNull(in.none), in.yes, in.raw}
		write(t, d, `/* test */ INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7)`, args...)
		if args[0] != any(in.at) {
			t.Error("the caller's arguments were changed")
		}
		out, err := db.One(t.Context(), d, func(row db.Row) (r record, err error) {
			r.none = "old"
			err = row.Scan(db.ScanTime(&r.at), db.ScanTime(&r.never), db.ScanJSON(&r.notes), &r.id, db.ScanNull(&r.none), &r.yes, &r.raw)
			return r, err
		}, `/* test */ SELECT * FROM v`)
		if err != nil {
			t.Fatal(err)
		}
		want := in
		want.at = time.Date(1601, 2, 3, 3, 5, 6, 789_000_000, time.UTC)
		if !reflect.DeepEqual(out, want) {
			t.Errorf("came back as %+v, want %+v", out, want)
		}
		nulls, err := db.One(t.Context(), d, db.Value[int], `/* test */ SELECT COUNT(*) FROM v WHERE never IS NULL AND none IS NULL`)
		if err != nil || nulls != 1 {
			t.Errorf("zero values are not NULL: %d, %v", nulls, err)
		}
	})
}

func TestValues_WhatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		var at time.Time
		var v struct{ X int }
		for what, to := range map[string]any{"a moment": db.ScanTime(&at), "JSON": db.ScanJSON(&v)} {
			_, err := db.One(t.Context(), d, func(row db.Row) (int, error) { return 0, row.Scan(to) }, `/* test.x */ SELECT '{"X":'`)
			if err == nil || !strings.Contains(err.Error(), "test.x: read row") {
				t.Errorf("%s: %v", what, err)
			}
		}
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `/* test.x */ INSERT INTO thing (id, name) VALUES (1, $1)`, db.JSON(func() {}))
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "test.x") {
			t.Errorf("a function was stored as JSON: %v", err)
		}
	})
}

func TestPlaceholders_List(t *testing.T) {
	t.Parallel()
	if got := db.Placeholders(3, 3); got != "$3, $4, $5" {
		t.Errorf("got %q", got)
	}
	if got := db.Placeholders(1, 0); got != "" {
		t.Errorf("got %q", got)
	}
}

// On both databases the outcome is as if transactions had run one after the
// other, though each reads before it writes.
func TestWrite_LosesNoUpdate(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (1, '0')`)
		const writers, rounds = 6, 5
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for range rounds {
					if err := d.Write(t.Context(), func(tx *db.Tx) error { return addOne(t.Context(), tx) }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if got := things(t, d); got[0] != fmt.Sprint(writers*rounds) {
			t.Errorf("%d additions made %s", writers*rounds, got[0])
		}
	})
}

func addOne(ctx context.Context, tx *db.Tx) error {
	n, err := db.One(ctx, tx, db.Value[int], `/* test */ SELECT CAST(name AS INTEGER) FROM thing WHERE id = 1`)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* test */ UPDATE thing SET name = $1 WHERE id = 1`, fmt.Sprint(n+1))
	return err
}

// Two transactions take two rows in opposite order. One is told to give way,
// and does its work again.
func TestWrite_BothSurviveADeadlock(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (1, ''), (2, '')`)
		var met, all sync.WaitGroup
		if d.Dialect() == db.PostgreSQL {
			met.Add(2) // both hold their first row before either asks for its second
		}
		for _, order := range [][2]int{{1, 2}, {2, 1}} {
			all.Go(func() {
				runs := 0
				err := d.Write(t.Context(), func(tx *db.Tx) error {
					runs++
					return inOrder(t.Context(), tx, order, func() {
						if d.Dialect() == db.PostgreSQL && runs == 1 {
							met.Done()
							met.Wait()
						}
					})
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := things(t, d); len(got[0]) != 2 || len(got[1]) != 2 {
			t.Errorf("two transactions left %q", got)
		}
	})
}

func inOrder(ctx context.Context, tx *db.Tx, ids [2]int, between func()) error {
	for i, id := range ids {
		if i == 1 {
			between()
		}
		if _, err := tx.Exec(ctx, `/* test */ UPDATE thing SET name = name || 'x' WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}

func TestWrite_PeopleGoFirst(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		if err := d.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		err := d.WriteBatch(t.Context(), func(tx *db.Tx) error { return insert(t.Context(), tx, 1, "batch") })
		if err != nil || len(things(t, d)) != 1 {
			t.Errorf("WriteBatch did not write: %v", err)
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if err := d.Write(gone, func(tx *db.Tx) error { return insert(t.Context(), tx, 2, "late") }); !errors.Is(err, context.Canceled) {
			t.Errorf("a write under a context that has ended: %v", err)
		}
	})
}
