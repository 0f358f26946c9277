package pg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// quiet is how long nothing may arrive before the connection is tried: a
	// server that vanished without a word is noticed after quiet + answer.
	quiet  = 30 * time.Second
	answer = 5 * time.Second

	dialTimeout = 10 * time.Second
	firstPause  = 100 * time.Millisecond
	longPause   = 15 * time.Second
)

// listen opens the dedicated connection and starts listening on the channel.
func (b *Bus) listen(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, b.config)
	if err != nil {
		return nil, fmt.Errorf("connecting the bus: %w", err)
	}
	query := `/* bus/pg listen */ LISTEN ` + pgx.Identifier{b.channel}.Sanitize()
	if _, err := conn.Exec(ctx, query); err != nil {
		hangUp(conn)
		return nil, fmt.Errorf("listening on channel %q: %w", b.channel, err)
	}
	return conn, nil
}

// receive hands on what arrives until ctx ends, through any number of lost
// connections.
func (b *Bus) receive(ctx context.Context, conn *pgx.Conn) {
	for {
		err := b.drain(ctx, conn)
		hangUp(conn)
		if ctx.Err() != nil {
			return
		}
		b.log.WarnContext(ctx, "The bus lost its connection to the database. Changes made on other nodes show up here up to a second later until it is back.",
			slog.Any("error", err))
		if conn, err = b.reconnect(ctx); err != nil {
			return
		}
		b.log.InfoContext(ctx, "The bus is connected again.")
		b.hub.Lag()
	}
}

// drain delivers notifications until the connection fails or ctx ends; it
// always returns an error.
func (b *Bus) drain(ctx context.Context, conn *pgx.Conn) error {
	for {
		note, err := b.next(ctx, conn)
		if err != nil {
			return err
		}
		topic, payload, err := decode(note.Payload)
		if err != nil {
			b.log.WarnContext(ctx, "A notification on the bus was not sent by this program and is ignored.",
				slog.String("channel", b.channel), slog.Any("error", err))
			continue
		}
		b.hub.Deliver(topic, payload)
	}
}

// next waits for one notification. When it has been quiet for long, it asks
// the server for a sign of life.
func (b *Bus) next(ctx context.Context, conn *pgx.Conn) (*pgconn.Notification, error) {
	for {
		wait, cancel := context.WithTimeout(ctx, quiet)
		note, err := conn.WaitForNotification(wait)
		cancel()
		if err == nil {
			return note, nil
		}
		if ctx.Err() != nil || conn.IsClosed() || !errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		if err := ping(ctx, conn); err != nil {
			return nil, fmt.Errorf("the database does not answer: %w", err)
		}
	}
}

func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	return conn.Ping(ctx)
}

// reconnect tries until it succeeds; only the end of ctx is an error.
func (b *Bus) reconnect(ctx context.Context) (*pgx.Conn, error) {
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		conn, err := b.listen(ctx)
		if err == nil {
			return conn, nil
		}
		b.log.DebugContext(ctx, "The bus could not connect and will try again.", slog.Any("error", err), slog.Duration("pause", pause))
		// Nodes that lost the same server shall not all come back at once.
		jittered := pause/2 + rand.N(pause/2)
		select {
		case <-time.After(jittered):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// hangUp closes conn without waiting long for a server that may be gone. Its
// error says nothing that the caller does not know.
func hangUp(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), answer)
	defer cancel()
	_ = conn.Close(ctx)
}
