package job_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/sqlite"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/job"
)

func claim(t *testing.T, q *job.Queue) *job.Claimed {
	t.Helper()
	held, wait, err := q.Claim(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if held == nil && wait <= 0 {
		t.Error("with nothing to do, the queue would ask without a pause")
	}
	return held
}

func TestLease_ADeadNodeLosesItsJobs(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		dead, live := newQueue(d, "dead"), newQueue(d, "live")
		enqueue(t, d, dead, "note", "x")
		held := claim(t, dead)
		c.Pass(job.Lease)
		if claim(t, live) != nil {
			t.Error("the job was taken while its lease ran")
		}
		c.Pass(time.Millisecond)
		taken := claim(t, live)
		if held == nil || taken == nil {
			t.Fatal("nobody took the job")
		}
		// The dead node was only slow. What it has to say of a failure is of no interest now.
		if err := dead.Record(t.Context(), held, job.Permanent(errors.New("too slow"))); err != nil {
			t.Fatal(err)
		}
		if w := list(t, live)[0]; w.Due.IsZero() || w.LastError != "" {
			t.Errorf("it spoiled the other's job: %+v", w)
		}
		if claim(t, dead) != nil {
			t.Error("it took the lease away from the other")
		}
		if err := live.Record(t.Context(), taken, nil); err != nil || len(list(t, live)) != 0 {
			t.Errorf("left: %+v, %v", list(t, live), err)
		}
	})
}

func TestLease_ALivingNodeKeepsItsJobs(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		busy, idle := newQueue(d, "busy"), newQueue(d, "idle")
		enqueue(t, d, busy, "note", "x")
		held := claim(t, busy)
		for range 5 {
			c.Pass(job.Lease - time.Millisecond)
			if err := busy.Extend(t.Context(), held); err != nil {
				t.Fatal(err)
			}
			if claim(t, idle) != nil {
				t.Fatal("the job was taken from a node that lives")
			}
		}
	})
}

// A job that kills its node would kill one after the other for ever.
func TestLease_AJobThatKillsIsGivenUp(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		q := newQueue(d, "a")
		enqueue(t, d, q, "deadly", "x")
		for range job.MaxAttempts {
			if claim(t, q) == nil {
				t.Fatal("nobody took the job")
			}
			c.Pass(job.Lease + time.Millisecond)
		}
		given := make(chan string, 1)
		q.OnGivenUp(func(kind string, _ error) { given <- kind })
		job.HandleJSON(q, "deadly", func(context.Context, string) error { t.Error("it was tried once more"); return nil })
		run(t, q)
		if got := next(t, given); got != "deadly" {
			t.Errorf("%q was given up", got)
		}
	})
}

func TestRun_TwoNodesNeverDoTheSameJob(t *testing.T) {
	t.Parallel()
	a, b := twoNodes(t)
	const jobs = 40
	var mu sync.Mutex
	runs := map[string]int{}
	done := make(chan string, 2*jobs)
	queues := []*job.Queue{newQueue(a, "a"), newQueue(b, "b")}
	for n := range jobs {
		enqueue(t, a, queues[0], "note", strconv.Itoa(n))
	}
	for _, q := range queues {
		job.HandleJSON(q, "note", func(_ context.Context, payload string) error {
			mu.Lock()
			runs[payload]++
			mu.Unlock()
			done <- payload
			return nil
		})
	}
	stop := []func(){run(t, queues[0]), run(t, queues[1])}
	for range jobs {
		next(t, done)
	}
	for _, s := range stop {
		s()
	}
	for payload, n := range runs {
		if n != 1 {
			t.Errorf("job %s ran %d times", payload, n)
		}
	}
	if len(runs) != jobs || len(list(t, queues[0])) != 0 {
		t.Errorf("%d of %d jobs ran; left: %+v", len(runs), jobs, list(t, queues[0]))
	}
}

// childEnv makes this test binary the program that gets killed: it does the
// jobs of the database that it names, and says which.
const childEnv = "DATELINE_TEST_JOB_CHILD"

func TestMain(m *testing.M) {
	if file := os.Getenv(childEnv); file != "" {
		fmt.Fprintln(os.Stderr, workForEver(context.Background(), file))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func workForEver(ctx context.Context, file string) error {
	d, err := sqlite.Open(ctx, file, sqlite.Options{})
	if err != nil {
		return err
	}
	q := newQueue(d, "child")
	job.HandleJSON(q, "note", func(_ context.Context, payload string) error {
		_, err := fmt.Println(payload)
		return err
	})
	return q.Run(ctx)
}

func TestRun_KillLosesNoJob(t *testing.T) {
	t.Parallel()
	for range 3 {
		const jobs = 150
		file := filepath.Join(t.TempDir(), "dateline.db")
		d, err := sqlite.Open(t.Context(), file, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := migrate.Up(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		q := newQueue(d, "parent")
		err = d.Write(t.Context(), func(tx *db.Tx) error {
			for n := range jobs {
				if err := q.Enqueue(t.Context(), tx, "note", strconv.Itoa(n)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		ran := killWorking(t, file)
		done := collect(q, "note")
		left := len(list(t, q))
		stop := run(t, q)
		for range left { // at once: the child's leases do not hold up its successor
			ran[next(t, done)] = true
		}
		stop()
		if len(ran) != jobs || len(list(t, q)) != 0 {
			t.Errorf("%d of %d jobs were done; left: %+v", len(ran), jobs, list(t, q))
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

// killWorking has a child do jobs, kills it in the midst of them, and returns
// which it has done.
func killWorking(t *testing.T, file string) map[string]bool {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+file)
	child.Stderr = t.Output()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ran, enough := map[string]bool{}, 1+rand.IntN(80)
	for scan := bufio.NewScanner(out); scan.Scan(); {
		ran[scan.Text()] = true
		if len(ran) == enough {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // it was killed
	return ran
}
