// Package mem is the bus inside one process: publishing is a walk over the
// subscriptions of the topic, and nothing runs in the background.
package mem

import (
	"context"
	"slices"

	"dateline.news/internal/bus"
)

// Bus implements bus.Bus for one process.
type Bus struct {
	hub bus.Hub
}

var _ bus.Bus = (*Bus)(nil)

// New returns a bus without subscriptions.
func New() *Bus { return new(Bus) }

// Publish implements bus.Bus. When it returns, the hint is in every buffer.
func (b *Bus) Publish(ctx context.Context, topic string, payload []byte) error {
	if err := bus.Check(topic, payload); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if b.hub.Closed() {
		return bus.ErrClosed
	}
	b.hub.Deliver(topic, slices.Clone(payload))
	return nil
}

// Subscribe implements bus.Bus.
func (b *Bus) Subscribe(ctx context.Context, topic string) (*bus.Subscription, error) {
	return b.hub.Subscribe(ctx, topic)
}

// Close implements bus.Bus.
func (b *Bus) Close() error {
	b.hub.Close()
	return nil
}
