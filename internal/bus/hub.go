package bus

import (
	"context"
	"slices"
	"sync"
)

// Hub is the part that every bus has in common: the subscriptions of this
// process. The zero Hub is ready to use.
type Hub struct {
	mu     sync.RWMutex
	topics map[string][]*Subscription
	closed bool
	ending sync.WaitGroup // subscriptions whose end is under way or still ahead
}

// Subscribe adds a subscription that lasts until ctx ends, the subscription
// is closed, or the hub is.
func (h *Hub) Subscribe(ctx context.Context, topic string) (*Subscription, error) {
	if err := CheckTopic(topic); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s := &Subscription{topic: topic, hints: make(chan []byte, Buffer), lagged: make(chan struct{}, 1)}
	if err := h.add(ctx, s); err != nil {
		return nil, err
	}
	return s, nil
}

// add enters s and arranges its end, both before anybody else can see it.
func (h *Hub) add(ctx context.Context, s *Subscription) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return ErrClosed
	}
	leave := sync.OnceFunc(func() {
		h.remove(s)
		s.end()
	})
	h.ending.Add(1)
	unwatch := context.AfterFunc(ctx, func() {
		defer h.ending.Done()
		leave()
	})
	s.leave = func() {
		if unwatch() {
			defer h.ending.Done()
		}
		leave()
	}
	if h.topics == nil {
		h.topics = make(map[string][]*Subscription)
	}
	h.topics[s.topic] = append(h.topics[s.topic], s)
	return nil
}

// remove makes a new slice, because Deliver may be walking the old one.
func (h *Hub) remove(s *Subscription) {
	h.mu.Lock()
	defer h.mu.Unlock()
	rest := slices.DeleteFunc(slices.Clone(h.topics[s.topic]), func(o *Subscription) bool { return o == s })
	if len(rest) == 0 {
		delete(h.topics, s.topic)
		return
	}
	h.topics[s.topic] = rest
}

// Deliver hands payload to the subscriptions of topic in this process. The
// caller must not change payload afterwards.
func (h *Hub) Deliver(topic string, payload []byte) {
	h.mu.RLock()
	subs := h.topics[topic]
	h.mu.RUnlock()
	for _, s := range subs {
		s.deliver(payload)
	}
}

// Lag tells every subscription that it may have missed something.
func (h *Hub) Lag() {
	for _, s := range h.all() {
		s.lag()
	}
}

// Closed reports whether Close has been called.
func (h *Hub) Closed() bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.closed
}

// Close ends all subscriptions and waits until they have ended.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	for _, s := range h.all() {
		s.Close()
	}
	h.ending.Wait()
}

func (h *Hub) all() []*Subscription {
	h.mu.RLock()
	defer h.mu.RUnlock()
	var all []*Subscription
	for _, subs := range h.topics {
		all = append(all, subs...)
	}
	return all
}
