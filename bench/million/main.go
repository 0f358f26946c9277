// Million measures an archive of a million stories as "dateline bench seed"
// makes it: how soon the program serves, what memory it keeps, how long pages
// take that are not in the cache, and what it costs to publish into the
// largest topic, beside an archive of a thousand stories.
//
//	go run ./cmd/dateline bench seed --stories 1000000 --data /tmp/million
//	go run ./bench/million --data /tmp/million
//
// Before every request the publication is declared changed, so that no page
// comes from the cache. What is published for the measurement is withdrawn.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"time"

	"dateline.news/bench/internal/report"
	"dateline.news/bench/internal/stat"
	"dateline.news/internal/app"
	"dateline.news/internal/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := measure(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "million:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("million", flag.ContinueOnError)
	results := flags.String("results", "bench/RESULTS.md", "")
	each := flags.Int("each", 200, "")
	c, _, err := config.Load(flags, args, nil)
	if err != nil {
		return err
	}
	r := report.New("An archive of a million stories", "go run ./bench/million --data "+c.Data, time.Now(), report.ThisMachine(), "SQLite within the program")
	started, err := start(ctx, c.Data)
	if err != nil {
		return err
	}
	r.Say("From the start of the program to the first byte of the front: %v; of a story: %v. Resident memory after %d pages: %d MB.",
		started.front.Round(time.Millisecond), started.story.Round(time.Millisecond), started.pages, started.memory>>20)
	big, err := open(ctx, c)
	if err != nil {
		return err
	}
	defer big.close()
	r.Say("%d visible stories; the largest topic has %d.", big.stories, big.inTopic)
	if err := pages(ctx, r, big, *each); err != nil {
		return err
	}
	if err := publishing(ctx, r, big, *each); err != nil {
		return err
	}
	fmt.Print(r.String())
	return r.Append(*results)
}

// pages measures every kind of page and adds the table.
func pages(ctx context.Context, r *report.Report, a *archive, each int) error {
	kinds, err := a.kinds(ctx, each)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, k := range kinds {
		took, err := a.visit(ctx, k.paths, each)
		if err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
		rows = append(rows, append([]string{k.name, fmt.Sprint(len(took))}, percentiles(took)...))
	}
	r.Table([]string{"page, uncached", "visits", "p50", "p95", "p99", "longest"}, rows)
	return nil
}

func percentiles(took []time.Duration) (cells []string) {
	for _, p := range []float64{50, 95, 99, 100} {
		cells = append(cells, fmt.Sprintf("%.1f ms", stat.Percentile(took, p).Seconds()*1000))
	}
	return cells
}

// publishing compares with an archive of a thousand stories, one story here
// and one there.
func publishing(ctx context.Context, r *report.Report, big *archive, each int) error {
	dir, err := os.MkdirTemp("", "thousand-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	small, err := seeded(ctx, dir, 1000)
	if err != nil {
		return err
	}
	defer small.close()
	var took [2][]time.Duration
	for range each {
		for i, a := range []*archive{small, big} {
			one, err := a.publish(ctx)
			if err != nil {
				return err
			}
			took[i] = append(took[i], one)
		}
	}
	var rows [][]string
	for i, a := range []*archive{small, big} {
		rows = append(rows, append([]string{fmt.Sprintf("%d stories, topic of %d", a.stories, a.inTopic), fmt.Sprint(each)}, percentiles(took[i])...))
	}
	r.Table([]string{"publish into the largest topic", "times", "p50", "p95", "p99", "longest"}, rows)
	r.Say("Large : small, median: %.2f", stat.Percentile(took[1], 50).Seconds()/stat.Percentile(took[0], 50).Seconds())
	return nil
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func openApp(ctx context.Context, c config.Config) (*app.App, error) {
	c.PublicURL = strings.TrimSuffix(origin, "/")
	return app.Open(ctx, quiet(), c, app.Options{})
}
