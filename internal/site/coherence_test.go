package site_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline.news/internal/delivery"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/site"
)

// Every check of a property here is a newspaper's life; -rapid.checks lets it
// have more of them.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "3"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// refused reports whether a change was only refused, with a reason for people.
func refused(err error) bool { return err == nil || news.Say(err) != "" }

// history is a press with the site that is compared, and the clock.
type history struct {
	*press
	house  *roomtest.House
	warm   *warm
	oracle *oracle
	raced  int
}

func newHistory(t *testing.T) *history {
	t.Helper()
	h := roomtest.SQLite(t)
	p := openPress(t, roomsOf(h), h.DB, h.Changes, h.Clock.Now)
	return &history{press: p, house: h, warm: newWarm(t, p, nil), oracle: newOracle(t, p)}
}

// Whatever happens, in whatever order, while pages are being made or between:
// every page is at once what it would be if it had never been kept.
func TestCoherence_EveryPageIsWhatItWouldBeAnew(t *testing.T) {
	t.Parallel()
	pages, raced, renders, hits := 0, 0, uint64(0), uint64(0)
	rapid.Check(t, func(r *rapid.T) {
		h := newHistory(t)
		d := func(what string, n int) int { return rapid.IntRange(0, n-1).Draw(r, what) }
		for range rapid.IntRange(6, 14).Draw(r, "steps") {
			what, err := h.step(t, d)
			if !refused(err) {
				r.Fatalf("%s: %v", what, err)
			}
			paths, err := h.addresses(t.Context())
			must(t, err)
			anew, err := h.oracle.all(t.Context(), paths)
			if err != nil {
				r.Fatal(err)
			}
			if wrong, first := stale(t.Context(), h.warm.handler, anew); len(wrong) > 0 {
				r.Fatalf("after %s, %d of %d pages are not what they would be anew: %s\n%s", what, len(wrong), len(paths), strings.Join(wrong, " "), first)
			}
			pages += len(paths)
		}
		raced += h.raced
		renders, hits = renders+h.warm.cache.Stats().Renders, hits+h.warm.cache.Stats().Hits
	})
	t.Logf("%d pages compared: %d came from the cache, %d were made; %d changes came in the middle of a render", pages, hits, renders, raced)
	if hits < renders/2 {
		t.Errorf("%d hits and %d renders: the site was not warm", hits, renders)
	}
}

// step does something that somebody might do, or lets time pass.
func (h *history) step(t *testing.T, d draw) (what string, err error) {
	all := verbs()
	n := d("what", len(all)+16)
	switch {
	case n < len(all):
		return all[n].name, all[n].do(t.Context(), h.press, d)
	case n < len(all)+2:
		h.house.RunDue(t)
		return "the work that was due", nil
	case n < len(all)+5:
		by := oneOf(d, "how long", []time.Duration{time.Second, time.Hour, 30 * time.Hour, 40 * 24 * time.Hour, 366 * 24 * time.Hour})
		h.house.Clock.Advance(by)
		return "a wait of " + by.String(), nil
	}
	return h.collide(t, d)
}

// collide makes a change, and another one while readers' pages are being made
// because of the first.
func (h *history) collide(t *testing.T, d draw) (what string, err error) {
	all := verbs()
	first, second := oneOf(d, "first", all), oneOf(d, "second", all)
	if err := first.do(t.Context(), h.press, d); !refused(err) {
		return first.name, err
	}
	// Renders have a goroutine of their own, in which nothing may be drawn.
	choice := dice(uint64(d("seed", 1_000_000)))
	race := func() { err = second.do(context.WithoutCancel(t.Context()), h.press, choice); h.raced++ }
	h.warm.race.Store(&race)
	paths, failed := h.addresses(t.Context())
	must(t, failed)
	from := d("which page first", len(paths))
	for _, path := range slices.Concat(paths[from:], paths[:from]) {
		_ = h.warm.get(t.Context(), path)
	}
	if h.warm.race.Swap(nil) != nil {
		err = second.do(t.Context(), h.press, choice) // nothing had to be made
	}
	return fmt.Sprintf("%s while %s", second.name, first.name), err
}

// A mutant is a site on which one thing that pages depend on is forgotten.
type mutant struct {
	name string
	*warm
	noticed  string // the first change after which it showed something stale
	needless string // why nothing can be noticed, where nothing can
}

// deaf does not hear of changes of one kind.
type deaf struct {
	delivery.Positions
	kind string
}

func (d deaf) Changed(key string) int64 {
	if kindOf(key) == d.kind {
		return 0
	}
	return d.Positions.Changed(key)
}

