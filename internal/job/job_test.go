package job_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/job"
)

func newQueue(d *db.DB, node string) *job.Queue {
	return job.New(slog.New(slog.DiscardHandler), d, node)
}

func enqueue(t *testing.T, d *db.DB, q *job.Queue, kind string, payload any, options ...job.Option) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error { return q.Enqueue(t.Context(), tx, kind, payload, options...) })
	if err != nil {
		t.Fatal(err)
	}
}

// run has the queue work until the returned function is called, or the test ends.
func run(t *testing.T, q *job.Queue) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := q.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	stop = func() { cancel(); running.Wait() }
	t.Cleanup(stop)
	return stop
}

// collect handles jobs of a kind by sending their payloads on.
func collect(q *job.Queue, kind string) <-chan string {
	did := make(chan string, 100)
	job.HandleJSON(q, kind, func(_ context.Context, payload string) error { did <- payload; return nil })
	return did
}

func next(t *testing.T, did <-chan string) string {
	t.Helper()
	select {
	case s := <-did:
		return s
	case <-time.After(10 * time.Second):
		t.Fatal("no job ran")
		return ""
	}
}

func list(t *testing.T, q *job.Queue) []job.Waiting {
	t.Helper()
	all, err := q.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// until asks again and again until the only job of the queue is as wanted.
func until(t *testing.T, q *job.Queue, what string, ok func(job.Waiting) bool) job.Waiting {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; {
		all := list(t, q)
		if len(all) == 1 && ok(all[0]) {
			return all[0]
		}
		if time.Now().After(deadline) {
			t.Fatalf("the queue never came to this: %s; it is %+v", what, all)
		}
	}
}

func TestRun_DoesEveryJobOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := newQueue(d, "a")
		did := collect(q, "note")
		stop := run(t, q)
		want := map[string]bool{}
		for n := range 12 {
			want[fmt.Sprint(n)] = true
			enqueue(t, d, q, "note", fmt.Sprint(n))
		}
		for range 12 {
			delete(want, next(t, did))
		}
		stop()
		if len(want) != 0 || len(did) != 0 || len(list(t, q)) != 0 {
			t.Errorf("not done %v, done twice %d, left %+v", want, len(did), list(t, q))
		}
	})
}

func TestEnqueue_OfARolledBackTransactionIsNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := newQueue(d, "a")
		refused := errors.New("refused")
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			return errors.Join(q.Enqueue(t.Context(), tx, "note", "x"), refused)
		})
		if !errors.Is(err, refused) || len(list(t, q)) != 0 {
			t.Errorf("%v, %+v", err, list(t, q))
		}
	})
}

func TestAt_NotEarlyAndNotASecondLate(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		q := newQueue(d, "a")
		did := collect(q, "note")
		run(t, q)
		enqueue(t, d, q, "note", "later", job.At(c.Now().Add(time.Hour)))
		for _, wait := range []time.Duration{0, time.Hour - time.Millisecond} {
			c.Pass(wait)
			enqueue(t, d, q, "note", "now") // whoever sees this one has looked
			if got := next(t, did); got != "now" || len(did) != 0 {
				t.Fatalf("%v before its time, the job ran", time.Hour-wait)
			}
			until(t, q, "one job waits", func(job.Waiting) bool { return true })
		}
		c.Pass(time.Millisecond)
		began := time.Now()
		if got := next(t, did); got != "later" || time.Since(began) > 3*time.Second { // a second, on a busy machine
			t.Errorf("%q ran after %v", got, time.Since(began))
		}
	})
}

func TestOnce_ReplacesWhatWaits(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		q := newQueue(d, "a")
		did := collect(q, "note")
		enqueue(t, d, q, "note", "first", job.Once("k"))
		enqueue(t, d, q, "note", "second", job.Once("k"), job.At(c.Now().Add(time.Hour)))
		enqueue(t, d, q, "note", "other", job.Once("l"))
		stop := run(t, q)
		if got := next(t, did); got != "other" {
			t.Errorf("%q ran", got)
		}
		until(t, q, "one job waits", func(job.Waiting) bool { return true })
		c.Pass(time.Hour)
		q.Wake()
		if got := next(t, did); got != "second" {
			t.Errorf("%q ran", got)
		}
		stop()
		if len(did) != 0 || len(list(t, q)) != 0 {
			t.Errorf("left: %+v", list(t, q))
		}
	})
}

func TestCancel_TakesBack(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := newQueue(d, "a")
		enqueue(t, d, q, "note", "x", job.Once("k"))
		for range 2 { // a second time there is nothing to take back
			if err := d.Write(t.Context(), func(tx *db.Tx) error { return q.Cancel(t.Context(), tx, "k") }); err != nil {
				t.Fatal(err)
			}
		}
		if len(list(t, q)) != 0 {
			t.Errorf("left: %+v", list(t, q))
		}
	})
}

