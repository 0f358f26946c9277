package db

import (
	"context"
	"sync"
)

type lane int

const (
	person lane = iota
	machine
	lanes
)

// turnstile lets one writer in at a time. Within a lane it is first come,
// first served; the people's lane goes before the machines'.
type turnstile struct {
	mu      sync.Mutex
	busy    bool
	waiting [lanes][]chan struct{}
}

func (t *turnstile) enter(ctx context.Context, who lane) error {
	t.mu.Lock()
	if !t.busy {
		t.busy = true
		t.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	t.waiting[who] = append(t.waiting[who], mine)
	t.mu.Unlock()

	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		t.giveUp(who, mine)
		return ctx.Err()
	}
}

// giveUp takes the waiter out of its queue, or passes the turn on if it had
// just been given to it.
func (t *turnstile) giveUp(who lane, mine chan struct{}) {
	t.mu.Lock()
	for i, c := range t.waiting[who] {
		if c == mine {
			t.waiting[who] = append(t.waiting[who][:i], t.waiting[who][i+1:]...)
			t.mu.Unlock()
			return
		}
	}
	t.mu.Unlock()
	t.leave()
}

func (t *turnstile) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for who := range t.waiting {
		if len(t.waiting[who]) > 0 {
			next := t.waiting[who][0]
			t.waiting[who] = t.waiting[who][1:]
			close(next)
			return
		}
	}
	t.busy = false
}
