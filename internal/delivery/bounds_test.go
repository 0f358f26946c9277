package delivery_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline.news/internal/delivery"
)

// noise renders pages that do not compress.
func noise(bytes int) delivery.Render {
	return func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
		body := make([]byte, bytes)
		for i := range body {
			body[i] = byte(rand.Uint32())
		}
		return delivery.Page{Header: http.Header{"Content-Type": {"text/html"}}, Body: body, Keys: []string{"k"}}, nil
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	t.Run("bytes are bounded, in all codings together", func(t *testing.T) {
		t.Parallel()
		const bound = 4 << 20
		c := start(t, newMemory(), delivery.Options{Render: noise(30_000), Bytes: bound})
		for i := range 400 {
			for _, coding := range []string{"", "gzip", "br", "zstd"} {
				get(c, fmt.Sprint("/", i), "Accept-Encoding", coding)
			}
		}
		waitFor(t, "evictions", func() bool { return c.Stats().Bytes <= bound })
		s := c.Stats()
		if s.Evictions < 300 || s.Pages < 20 || s.Pages > bound/(4*30_000) {
			t.Errorf("%d pages and %d bytes kept, %d evicted", s.Pages, s.Bytes, s.Evictions)
		}
	})
	t.Run("a coding weighs when it is made", func(t *testing.T) {
		t.Parallel()
		c := start(t, newMemory(), delivery.Options{Render: noise(30_000)})
		get(c, "/a")
		waitFor(t, "its weight", func() bool { b := c.Stats().Bytes; return b > 30_000 && b < 40_000 })
		get(c, "/a", "Accept-Encoding", "br")
		waitFor(t, "the weight of two", func() bool { b := c.Stats().Bytes; return b > 60_000 && b < 70_000 })
	})
	t.Run("a page is compressed once, and better when it is hot", func(t *testing.T) {
		t.Parallel()
		log := newMemory()
		c := start(t, log, delivery.Options{HotHits: 10, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
			p := html("", "k")
			for i := range 500 {
				p.Body = fmt.Appendf(p.Body, "<p>Paragraph %d, of %d words.</p>", i, i*i)
			}
			return p, nil
		}})
		first := get(c, "/a", "Accept-Encoding", "gzip")
		for range 9 {
			if w := get(c, "/a", "Accept-Encoding", "gzip"); w.Body.Len() != first.Body.Len() {
				t.Fatal("not hot yet")
			}
		}
		get(c, "/a", "Accept-Encoding", "gzip")
		waitFor(t, "better bytes", func() bool {
			return get(c, "/a", "Accept-Encoding", "gzip").Body.Len() < first.Body.Len()
		})
		better := get(c, "/a", "Accept-Encoding", "gzip")
		if better.Header().Get("Etag") == first.Header().Get("Etag") {
			t.Error("other bytes with the same strong tag")
		}
		tag := first.Header().Get("Etag")
		w := get(c, "/a", "Accept-Encoding", "gzip", "If-None-Match", tag)
		if w.Code != http.StatusNotModified {
			t.Errorf("status %d for a copy that is as good", w.Code)
		}
		wantHeader(t, w, "Etag", tag)
	})
}

