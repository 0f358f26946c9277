package migrate_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/dbtest"
)

var update = flag.Bool("update", false, "write testdata/schema.txt anew")

func TestUp_StepByStepIsTheSameAsAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.EachEmpty(t, time.Now, func(t *testing.T, d *db.DB) {
		all := migrate.Versions(t)
		for i, version := range all {
			if n, err := migrate.Pending(t.Context(), d); n != len(all)-i || err != nil {
				t.Errorf("before step %d, %d are pending; %v", i, n, err)
			}
			if err := migrate.UpTo(t.Context(), d, version); err != nil {
				t.Fatal(err)
			}
		}
		if err := migrate.Up(t.Context(), d); err != nil { // nothing is left to do
			t.Error(err)
		}
		if got := describe(t, d); got != golden(t, d.Dialect()) {
			t.Errorf("step by step, the schema is\n%s", got)
		}
	})
}

// The golden file makes a change of the schema visible in review.
func TestSchema_IsAsWritten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		got := describe(t, d)
		if *update {
			if err := os.WriteFile(goldenFile(d.Dialect()), []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := golden(t, d.Dialect()); got != want {
			t.Errorf("the schema is not the one of %s; if it is meant to be, run the test with -update\n%s", goldenFile(d.Dialect()), got)
		}
	})
}

func goldenFile(dialect db.Dialect) string {
	return filepath.Join("testdata", "schema."+string(dialect)+".txt")
}

func golden(t *testing.T, dialect db.Dialect) string {
	t.Helper()
	b, err := os.ReadFile(goldenFile(dialect))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUp_ADatabaseAheadIsLeftAlone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec(t, d, `/* test */ INSERT INTO goose_db_version (version_id, is_applied) VALUES (29990101000000, TRUE)`)
		exec(t, d, `/* test */ DROP TABLE shortlink`) // what a migration would bring back
		before := describe(t, d)
		if err := migrate.Up(t.Context(), d); !errors.Is(err, migrate.ErrNewer) || !strings.Contains(err.Error(), "29990101000000") {
			t.Errorf("got %v", err)
		}
		if after := describe(t, d); after != before {
			t.Errorf("the schema was changed to\n%s", after)
		}
	})
}

func exec(t *testing.T, d *db.DB, text string) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUp_NodesThatStartTogether(t *testing.T) {
	t.Parallel()
	dsn := dbtest.PostgresSchema(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			d, err := postgres.Open(t.Context(), dsn, nil)
			if err != nil {
				t.Error(err)
				return
			}
			defer d.Close()
			if err := migrate.Up(t.Context(), d); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestMigrations_NameTheirOwnerAndTheirTime(t *testing.T) {
	t.Parallel()
	first := regexp.MustCompile(`^-- Owned by internal/([a-z]+): .+\.?\n`)
	last := int64(0)
	for _, f := range migrate.Files(t) {
		if m := first.FindStringSubmatch(f.Text); m == nil {
			t.Errorf("%s: the first line must be \"-- Owned by internal/…: what it holds\"", f.Name)
		} else if _, err := os.Stat(filepath.Join("..", "..", m[1])); err != nil {
			t.Errorf("%s: its owner: %v", f.Name, err)
		}
		if _, err := time.Parse("20060102150405", f.Name[:14]); err != nil {
			t.Errorf("%s: the name must begin with the time at which it was written: %v", f.Name, err)
		}
		if f.Version <= last {
			t.Errorf("%s has the version of another", f.Name)
		}
		last = f.Version
	}
	if last == 0 {
		t.Error("there are no migrations")
	}
}
