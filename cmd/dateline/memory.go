package main

import (
	"os"
	"runtime/debug"

	"dateline.news/internal/config"
)

const (
	// besideCache is the memory, in bytes, that the program may use beside the
	// pages that it keeps, before it collects garbage more eagerly.
	besideCache = 320 << 20
	// gcPercent lets garbage pile up to four times of what is in use: most of
	// what a page is made from is garbage at once, and collecting it at every
	// doubling costs a sixth of a render (docs/performance.md).
	gcPercent = 400
)

// tuneMemory sets how garbage is collected, unless the operator has.
func tuneMemory(c config.Config) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(c.CacheSize + besideCache)
	}
}
