package delivery

import "time"

// For how long after it became stale a page may still be sent.
const (
	additionsWait = time.Second // while all renders are busy
	errorsWait    = time.Minute // while its render fails
	errorsRest    = time.Second // how long after a failure it is not tried again
)

// fresh reports whether an entry is what a render would make now, as far as
// keys and the clock can tell. It is on the path of every hit.
func (c *Cache) fresh(e *entry) bool {
	if e.storm && !c.pressure.storm.Load() {
		return false
	}
	if e.until != 0 && c.o.Now().UnixNano() >= e.until {
		return false
	}
	return c.unmoved(e)
}

// unmoved reports whether no key of an entry has moved past its position.
// Whatever moves after the head was read here has a position beyond it, so the
// next look will see that the log has grown.
func (c *Cache) unmoved(e *entry) bool {
	head := c.o.Positions.Head()
	seen := e.seen.Load()
	if seen >= head {
		return true
	}
	for _, key := range e.keys {
		if c.o.Positions.Changed(key) > e.since {
			return false
		}
	}
	for seen < head && !e.seen.CompareAndSwap(seen, head) {
		seen = e.seen.Load()
	}
	return true
}

// tolerable reports whether an entry, though not fresh, may be sent: nothing on
// it was removed, its time is not over, and it has been stale for no longer
// than limit.
func (c *Cache) tolerable(e *entry, limit time.Duration) bool {
	now := c.o.Now()
	if e.until != 0 && now.UnixNano() >= e.until {
		return false
	}
	// Read before the removals: what comes later is found by them or by the age.
	stale := !c.unmoved(e)
	for _, key := range e.keys {
		if c.o.Positions.Removed(key) > e.since {
			return false
		}
	}
	if !stale {
		return true
	}
	at, known := c.moves.after(e.seen.Load())
	return known && now.Sub(at) <= limit
}
