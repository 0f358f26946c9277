package bus

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Sizes that hold for every bus, so that a program that works on one node
// works on several. They are what fits into one PostgreSQL notification of
// 8,000 bytes, whatever the bytes of the payload are.
const (
	MaxTopic   = 200  // bytes of a topic
	MaxPayload = 5800 // bytes of a payload
	Buffer     = 256  // hints that wait in one subscription
)

var (
	// ErrClosed is returned by the verbs of a bus that has been closed.
	ErrClosed = errors.New("the bus is closed")
	// ErrTooLarge says that a payload is longer than MaxPayload.
	ErrTooLarge = errors.New("the hint is too large")
	// ErrTopic says that a topic cannot be used.
	ErrTopic = errors.New("the topic cannot be used")
)

// Bus sends hints to whoever listens. All methods may be called at once from
// many goroutines.
type Bus interface {
	// Publish sends payload to all subscriptions of topic. It copies payload
	// and returns before anybody has read it. An error means that the hint was
	// certainly or probably not sent; the caller may ignore it.
	Publish(ctx context.Context, topic string, payload []byte) error

	// Subscribe starts listening. Every hint published after Subscribe has
	// returned is delivered or counted as dropped, as long as the connection
	// holds. The subscription ends with ctx, with its own Close, or with the bus.
	Subscribe(ctx context.Context, topic string) (*Subscription, error)

	// Close ends all subscriptions and waits for the goroutines of the bus.
	// Closing twice is harmless.
	Close() error
}

// Check says whether a hint may be published: ErrTopic for a topic that is
// empty, too long or not printable text, ErrTooLarge for a payload that is too
// long.
func Check(topic string, payload []byte) error {
	if err := CheckTopic(topic); err != nil {
		return err
	}
	if len(payload) > MaxPayload {
		return fmt.Errorf("publishing on %q: %w: %d bytes, and %d is the most", topic, ErrTooLarge, len(payload), MaxPayload)
	}
	return nil
}

// CheckTopic returns ErrTopic for a topic that is empty, longer than MaxTopic,
// not UTF-8, or that contains control characters.
func CheckTopic(topic string) error {
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	switch {
	case topic == "":
		return fmt.Errorf("%w: it is empty", ErrTopic)
	case len(topic) > MaxTopic:
		return fmt.Errorf("%w: %d bytes, and %d is the most", ErrTopic, len(topic), MaxTopic)
	case !utf8.ValidString(topic), strings.ContainsFunc(topic, isControl):
		return fmt.Errorf("%w: %q is not printable text", ErrTopic, topic)
	}
	return nil
}
