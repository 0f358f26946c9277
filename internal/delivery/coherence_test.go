package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"dateline.news/internal/delivery"
)

// The model: things change, pages show the versions of some of them (and one
// page the hour), renders take their time before and after they read. Whatever
// the order, every answer is what a render would have given at some moment
// between the arrival of the request and its answer.

// event is something that happens at a moment of a history.
type event struct {
	at      time.Duration
	kind    eventKind
	page    int
	key     int
	removal bool
}

type eventKind int

const (
	asks eventKind = iota
	changes
	breaks // renders fail for a while from here
)

// history is everything that happens, and how long each render takes.
type history struct {
	slots  int
	events []event
	before []time.Duration // from the beginning of the n-th render until it reads
	after  []time.Duration // from there until it is done
}

const (
	modelKeys  = 4
	modelHour  = 700 * time.Millisecond // what the page with a clock shows changes so often
	breakdown  = 300 * time.Millisecond
	storyTitle = "key %d at %d;"
)

// shows are the keys that each page shows. The last page shows the hour too.
var shows = [][]int{{0}, {1}, {0, 1}, {2, 3}, {0, 1, 2, 3}, {3}}

func histories() *rapid.Generator[history] {
	moment := rapid.Map(rapid.IntRange(0, 3000), func(ms int) time.Duration { return time.Duration(ms) * time.Millisecond })
	takes := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 400), func(ms int) time.Duration { return time.Duration(ms) * time.Millisecond }), 8, 8)
	one := rapid.Custom(func(t *rapid.T) event {
		return event{
			at: moment.Draw(t, "at"), page: rapid.IntRange(0, len(shows)-1).Draw(t, "page"), key: rapid.IntRange(0, modelKeys-1).Draw(t, "key"),
			kind:    rapid.SampledFrom([]eventKind{asks, asks, asks, asks, changes, changes, breaks}).Draw(t, "kind"),
			removal: rapid.Bool().Draw(t, "removal"),
		}
	})
	return rapid.Custom(func(t *rapid.T) history {
		return history{
			slots: rapid.IntRange(1, 3).Draw(t, "slots"), events: rapid.SliceOfN(one, 10, 60).Draw(t, "events"),
			before: takes.Draw(t, "before"), after: takes.Draw(t, "after"),
		}
	})
}

// logged is a line of the world's log.
type logged struct {
	position int64
	at       time.Duration
	key      int
	removal  bool
}

// world is what pages are made from.
type world struct {
	*memory
	history
	begun time.Time

	mu      sync.Mutex
	log     []logged
	broken  time.Duration // until then
	renders atomic.Int64
	cache   *delivery.Cache
	wrong   []string
}

func (w *world) elapsed() time.Duration { return time.Since(w.begun) }

// content is page i as it is at a position of the log and a time.
func (w *world) content(i int, position int64, at time.Duration) string {
	var b strings.Builder
	for _, key := range shows[i] {
		n := 0
		for _, l := range w.log {
			if l.key == key && l.position <= position {
				n++
			}
		}
		fmt.Fprintf(&b, storyTitle, key, n)
	}
	if i == len(shows)-1 {
		fmt.Fprintf(&b, "hour %d", at/modelHour)
	}
	return b.String()
}

func (w *world) render(ctx context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
	n := int(w.renders.Add(1)) - 1
	var i int
	if _, err := fmt.Sscanf(r.URL.Path, "/%d", &i); err != nil {
		return delivery.Page{}, err
	}
	time.Sleep(w.before[n%len(w.before)])
	w.mu.Lock()
	now, head := w.elapsed(), w.Head()
	body, broken := w.content(i, head, now), now < w.broken
	w.mu.Unlock()
	time.Sleep(w.after[n%len(w.after)])
	if broken {
		return delivery.Page{}, errors.New("the database does not answer")
	}
	p := delivery.Page{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte(body)}
	for _, key := range shows[i] {
		p.Keys = append(p.Keys, fmt.Sprint("key:", key))
	}
	if i == len(shows)-1 {
		p.Until = w.begun.Add((now/modelHour + 1) * modelHour)
	}
	return p, ctx.Err()
}

func (w *world) change(e event) {
	w.mu.Lock()
	key := fmt.Sprint("key:", e.key)
	if e.removal {
		w.remove(key)
	} else {
		w.memory.change(key)
	}
	w.log = append(w.log, logged{w.Head(), w.elapsed(), e.key, e.removal})
	w.mu.Unlock()
}

