// Package bustest holds every implementation of bus.Bus to the promises that
// package bus makes. Tests that use it should also verify with goleak, in
// their TestMain, that closing leaves no goroutine behind.
package bustest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dateline.news/internal/bus"
)

// Run runs the suite. open returns a new bus that hears no other one; the
// suite closes it.
func Run(t *testing.T, open func(t *testing.T) bus.Bus) {
	rules := []struct {
		name string
		test func(t *testing.T, b bus.Bus)
	}{
		{"a hint reaches every subscription of its topic", reachesAll},
		{"hints of other topics are not delivered", otherTopics},
		{"hints of one publisher keep their order", keepsOrder},
		{"a slow subscriber loses the oldest and holds up nobody", slowSubscriber},
		{"unsubscribing ends delivery and closes the channel", unsubscribe},
		{"the end of the context ends the subscription", contextEnds},
		{"close ends everything and refuses the rest", closing},
		{"any bytes up to the limit arrive unchanged", largePayload},
		{"what is too large or not a topic is refused", refused},
		{"the payload belongs to the caller again after Publish", copies},
		{"many publish, subscribe and leave at once", concurrent},
		{"a cancelled publish says so", cancelled},
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			t.Cleanup(func() { closeBus(t, b) })
			rule.test(t, b)
		})
	}
}

func reachesAll(t *testing.T, b bus.Bus) {
	subs := []*bus.Subscription{subscribe(t, b, "story:42"), subscribe(t, b, "story:42"), subscribe(t, b, "story:42")}
	publish(t, b, "story:42", "changed")
	for _, s := range subs {
		expect(t, s, "changed")
	}
}

func otherTopics(t *testing.T, b bus.Bus) {
	one, two := subscribe(t, b, "story:1"), subscribe(t, b, "story:12")
	publish(t, b, "story:12", "twelve")
	publish(t, b, "story:1", "one")
	expect(t, one, "one")
	expect(t, two, "twelve")
	publish(t, b, "story:1", "end") // whatever else was on its way has arrived when this has
	expect(t, one, "end")
	if n := len(two.Hints()); n != 0 {
		t.Errorf("%d hints of another topic were delivered", n)
	}
}

func keepsOrder(t *testing.T, b bus.Bus) {
	s := subscribe(t, b, "order")
	for i := range bus.Buffer / 2 {
		publish(t, b, "order", fmt.Sprint(i))
	}
	for i := range bus.Buffer / 2 {
		expect(t, s, fmt.Sprint(i))
	}
}

func slowSubscriber(t *testing.T, b bus.Bus) {
	const tooMany = 10
	slow, quick := subscribe(t, b, "busy"), subscribe(t, b, "busy")
	for i := range bus.Buffer + tooMany {
		publish(t, b, "busy", fmt.Sprint(i))
		expect(t, quick, fmt.Sprint(i))
	}
	// When a later hint of another topic has arrived, all of these have.
	publish(t, b, "busy", "last")
	end := subscribe(t, b, "end")
	publish(t, b, "end", "")
	expect(t, end, "")

	if got := slow.Dropped(); got != tooMany+1 {
		t.Errorf("Dropped() = %d, want %d", got, tooMany+1)
	}
	select {
	case <-slow.Lagged():
	default:
		t.Error("nobody told the slow subscriber that it missed something")
	}
	expect(t, slow, fmt.Sprint(tooMany+1)) // the oldest one that is left
	if got := quick.Dropped(); got != 0 {
		t.Errorf("the quick subscriber lost %d hints", got)
	}
}

func unsubscribe(t *testing.T, b bus.Bus) {
	leaving, staying := subscribe(t, b, "topic"), subscribe(t, b, "topic")
	leaving.Close()
	leaving.Close()
	publish(t, b, "topic", "after")
	expect(t, staying, "after")
	expectEnd(t, leaving)
}

func contextEnds(t *testing.T, b bus.Bus) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := b.Subscribe(ctx, "topic")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	expectEnd(t, s)
	if _, err := b.Subscribe(ctx, "topic"); !errors.Is(err, context.Canceled) {
		t.Errorf("subscribing with a context that has ended: %v", err)
	}
}

