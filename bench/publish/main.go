// Publish measures how soon readers see what is published, on every page that
// shows it, while the site is read; and whether it keeps up when five times as
// many readers come within a minute and something is published every second.
//
//	go run ./bench/publish
//
// The whole program runs here, in this process and on one processor, with its
// own listener; readers are h2load, on the other processor, at a given pace.
// Whoever looks whether a page shows the story shares the site's processor, so
// that times are on the safe side.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/proc"
	"dateline.news/bench/internal/session"
)

const (
	copies      = 20_000 // stories of the topic that every publication goes into
	connections = 64
)

func main() {
	session.Main("Publishing while the site is read", []string{"h2load", "taskset"}, measure)
}

func measure(ctx context.Context, s *session.Session) (err error) {
	if err := pin(ctx, s.ServerCPU); err != nil {
		return err
	}
	h, err := open(ctx, s)
	if err != nil {
		return err
	}
	defer h.close(&err)
	limit, err := h.limit(ctx)
	if err != nil {
		return err
	}
	s.Report.Say("%d stories, all of them in one topic. The limit for pages that each publication changes, read in turn by %d connections over HTTP/1.1 while nothing is published, is %.0f requests a second.",
		copies, connections, limit)
	seen, err := h.visibility(ctx, limit)
	if err != nil {
		return err
	}
	burst, err := h.burst(ctx, limit)
	if err != nil {
		return err
	}
	s.Report.Say("**%s**", seen)
	s.Report.Say("**%s**", burst)
	return nil
}

// pin puts this process on one processor, whatever it has started already.
func pin(ctx context.Context, cpu int) error {
	if cpu == proc.AnyCPU {
		return nil
	}
	runtime.GOMAXPROCS(1)
	self := strconv.Itoa(os.Getpid())
	out, err := exec.CommandContext(ctx, "taskset", "--all-tasks", "--cpu-list", "--pid", strconv.Itoa(cpu), self).CombinedOutput()
	if err != nil {
		return fmt.Errorf("keep to processor %d: %w\n%s", cpu, err, out)
	}
	return nil
}

// limit is how many requests a second the site answers at most.
func (h *house) limit(ctx context.Context) (float64, error) {
	h.Tell("looking for the limit")
	var best float64
	for range 3 {
		r, err := load.H2load(ctx, h.Plan(h.origin, connections, h.paths()...))
		if err != nil {
			return 0, err
		}
		if r.Errors > 0 {
			return 0, fmt.Errorf("%d requests failed while the limit was looked for", r.Errors)
		}
		best = max(best, r.PerSecond)
	}
	return best, nil
}

// paced is the load of so many requests a second on all pages.
func (h *house) paced(rate float64, d time.Duration) load.Plan {
	plan := h.Plan(h.origin, connections, h.paths()...)
	plan.Rate, plan.For = rate, d
	return plan
}

// kept is the least share of a pace that counts as having been kept.
const kept = 0.95

// verdict says in the last line of a report when the load was not what the
// line claims.
func verdict(answered, asked float64) string {
	if answered >= kept*asked {
		return ""
	}
	return fmt.Sprintf(" (the pace was NOT kept: %.0f of %.0f requests a second; this is the figure of a site or a machine at its limit)", answered, asked)
}
