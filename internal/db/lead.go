package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

// lockNumber is the advisory lock that stands for the name $1. The schema is
// part of it: two newsrooms in one database do not wait for each other.
const lockNumber = `hashtextextended(concat('dateline:', current_schema(), ':', $1::text), 0)`

const (
	leadPostgres = `/* db.Lead */ SELECT pg_try_advisory_lock(` + lockNumber + `)`
	heldPostgres = `/* db.Leadership.Held */ SELECT 1`
	lockPostgres = `/* db.Tx.Lock */ SELECT pg_advisory_xact_lock(` + lockNumber + `)`
)

// answerWithin is how long a leader's connection may be silent before the
// office counts as lost.
const answerWithin = 5 * time.Second

// Leadership is the office of being the only one, among all nodes on this
// database, who does a kind of work.
type Leadership struct {
	alive   func(context.Context) error
	release func()
}

// Held reports whether the office is still ours; a lost connection loses it.
func (l *Leadership) Held(ctx context.Context) bool { return l.alive(ctx) == nil }

// Release gives the office up.
func (l *Leadership) Release() { l.release() }

// Lead tries to take the office of the given name. It returns ok == false,
// and no error, while another node holds it. On PostgreSQL it is a session's
// advisory lock, gone with the connection; SQLite has one node, which leads.
func (d *DB) Lead(ctx context.Context, office string) (l *Leadership, ok bool, err error) {
	if d.dialect == SQLite {
		return &Leadership{alive: context.Context.Err, release: func() {}}, true, nil
	}
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("lead %s: %w", office, err)
	}
	if err := conn.QueryRowContext(ctx, leadPostgres, office).Scan(&ok); err != nil {
		discard(conn) // the lock may be ours without our knowing
		return nil, false, fmt.Errorf("lead %s: %w", office, err)
	}
	if !ok {
		_ = conn.Close()
		return nil, false, nil
	}
	return &Leadership{alive: func(ctx context.Context) error { return answers(ctx, conn) }, release: func() { discard(conn) }}, true, nil
}

func answers(ctx context.Context, conn *sql.Conn) error {
	ctx, stop := context.WithTimeout(ctx, answerWithin)
	defer stop()
	_, err := conn.ExecContext(ctx, heldPostgres)
	return err
}

// discard closes the session itself rather than handing it back to the pool:
// a session that goes on living would go on holding the lock.
func discard(conn *sql.Conn) {
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = conn.Close()
}

// Lock holds the named lock until the transaction ends. Every transaction on
// SQLite has it already: there is one writer.
func (t *Tx) Lock(ctx context.Context, name string) error {
	if t.db.dialect == SQLite {
		return nil
	}
	_, err := t.Exec(ctx, lockPostgres, name)
	return err
}
