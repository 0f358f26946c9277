package job_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/job"
)

// twoNodes are two programs on one PostgreSQL database.
func twoNodes(t *testing.T) (a, b *db.DB) {
	t.Helper()
	dsn := dbtest.PostgresSchema(t)
	var nodes []*db.DB
	for range 2 {
		d, err := postgres.Open(t.Context(), dsn, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		nodes = append(nodes, d)
	}
	if err := migrate.Up(t.Context(), nodes[0]); err != nil {
		t.Fatal(err)
	}
	return nodes[0], nodes[1]
}

// hourly is a task that counts its runs and then does what is said.
func hourly(runs *int, do func() error) []job.Task {
	return []job.Task{{Name: "count", Every: time.Hour, What: "counts", Do: func(context.Context) error { *runs++; return do() }}}
}

func lastError(t *testing.T, d *db.DB) string {
	t.Helper()
	said, err := db.One(t.Context(), d, db.Value[string], `/* test */ SELECT last_error FROM periodic WHERE name = 'count' AND finished_at IS NOT NULL`)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestPeriodic_ComesRound(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		runs := 0
		tasks := hourly(&runs, func() error { return nil })
		for _, step := range []struct {
			rule string
			wait time.Duration
			want int
		}{
			{"the first time at once", 0, 1},
			{"not again at once", 0, 1},
			{"not early", time.Hour - time.Millisecond, 1},
			{"when its time comes round", time.Millisecond, 2},
			{"once, however much time went by", 5 * time.Hour, 3},
			{"also after the clock was set back", -48 * time.Hour, 4},
		} {
			c.Pass(step.wait)
			newQueue(d, "restarted").Round(t.Context(), tasks) // a restart remembers the last start
			if runs != step.want {
				t.Errorf("%s: %d runs, want %d", step.rule, runs, step.want)
			}
		}
	})
}

func TestPeriodic_ErrorsAreKeptUntilTheNextSuccess(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		runs, q := 0, newQueue(d, "a")
		for _, step := range []struct {
			do   func() error
			says string
		}{
			{func() error { return errors.New("disk full") }, "disk full"},
			{func() error { panic("oh") }, "panic: oh"},
		} {
			q.Round(t.Context(), hourly(&runs, step.do))
			if got := lastError(t, d); !strings.HasPrefix(got, step.says) {
				t.Errorf("on record is %q, want %q", got, step.says)
			}
			c.Pass(time.Hour)
		}
		q.Round(t.Context(), hourly(&runs, func() error { return nil }))
		if got := lastError(t, d); got != "" || runs != 3 {
			t.Errorf("after %d runs, on record is %q", runs, got)
		}
	})
}

func TestRunPeriodic_OnTheLeaderOnly(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	ran := make(chan string, 99)
	lead := func(d *db.DB, node string) (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		task := job.Task{Name: "count", Do: func(context.Context) error { ran <- node; return nil }} // always due
		running.Go(func() {
			if err := newQueue(d, node).RunPeriodic(ctx, []job.Task{task}); err != nil {
				t.Error(err)
			}
		})
		stop = func() { cancel(); running.Wait() }
		t.Cleanup(stop)
		return stop
	}
	stop := lead(a, "a")
	if got := next(t, ran); got != "a" {
		t.Fatalf("%s leads", got)
	}
	lead(b, "b")
	if got := next(t, ran); got != "a" {
		t.Errorf("%s ran a task while a leads", got)
	}
	stop()
	for got := "a"; got != "b"; got = next(t, ran) { // the office passes on
	}
}
