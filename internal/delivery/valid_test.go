package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline.news/internal/delivery"
)

func TestValidity(t *testing.T) {
	t.Parallel()
	t.Run("a page stays until a key of it moves", func(t *testing.T) {
		t.Parallel()
		log := newMemory()
		c := start(t, log, delivery.Options{Render: numbered("story:1")})
		wantEnd(t, get(c, "/a"), "made 1")
		log.change("story:2", "topic:7")
		w := get(c, "/a")
		wantEnd(t, w, "made 1")
		wantHeader(t, w, "Cache-Status", "dateline; hit")
		log.change("story:1")
		w = get(c, "/a")
		wantEnd(t, w, "made 2")
		wantHeader(t, w, "Cache-Status", "dateline; fwd=stale; stored")
	})
	t.Run("keys are looked at only when the log has moved", func(t *testing.T) {
		t.Parallel()
		log := &looked{memory: newMemory()}
		c, err := delivery.New(delivery.Options{Render: numbered("story:1"), Positions: log})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		get(c, "/a")
		log.change("story:2")
		for range 10 {
			get(c, "/a")
		}
		if n := log.looks.Load(); n != 1 {
			t.Errorf("%d looks at the key", n)
		}
	})
	t.Run("a page ends at its Until", func(t *testing.T) {
		t.Parallel()
		clock := newClock()
		made := 0
		c := start(t, newMemory(), delivery.Options{Now: clock.Now, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
			made++
			p := html(fmt.Sprintf("made %d", made), "k")
			p.Until = clock.Now().Add(time.Hour)
			return p, nil
		}})
		get(c, "/a")
		clock.advance(time.Hour - 1)
		wantEnd(t, get(c, "/a"), "made 1")
		clock.advance(time.Nanosecond)
		if _, _, ok := c.Lookup([]byte("/a"), 0); ok {
			t.Error("the fast loop goes on with it")
		}
		wantEnd(t, get(c, "/a"), "made 2")
	})
	t.Run("a page without keys is never kept, a 404 included", func(t *testing.T) {
		t.Parallel()
		var said []string
		p := html("")
		p.Status = http.StatusNotFound
		c := start(t, newMemory(), delivery.Options{Render: static(p), Keyless: func(target string) { said = append(said, target) }})
		for range 2 {
			wantHeader(t, get(c, "/none"), "Cache-Status", "dateline; fwd=miss")
		}
		if s := c.Stats(); s.Keyless != 2 || s.Pages != 0 || len(said) != 2 || said[0] != "/none" {
			t.Errorf("keyless %d, kept %d, said %q", s.Keyless, s.Pages, said)
		}
	})
	t.Run("an apology is never kept", func(t *testing.T) {
		t.Parallel()
		p := html("", "k")
		p.Status = http.StatusServiceUnavailable
		c := start(t, newMemory(), delivery.Options{Render: static(p)})
		get(c, "/a")
		if s := c.Stats(); s.Pages != 0 || s.Keyless != 0 {
			t.Errorf("%+v", s)
		}
	})
	t.Run("a render that raced a commit never stays", func(t *testing.T) {
		t.Parallel()
		log := newMemory()
		made := 0
		c := start(t, log, delivery.Options{Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
			made++
			if made == 1 {
				log.change("k") // after the first query
			}
			return html(fmt.Sprintf("made %d", made), "k"), nil
		}})
		wantHeader(t, get(c, "/a"), "Cache-Status", "dateline; fwd=miss")
		wantEnd(t, get(c, "/a"), "made 2")
		wantEnd(t, get(c, "/a"), "made 2")
	})
}

// looked counts looks at keys.
type looked struct {
	*memory
	looks atomic.Int64
}

func (l *looked) Changed(key string) int64 { l.looks.Add(1); return l.memory.Changed(key) }