// ask asks for a page and judges the answer.
func (w *world) ask(e event) {
	w.mu.Lock()
	arrived, from := w.Head(), w.elapsed()
	w.mu.Unlock()
	target := fmt.Sprint("/", e.page)
	if _, body, ok := w.cache.Lookup([]byte(target), 0); ok {
		w.judge(e.page, string(body), "", http.StatusOK, arrived, from)
		return
	}
	r := httptest.NewRecorder()
	w.cache.ServeHTTP(r, httptest.NewRequest(http.MethodGet, target, nil))
	w.judge(e.page, r.Body.String(), r.Header().Get("Cache-Status"), r.Code, arrived, from)
}

func (w *world) judge(page int, body, status string, code int, arrived int64, from time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if code == http.StatusServiceUnavailable && w.broken > 0 {
		return
	}
	oldest, now := arrived, w.elapsed()
	switch {
	case strings.Contains(status, "stale: busy"):
		oldest = w.headAt(from - time.Second)
	case strings.Contains(status, "stale: error"):
		oldest = w.headAt(from - time.Minute)
	}
	for position := oldest; position <= w.Head(); position++ {
		if position < arrived && w.removedBetween(page, position, arrived) {
			continue
		}
		for hour := from / modelHour; hour <= now/modelHour; hour++ {
			if body == w.content(page, position, hour*modelHour) {
				return
			}
		}
	}
	w.wrong = append(w.wrong, fmt.Sprintf("page %d asked for at %v (position %d), answered at %v (position %d) with status %d, %q: %q",
		page, from, arrived, now, w.Head(), code, status, body))
}

// headAt is the position of the log at a time.
func (w *world) headAt(at time.Duration) int64 {
	head := newMemory().Head()
	for _, l := range w.log {
		if l.at < at {
			head = l.position
		}
	}
	return head
}

func (w *world) removedBetween(page int, after, until int64) bool {
	return slices.ContainsFunc(w.log, func(l logged) bool {
		return l.removal && l.position > after && l.position <= until && slices.Contains(shows[page], l.key)
	})
}

// live lets a history happen and returns what went wrong. The collaborators of
// the cache can be replaced by ones that lie.
func live(h history, lie func(o *delivery.Options)) []string {
	w := &world{memory: newMemory(), history: h, begun: time.Now()}
	o := delivery.Options{Positions: w.memory, Render: w.render, Renders: h.slots}
	lie(&o)
	c, err := delivery.New(o)
	if err != nil {
		return []string{err.Error()}
	}
	defer c.Close()
	w.cache, w.hear = c, c.Moved
	var all sync.WaitGroup
	for _, e := range h.events {
		all.Go(func() {
			time.Sleep(e.at)
			switch e.kind {
			case asks:
				w.ask(e)
			case changes:
				w.change(e)
			case breaks:
				w.mu.Lock()
				w.broken = w.elapsed() + breakdown
				w.mu.Unlock()
			}
		})
	}
	all.Wait()
	return w.wrong
}

func TestCoherence(t *testing.T) {
	t.Parallel()
	all := histories()
	t.Run("no answer is older than its question", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(rt *rapid.T) {
			h := all.Draw(rt, "history")
			synctest.Test(t, func(*testing.T) {
				for _, wrong := range live(h, func(*delivery.Options) {}) {
					rt.Error(wrong)
				}
			})
		})
	})
	// The property is worth something if it finds out each of these.
	for name, lie := range map[string]func(o *delivery.Options){
		"keys that never move":       func(o *delivery.Options) { o.Positions = still{o.Positions} },
		"a log that never grows":     func(o *delivery.Options) { o.Positions = stopped{o.Positions} },
		"removals that are not told": func(o *delivery.Options) { o.Positions = discreet{o.Positions} },
		"pages without their last key": func(o *delivery.Options) {
			o.Render = altered(o.Render, func(p *delivery.Page) { p.Keys = p.Keys[:min(len(p.Keys), max(1, len(p.Keys)-1))] })
		},
		"pages without their Until": func(o *delivery.Options) {
			o.Render = altered(o.Render, func(p *delivery.Page) { p.Until = time.Time{} })
		},
		"a clock that stands still": func(o *delivery.Options) {
			now := time.Now()
			o.Now = func() time.Time { return now }
		},
	} {
		t.Run("it finds out "+name, func(t *testing.T) {
			t.Parallel()
			for seed := range 300 {
				h := all.Example(seed)
				var wrong []string
				synctest.Test(t, func(*testing.T) { wrong = live(h, lie) })
				if len(wrong) > 0 {
					return
				}
			}
			t.Error("300 histories went well")
		})
	}
}

type still struct{ delivery.Positions }

func (still) Changed(string) int64 { return 0 }

type stopped struct{ delivery.Positions }

func (stopped) Head() int64 { return 0 }

type discreet struct{ delivery.Positions }

func (discreet) Removed(string) int64 { return 0 }

func altered(render delivery.Render, alter func(*delivery.Page)) delivery.Render {
	return func(ctx context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
		p, err := render(ctx, r, m)
		alter(&p)
		return p, err
	}
}
