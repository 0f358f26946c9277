package cdn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline.news/internal/bus/mem"
	"dateline.news/internal/cdn"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/job"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const token = "s3cr3t-t0ken"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// edge is a CDN: it keeps what it was told, and refuses as often as it is set to.
type edge struct {
	*httptest.Server
	mu     sync.Mutex
	told   []string // keys in their order; "*" for everything
	asked  []*http.Request
	refuse int
}

func newEdge(t *testing.T) *edge {
	e := &edge{}
	e.Server = httptest.NewServer(e)
	t.Cleanup(e.Close)
	return e
}

func (e *edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	text, _ := io.ReadAll(r.Body)
	e.asked = append(e.asked, r)
	if e.refuse > 0 {
		e.refuse--
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "refused "+r.Header.Get("Authorization"))
		return
	}
	var o struct {
		Keys      []string `json:"keys"`
		Surrogate []string `json:"surrogate_keys"`
		All       bool     `json:"all"`
	}
	if err := json.Unmarshal(text, &o); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	e.told = append(append(e.told, o.Keys...), o.Surrogate...)
	if o.All || strings.HasSuffix(r.URL.Path, "/purge_all") {
		e.told = append(e.told, "*")
	}
}

func (e *edge) heard() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.told)
}

// node is one process: a log, a queue and a purger on a database.
type node struct {
	*cdn.Purger
	db      *db.DB
	changes *change.Log
	jobs    *job.Queue
	log     *bytes.Buffer
}

func start(t *testing.T, d *db.DB, name string, e *edge, dialect cdn.Dialect) node {
	t.Helper()
	n := node{db: d, log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(n.log, nil))
	var err error
	n.changes, err = change.Open(t.Context(), log, d, mem.New())
	must(t, err)
	n.jobs = job.New(log, d, name)
	to := cdn.NewInterface(e.URL+"/service/x/", dialect, token)
	t.Cleanup(func() { must(t, to.Close()) })
	n.Purger = cdn.New(log, d, n.changes, n.jobs, to)
	return n
}

func (n node) change(t *testing.T, keys ...string) {
	t.Helper()
	must(t, n.db.Write(t.Context(), func(tx *db.Tx) error { n.changes.Append(tx, keys...); return nil }))
}

// work does the jobs until the condition holds and none is due: one that is
// broken off before it is recorded would run again.
func (n node) work(t *testing.T, until func() bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- n.jobs.Run(ctx) }()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for began := time.Now(); !(until() && idle(t, n)) && time.Since(began) < 10*time.Second; {
		<-tick.C
	}
	stop()
	must(t, <-done)
	if !until() {
		t.Fatalf("what was waited for did not happen:\n%s", n.log)
	}
}

// idle reports that no job is due.
func idle(t *testing.T, n node) bool {
	t.Helper()
	all, err := n.jobs.List(t.Context())
	must(t, err)
	return !slices.ContainsFunc(all, func(w job.Waiting) bool { return !w.Due.IsZero() && !w.Due.After(n.db.Now()) })
}

// settled begins with a CDN that has dropped everything, both times.
func settled(t *testing.T, n node, e *edge, c *dbtest.Clock) {
	t.Helper()
	must(t, n.CatchUp(t.Context()))
	c.Pass(15 * time.Second)
	n.work(t, func() bool { return slices.Equal(e.heard(), []string{"*", "*"}) })
	e.mu.Lock()
	defer e.mu.Unlock()
	e.told, e.asked = nil, nil
}

func waiting(t *testing.T, n node) int {
	t.Helper()
	all, err := n.jobs.List(t.Context())
	must(t, err)
	return len(all)
}

func TestPurger_TellsEveryKeyInOrderAndAgainALittleLater(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		n.change(t, "a key, with %", "story:2")
		n.change(t, "story:1", "story:2")
		must(t, n.CatchUp(t.Context()))
		want := []string{"a%20key%2C%20with%20%25", "story:2", "story:1"}
		n.work(t, func() bool { return slices.Equal(e.heard(), want) })
		c.Pass(15*time.Second - time.Millisecond)
		must(t, n.CatchUp(t.Context()))
		if n.work(t, func() bool { return true }); len(e.heard()) != 3 {
			t.Errorf("too early: %q", e.heard())
		}
		c.Pass(time.Millisecond)
		n.work(t, func() bool { return slices.Equal(e.heard(), append(want, want...)) })
		if waiting(t, n) != 0 {
			t.Errorf("%d jobs are left", waiting(t, n))
		}
	})
}

func TestPurger_TriesAgainWhatFailedAndTellsNoSecret(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		e.mu.Lock()
		e.refuse = 2
		e.mu.Unlock()
		n.change(t, "story:1")
		must(t, n.CatchUp(t.Context()))
		n.work(t, func() bool { c.Pass(time.Second); return len(e.heard()) == 2 })
		if got := e.heard(); !slices.Equal(got, []string{"story:1", "story:1"}) || len(e.asked) != 4 {
			t.Errorf("after %d requests it has heard %q", len(e.asked), got)
		}
		if log := n.log.String(); !strings.Contains(log, "status 500") || strings.Contains(log, token) {
			t.Errorf("the log:\n%s", log)
		}
	})
}