func mutants(t *testing.T, p *press) []*mutant {
	all := []*mutant{{name: "", warm: newWarm(t, p, nil)}}
	for kind, needless := range map[string]string{
		"story": "", "topic": "", "tag": "", "person": "", "section": "", "latest": "", "day": "", "corrections": "", "standards": "", "publication": "",
		"picture": "no verb changes a picture yet, and swapping it changes the story",
		"page":    "the publication's own key moves whenever a page's does",
	} {
		all = append(all, &mutant{name: kind, needless: needless, warm: newWarm(t, p, func(o *delivery.Options) { o.Positions = deaf{o.Positions, kind} })})
	}
	return append(all, &mutant{name: "until", warm: newWarm(t, p, func(o *delivery.Options) {
		render := o.Render
		o.Render = func(ctx context.Context, r *http.Request, mode delivery.Mode) (delivery.Page, error) {
			page, err := render(ctx, r, mode)
			page.Until = time.Time{}
			return page, err
		}
	})})
}

// The test above proves something only if it would notice a key that is
// missing. So it must: one history, in which everything happens, is shown to
// the site as it is, to sites that are deaf to one kind of key each, and to one
// that does not know what time it is.
func TestCoherence_AMissingKeyIsNoticed(t *testing.T) {
	t.Parallel()
	if underRace {
		t.Skip("a long history of one hand after the other, in which the detector of races has nothing to find")
	}
	house := roomtest.SQLite(t)
	p := openPress(t, roomsOf(house), house.DB, house.Changes, house.Clock.Now)
	o, all := newOracle(t, p), mutants(t, p)
	look := func(after string) (goOn bool) {
		paths, err := p.addresses(t.Context())
		must(t, err)
		anew, err := o.all(t.Context(), paths)
		must(t, err)
		for _, m := range all {
			if m.noticed != "" {
				continue
			}
			if wrong, first := stale(t.Context(), m.handler, anew); len(wrong) > 0 {
				m.noticed = after + ": " + first
			}
		}
		return slices.ContainsFunc(all, func(m *mutant) bool { return m.name != "" && m.needless == "" && m.noticed == "" })
	}
	happen(t, house, p, look)
	for _, m := range all {
		switch {
		case m.name == "" && m.noticed != "":
			t.Errorf("a site that forgets nothing is stale after %s", m.noticed)
		case m.name == "":
		case m.needless == "" && m.noticed == "":
			t.Errorf("it went unnoticed that pages forgot the keys of kind %q", m.name)
		case m.needless != "" && m.noticed != "":
			t.Errorf("keys of kind %q do matter (%s): drop the note that says %q", m.name, m.noticed, m.needless)
		case m.needless != "":
			t.Logf("not to be noticed: %s: %s", m.name, m.needless)
		default:
			t.Logf("noticed: %s, after %.120s", m.name, m.noticed)
		}
		delete(o.kinds, m.name)
	}
	for kind := range o.kinds {
		t.Errorf("pages use keys of kind %q, and there is no site here that is deaf to them", kind)
	}
	for _, absent := range notBuilt {
		t.Logf("absent, since its room is not built: %s", absent)
	}
}

// happen lets everything happen once and again, with choices that are always
// the same, and looks at the pages after each; the second round ends when there
// is nothing to look for any more.
func happen(t *testing.T, house *roomtest.House, p *press, look func(after string) (goOn bool)) {
	t.Helper()
	d := dice(1)
	do := func(v verb) {
		if err := v.do(t.Context(), p, d); !refused(err) {
			t.Fatalf("%s: %v", v.name, err)
		}
	}
	look("the beginning")
	for range 6 {
		do(verb{"publish", publishOne})
	}
	for round := range 2 {
		for _, v := range verbs() {
			do(v)
			if !look(v.name) && round > 0 {
				return
			}
		}
		house.Clock.Advance([]time.Duration{2 * time.Hour, 32 * 24 * time.Hour}[round])
		look("a wait")
		house.RunDue(t)
		look("the work that was due")
	}
}

// Every pattern is asked for by the tests above.
func TestCoherence_LooksAtEveryRoute(t *testing.T) {
	t.Parallel()
	h := newHistory(t)
	must(t, publishOne(t.Context(), h.press, dice(1)))
	paths, err := h.addresses(t.Context())
	must(t, err)
	unseen, router := map[string]bool{}, http.NewServeMux()
	for _, pattern := range site.Patterns() {
		unseen[pattern] = true
		router.Handle("GET "+pattern, http.NotFoundHandler())
	}
	for _, path := range paths {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		must(t, err)
		_, pattern := router.Handler(r)
		if at := strings.TrimPrefix(pattern, "GET "); h.warm.get(t.Context(), path).status < http.StatusNotFound || at == "/" {
			delete(unseen, at)
		}
	}
	for pattern := range unseen {
		t.Errorf("no page is ever looked at of %s", pattern)
	}
}
