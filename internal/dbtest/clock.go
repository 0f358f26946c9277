package dbtest

import (
	"sync/atomic"
	"time"
)

// Clock stands still until it is told that time passes. It may be read and
// moved by many goroutines.
type Clock struct{ ns atomic.Int64 }

// NewClock returns a clock at noon of 18 May 2001, UTC.
func NewClock() *Clock {
	c := new(Clock)
	c.ns.Store(time.Date(2001, time.May, 18, 12, 0, 0, 0, time.UTC).UnixNano())
	return c
}

// Now returns the time on the clock.
func (c *Clock) Now() time.Time { return time.Unix(0, c.ns.Load()).UTC() }

// Pass moves the clock forward.
func (c *Clock) Pass(by time.Duration) { c.ns.Add(int64(by)) }
