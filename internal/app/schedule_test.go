package app_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/apptest"
	"dateline.news/internal/body"
	"dateline.news/internal/change"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

var planner = news.Program("the planner")

// planned is a story that will go out, and where it will stand.
type planned struct {
	id   news.StoryID
	due  time.Time
	path string
}

// plan has a story published at a time to come.
func plan(ctx context.Context, a *app.App, slug string, due time.Time) (planned, error) {
	p, err := a.Publication.Current(ctx)
	if err != nil {
		return planned{}, err
	}
	e := p.Editions[0]
	id, err := a.Stories.Create(ctx, planner, story.Draft{Edition: e.ID, Section: e.Sections[0].ID, Headline: slug, Slug: slug, Body: body.MustNew(body.P("Text."))})
	if err != nil {
		return planned{}, err
	}
	return planned{id, due, due.UTC().Format("/2006/01/02/") + slug}, a.Stories.Schedule(ctx, planner, id, due)
}

// work has a house do what waits and follow what changes, until the test ends.
func work(t *testing.T, h *apptest.House) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for _, f := range []func(context.Context) error{h.Jobs.Run, h.Changes.Follow} {
		running.Go(func() {
			if err := f(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(func() { cancel(); running.Wait() })
}

// moves tells whenever a house has heard of a change. Ask before it works.
func moves(h *apptest.House) <-chan struct{} {
	moved := make(chan struct{}, 1)
	h.Changes.Hear(func([]change.Entry) {
		select {
		case moved <- struct{}{}:
		default:
		}
	})
	return moved
}

// appear waits until a house shows all the stories, and returns when each was
// seen. It asks when something has changed and every 50 ms.
func appear(t *testing.T, h *apptest.House, moved <-chan struct{}, all []planned) map[news.StoryID]time.Time {
	t.Helper()
	seen := map[news.StoryID]time.Time{}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(30 * time.Second); len(seen) < len(all); {
		select {
		case <-moved:
		case <-tick.C:
		}
		for _, p := range all {
			if _, known := seen[p.id]; !known && !time.Now().Before(p.due) && h.Get(t, p.path).Code == http.StatusOK {
				seen[p.id] = time.Now()
			}
		}
		if time.Now().After(deadline) {
			t.Errorf("%d of %d stories were there in time", len(seen), len(all))
			break
		}
	}
	return seen
}

// early wants none of the stories to be seen before its time.
func early(t *testing.T, h *apptest.House, all []planned) {
	t.Helper()
	for _, p := range all {
		if code := h.Get(t, p.path).Code; code == http.StatusOK && time.Now().Before(p.due) {
			t.Errorf("%s is there before it is due", p.path)
		}
	}
}

// read asks a house for a thousand pages a second until the test ends.
func read(t *testing.T, h *apptest.House, paths ...string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var reading sync.WaitGroup
	reading.Go(func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for i := 0; ctx.Err() == nil; i++ {
			h.Get(t, paths[i%len(paths)])
			<-tick.C
		}
	})
	t.Cleanup(func() { cancel(); reading.Wait() })
}

func realTime() apptest.Option { return apptest.At(time.Now) }

// Scheduled stories keep their second while readers are at the pages, on one
// node and on two, and none goes out twice.
func TestSchedule_KeepsItsTime(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		keepsItsTime(t, apptest.Founded(t, realTime()))
	})
	t.Run("two nodes on postgres", func(t *testing.T) {
		t.Parallel()
		dsn := dbtest.PostgresSchema(t)
		shared := apptest.With(func(c *config.Config) { c.Database, c.Bus = config.DatabaseURL(dsn), config.BusPostgres })
		keepsItsTime(t, apptest.Founded(t, realTime(), shared), apptest.Empty(t, realTime(), shared))
	})
}

func keepsItsTime(t *testing.T, houses ...*apptest.House) {
	t.Helper()
	const stories = 20
	heard := make([]<-chan struct{}, len(houses))
	for i, h := range houses {
		heard[i] = moves(h)
		work(t, h)
	}
	all := make([]planned, stories)
	from := time.Now().Truncate(time.Second).Add(3 * time.Second)
	for i := range all {
		p, err := plan(t.Context(), houses[i%len(houses)].App, fmt.Sprint("story-", i), from.Add(time.Duration(i%3)*time.Second))
		if err != nil {
			t.Fatal(err)
		}
		all[i] = p
	}
	for _, h := range houses {
		read(t, h, "/", "/news/", "/archive/", "/standards")
		early(t, h, all)
	}
	var mu sync.Mutex
	var late []time.Duration
	var waiting sync.WaitGroup
	for i, h := range houses {
		waiting.Go(func() {
			seen := appear(t, h, heard[i], all)
			mu.Lock()
			defer mu.Unlock()
			for _, p := range all {
				late = append(late, seen[p.id].Sub(p.due))
			}
		})
	}
	waiting.Wait()
	punctual(t, late)
	for _, p := range all {
		times, err := db.One(t.Context(), houses[0].DB, db.Value[int], `/* test */ SELECT COUNT(*) FROM change WHERE key = $1`, string(p.id.Key()))
		if err != nil || times != 1 {
			t.Errorf("story %d went out %d times; %v", p.id, times, err)
		}
	}
}

// punctual prints how late the stories were, and wants none of them early. How
// late is a matter for bench/: a test shares its machine with others.
func punctual(t *testing.T, late []time.Duration) {
	t.Helper()
	slices.Sort(late)
	last := late[(len(late)*99+99)/100-1]
	t.Logf("late by %v (median), %v (p99), of %d", late[len(late)/2], last, len(late))
	if late[0] < 0 {
		t.Errorf("a story went out %v early", -late[0])
	}
}

const plannedIn = "DATELINE_TEST_PLANNED_IN"

// What was scheduled by a process that was killed goes out at once when the
// next one starts.
func TestSchedule_OutlivesTheProcess(t *testing.T) {
	t.Parallel()
	if dir := os.Getenv(plannedIn); dir != "" {
		planAndWait(t, dir)
		return
	}
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSchedule_OutlivesTheProcess$", "-test.timeout=60s")
	child.Env = append(os.Environ(), plannedIn+"="+dir)
	said, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var path string
	var due int64
	if _, err := fmt.Fscanf(said, "planned %s %d\n", &path, &due); err != nil {
		t.Fatalf("the child said nothing: %v", err)
	}
	if err := child.Process.Kill(); err != nil { // SIGKILL: nothing can be tidied up
		t.Fatal(err)
	}
	_ = child.Wait() // says that it was killed
	<-time.After(time.Until(time.UnixMilli(due)) + 100*time.Millisecond)

	h := apptest.Empty(t, realTime(), apptest.With(func(c *config.Config) { c.Data = dir }))
	if code := h.Get(t, path).Code; code != http.StatusNotFound {
		t.Fatalf("%s answers %d before anybody has published it", path, code)
	}
	moved, began := moves(h), time.Now()
	work(t, h)
	seen := appear(t, h, moved, []planned{{path: path, due: began}})
	punctual(t, []time.Duration{seen[0].Sub(began)})
}

// planAndWait is the child: it plans a story and does its work until it is
// killed.
func planAndWait(t *testing.T, dir string) {
	h := apptest.Founded(t, realTime(), apptest.With(func(c *config.Config) { c.Data = dir }))
	p, err := plan(t.Context(), h.App, "survivor", time.Now().Truncate(time.Second).Add(2*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	work(t, h)
	fmt.Printf("planned %s %d\n", p.path, p.due.UnixMilli())
	<-t.Context().Done()
}
