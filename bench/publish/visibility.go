package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/paper"
	"dateline.news/bench/internal/stat"
)

const (
	publications = 150
	pause        = 200 * time.Millisecond // between two publications
	readAt       = 0.7                    // of the limit
	patience     = 10 * time.Second       // for a story to be seen
)

// sightings are the times from the press of the button until a page shows the
// story, by page.
type sightings map[string][]time.Duration

const (
	committed   = "(the call returns)"
	storyItself = "story"
	everywhere  = "everywhere"
)

// visibility publishes while the site is read.
func (h *house) visibility(ctx context.Context, limit float64) (string, error) {
	h.Tell("publishing %d stories while the site is read", publications)
	plan := h.paced(limit*readAt, publications*pause)
	seen := sightings{}
	var read load.Result
	g, working := errgroup.WithContext(ctx)
	g.Go(func() (err error) { read, err = load.H2load(working, plan); return err })
	g.Go(func() error { return h.publishAll(working, seen) })
	if err := g.Wait(); err != nil {
		return "", err
	}
	h.Report.Say("### From Publish until it is seen, %d publications, one every %v", publications, pause)
	h.Report.Say("Meanwhile the site was read at %.0f of %.0f requests a second asked for, with %d errors, p50 %v, p99 %v.",
		read.PerSecond, plan.Rate, read.Errors, read.P50, read.P99)
	var rows [][]string
	for _, name := range h.pages() {
		times := seen[name]
		rows = append(rows, []string{name, millis(times, 50), millis(times, 99), millis(times, 100)})
	}
	h.Report.Table([]string{"page", "p50 ms", "p99 ms", "longest ms"}, rows)
	return fmt.Sprintf("publish → visible everywhere: p50 %s ms, p99 %s ms, read at %.0f%% of the limit%s",
		millis(seen[everywhere], 50), millis(seen[everywhere], 99), 100*read.PerSecond/limit, verdict(read.PerSecond, plan.Rate)), nil
}

// pages are the rows of the report, in order.
func (h *house) pages() []string {
	names := []string{committed, storyItself}
	for _, r := range h.routes {
		names = append(names, r.name)
	}
	return append(names, everywhere)
}

func millis(times []time.Duration, percentile float64) string {
	return fmt.Sprintf("%.1f", float64(stat.Percentile(times, percentile).Microseconds())/1e3)
}

func (h *house) publishAll(ctx context.Context, seen sightings) error {
	client := &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true}}
	defer client.CloseIdleConnections()
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for range publications {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if err := h.publishOne(ctx, client, seen); err != nil {
			return err
		}
	}
	return nil
}

// publishOne publishes a story and looks at all pages until they show it.
func (h *house) publishOne(ctx context.Context, client *http.Client, seen sightings) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	id, headline, err := h.next(ctx)
	if err != nil {
		return fmt.Errorf("write a story: %w", err)
	}
	pages := h.routes
	took := make([]time.Duration, len(pages)+1)
	g, looking := errgroup.WithContext(ctx)
	began := time.Now()
	look := func(i int, name, path string) error {
		if err := h.until(looking, client, path, headline); err != nil {
			return fmt.Errorf("wait for %q on the page %s (%s): %w", headline, path, name, err)
		}
		took[i] = time.Since(began)
		return nil
	}
	for i, page := range pages {
		g.Go(func() error { return look(i, page.name, page.path) })
	}
	var returned time.Duration
	g.Go(func() error {
		if err := h.app.Stories.Publish(ctx, paper.By(), id, time.Time{}); err != nil {
			return fmt.Errorf("publish %q: %w", headline, err)
		}
		returned = time.Since(began)
		st, err := h.app.Stories.ForReaders(ctx, id)
		if err != nil {
			return err
		}
		return look(len(pages), storyItself, st.Path)
	})
	if err := g.Wait(); err != nil {
		return err
	}
	seen.add(committed, returned)
	longest := time.Duration(0)
	for i, name := range append(h.pages()[2:len(pages)+2], storyItself) {
		seen.add(name, took[i])
		longest = max(longest, took[i])
	}
	seen.add(everywhere, longest)
	return nil
}

func (s sightings) add(name string, d time.Duration) { s[name] = append(s[name], d) }

// until asks for a page again and again until it shows a headline. Each look
// is followed by a breath, so that looking does not use up the processor.
func (h *house) until(ctx context.Context, client *http.Client, path, headline string) error {
	breath := time.NewTicker(time.Millisecond)
	defer breath.Stop()
	for {
		shown, err := shows(ctx, client, h.origin+path, headline)
		if shown || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-breath.C:
		}
	}
}

func shows(ctx context.Context, client *http.Client, address, headline string) (bool, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false, err
	}
	answer, err := client.Do(r)
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	return answer.StatusCode == http.StatusOK && bytes.Contains(page, []byte(headline)), err
}
