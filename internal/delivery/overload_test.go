package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline.news/internal/delivery"
)

// busy is a cache with one slot, which a slow page takes up; "/a" was made
// before, from the key "a".
func busy(t *testing.T, o delivery.Options) (*delivery.Cache, *memory) {
	t.Helper()
	log := newMemory()
	next := numbered("a")
	o.Renders = 1
	o.Render = func(ctx context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
		if r.URL.Path == "/slow" {
			time.Sleep(4 * time.Second)
		}
		return next(ctx, r, m)
	}
	c := start(t, log, o)
	get(c, "/a")
	go get(c, "/slow")
	synctest.Wait()
	return c, log
}

func TestOverload(t *testing.T) {
	t.Parallel()
	old, anew := "/a made 1", "/a made 2"
	t.Run("an addition may wait for a second", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log := busy(t, delivery.Options{})
			log.change("a")
			time.Sleep(time.Second)
			w := get(c, "/a")
			wantEnd(t, w, old)
			wantHeader(t, w, "Cache-Status", `dateline; hit; detail="stale: busy"`)
			wantHeader(t, w, "Cdn-Cache-Control", "no-store")
			time.Sleep(5 * time.Second)
			w = get(c, "/a")
			wantEnd(t, w, anew)
			wantHeader(t, w, "Cache-Status", "dateline; hit") // made meanwhile
			if s := c.Stats(); s.Stale != 1 {
				t.Errorf("%d stale answers", s.Stale)
			}
		})
	})
	t.Run("and no longer", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log := busy(t, delivery.Options{})
			log.change("a")
			time.Sleep(time.Second + 1)
			wantEnd(t, get(c, "/a"), anew)
		})
	})
	t.Run("the second counts from the change, not from the first who asks", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log := busy(t, delivery.Options{})
			log.change("a")
			time.Sleep(2 * time.Second)
			log.change("a") // its last change is not its first
			wantEnd(t, get(c, "/a"), anew)
		})
	})
	t.Run("a removal never waits", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log := busy(t, delivery.Options{})
			log.remove("a")
			log.change("a")
			wantEnd(t, get(c, "/a"), anew)
		})
	})
	t.Run("an old removal does not count", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			log := newMemory()
			log.remove("a")
			log.change("b")
			block := make(chan struct{})
			c := start(t, log, delivery.Options{Renders: 1, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
				if r.URL.Path == "/slow" {
					<-block
				}
				return html("", "a"), nil
			}})
			get(c, "/a")
			go get(c, "/slow")
			synctest.Wait()
			log.change("a")
			wantHeader(t, get(c, "/a"), "Cache-Status", `dateline; hit; detail="stale: busy"`)
			close(block)
		})
	})
	t.Run("an end that has come never waits", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var made atomic.Int64
			c := start(t, newMemory(), delivery.Options{Renders: 1, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
				if r.URL.Path == "/slow" {
					time.Sleep(4 * time.Second)
				}
				p := html(fmt.Sprintf("made %d", made.Add(1)), "a")
				p.Until = time.Now().Add(time.Second)
				return p, nil
			}})
			get(c, "/a")
			go get(c, "/slow")
			time.Sleep(time.Second)
			wantEnd(t, get(c, "/a"), "made 3")
		})
	})
	t.Run("with a free slot nobody gets an old page", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			log := newMemory()
			c := start(t, log, delivery.Options{Renders: 1, Render: numbered("a")})
			for i := range 5 {
				log.change("a")
				wantEnd(t, get(c, "/a"), fmt.Sprintf("made %d", i+1))
			}
		})
	})
	t.Run("a cache that is not told of moves sends nothing old", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log := busy(t, delivery.Options{})
			log.hear = func() {}
			log.change("a")
			wantEnd(t, get(c, "/a"), anew)
		})
	})
	t.Run("once its render runs, readers wait for it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			log := newMemory()
			next := numbered("a")
			c := start(t, log, delivery.Options{Renders: 1, Render: func(ctx context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
				time.Sleep(100 * time.Millisecond)
				return next(ctx, r, m)
			}})
			get(c, "/a")
			go get(c, "/slow")
			synctest.Wait()
			log.change("a")
			wantEnd(t, get(c, "/a"), old) // its render is queued
			time.Sleep(150 * time.Millisecond)
			wantEnd(t, get(c, "/a"), anew)
		})
	})
	t.Run("renders beyond the slots wait for their turn", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var now, most atomic.Int64
			c := start(t, newMemory(), delivery.Options{Renders: 3, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
				n := now.Add(1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				time.Sleep(10 * time.Millisecond)
				now.Add(-1)
				return html("", "k"), nil
			}})
			var readers sync.WaitGroup
			for i := range 30 {
				readers.Go(func() { get(c, fmt.Sprint("/", i)) })
			}
			readers.Wait()
			if most.Load() != 3 {
				t.Errorf("%d at a time", most.Load())
			}
		})
	})
}

