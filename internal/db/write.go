package db

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"time"
)

// Write calls f in a transaction that a person waits for and commits it when
// f returns nil. It goes ahead of every waiting WriteBatch.
//
// On both databases the outcome is as if all transactions had run one after
// the other. SQLite does run them so; PostgreSQL runs them at once and has the
// loser of a race begin again, so f may be called several times.
func (d *DB) Write(ctx context.Context, f func(*Tx) error) error {
	return d.writeIn(ctx, person, f)
}

// WriteBatch is Write for machines: imports, counters, clean-up. Keep a batch
// under about 10 ms, so that a person never waits longer than that.
func (d *DB) WriteBatch(ctx context.Context, f func(*Tx) error) error {
	return d.writeIn(ctx, machine, f)
}

const (
	// attempts is how often a transaction is run that PostgreSQL keeps
	// choosing as the loser of a race.
	attempts = 20
	// aside is how long, at most, a loser stands aside for each race it has
	// lost, so that the same transactions do not meet again and again.
	aside = 5 * time.Millisecond
)

func (d *DB) writeIn(ctx context.Context, who lane, f func(*Tx) error) error {
	for n := 1; ; n++ {
		t, err := d.writeOnce(ctx, who, f)
		if err == nil {
			t.committed()
			return nil
		}
		if n == attempts || !lostRace(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(rand.N(time.Duration(n) * aside)):
		}
	}
}

func (d *DB) writeOnce(ctx context.Context, who lane, f func(*Tx) error) (*Tx, error) {
	if d.turn == nil {
		return d.in(ctx, d.write, &sql.TxOptions{Isolation: sql.LevelSerializable}, f)
	}
	if err := d.turn.enter(ctx, who); err != nil {
		return nil, fmt.Errorf("wait for the database's writer: %w", err)
	}
	defer d.turn.leave()
	d.writes.prepare(ctx)
	return d.in(ctx, d.write, nil, f)
}
