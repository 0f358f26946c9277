package delivery

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Hot returns the addresses of the n pages that are asked for most, the
// hottest first, for Warm after a restart. It looks at every page.
func (c *Cache) Hot(n int) []string {
	var all []*entry
	for e := range c.pages.Values() {
		if e.status == http.StatusOK {
			all = append(all, e)
		}
	}
	heat := make(map[*entry]uint64, len(all)) // hits go on while we sort
	for _, e := range all {
		heat[e] = e.hits.Load()
	}
	slices.SortFunc(all, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(heat[b], heat[a]), cmp.Compare(a.name, b.name))
	})
	var hot []string
	for _, e := range all[:min(n, len(all))] {
		hot = append(hot, e.name)
	}
	return hot
}

// Warm makes the pages of the given addresses ahead of the readers. It takes
// up half of the renders at most, so that readers find one free. What cannot
// be made is passed over, and counted like any failure; the error is that of
// ctx.
func (c *Cache) Warm(ctx context.Context, targets []string) error {
	var g errgroup.Group
	g.SetLimit(max(1, cap(c.slots)/2))
	for _, name := range targets {
		if ctx.Err() != nil {
			break
		}
		u, err := url.ParseRequestURI(name)
		if err != nil || len(name) > maxTarget {
			continue // a list from elsewhere, or from an older version
		}
		g.Go(func() error {
			_, _, _ = c.obtain(ctx, c.target(u, false), noWait) // counted, and told to Options.Failed
			return nil
		})
	}
	_ = g.Wait() // nothing above fails
	return ctx.Err()
}