func TestRun_FailuresAreTriedAgainAndAgainThenGivenUp(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		q := newQueue(d, "a")
		job.HandleJSON(q, "note", func(context.Context, string) error { return errors.New("no use") })
		given := make(chan string, 9)
		q.OnGivenUp(func(kind string, err error) { given <- kind + ": " + err.Error() })
		enqueue(t, d, q, "note", "x")
		run(t, q)
		var pauses []time.Duration
		for n := 1; n < job.MaxAttempts; n++ {
			w := until(t, q, "a failure is on record", func(w job.Waiting) bool { return w.Attempts == n && w.Due.After(c.Now()) })
			if w.LastError != "no use" || len(given) != 0 {
				t.Fatalf("after attempt %d: %+v", n, w)
			}
			pauses = append(pauses, w.Due.Sub(c.Now()))
			c.Pass(w.Due.Sub(c.Now()))
			q.Wake()
		}
		until(t, q, "given up", func(w job.Waiting) bool {
			return w.Due.IsZero() && w.Attempts == job.MaxAttempts && w.LastError == "no use"
		})
		if got := next(t, given); got != "note: no use" {
			t.Errorf("told of %q", got)
		}
		if pauses[0] != time.Second || pauses[1] != 2*time.Second || pauses[len(pauses)-1] != time.Hour {
			t.Errorf("the pauses are %v", pauses)
		}
		for i := range pauses[1:] {
			if pauses[i+1] < pauses[i] || pauses[i+1] > time.Hour {
				t.Errorf("pause %d is %v after %v", i+1, pauses[i+1], pauses[i])
			}
		}
	})
}

func TestRun_WhatNoAttemptCanMendIsGivenUpAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := newQueue(d, "a")
		given := make(chan string, 9)
		q.OnGivenUp(func(kind string, err error) { given <- kind + ": " + err.Error() })
		job.HandleJSON(q, "note", func(context.Context, string) error {
			return fmt.Errorf("send: %w", job.Permanent(errors.New("no such address")))
		})
		run(t, q)
		enqueue(t, d, q, "note", "x")
		if got := next(t, given); got != "note: send: no such address" {
			t.Errorf("told of %q", got)
		}
		enqueue(t, d, q, "note", 7) // a payload that the handler cannot read
		if got := next(t, given); !strings.HasPrefix(got, "note: read the payload of a note job") {
			t.Errorf("told of %q", got)
		}
		for _, w := range list(t, q) {
			if !w.Due.IsZero() || w.Attempts != 1 {
				t.Errorf("left: %+v", w)
			}
		}
	})
}

func TestRun_PanicsAndUnknownKindsAreErrors(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		for kind, says := range map[string]string{"panics": "panic: oh", "stranger": `handles jobs of kind "stranger"`} {
			q := newQueue(d, "a")
			q.Handle("panics", func(context.Context, []byte) error { panic("oh") })
			enqueue(t, d, q, kind, "x", job.Once("k"))
			stop := run(t, q)
			until(t, q, says, func(w job.Waiting) bool { return strings.Contains(w.LastError, says) && !w.Due.IsZero() })
			stop()
		}
	})
}

func TestRun_AReplacedJobStays(t *testing.T) {
	t.Parallel()
	for outcome, result := range map[string]error{"success": nil, "failure": job.Permanent(errors.New("no"))} {
		t.Run(outcome, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				q := newQueue(d, "a")
				q.OnGivenUp(func(string, error) { t.Error("a job that was replaced has been given up") })
				enqueue(t, d, q, "note", "first", job.Once("k"))
				held, _, err := q.Claim(t.Context())
				if held == nil || err != nil {
					t.Fatal(err)
				}
				enqueue(t, d, q, "note", "second", job.Once("k"))
				if err := q.Record(t.Context(), held, result); err != nil {
					t.Fatal(err)
				}
				did := collect(q, "note")
				run(t, q)
				if got := next(t, did); got != "second" {
					t.Errorf("%q ran", got)
				}
			})
		})
	}
}

// What the end of the program broke off has not failed: the next start does it
// at once. What was done is done.
func TestRun_Shutdown(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		q := newQueue(d, "a")
		began := make(chan string, 9)
		job.HandleJSON(q, "broken off", func(ctx context.Context, _ string) error { began <- ""; <-ctx.Done(); return ctx.Err() })
		job.HandleJSON(q, "done all the same", func(ctx context.Context, _ string) error { began <- ""; <-ctx.Done(); return nil })
		enqueue(t, d, q, "broken off", "")
		enqueue(t, d, q, "done all the same", "")
		stop := run(t, q)
		next(t, began)
		next(t, began)
		stop()
		all := list(t, q)
		if len(all) != 1 || all[0].Kind != "broken off" || all[0].Attempts != 0 || all[0].Due.After(c.Now()) {
			t.Errorf("left: %+v", all)
		}
		if held, _, err := q.Claim(t.Context()); held == nil || err != nil {
			t.Errorf("the next start does not find it: %v", err)
		}
	})
}

// A shutdown is not held up by jobs that wait for a place.
func TestRun_ShutdownWhenAllPlacesAreTaken(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		q := newQueue(d, "a")
		began := make(chan string, 99)
		job.HandleJSON(q, "long", func(ctx context.Context, _ string) error { began <- ""; <-ctx.Done(); return ctx.Err() })
		for range 6 {
			enqueue(t, d, q, "long", "")
		}
		stop := run(t, q)
		for range 4 {
			next(t, began)
		}
		stop()
		if len(list(t, q)) != 6 {
			t.Errorf("%d of 6 jobs are left", len(list(t, q)))
		}
	})
}
