package roomtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/db/sqlite"
	"dateline.news/internal/dbtest"
)

// Each runs the test once per database, in parallel, in an empty house of its
// own with a clock of its own.
func Each(t *testing.T, test func(t *testing.T, h *House)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// template is an SQLite database that has the schema, made once per test
// binary; a copy of a file is quicker than a migration.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "dateline-template")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "dateline.db")
	d, err := sqlite.Open(context.Background(), path, sqlite.Options{Volatile: true})
	if err != nil {
		return nil, err
	}
	if err := migrate.Up(context.Background(), d); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil { // which moves the write-ahead log into the file
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLite returns an empty house on SQLite.
func SQLite(t testing.TB) *House {
	t.Helper()
	schema, err := template()
	if err != nil {
		t.Fatal(fmt.Errorf("make the template: %w", err))
	}
	path := filepath.Join(t.TempDir(), "dateline.db")
	if err := os.WriteFile(path, schema, 0o600); err != nil {
		t.Fatal(err)
	}
	clock := NewClock()
	d, err := sqlite.Open(t.Context(), path, sqlite.Options{Now: clock.Now, Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return Rooms(t, d, clock)
}

// Postgres returns an empty house on PostgreSQL, or skips the test.
func Postgres(t *testing.T) *House {
	t.Helper()
	clock := NewClock()
	d, err := postgres.Open(t.Context(), dbtest.PostgresSchema(t), clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if err := migrate.Up(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return Rooms(t, d, clock)
}
