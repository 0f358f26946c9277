package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/paper"
)

const (
	steps    = 5                // from once to five times the load
	step     = 12 * time.Second // so that all of them take a minute
	newsEach = time.Second
)

// burst lets five times as many readers come within a minute: 70 % of the
// limit at the end, a fifth of that at the beginning.
func (h *house) burst(ctx context.Context, limit float64) (string, error) {
	h.Tell("five times the load within a minute")
	publishing, stop := context.WithCancel(ctx)
	defer stop()
	published, done := 0, make(chan error, 1)
	go func() { done <- h.publishSteadily(publishing, &published) }()

	var rows [][]string
	var errorCount int64
	var worst time.Duration
	var short string
	for n := 1; n <= steps; n++ {
		plan := h.paced(limit*readAt*float64(n)/steps, step)
		r, err := load.H2load(ctx, plan)
		if err != nil {
			stop()
			return "", errors.Join(err, <-done)
		}
		rows = append(rows, []string{fmt.Sprintf("%d×", n), fmt.Sprintf("%.0f", plan.Rate), fmt.Sprintf("%.0f", r.PerSecond),
			fmt.Sprint(r.Errors), fmt.Sprint(r.P50), fmt.Sprint(r.P99)})
		errorCount += r.Errors
		worst = max(worst, r.P99)
		short = cmp.Or(verdict(r.PerSecond, plan.Rate), short)
	}
	stop()
	if err := <-done; err != nil {
		return "", err
	}
	h.Report.Say("### Five times the load within a minute, one publication every %v", newsEach)
	h.Report.Table([]string{"load", "asked for, req/s", "answered, req/s", "errors", "p50", "p99"}, rows)
	return fmt.Sprintf("5× load within %v, %d stories published meanwhile: %d errors, worst p99 of a step %v%s", steps*step, published, errorCount, worst, short), nil
}

// publishSteadily publishes until it is told to stop.
func (h *house) publishSteadily(ctx context.Context, published *int) error {
	tick := time.NewTicker(newsEach)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		id, headline, err := h.next(context.WithoutCancel(ctx))
		if err == nil {
			err = h.app.Stories.Publish(context.WithoutCancel(ctx), paper.By(), id, time.Time{})
		}
		if err != nil {
			return fmt.Errorf("publish %q: %w", headline, err)
		}
		*published++
	}
}
