package contest

import (
	"context"
	"fmt"
	"io"
	"time"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/servers"
)

// Generator asks for pages: [load.Wrk] or [load.H2load].
type Generator func(context.Context, load.Plan) (load.Result, error)

// Entrant is a server with the load that it is measured under.
type Entrant struct {
	Name   string
	Server *servers.Server
	Load   Generator
	Plan   load.Plan
}

// Scores are what an entrant did in each round.
type Scores struct {
	Name      string
	PerSecond []float64
	CPU       []float64 // microseconds of the server's processor time for a request
	P99       []float64 // milliseconds, where the generator says
	Errors    int64
	Requests  int64
}

// Run lets everybody warm up for a second and then measures the rounds. What
// it is doing goes to progress.
func Run(ctx context.Context, rounds int, progress io.Writer, entrants ...Entrant) ([]Scores, error) {
	scores := make([]Scores, len(entrants))
	for i, e := range entrants {
		scores[i].Name = e.Name
		e.Plan.For = time.Second
		if _, err := e.Load(ctx, e.Plan); err != nil {
			return nil, fmt.Errorf("warm up %s: %w", e.Name, err)
		}
	}
	for round := range rounds {
		for i, e := range entrants {
			if err := scores[i].add(ctx, e); err != nil {
				return nil, fmt.Errorf("measure %s, round %d: %w", e.Name, round+1, err)
			}
			s := scores[i]
			_, _ = fmt.Fprintf(progress, "  round %d  %-34s %10.1f req/s %10.1f µs CPU\n", round+1, e.Name, s.PerSecond[round], s.CPU[round])
		}
	}
	return scores, nil
}

// add measures a round.
func (s *Scores) add(ctx context.Context, e Entrant) error {
	before, err := e.Server.CPU()
	if err != nil {
		return err
	}
	r, err := e.Load(ctx, e.Plan)
	if err != nil {
		return err
	}
	after, err := e.Server.CPU()
	if err != nil {
		return err
	}
	if r.Requests == 0 {
		return fmt.Errorf("not one of the requests was answered")
	}
	s.PerSecond = append(s.PerSecond, r.PerSecond)
	s.CPU = append(s.CPU, float64((after-before).Nanoseconds())/1e3/float64(r.Requests))
	s.P99 = append(s.P99, float64(r.P99.Nanoseconds())/1e6)
	s.Errors += r.Errors
	s.Requests += r.Requests
	return nil
}
