package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Dialect tells the two databases apart where their SQL has to differ.
type Dialect string

const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// ErrNone is returned by [One] when no row matches.
var ErrNone = sql.ErrNoRows

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	dialect    Dialect
	read       *sql.DB
	write      *sql.DB
	turn       *turnstile // nil where the database takes many writers
	now        func() time.Time
	statements sync.Map // SQL as written → statement
	reads      *preparedSet
	writes     *preparedSet
}

// New makes a DB of two pools, which it then owns. For SQLite, write must be
// limited to one connection. Readers and writers never share a pool: a
// transaction may read something beside itself, and must not wait for a
// connection that other transactions hold while they wait for the same.
func New(dialect Dialect, read, write *sql.DB, now func() time.Time) *DB {
	d := &DB{dialect: dialect, read: read, write: write, now: now}
	if dialect == SQLite {
		d.turn, d.reads, d.writes = &turnstile{}, newPreparedSet(read), newPreparedSet(write)
	}
	return d
}

// Dialect returns which database this is.
func (d *DB) Dialect() Dialect { return d.dialect }

// Now returns the time by the clock that the database was opened with.
func (d *DB) Now() time.Time { return d.now() }

// Pool returns the pool that may write, for tools that bring their own
// transactions (migrations). Everything else uses Write.
func (d *DB) Pool() *sql.DB { return d.write }

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.read.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

// Close closes both pools.
func (d *DB) Close() error {
	return errors.Join(d.read.Close(), d.write.Close())
}

func (d *DB) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	s, err := d.statement(text, args)
	if err != nil {
		return nil, err
	}
	rows, err := d.ask(ctx, s, storable(args))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.caller, err)
	}
	return rows, nil
}

func (d *DB) ask(ctx context.Context, s statement, args []any) (*sql.Rows, error) {
	if p, ready := d.reads.find(s.text); ready {
		return p.QueryContext(ctx, args...)
	}
	d.reads.prepare(ctx)
	return d.read.QueryContext(ctx, s.text, args...)
}

// statement returns the text as this database wants it, after checking the
// label and the number of arguments.
func (d *DB) statement(text string, args []any) (statement, error) {
	known, ok := d.statements.Load(text)
	if !ok {
		s, err := parseStatement(d.dialect, text)
		if err != nil {
			return statement{}, err
		}
		known, _ = d.statements.LoadOrStore(text, s)
	}
	s := known.(statement)
	if s.params != len(args) {
		return statement{}, fmt.Errorf("db: %s wants %d arguments and got %d", s.caller, s.params, len(args))
	}
	return s, nil
}
