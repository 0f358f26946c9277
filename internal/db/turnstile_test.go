package db

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// queue has writers of the given lanes line up, in this order, behind one that
// is inside already, and returns in which order they come in.
func queue(t *testing.T, lanes ...lane) []int {
	t.Helper()
	var s turnstile
	if err := s.enter(t.Context(), machine); err != nil {
		t.Fatal(err)
	}
	var came []int
	for i, who := range lanes {
		go func() {
			if err := s.enter(t.Context(), who); err != nil {
				t.Error(err)
			}
			came = append(came, i) // the turnstile is the lock
			s.leave()
		}()
		synctest.Wait()
	}
	s.leave()
	synctest.Wait()
	return came
}

func TestTurnstile_APersonOvertakesWaitingMachines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		if came := queue(t, machine, machine, person, machine, person); !slices.Equal(came, []int{2, 4, 0, 1, 3}) {
			t.Errorf("they came in as %v", came)
		}
	})
}

func TestTurnstile_FirstComeFirstServed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		if came := queue(t, person, person, person); !slices.Equal(came, []int{0, 1, 2}) {
			t.Errorf("they came in as %v", came)
		}
	})
}

func TestTurnstile_WhoGivesUpLeavesTheQueue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s turnstile
		if err := s.enter(t.Context(), person); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if err := s.enter(ctx, person); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("gave up with %v", err)
		}
		s.leave()
		if s.busy || len(s.waiting[person]) > 0 {
			t.Error("the turn went to somebody who had left")
		}
	})
}

// A turn that is given in the same moment in which its taker gives up must be
// passed on, or everybody waits for ever.
func TestTurnstile_NoTurnIsLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s turnstile
		var all sync.WaitGroup
		var inside, times int
		for i := range 2000 {
			all.Go(func() {
				time.Sleep(rand.N(20 * time.Millisecond))
				ctx, stop := context.WithTimeout(t.Context(), rand.N(3*time.Millisecond).Truncate(time.Millisecond))
				defer stop()
				if s.enter(ctx, lane(i%int(lanes))) != nil {
					return
				}
				if inside++; inside > 1 {
					t.Error("two were inside at once")
				}
				times++
				time.Sleep(rand.N(2 * time.Millisecond).Truncate(time.Millisecond))
				inside--
				s.leave()
			})
		}
		all.Wait() // a lost turn is a deadlock, which synctest reports
		if s.busy || len(s.waiting[person])+len(s.waiting[machine]) > 0 || times == 0 {
			t.Errorf("%d came in; in the end the turnstile is %+v", times, &s)
		}
	})
}
