package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/db/sqlite"
)

func open(t *testing.T, file string) *db.DB {
	t.Helper()
	d, err := sqlite.Open(t.Context(), file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func setting(ctx context.Context, t *testing.T, q db.Querier, name string) string {
	t.Helper()
	v, err := db.One(ctx, q, db.Value[string], `/* test */ PRAGMA `+name)
	if err != nil {
		t.Error(err)
	}
	return v
}

// A setting that holds on the first connection only is the classic mistake. So
// several connections are held at once, and every one is asked.
func TestOpen_SettingsHoldOnEveryConnection(t *testing.T) {
	t.Parallel()
	d := open(t, filepath.Join(t.TempDir(), "dateline.db"))
	want := map[string]string{"foreign_keys": "1", "busy_timeout": "10000", "journal_mode": "wal", "synchronous": "2"}
	check := func(tx *db.Tx) {
		for name, value := range want {
			if got := setting(t.Context(), t, tx, name); got != value {
				t.Errorf("%s is %s on one connection, want %s", name, got, value)
			}
		}
	}
	const readers = 4
	var inside, all sync.WaitGroup
	inside.Add(readers)
	for range readers {
		all.Go(func() {
			err := d.Read(t.Context(), func(tx *db.Tx) error {
				inside.Done()
				inside.Wait() // all of them hold one now
				check(tx)
				if got := setting(t.Context(), t, tx, "query_only"); got != "1" {
					t.Error("a reader's connection can write")
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { check(tx); return nil }); err != nil {
		t.Error(err)
	}
}

func TestOpen_ForeignKeysAreHeld(t *testing.T) {
	t.Parallel()
	d := open(t, filepath.Join(t.TempDir(), "dateline.db"))
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for _, text := range []string{
			`/* test */ CREATE TABLE parent (id BIGINT PRIMARY KEY)`,
			`/* test */ CREATE TABLE child (parent_id BIGINT NOT NULL REFERENCES parent (id))`,
			`/* test */ INSERT INTO child (parent_id) VALUES (1)`,
		} {
			if _, err := tx.Exec(t.Context(), text); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "FOREIGN KEY") {
		t.Errorf("a child without a parent: %v", err)
	}
}

// Two programs on one file (serve, and an import beside it) wait for each
// other instead of failing.
func TestOpen_TwoProgramsWaitForEachOther(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "dateline.db")
	a, b := open(t, file), open(t, file)
	add := func(d *db.DB, text string) error {
		return d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), text)
			return err
		})
	}
	if err := add(a, `/* test */ CREATE TABLE thing (id INTEGER PRIMARY KEY)`); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, d := range []*db.DB{a, b} {
		all.Go(func() {
			for range 20 {
				if err := add(d, `/* test */ INSERT INTO thing DEFAULT VALUES`); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n, err := db.One(t.Context(), a, db.Value[int], `/* test */ SELECT COUNT(*) FROM thing`); n != 40 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestOpen_AnyFileName(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"with space.db", "a?b=c&d.db", "#1.db", "50%.db", "%41.db", "ä'\".db"} {
		file := filepath.Join(t.TempDir(), name)
		open(t, file)
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestOpen_SaysWhichFileItCannotOpen(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "missing", "dateline.db")
	if _, err := sqlite.Open(t.Context(), file, sqlite.Options{}); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("got %v", err)
	}
}
