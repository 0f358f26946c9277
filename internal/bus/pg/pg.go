package pg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"dateline.news/internal/bus"
)

// maxChannel is the length of a PostgreSQL identifier; the server would cut a
// longer one silently for LISTEN and refuse it for NOTIFY.
const maxChannel = 63

// ErrChannel says that a channel name cannot be used.
var ErrChannel = errors.New("the notification channel cannot be used")

// Bus implements bus.Bus on a PostgreSQL database.
type Bus struct {
	hub     bus.Hub
	log     *slog.Logger
	channel string
	config  *pgx.ConnConfig
	sender  *sender

	stop      context.CancelFunc
	listening sync.WaitGroup
	closing   sync.Once
}

var _ bus.Bus = (*Bus)(nil)

// Open connects to the database at url and starts listening. Nodes hear each
// other when they share the database and the channel, which may be any name
// of up to 63 bytes. Lost connections are reported to log.
func Open(ctx context.Context, log *slog.Logger, url, channel string) (*Bus, error) {
	if err := checkChannel(channel); err != nil {
		return nil, err
	}
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("reading the database URL of the bus: %w", err)
	}
	b := &Bus{log: log, channel: channel, config: config, sender: newSender(config)}
	conn, err := b.listen(ctx)
	if err != nil {
		return nil, err
	}
	// The listener outlives the call that opened the bus; Close ends it.
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	b.stop = stop
	b.listening.Go(func() { b.receive(background, conn) })
	return b, nil
}

func checkChannel(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("%w: it has no name", ErrChannel)
	case len(name) > maxChannel:
		return fmt.Errorf("%w: %q is longer than %d bytes", ErrChannel, name, maxChannel)
	case !utf8.ValidString(name), strings.ContainsRune(name, 0):
		return fmt.Errorf("%w: %q is not text", ErrChannel, name)
	}
	return nil
}

// Publish implements bus.Bus. It takes one round trip to the server. When ctx
// ends meanwhile, the hint may have been sent or not.
func (b *Bus) Publish(ctx context.Context, topic string, payload []byte) error {
	if err := bus.Check(topic, payload); err != nil {
		return err
	}
	if b.hub.Closed() {
		return bus.ErrClosed
	}
	if err := b.sender.send(ctx, b.channel, encode(topic, payload)); err != nil {
		if b.hub.Closed() {
			return bus.ErrClosed
		}
		return fmt.Errorf("publishing a hint on %q: %w", topic, err)
	}
	return nil
}

// Subscribe implements bus.Bus. It does not talk to the server: the bus
// listens to all topics already.
func (b *Bus) Subscribe(ctx context.Context, topic string) (*bus.Subscription, error) {
	return b.hub.Subscribe(ctx, topic)
}

// Close implements bus.Bus.
func (b *Bus) Close() error {
	b.closing.Do(func() {
		b.hub.Close()
		b.stop()
		b.listening.Wait()
		b.sender.close()
	})
	return nil
}
