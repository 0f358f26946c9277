package delivery

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// flight is one render, for everybody who waits for the page.
type flight struct {
	target target
	name   string
	old    *entry // what was kept before, or nil
	queued atomic.Bool

	// Set when the render begins.
	mode  Mode
	since int64
	began time.Time

	// Set before done is closed.
	done   chan struct{}
	page   *entry
	stored bool
	err    error
}

var errPanic = errors.New("the render panicked")

// obtain returns a page that is no older than the call: kept, made, or, within
// the two exceptions, a little older. waiting is called once before the first
// wait, with what was kept.
func (c *Cache) obtain(ctx context.Context, t target, waiting func(old *entry)) (*entry, outcome, error) {
	arrived, at := c.o.Positions.Head(), c.o.Now()
	for {
		e, f, started := c.join(t)
		if f == nil {
			return e, hit, nil
		}
		if e != nil && f.queued.Load() && c.tolerable(e, additionsWait) {
			return e, staleBusy, nil
		}
		waiting(e)
		waiting = func(*entry) {}
		select {
		case <-f.done:
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		}
		switch {
		case f.err != nil && f.old != nil && c.tolerable(f.old, errorsWait):
			return f.old, staleError, nil
		case f.err != nil:
			return nil, 0, f.err
		case c.recent(f, arrived, at):
			return f.page, f.outcome(started), nil
		}
		// The render began before this request came, and has been overtaken.
	}
}

// recent reports whether what a flight made is good for a request that came at
// a position of the log and a time: nothing it shows had changed by then.
func (c *Cache) recent(f *flight, arrived int64, at time.Time) bool {
	if f.page.kept && c.fresh(f.page) {
		return true
	}
	// Not fresh now, but made from what was there when the request came.
	return f.since >= arrived && (f.page.until == 0 || at.UnixNano() < f.page.until || !f.began.Before(at))
}

func (f *flight) outcome(started bool) outcome {
	switch {
	case !f.stored:
		return unkept
	case !started:
		return joined
	case f.old != nil:
		return remade
	}
	return made
}

// join returns what is kept and fresh (with no flight), or the render under
// way, which it starts if there is none, with what is kept and stale. A render
// that finds a free slot begins at once, any other is queued.
func (c *Cache) join(t target) (e *entry, f *flight, started bool) {
	name := t.name(c.o.Lite)
	c.mu.Lock()
	defer c.mu.Unlock()
	// A render stores what it made before it leaves c.flights.
	e = c.find(name)
	if e != nil && c.fresh(e) {
		return e, nil, false
	}
	if f = c.flights[name]; f != nil {
		return e, f, false
	}
	f = &flight{target: t, name: name, old: e, done: make(chan struct{})}
	if e != nil && c.resting(e) {
		f.err = errResting
		close(f.done)
		return e, f, true
	}
	select {
	case c.slots <- struct{}{}:
	default:
		f.queued.Store(true)
	}
	c.flights[name] = f
	c.work.Go(func() { c.fly(f) })
	return e, f, true
}

var errResting = errors.New("the page could not be made a moment ago")

// resting reports that a page failed so lately that it is not tried again.
func (c *Cache) resting(e *entry) bool {
	failed := e.failed.Load()
	return failed != 0 && c.o.Now().UnixNano()-failed < int64(errorsRest) && c.tolerable(e, errorsWait)
}

// fly runs a flight from its wait for a turn to its end. Its life does not
// depend on that of the request that started it.
func (c *Cache) fly(f *flight) {
	ctx, stop := context.WithTimeout(c.life, c.o.Timeout)
	defer stop()
	f.err = c.takeOff(ctx, f)
	if f.err == nil {
		f.page, f.err = c.render(ctx, f)
		<-c.slots
	}
	if f.err != nil {
		c.stats.failures.Add(1)
		if f.old != nil {
			f.old.failed.Store(c.o.Now().UnixNano())
		}
		c.o.Failed(f.name, f.err)
	} else {
		f.stored = c.keep(f.page)
	}
	c.mu.Lock()
	delete(c.flights, f.name)
	c.mu.Unlock()
	close(f.done)
}

// takeOff waits for a slot, if the flight has none yet.
func (c *Cache) takeOff(ctx context.Context, f *flight) error {
	if !f.queued.Load() {
		c.waited(0)
		return nil
	}
	asked := c.o.Now()
	select {
	case c.slots <- struct{}{}:
		c.waited(c.o.Now().Sub(asked))
		f.queued.Store(false)
		return nil
	case <-ctx.Done():
		c.waited(c.o.Now().Sub(asked))
		return fmt.Errorf("wait for a turn to render %s: %w", f.name, ctx.Err())
	}
}

// render makes the page. The position is taken before the first query.
func (c *Cache) render(ctx context.Context, f *flight) (e *entry, err error) {
	defer func() {
		if p := recover(); p != nil {
			e, err = nil, fmt.Errorf("render %s: %w: %v\n%s", f.name, errPanic, p, debug.Stack())
		}
	}()
	if f.target.lite {
		f.mode |= Lite
	}
	if c.pressure.storm.Load() {
		f.mode |= Storm
	}
	r, err := f.target.request(ctx)
	if err != nil {
		return nil, err
	}
	c.stats.renders.Add(1)
	f.began, f.since = c.o.Now(), c.o.Positions.Head()
	page, err := c.o.Render(ctx, r, f.mode)
	if err == nil {
		err = page.check()
	}
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", f.name, err)
	}
	return newEntry(&c.o, f, page, c.o.Now()), nil
}

// keep stores what may be kept. What a commit has overtaken meanwhile may not.
func (c *Cache) keep(e *entry) bool {
	if len(e.keys) == 0 && e.status < http.StatusInternalServerError {
		c.stats.keyless.Add(1)
		c.o.Keyless(e.name)
	}
	if !e.kept || !c.unmoved(e) {
		return false
	}
	c.pages.Set(c.hash(e.name), e)
	return true
}

// noWait is for those whom nobody watches waiting.
func noWait(*entry) {}
