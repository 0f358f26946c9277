package delivery

import "sync/atomic"

// counters count since the start.
type counters struct {
	hits, misses, stale, unchanged, renders, failures, keyless, evictions, hints, storms atomic.Uint64
}

// Stats are numbers for metrics. All but the last three only grow.
type Stats struct {
	Hits      uint64 // answers from what is kept
	Misses    uint64 // answers that waited for a render
	Stale     uint64 // answers with an older page
	Unchanged uint64 // of all these, answers with 304
	Renders   uint64
	Failures  uint64 // renders that failed
	Keyless   uint64 // pages that could not be kept for want of keys
	Evictions uint64 // pages that had to go for want of room
	Hints     uint64 // 103 Early Hints
	Storms    uint64

	Bytes   uint64 // what is kept weighs
	Pages   int    // kept, about
	InStorm bool
}

// Stats returns the numbers as they are.
func (c *Cache) Stats() Stats {
	s := &c.stats
	return Stats{
		Hits: s.hits.Load(), Misses: s.misses.Load(), Stale: s.stale.Load(), Unchanged: s.unchanged.Load(),
		Renders: s.renders.Load(), Failures: s.failures.Load(), Keyless: s.keyless.Load(), Evictions: s.evictions.Load(),
		Hints: s.hints.Load(), Storms: s.storms.Load(),
		Bytes: c.pages.WeightedSize(), Pages: c.pages.EstimatedSize(), InStorm: c.Storm(),
	}
}
