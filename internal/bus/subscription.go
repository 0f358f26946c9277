package bus

import (
	"sync"
	"sync/atomic"
)

// Subscription is one listener's end of a topic.
type Subscription struct {
	topic   string
	hints   chan []byte
	lagged  chan struct{}
	dropped atomic.Uint64
	leave   func() // takes the subscription out of its hub; runs once

	mu    sync.Mutex // guards the sending side of hints
	ended bool
}

// Topic returns the topic that was subscribed to.
func (s *Subscription) Topic() string { return s.topic }

// Hints delivers the payloads, oldest first. They are shared with other
// subscribers and must not be changed. The channel is closed when the
// subscription ends.
func (s *Subscription) Hints() <-chan []byte { return s.hints }

// Lagged receives a value when hints may have been missed since the last one:
// whatever was derived from hints should be read again from the truth.
// Several reasons are told as one. The channel is never closed.
func (s *Subscription) Lagged() <-chan struct{} { return s.lagged }

// Dropped returns how many hints this subscription has lost because nobody
// read them in time. Those lost with a connection cannot be counted.
func (s *Subscription) Dropped() uint64 { return s.dropped.Load() }

// Close ends the subscription. What is still in the buffer can be read.
// Closing twice is harmless.
func (s *Subscription) Close() { s.leave() }

// deliver puts payload into the buffer, in place of the oldest hint when the
// buffer is full. It never blocks: only deliver sends, and it holds mu.
func (s *Subscription) deliver(payload []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	for {
		select {
		case s.hints <- payload:
			return
		default:
		}
		select {
		case <-s.hints:
			s.dropped.Add(1)
			s.lag()
		default: // the reader took one just now
		}
	}
}

func (s *Subscription) lag() {
	select {
	case s.lagged <- struct{}{}:
	default: // the last one has not been read yet, and says the same
	}
}

func (s *Subscription) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.ended = true
		close(s.hints)
	}
}
