package delivery_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/delivery"
)

// memory is a change log without a database.
type memory struct {
	mu               sync.Mutex
	head             int64
	changed, removed map[string]int64
	hear             func()
}

func newMemory() *memory {
	return &memory{head: 100, changed: map[string]int64{}, removed: map[string]int64{}, hear: func() {}}
}

func (m *memory) Head() int64              { m.mu.Lock(); defer m.mu.Unlock(); return m.head }
func (m *memory) Changed(key string) int64 { m.mu.Lock(); defer m.mu.Unlock(); return m.changed[key] }
func (m *memory) Removed(key string) int64 { m.mu.Lock(); defer m.mu.Unlock(); return m.removed[key] }

func (m *memory) change(keys ...string) { m.move(false, keys) }
func (m *memory) remove(keys ...string) { m.move(true, keys) }

func (m *memory) move(removal bool, keys []string) {
	m.mu.Lock()
	for _, key := range keys {
		m.head++
		m.changed[key] = m.head
		if removal {
			m.removed[key] = m.head
		}
	}
	m.mu.Unlock()
	m.hear()
}

// clock is a clock that moves when it is told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// start makes a cache that closes with the test.
func start(t testing.TB, log *memory, o delivery.Options) *delivery.Cache {
	t.Helper()
	o.Positions = log
	c, err := delivery.New(o)
	if err != nil {
		t.Fatal(err)
	}
	log.hear = c.Moved
	t.Cleanup(c.Close)
	return c
}

// html is a page of a few paragraphs that ends in the given text.
func html(text string, keys ...string) delivery.Page {
	body := "<!doctype html>\n" + strings.Repeat("<p>The council met on Monday evening.</p>\n", 40) + text
	return delivery.Page{Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body), Keys: keys}
}

// numbered renders pages that say how many have been made of them, for one key.
func numbered(key string) delivery.Render {
	var mu sync.Mutex
	made := map[string]int{}
	return func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
		mu.Lock()
		defer mu.Unlock()
		made[r.URL.String()]++
		return html(fmt.Sprintf("%s made %d", r.URL, made[r.URL.String()]), key), nil
	}
}

func get(c http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	return do(c, http.MethodGet, target, headers...)
}

// do sends a request with headers given as name, value, name, value.
func do(c http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for pair := range slices.Chunk(headers, 2) {
		r.Header.Add(pair[0], pair[1])
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return w
}

func wantEnd(t *testing.T, w *httptest.ResponseRecorder, end string) {
	t.Helper()
	if got := w.Body.String(); !strings.HasSuffix(got, end) {
		t.Errorf("status %d, body ends in %q, want %q", w.Code, got[max(0, len(got)-40):], end)
	}
}

func wantHeader(t *testing.T, w *httptest.ResponseRecorder, name, want string) {
	t.Helper()
	if got := w.Header().Get(name); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}
