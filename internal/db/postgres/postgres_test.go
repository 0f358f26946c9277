package postgres_test

import (
	"strings"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/dbtest"
)

// An operator sends a log to somebody who helps; the password must not be in it.
func TestOpen_NeverTellsThePassword(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{
		"postgres://ada:hunter2@127.0.0.1:1/paper",
		"postgres://ada:hunter2@127.0.0.1:bad/paper",
		"postgres://ada:hunter2@127.0.0.1:1/paper?sslmode=perhaps",
		"postgres://ada:x/hunter2@127.0.0.1:1/paper",
		"postgres://ada:x:hunter2@127.0.0.1:bad/paper",
		"postgres://ada:hunter2%zz@127.0.0.1:1/paper",
		"postgres://ada:hunter2 @127.0.0.1:1/paper",
		"host=127.0.0.1 port=1 user=ada password=hunter2",
		"host=127.0.0.1 port=bad user=ada password='hunter2 x'",
		"host=127.0.0.1 port=1 user=ada password='hunter2",
		"hunter2",
	} {
		_, err := postgres.Open(t.Context(), dsn, nil)
		if err == nil {
			t.Errorf("%s was opened", dsn)
			continue
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the password is told: %v", err)
		}
	}
}

func TestOpen_SaysWhereItCouldNotConnect(t *testing.T) {
	t.Parallel()
	_, err := postgres.Open(t.Context(), "postgres://ada:hunter2@127.0.0.1:1/paper", nil)
	if err == nil || !strings.Contains(err.Error(), "connect to PostgreSQL at 127.0.0.1") {
		t.Errorf("got %v", err)
	}
}

func TestOpen_NamesItselfToTheServer(t *testing.T) {
	t.Parallel()
	d, err := postgres.Open(t.Context(), dbtest.PostgresSchema(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	name, err := db.One(t.Context(), d, db.Value[string], `/* test */ SHOW application_name`)
	if err != nil || name != "dateline" {
		t.Errorf("it is called %q, %v", name, err)
	}
}