func TestSingleFlight(t *testing.T) {
	t.Parallel()
	t.Run("one render for all who wait", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			next := numbered("k")
			c := start(t, newMemory(), delivery.Options{Render: func(ctx context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
				time.Sleep(time.Second)
				return next(ctx, r, m)
			}})
			var waiters sync.WaitGroup
			for range 50 {
				waiters.Go(func() { wantEnd(t, get(c, "/a"), "made 1") })
			}
			waiters.Wait()
			if s := c.Stats(); s.Renders != 1 || s.Misses != 50 {
				t.Errorf("%d renders for %d", s.Renders, s.Misses)
			}
		})
	})
	t.Run("who comes after a commit is not given a render from before it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			log := newMemory()
			var version atomic.Int64
			c := start(t, log, delivery.Options{Renders: 4, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
				v := version.Load()
				time.Sleep(time.Second)
				return html(fmt.Sprintf("version %d", v), "k"), nil
			}})
			var waiters sync.WaitGroup
			waiters.Go(func() { wantEnd(t, get(c, "/a"), "version 0") })
			time.Sleep(500 * time.Millisecond)
			version.Store(1)
			log.change("k")
			waiters.Go(func() { wantEnd(t, get(c, "/a"), "version 1") })
			waiters.Wait()
		})
	})
	t.Run("who comes after the end of a page is not given a render from before it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			begun := time.Now()
			c := start(t, newMemory(), delivery.Options{Renders: 4, Timeout: time.Hour, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
				hour := time.Since(begun) / time.Hour
				time.Sleep(2 * time.Minute)
				p := html(fmt.Sprintf("hour %d", hour), "k")
				p.Until = begun.Add((hour + 1) * time.Hour)
				return p, nil
			}})
			time.Sleep(59 * time.Minute)
			var waiters sync.WaitGroup
			waiters.Go(func() { wantEnd(t, get(c, "/a"), "hour 0") })
			time.Sleep(time.Minute)
			waiters.Go(func() { wantEnd(t, get(c, "/a"), "hour 1") })
			waiters.Wait()
		})
	})
	t.Run("a render outlives the reader who asked for it", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			c := start(t, newMemory(), delivery.Options{Render: func(ctx context.Context, _ *http.Request, _ delivery.Mode) (delivery.Page, error) {
				time.Sleep(time.Second)
				return html("whole", "k"), ctx.Err()
			}})
			ctx, leave := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer leave()
			r := httptest.NewRequest(http.MethodGet, "/a", nil).WithContext(ctx)
			w := httptest.NewRecorder()
			c.ServeHTTP(w, r)
			if w.Body.Len() > 0 || w.Code == http.StatusOK {
				t.Errorf("status %d and %d bytes for a reader who has gone", w.Code, w.Body.Len())
			}
			wantEnd(t, get(c, "/a"), "whole")
			if n := c.Stats().Renders; n != 1 {
				t.Errorf("%d renders", n)
			}
		})
	})
	t.Run("a render has a deadline", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var failed error
			c := start(t, newMemory(), delivery.Options{Timeout: time.Second, Failed: func(_ string, err error) { failed = err },
				Render: func(ctx context.Context, _ *http.Request, _ delivery.Mode) (delivery.Page, error) {
					<-ctx.Done()
					return delivery.Page{}, ctx.Err()
				}})
			if w := get(c, "/a"); w.Code != http.StatusServiceUnavailable || !errors.Is(failed, context.DeadlineExceeded) {
				t.Errorf("status %d, %v", w.Code, failed)
			}
		})
	})
	t.Run("Close waits for renders, which are told", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var ended atomic.Bool
			c := start(t, newMemory(), delivery.Options{Timeout: time.Hour, Render: func(ctx context.Context, _ *http.Request, _ delivery.Mode) (delivery.Page, error) {
				<-ctx.Done()
				time.Sleep(time.Second)
				ended.Store(true)
				return delivery.Page{}, ctx.Err()
			}})
			go get(c, "/a")
			synctest.Wait()
			c.Close()
			if !ended.Load() {
				t.Error("a render is still running")
			}
		})
	})
}
