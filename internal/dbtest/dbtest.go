// Package dbtest runs storage tests on every database that Dateline supports.
//
// SQLite always runs, on a file of its own. PostgreSQL runs, in a schema of
// its own, when DATELINE_TEST_POSTGRES holds a connection string; when
// DATELINE_TEST_REQUIRE names "postgres", its absence is a failure.
package dbtest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/db/sqlite"
)

// Each runs the test once per database, in parallel, with an empty database
// that has the whole schema.
func Each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	EachAt(t, time.Now, test)
}

// EachAt is Each with a clock.
func EachAt(t *testing.T, now func() time.Time, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	EachEmpty(t, now, func(t *testing.T, d *db.DB) {
		if err := migrate.Up(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		test(t, d)
	})
}

// EachEmpty is EachAt with a database that has no schema yet.
func EachEmpty(t *testing.T, now func() time.Time, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	databases(t, func(t *testing.T, open opener) { test(t, open(t, now)) })
}

// EachClock is Each with a clock that moves when the test says so: one for
// each database.
func EachClock(t *testing.T, test func(t *testing.T, d *db.DB, c *Clock)) {
	t.Helper()
	databases(t, func(t *testing.T, open opener) {
		c := NewClock()
		d := open(t, c.Now)
		if err := migrate.Up(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		test(t, d, c)
	})
}

// opener opens the test's database.
type opener func(t *testing.T, now func() time.Time) *db.DB

func databases(t *testing.T, test func(t *testing.T, open opener)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, func(t *testing.T, now func() time.Time) *db.DB {
			d, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "dateline.db"), sqlite.Options{Now: now, Volatile: true})
			return closedAfter(t, d, err)
		})
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dsn := PostgresSchema(t)
		test(t, func(t *testing.T, now func() time.Time) *db.DB {
			d, err := postgres.Open(t.Context(), dsn, now)
			return closedAfter(t, d, err)
		})
	})
}

// PostgresSchema makes a schema for the test alone, dropped when it ends, and
// returns a connection string that uses it. It skips the test where there is
// no PostgreSQL.
func PostgresSchema(t *testing.T) string {
	t.Helper()
	dsn := os.Getenv("DATELINE_TEST_POSTGRES")
	if dsn == "" {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "postgres") {
			t.Fatal("DATELINE_TEST_REQUIRE asks for PostgreSQL and DATELINE_TEST_POSTGRES is not set")
		}
		t.Skip("no PostgreSQL: set DATELINE_TEST_POSTGRES to a connection string to run this test on it")
	}
	admin, err := postgres.Open(t.Context(), dsn, nil)
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := admin.Pool().ExecContext(t.Context(), "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		if _, err := admin.Pool().ExecContext(ctx, "DROP SCHEMA "+name+" CASCADE"); err != nil {
			t.Error(err)
		}
		_ = admin.Close()
	})
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal("DATELINE_TEST_POSTGRES must be a URL") // err would show the password
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func closedAfter(t *testing.T, d *db.DB, err error) *db.DB {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}
