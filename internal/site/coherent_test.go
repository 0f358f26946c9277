package site_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/delivery"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
	"dateline.news/internal/site"
	"dateline.news/internal/web"
)

// shownPage is all of an answer that a reader can tell one from another by.
type shownPage struct {
	status   int
	location string
	policy   string
	body     string
}

// An oracle makes every page anew: it keeps nothing, not even what the
// publication is called.
type oracle struct {
	press *press
	log   *slog.Logger
	site  *site.Site
	kinds map[string]bool // of the keys that pages were made from
}

func newOracle(t *testing.T, p *press) *oracle {
	t.Helper()
	return &oracle{press: p, log: slog.New(slog.DiscardHandler), site: newSite(t, p.Rooms, p.now), kinds: map[string]bool{}}
}

func newSite(t *testing.T, rooms site.Rooms, now func() time.Time) *site.Site {
	t.Helper()
	base, err := url.Parse(apptest.Origin)
	must(t, err)
	s, err := site.New(slog.New(slog.DiscardHandler), rooms, site.Options{PublicURL: base, Now: now})
	must(t, err)
	return s
}

// all makes the pages at the addresses.
func (o *oracle) all(ctx context.Context, paths []string) (map[string]shownPage, error) {
	o.site.Publication = publication.New(o.log, o.press.db, o.press.changes)
	pages := make(map[string]shownPage, len(paths))
	for _, path := range paths {
		mode := delivery.Full
		plain, less := strings.CutSuffix(path, "?lite")
		if less {
			mode = delivery.Lite
		}
		p, err := o.site.Render(ctx, httptest.NewRequestWithContext(ctx, http.MethodGet, plain, nil), mode)
		if err != nil {
			return nil, fmt.Errorf("make %s anew: %w", path, err)
		}
		for _, key := range p.Keys {
			o.kinds[kindOf(key)] = true
		}
		pages[path] = shownPage{p.Status, p.Header.Get("Location"), p.Header.Get(web.PolicyHeader), string(p.Body)}
	}
	return pages, nil
}

func kindOf(key string) string {
	kind, _, _ := strings.Cut(key, ":")
	return kind
}

// A warm site has answered before, and keeps what it answered.
type warm struct {
	handler http.Handler
	cache   *delivery.Cache
	race    atomic.Pointer[func()] // happens once, in the middle of a render
}

// newWarm puts a page cache in front of a site. spoil may break what they
// agree upon; nil leaves it whole.
func newWarm(t *testing.T, p *press, spoil func(*delivery.Options)) *warm {
	t.Helper()
	w := &warm{}
	s := newSite(t, p.Rooms, func() time.Time {
		if race := w.race.Swap(nil); race != nil {
			(*race)()
		}
		return p.now()
	})
	o := delivery.Options{
		Render: s.Render, Positions: p.changes, Params: site.Params(), Now: p.now, Renders: 64, Fail: s.Fail,
		Failed: func(target string, err error) { t.Errorf("%s could not be made: %v", target, err) },
	}
	if spoil != nil {
		spoil(&o)
	}
	var err error
	w.cache, err = delivery.New(o)
	must(t, err)
	t.Cleanup(w.cache.Close)
	p.changes.Hear(func([]change.Entry) { w.cache.Moved() })
	w.handler = s.Handler(w.cache, func(h http.Handler) http.Handler { return h })
	return w
}

func (w *warm) get(ctx context.Context, path string) shownPage { return ask(ctx, w.handler, path) }

func ask(ctx context.Context, h http.Handler, path string) shownPage {
	got := httptest.NewRecorder()
	h.ServeHTTP(got, httptest.NewRequestWithContext(ctx, http.MethodGet, apptest.Origin+path, nil))
	policy := got.Header().Get(web.PolicyHeader)
	if policy == (web.Policy{}).String() {
		policy = "" // what stands on every answer says nothing of this one
	}
	return shownPage{got.Code, got.Header().Get("Location"), policy, got.Body.String()}
}

// stale says which of the pages are not what they would be anew, and how the
// first of them differs.
func stale(ctx context.Context, h http.Handler, anew map[string]shownPage) (paths []string, first string) {
	for _, path := range slices.Sorted(maps.Keys(anew)) {
		want := anew[path]
		got := ask(ctx, h, path)
		if got == want {
			continue
		}
		if first == "" {
			first = fmt.Sprintf("%s answers %d %s, anew %d %s: %s", path, got.status, got.location, want.status, want.location, firstDifference(got.body, want.body))
		}
		paths = append(paths, path)
	}
	return paths, first
}

// addresses are all that anything ever stood at, and some where nothing does.
func (p *press) addresses(ctx context.Context) ([]string, error) {
	found := maps.Clone(p.slugs)
	claimed, err := db.All(ctx, p.db, func(row db.Row) (s [2]string, err error) { err = row.Scan(&s[0], &s[1]); return s, err },
		`/* test */ SELECT edition_id, path FROM story_address`)
	if err != nil {
		return nil, err
	}
	for _, e := range bothEditions {
		days := map[string]bool{p.now().Format("/2006/01/02"): true, p.now().AddDate(0, 0, 1).Format("/2006/01/02"): true, p.now().AddDate(0, 1, 0).Format("/2006/01/02"): true}
		for _, c := range claimed {
			if prefixes[news.EditionID(c[0])] == prefixes[e] {
				found[prefixes[e]+c[1]], found[prefixes[e]+c[1]+"?lite"] = true, true
				days[c[1][:len("/2006/01/02")]] = true
			}
		}
		for day := range days {
			found[prefixes[e]+"/archive"+day] = true
			found[prefixes[e]+"/archive"+day[:len("/2006/01")]] = true
		}
		for _, path := range []string{"/", "/topics", "/topics/", "/archive", "/archive/", "/corrections", "/standards", "/radio", "/radio/", "/old", "/2026/11", "/nowhere"} {
			found[prefixes[e]+path] = true
		}
	}
	found["/nz"] = true
	return append(slices.Sorted(maps.Keys(found)), p.pages(ctx)...), nil
}

// pages are addresses further down in lists, which begin at a story's key.
func (p *press) pages(ctx context.Context) (paths []string) {
	if len(p.stories) == 0 {
		return nil
	}
	st, err := p.Stories.Get(ctx, desk, p.stories[len(p.stories)/2])
	if err != nil || st.Key == 0 {
		return nil
	}
	for _, path := range []string{"/section-0/", "/topics/topic-0", "/tags/tag-0", "/people/person-0", "/topics/"} {
		paths = append(paths, fmt.Sprintf("%s%s?before=%d", prefixes[st.Edition], path, st.Key))
	}
	return append(paths, fmt.Sprintf("%s/people/person-0?said=%d.0", prefixes[st.Edition], st.Key), prefixes[st.Edition]+"/corrections?after=1795435200000.1")
}
