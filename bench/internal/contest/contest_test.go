package contest

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/servers"
)

func TestRun_TakesTurns(t *testing.T) {
	t.Parallel()
	var order string
	entrant := func(name string, rate float64) Entrant {
		return Entrant{Name: name, Server: &servers.Server{}, Plan: load.Plan{For: 3 * time.Second},
			Load: func(_ context.Context, p load.Plan) (load.Result, error) {
				if p.For == 3*time.Second { // not the warm-up
					order += name
				}
				rate++
				return load.Result{Requests: 10, PerSecond: rate, Errors: 1, P99: time.Millisecond}, nil
			}}
	}
	scores, err := Run(t.Context(), 3, io.Discard, entrant("A", 0), entrant("B", 10))
	if err != nil {
		t.Fatal(err)
	}
	if order != "ABABAB" {
		t.Errorf("the order was %s", order)
	}
	if s := scores[1]; !slices.Equal(s.PerSecond, []float64{12, 13, 14}) || s.Errors != 3 || s.Requests != 30 || !slices.Equal(s.P99, []float64{1, 1, 1}) {
		t.Errorf("B scored %+v", s)
	}
}

func TestRun_StopsAtAFailure(t *testing.T) {
	t.Parallel()
	broken := Entrant{Name: "broken", Server: &servers.Server{}, Load: func(context.Context, load.Plan) (load.Result, error) {
		return load.Result{}, errors.New("connection refused")
	}}
	if _, err := Run(t.Context(), 1, io.Discard, broken); err == nil || !strings.Contains(err.Error(), "broken: connection refused") {
		t.Errorf("the failure is not told: %v", err)
	}
	silent := broken
	silent.Load = func(context.Context, load.Plan) (load.Result, error) { return load.Result{}, nil }
	if _, err := Run(t.Context(), 1, io.Discard, silent); err == nil {
		t.Error("a server that answers nothing was measured")
	}
}