func closing(t *testing.T, b bus.Bus) {
	s := subscribe(t, b, "topic")
	closeBus(t, b)
	expectEnd(t, s)
	if err := b.Publish(t.Context(), "topic", nil); !errors.Is(err, bus.ErrClosed) {
		t.Errorf("Publish on a closed bus: %v", err)
	}
	if _, err := b.Subscribe(t.Context(), "topic"); !errors.Is(err, bus.ErrClosed) {
		t.Errorf("Subscribe on a closed bus: %v", err)
	}
	s.Close()
	closeBus(t, b)
}

func largePayload(t *testing.T, b bus.Bus) {
	topic := strings.Repeat("ü", bus.MaxTopic/2)
	s := subscribe(t, b, topic)
	every := make([]byte, bus.MaxPayload)
	for i := range every {
		every[i] = byte(i)
	}
	text := strings.Repeat("ش", bus.MaxPayload/2)
	for _, payload := range []string{string(every), text, "", "\n", "\x00", "a\nb"} {
		publish(t, b, topic, payload)
		expect(t, s, payload)
	}
}

func refused(t *testing.T, b bus.Bus) {
	if err := b.Publish(t.Context(), "topic", make([]byte, bus.MaxPayload+1)); !errors.Is(err, bus.ErrTooLarge) {
		t.Errorf("a payload that is too large: %v", err)
	}
	for _, topic := range []string{"", "two\nlines", "\x00", "\xff", strings.Repeat("x", bus.MaxTopic+1)} {
		if err := b.Publish(t.Context(), topic, nil); !errors.Is(err, bus.ErrTopic) {
			t.Errorf("Publish on %.20q: %v", topic, err)
		}
		if _, err := b.Subscribe(t.Context(), topic); !errors.Is(err, bus.ErrTopic) {
			t.Errorf("Subscribe to %.20q: %v", topic, err)
		}
	}
}

func copies(t *testing.T, b bus.Bus) {
	s := subscribe(t, b, "topic")
	payload := []byte("before")
	if err := b.Publish(t.Context(), "topic", payload); err != nil {
		t.Fatal(err)
	}
	copy(payload, "after!")
	expect(t, s, "before")
}

func concurrent(t *testing.T, b bus.Bus) {
	const workers, rounds = 8, 20
	all := subscribe(t, b, "all")
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range rounds {
				topic := fmt.Sprintf("worker:%d", w%3)
				s, err := b.Subscribe(t.Context(), topic)
				if err != nil {
					t.Error(err)
					return
				}
				err = errors.Join(
					b.Publish(t.Context(), topic, []byte("mine")),
					b.Publish(t.Context(), "all", fmt.Append(nil, w, i)),
				)
				if err != nil {
					t.Error(err)
				}
				<-s.Hints()
				s.Close()
			}
		})
	}
	wg.Wait()
	seen := make(map[string]bool)
	for range workers * rounds {
		seen[string(receive(t, all))] = true
	}
	if len(seen) != workers*rounds {
		t.Errorf("%d different hints arrived, want %d", len(seen), workers*rounds)
	}
}

func cancelled(t *testing.T, b bus.Bus) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Publish(ctx, "topic", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Publish with a context that has ended: %v", err)
	}
}

func subscribe(t *testing.T, b bus.Bus, topic string) *bus.Subscription {
	t.Helper()
	s, err := b.Subscribe(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func publish(t *testing.T, b bus.Bus, topic, payload string) {
	t.Helper()
	if err := b.Publish(t.Context(), topic, []byte(payload)); err != nil {
		t.Fatal(err)
	}
}

// receive waits for a hint as long as the test may run.
func receive(t *testing.T, s *bus.Subscription) []byte {
	t.Helper()
	payload, ok := <-s.Hints()
	if !ok {
		t.Fatalf("the subscription of %q has ended", s.Topic())
	}
	return payload
}

func expect(t *testing.T, s *bus.Subscription, want string) {
	t.Helper()
	if got := receive(t, s); !bytes.Equal(got, []byte(want)) {
		t.Fatalf("hint = %.40q, want %.40q", got, want)
	}
}

func expectEnd(t *testing.T, s *bus.Subscription) {
	t.Helper()
	if payload, ok := <-s.Hints(); ok {
		t.Fatalf("a hint %.40q arrived where the subscription should have ended", payload)
	}
}

func closeBus(t *testing.T, b bus.Bus) {
	t.Helper()
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}