// A node that dies between a change and its purge loses nothing, and neither
// does the next.
func TestPurger_LosesNothingInARestart(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		n.change(t, "with a job")
		must(t, n.CatchUp(t.Context()))
		n.change(t, "without")
		next := start(t, d, "b", e, cdn.Generic) // nobody told it of anything
		must(t, next.CatchUp(t.Context()))
		next.work(t, func() bool { return len(e.heard()) == 2 })
		if got := e.heard(); !slices.Contains(got, "with%20a%20job") || !slices.Contains(got, "without") {
			t.Errorf("it has heard %q", got)
		}
	})
}

// What the log no longer has may have been missed.
func TestPurger_AfterALongAbsenceEverythingGoes(t *testing.T) {
	t.Parallel()
	for away, want := range map[time.Duration]string{change.Memory - time.Second: "story:1", change.Memory: "*"} {
		t.Run(away.String(), func(t *testing.T) {
			t.Parallel()
			dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
				e := newEdge(t)
				n := start(t, d, "a", e, cdn.Generic)
				must(t, n.CatchUp(t.Context()))
				n.work(t, func() bool { return len(e.heard()) == 1 })
				c.Pass(away)
				n.change(t, "story:1")
				must(t, n.CatchUp(t.Context()))
				n.work(t, func() bool { return len(e.heard()) == 3 }) // with the second order to drop everything
				if !slices.Contains(e.heard()[1:], want) {
					t.Errorf("it has heard %q", e.heard())
				}
				must(t, n.CatchUp(t.Context()))
				if waiting(t, n) != 1 {
					t.Errorf("%d jobs wait, not one to say it again", waiting(t, n))
				}
			})
		})
	}
}

func TestPurger_ConfirmsItsPlaceWhileNothingChanges(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		for range 49 {
			c.Pass(time.Hour)
			must(t, n.CatchUp(t.Context()))
		}
		if waiting(t, n) != 0 {
			t.Errorf("%d jobs wait", waiting(t, n))
		}
	})
}

func TestPurger_NodesShareTheWork(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		nodes := []node{start(t, d, "a", e, cdn.Generic), start(t, d, "b", e, cdn.Generic)}
		settled(t, nodes[0], e, c)
		var keys []string
		for i := range 600 {
			keys = append(keys, fmt.Sprintf("story:%03d", i))
		}
		nodes[0].change(t, keys...)
		var all sync.WaitGroup
		for _, n := range nodes {
			all.Go(func() {
				if err := n.CatchUp(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if waiting(t, nodes[0]) != 6 { // 256 + 256 + 88, twice
			t.Errorf("%d jobs wait", waiting(t, nodes[0]))
		}
		nodes[1].work(t, func() bool { return len(e.heard()) == 600 })
		if got := slices.Sorted(slices.Values(e.heard())); !slices.Equal(got, keys) {
			t.Errorf("%d keys were told", len(got))
		}
	})
}

func TestPurger_FollowsWithoutBeingAsked(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- n.Follow(ctx) }()
		n.change(t, "story:1")
		n.work(t, func() bool { return slices.Equal(e.heard(), []string{"story:1"}) })
		stop()
		must(t, <-done)
	})
}

// Without a CDN the orders that are left go, and a new one begins afresh.
func TestOff_ForgetsWhatTheCDNKnew(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		e := newEdge(t)
		n := start(t, d, "a", e, cdn.Generic)
		settled(t, n, e, c)
		n.change(t, "story:1")
		must(t, n.CatchUp(t.Context()))
		cdn.Off(d, n.jobs)
		c.Pass(15 * time.Second)
		n.work(t, func() bool { return waiting(t, n) == 0 })
		next := start(t, d, "b", e, cdn.Generic)
		must(t, next.CatchUp(t.Context()))
		next.work(t, func() bool { return slices.Equal(e.heard(), []string{"*"}) })
	})
}

func TestInterface_SpeaksTheDialect(t *testing.T) {
	t.Parallel()
	for dialect, want := range map[cdn.Dialect]struct{ one, all, header, value string }{
		cdn.Fastly:  {"/service/x/purge", "/service/x/purge_all", "Fastly-Key", token},
		cdn.Generic: {"/service/x", "/service/x", "Authorization", "Bearer " + token},
	} {
		dbtest.EachClock(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
			e := newEdge(t)
			n := start(t, d, "a", e, dialect)
			must(t, n.CatchUp(t.Context()))
			n.work(t, func() bool { return slices.Equal(e.heard(), []string{"*"}) })
			n.change(t, "story:1")
			must(t, n.CatchUp(t.Context()))
			n.work(t, func() bool { return slices.Equal(e.heard(), []string{"*", "story:1"}) })
			for i, path := range []string{want.all, want.one} {
				if r := e.asked[i]; r.Method != http.MethodPost || r.URL.Path != path || r.Header.Get(want.header) != want.value {
					t.Errorf("%s: %s %s with %v", dialect, r.Method, r.URL, r.Header)
				}
			}
		})
	}
}

// A redirect would take the token elsewhere.
func TestInterface_FollowsNoRedirect(t *testing.T) {
	t.Parallel()
	dbtest.EachClock(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		elsewhere := newEdge(t)
		e := &edge{Server: httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))}
		t.Cleanup(e.Close)
		n := start(t, d, "a", e, cdn.Fastly)
		must(t, n.CatchUp(t.Context()))
		n.work(t, func() bool {
			all, err := n.jobs.List(t.Context())
			return errors.Join(err) == nil && slices.ContainsFunc(all, func(w job.Waiting) bool { return strings.Contains(w.LastError, "status 307") })
		})
		if len(elsewhere.asked) != 0 {
			t.Error("the token went elsewhere")
		}
	})
}