func TestFailure(t *testing.T) {
	t.Parallel()
	broken := errors.New("the database does not answer")
	// open is a cache whose "/a" was made before renders began to fail.
	open := func(t *testing.T, until time.Duration) (c *delivery.Cache, log *memory, failures *[]string) {
		t.Helper()
		log, failures = newMemory(), new([]string)
		var fails atomic.Bool
		begun := time.Now()
		next := numbered("a")
		c = start(t, log, delivery.Options{Failed: func(target string, _ error) { *failures = append(*failures, target) },
			Render: func(ctx context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
				if fails.Load() {
					return delivery.Page{}, broken
				}
				p, err := next(ctx, r, m)
				if until > 0 {
					p.Until = begun.Add(until)
				}
				return p, err
			}})
		get(c, "/a")
		fails.Store(true)
		return c, log, failures
	}
	t.Run("the last page is sent for a minute, and each failure told once", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log, failures := open(t, 0)
			log.change("a")
			for range 10 {
				w := get(c, "/a")
				wantEnd(t, w, "made 1")
				wantHeader(t, w, "Cache-Status", `dateline; hit; detail="stale: error"`)
			}
			if len(*failures) != 1 {
				t.Errorf("told of %q: it rests for a second after a failure", *failures)
			}
			time.Sleep(time.Minute)
			get(c, "/a")
			if len(*failures) != 2 || c.Stats().Failures != 2 {
				t.Errorf("told of %q, counted %d", *failures, c.Stats().Failures)
			}
			time.Sleep(time.Nanosecond)
			if w := get(c, "/a"); w.Code != http.StatusServiceUnavailable {
				t.Errorf("status %d after a minute", w.Code)
			}
		})
	})
	t.Run("unless something on it was removed", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, log, _ := open(t, 0)
			log.change("a")
			get(c, "/a")
			log.remove("a")
			if w := get(c, "/a"); w.Code != http.StatusServiceUnavailable {
				t.Errorf("status %d", w.Code)
			}
		})
	})
	t.Run("or its end has come", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, _, _ := open(t, time.Hour)
			time.Sleep(time.Hour)
			if w := get(c, "/a"); w.Code != http.StatusServiceUnavailable {
				t.Errorf("status %d", w.Code)
			}
		})
	})
	t.Run("a page that was never made is an error", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c, _, _ := open(t, 0)
			if w := get(c, "/b"); w.Code != http.StatusServiceUnavailable {
				t.Errorf("status %d", w.Code)
			}
		})
	})
}

func TestStorm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var said []string
		var fails atomic.Bool
		log := newMemory()
		c := start(t, log, delivery.Options{Renders: 1, Purge: true, Stormy: func(on bool) { said = append(said, fmt.Sprint(on)) },
			Render: func(_ context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
				time.Sleep(60 * time.Millisecond)
				if fails.Load() {
					return delivery.Page{}, errors.New("no")
				}
				return html(fmt.Sprintf("mode %d", m), "k"), nil
			}})
		wantEnd(t, get(c, "/before"), "mode 0")
		var readers sync.WaitGroup
		for i := range 60 {
			readers.Go(func() { get(c, fmt.Sprint("/", i)) })
		}
		readers.Wait()
		if !c.Storm() || !c.Stats().InStorm || c.Stats().Storms != 1 {
			t.Error("no storm, though everybody queued for seconds")
		}
		wantEnd(t, get(c, "/during"), "mode 2")
		wantHeader(t, get(c, "/during"), "Cdn-Cache-Control", "max-age=60, must-revalidate")
		wantHeader(t, get(c, "/before"), "Cdn-Cache-Control", "max-age=2592000, must-revalidate")
		wantEnd(t, get(c, "/during?lite"), "mode 3")
		wantEnd(t, get(c, "/before"), "mode 0")
		if _, _, ok := c.Lookup([]byte("/during"), 0); !ok {
			t.Error("what a storm made is good while it lasts")
		}
		time.Sleep(12 * time.Second)
		synctest.Wait()
		if c.Storm() || fmt.Sprint(said) != "[true false]" {
			t.Errorf("storm %v, said %q", c.Storm(), said)
		}
		if _, _, ok := c.Lookup([]byte("/during"), 0); ok {
			t.Error("what a storm made is kept after it")
		}
		fails.Store(true)
		wantEnd(t, get(c, "/during"), "mode 2") // small, but nothing on it is old
		fails.Store(false)
		time.Sleep(time.Second)
		wantEnd(t, get(c, "/during"), "mode 0")
		wantHeader(t, get(c, "/during"), "Cache-Status", "dateline; hit")
	})
}