// waitFor waits for what goes on behind the scenes.
func waitFor(t *testing.T, what string, ready func() bool) {
	t.Helper()
	deadline, tick := time.After(10*time.Second), time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !ready() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestWarmRestart(t *testing.T) {
	t.Parallel()
	t.Run("the hottest pages are known", func(t *testing.T) {
		t.Parallel()
		log := newMemory()
		c := start(t, log, delivery.Options{Render: numbered("k"), Params: []string{"before"}})
		for i := range 50 {
			get(c, fmt.Sprint("/", i))
		}
		for range 30 {
			get(c, "/7?before=2")
		}
		for range 20 {
			get(c, "/8")
		}
		log.change("k") // heat outlives a change
		get(c, "/8")
		get(c, "/7?before=2")
		hot := c.Hot(20)
		if len(hot) != 20 || hot[0] != "/7?before=2" || hot[1] != "/8" {
			t.Errorf("hot are %q", hot)
		}
		if all := c.Hot(1000); len(all) != 51 {
			t.Errorf("%d pages in all", len(all))
		}
	})
	t.Run("they are made by half of the renders, and are hits then", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			var now, most atomic.Int64
			var mu sync.Mutex
			c := start(t, newMemory(), delivery.Options{Renders: 8, Params: []string{"before"}, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
				mu.Lock()
				most.Store(max(most.Load(), now.Add(1)))
				mu.Unlock()
				time.Sleep(time.Second)
				now.Add(-1)
				return html("", "k"), nil
			}})
			targets := []string{"/a?before=1", "/b?lite", "not an address", "%zz"}
			for i := range 20 {
				targets = append(targets, fmt.Sprint("/", i))
			}
			targets = append(targets, "/a?before=1") // it is warm by now
			if err := c.Warm(t.Context(), targets); err != nil {
				t.Fatal(err)
			}
			if s := c.Stats(); s.Renders != 22 || most.Load() != 4 {
				t.Errorf("%d renders, %d at a time", s.Renders, most.Load())
			}
			for _, target := range []string{"/a?before=1", "/b?lite", "/3"} {
				if _, _, ok := c.Lookup([]byte(target), 0); !ok {
					t.Errorf("%s is not warm", target)
				}
			}
		})
	})
	t.Run("it ends when it is told to", func(t *testing.T) {
		t.Parallel()
		ctx, stop := context.WithCancel(t.Context())
		stop()
		c := start(t, newMemory(), delivery.Options{Render: numbered("k")})
		if err := c.Warm(ctx, []string{"/a"}); err == nil || c.Stats().Renders != 0 {
			t.Errorf("%v, %d renders", err, c.Stats().Renders)
		}
	})
}

// Readers, writers and everything else at once; the race detector watches, and
// nobody may see what was gone before they asked.
func TestEverybodyAtOnce(t *testing.T) {
	t.Parallel()
	log := newMemory()
	var versions [8]atomic.Int64
	c := start(t, log, delivery.Options{Renders: 2, Bytes: 1 << 20, HotHits: 50, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
		var i int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d", &i); err != nil {
			return delivery.Page{}, err
		}
		return html(fmt.Sprintf("version %09d", versions[i].Load()), fmt.Sprint("k", i)), nil
	}})
	deadline := time.Now().Add(500 * time.Millisecond)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := 0; time.Now().Before(deadline); n++ {
				i := rand.IntN(len(versions))
				before := versions[i].Load() // its writer may not have its answer yet, that of the one before has
				body := fetch(c, fmt.Sprint("/", i), n)
				var got int64
				if body == "" {
					continue
				}
				if _, err := fmt.Sscanf(body[len(body)-9:], "%d", &got); err != nil || got < before-1 {
					t.Errorf("page %d has version %d, which was %d before it was asked for (%v)", i, got, before, err)
					return
				}
			}
		})
	}
	all.Go(func() {
		for time.Now().Before(deadline) {
			i := rand.IntN(len(versions))
			versions[i].Add(1)
			log.remove(fmt.Sprint("k", i))
			time.Sleep(time.Millisecond)
		}
	})
	all.Go(func() {
		for time.Now().Before(deadline) {
			c.Hot(3)
			c.Stats()
			time.Sleep(time.Millisecond)
		}
	})
	all.Wait()
}

// fetch gets a page through one door or the other.
func fetch(c *delivery.Cache, target string, n int) string {
	if n%2 == 0 {
		_, body, _ := c.Lookup([]byte(target), 0)
		return string(body)
	}
	get(c, target, "Accept-Encoding", []string{"gzip", "br", "zstd"}[n%3])
	return get(c, target).Body.String()
}
