package pg

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"dateline.news/internal/bus"
)

// sender publishes over one connection, one notification at a time. A hint
// takes one round trip, and the node has better uses for the connections of
// the server than a pool of them.
type sender struct {
	config *pgx.ConnConfig
	turn   chan *pgx.Conn // holds the connection, nil before the first use; who has taken it may send
	closed chan struct{}
}

func newSender(config *pgx.ConnConfig) *sender {
	s := &sender{config: config, turn: make(chan *pgx.Conn, 1), closed: make(chan struct{})}
	s.turn <- nil
	return s
}

// send waits for its turn and publishes note. A connection that broke since
// the last hint is replaced once: a hint sent twice does no harm.
func (s *sender) send(ctx context.Context, channel, note string) error {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout) // so that close need not wait for ever
	defer cancel()
	conn, err := s.take(ctx)
	if err != nil {
		return err
	}
	defer func() { s.turn <- conn }()
	if conn != nil && !conn.IsClosed() {
		if err = notify(ctx, conn, channel, note); err == nil || ctx.Err() != nil || !conn.IsClosed() {
			return err
		}
	}
	fresh, err := s.connect(ctx)
	if err != nil {
		return err
	}
	conn = fresh
	return notify(ctx, conn, channel, note)
}

func (s *sender) take(ctx context.Context) (*pgx.Conn, error) {
	select {
	case conn := <-s.turn:
		return conn, nil
	case <-s.closed:
		return nil, bus.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *sender) connect(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, s.config)
	if err != nil {
		return nil, fmt.Errorf("connecting the bus: %w", err)
	}
	return conn, nil
}

func notify(ctx context.Context, conn *pgx.Conn, channel, note string) error {
	const query = `/* bus/pg notify */ SELECT pg_notify($1, $2)`
	_, err := conn.Exec(ctx, query, channel, note)
	return err
}

// close waits for the hint being sent, if any, and refuses all others. It may
// be called once.
func (s *sender) close() {
	close(s.closed)
	if conn := <-s.turn; conn != nil {
		hangUp(conn)
	}
}
