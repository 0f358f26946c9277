package delivery

import (
	"sync"
	"time"
)

// The memory of moves: 1,024 of them, at least 100 ms apart, reach back for
// more than the minute that matters however fast the log grows.
const (
	movesKept  = 1024
	movesApart = 100 * time.Millisecond
)

// moves remembers when the log grew.
type moves struct {
	mu   sync.Mutex
	ring [movesKept]move
	n    int   // how many there have been
	from int64 // the log's position before the oldest that is remembered
}

// move says that the log grew up to a position, beginning at a time.
type move struct {
	to int64
	at time.Time
}

func (m *moves) note(head int64, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.n > 0 {
		last := &m.ring[(m.n-1)%movesKept]
		if head <= last.to {
			return
		}
		if now.Sub(last.at) < movesApart {
			last.to = head // of several in a row the time of the first counts
			return
		}
	}
	slot := &m.ring[m.n%movesKept]
	if m.n >= movesKept {
		m.from = slot.to
	}
	*slot = move{head, now}
	m.n++
}

// after returns when the log first moved beyond a position, or earlier. It is
// not known of positions that are too old, and of moves that nobody noted.
func (m *moves) after(position int64) (at time.Time, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if position < m.from {
		return time.Time{}, false
	}
	low, high := max(0, m.n-movesKept), m.n
	for low < high {
		middle := (low + high) / 2
		if m.ring[middle%movesKept].to > position {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low == m.n {
		return time.Time{}, false
	}
	return m.ring[low%movesKept].at, true
}
