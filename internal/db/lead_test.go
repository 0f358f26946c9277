package db_test

import (
	"context"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/dbtest"
)

// twoNodes are two programs on one PostgreSQL database.
func twoNodes(t *testing.T) (a, b *db.DB) {
	t.Helper()
	dsn := dbtest.PostgresSchema(t)
	nodes := make([]*db.DB, 2)
	for i := range nodes {
		d, err := postgres.Open(t.Context(), dsn, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		nodes[i] = d
	}
	return nodes[0], nodes[1]
}

// elected asks for the office until it is free: the server ends a session a
// moment after its client has.
func elected(t *testing.T, d *db.DB, office string) *db.Leadership {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
	defer stop()
	for {
		l, ok, err := d.Lead(ctx, office)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			return l
		}
	}
}

func mayLead(t *testing.T, d *db.DB, office string) bool {
	t.Helper()
	l, ok, err := d.Lead(t.Context(), office)
	if err != nil {
		t.Fatal(err)
	}
	if ok {
		l.Release()
	}
	return ok
}

func TestLead_OneAtATime(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	l := elected(t, a, "clean-up")
	if !l.Held(t.Context()) {
		t.Error("the leader does not hold its office")
	}
	if mayLead(t, b, "clean-up") {
		t.Error("two nodes lead at once")
	}
	if !mayLead(t, b, "another office") {
		t.Error("one office holds up another")
	}
	l.Release()
	elected(t, b, "clean-up").Release()
}

func TestLead_ALostConnectionLosesTheOffice(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	l := elected(t, a, "clean-up")
	defer l.Release()
	_, err := db.All(t.Context(), b, db.Value[bool], `/* test */ SELECT pg_terminate_backend(pid) FROM pg_locks
		WHERE locktype = 'advisory' AND objsubid = 1 AND pid IN (SELECT pid FROM pg_stat_activity WHERE query LIKE '/* db.Lead */%' AND state = 'idle')
		AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(concat('dateline:', current_schema(), ':clean-up'), 0)`)
	if err != nil {
		t.Fatal(err)
	}
	elected(t, b, "clean-up").Release()
	if l.Held(t.Context()) {
		t.Error("a leader without a connection holds its office")
	}
}

func TestLead_NewsroomsInOneDatabaseDoNotMeet(t *testing.T) {
	t.Parallel()
	a, _ := twoNodes(t)
	b, _ := twoNodes(t)
	l := elected(t, a, "clean-up")
	defer l.Release()
	if !mayLead(t, b, "clean-up") {
		t.Error("another newsroom's leader is in the way")
	}
}

func TestLead_SQLiteLeads(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, d *db.DB) {
		if d.Dialect() != db.SQLite {
			t.Skip("for SQLite")
		}
		l, ok, err := d.Lead(t.Context(), "clean-up")
		if !ok || err != nil || !l.Held(t.Context()) {
			t.Fatalf("%v, %v", ok, err)
		}
		l.Release()
	})
}
