package delivery

import (
	"sync"
	"sync/atomic"
	"time"
)

// What makes a storm: for a whole stormWindow every render waits for its turn
// for stormWait or longer. It is over when for stormCalm none waited for
// calmWait. A burst that is soon worked off is none: the shortest wait tells a
// standing queue from a passing one (as in CoDel, RFC 8289).
const (
	stormWait   = 50 * time.Millisecond
	stormWindow = time.Second
	calmWait    = 5 * time.Millisecond
	stormCalm   = 10 * time.Second
	stormLook   = time.Second // how often a storm is asked whether it is over
)

// pressure measures how long renders wait for their turn.
type pressure struct {
	storm atomic.Bool

	mu     sync.Mutex
	queued bool      // the last render waited for stormWait,
	since  time.Time // and so has every one since
	loud   time.Time // the last time that one waited for calmWait
}

// observe takes a wait into account and reports whether a storm has begun.
func (p *pressure) observe(wait time.Duration, now time.Time) (begun bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wait >= calmWait {
		p.loud = now
	}
	if wait < stormWait {
		p.queued = false
		return false
	}
	if !p.queued {
		p.queued, p.since = true, now
	}
	if p.storm.Load() || now.Sub(p.since) < stormWindow {
		return false
	}
	p.storm.Store(true)
	return true
}

// look reports whether a storm is over.
func (p *pressure) look(now time.Time) (over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.storm.Load() || now.Sub(p.loud) < stormCalm {
		return false
	}
	p.storm.Store(false)
	p.queued = false
	return true
}

// Storm reports whether there is a storm.
func (c *Cache) Storm() bool { return c.pressure.storm.Load() }

// waited notes how long a render waited for its turn.
func (c *Cache) waited(wait time.Duration) {
	if !c.pressure.observe(wait, c.o.Now()) {
		return
	}
	c.stats.storms.Add(1)
	c.o.Stormy(true)
	c.work.Go(c.watchStorm)
}

// watchStorm waits for the storm's end.
func (c *Cache) watchStorm() {
	tick := time.NewTicker(stormLook)
	defer tick.Stop()
	for {
		select {
		case <-c.life.Done():
			return
		case <-tick.C:
			if c.pressure.look(c.o.Now()) {
				c.o.Stormy(false)
				return
			}
		}
	}
}
