package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Tx is a transaction under way. Helpers that belong into somebody else's
// transaction take one.
type Tx struct {
	Now      time.Time // one moment for everything that the transaction writes
	db       *DB
	prepared *preparedSet
	tx       *sql.Tx
	gathered []gathering
	after    []func()
}

// Dialect returns which database the transaction runs on.
func (t *Tx) Dialect() Dialect { return t.db.dialect }

// Exec runs a statement and returns how many rows it touched.
func (t *Tx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	s, err := t.db.statement(text, args)
	if err != nil {
		return 0, err
	}
	result, err := t.exec(ctx, s, storable(args))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", s.caller, err)
	}
	touched, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("%s: count the rows: %w", s.caller, err)
	}
	return touched, nil
}

// AfterCommit has f called once the transaction is on disk and others may
// write again, before Write returns. It is not called when the transaction is
// rolled back.
func (t *Tx) AfterCommit(f func()) { t.after = append(t.after, f) }

func (t *Tx) query(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	s, err := t.db.statement(text, args)
	if err != nil {
		return nil, err
	}
	rows, err := t.ask(ctx, s, storable(args))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.caller, err)
	}
	return rows, nil
}

func (t *Tx) exec(ctx context.Context, s statement, args []any) (sql.Result, error) {
	if p, ready := t.prepared.find(s.text); ready {
		return t.tx.StmtContext(ctx, p).ExecContext(ctx, args...)
	}
	return t.tx.ExecContext(ctx, s.text, args...)
}

func (t *Tx) ask(ctx context.Context, s statement, args []any) (*sql.Rows, error) {
	if p, ready := t.prepared.find(s.text); ready {
		return t.tx.StmtContext(ctx, p).QueryContext(ctx, args...)
	}
	return t.tx.QueryContext(ctx, s.text, args...)
}

// Gather collects items under a name, each once; flush is called with all of
// them right before the transaction commits. It is for what many helpers of
// one transaction add to and should be written once, at the end.
func (t *Tx) Gather(name string, flush func(context.Context, []string) error, items ...string) {
	i := slices.IndexFunc(t.gathered, func(g gathering) bool { return g.name == name })
	if i < 0 {
		i = len(t.gathered)
		t.gathered = append(t.gathered, gathering{name: name, known: map[string]bool{}, flush: flush})
	}
	g := &t.gathered[i]
	for _, item := range items {
		if !g.known[item] {
			g.known[item] = true
			g.items = append(g.items, item)
		}
	}
}

type gathering struct {
	name  string
	items []string // in the order in which they came
	known map[string]bool
	flush func(context.Context, []string) error
}

func (t *Tx) flush(ctx context.Context) error {
	for _, g := range t.gathered {
		if err := g.flush(ctx, g.items); err != nil {
			return err
		}
	}
	return nil
}

// Read calls f with a transaction that sees one unchanging state of the
// database and cannot write.
func (d *DB) Read(ctx context.Context, f func(*Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if d.dialect == PostgreSQL {
		opts.Isolation = sql.LevelRepeatableRead
	}
	t, err := d.in(ctx, d.read, opts, f)
	if err != nil {
		return err
	}
	t.committed()
	return nil
}

// in calls f in one transaction of the pool and commits it.
func (d *DB) in(ctx context.Context, pool *sql.DB, opts *sql.TxOptions, f func(*Tx) error) (*Tx, error) {
	tx, err := pool.BeginTx(ctx, opts)
	if err != nil {
		return nil, fmt.Errorf("begin transaction: %w", err)
	}
	// Rollback after a commit does nothing; it matters when f fails or panics.
	defer func() { _ = tx.Rollback() }()
	t := &Tx{Now: d.now(), db: d, prepared: d.setOf(pool), tx: tx}
	if err := f(t); err != nil {
		return nil, err
	}
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("commit transaction: %w", err)
	}
	return t, nil
}

// setOf returns the prepared statements of a pool, or nil.
func (d *DB) setOf(pool *sql.DB) *preparedSet {
	if pool == d.write {
		return d.writes
	}
	return d.reads
}

func (t *Tx) committed() {
	for _, f := range t.after {
		f()
	}
}

// lostRace reports whether PostgreSQL gave the transaction up in favour of
// another (serialization_failure, deadlock_detected), so that a new try is right.
func lostRace(err error) bool {
	coded, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err)
	return ok && (coded.SQLState() == "40001" || coded.SQLState() == "40P01")
}
