package job

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"dateline.news/internal/db"
)

const (
	lease    = 15 * time.Second // how long a dead node keeps a job from the others
	renew    = 5 * time.Second
	atOnce   = 4           // jobs of one node that run at the same time
	lookOver = time.Second // the longest a due job waits when every hint is lost
)

// permanent marks an error that no further attempt can mend.
type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

// Permanent says that trying again is of no use: the job is given up at once.
func Permanent(err error) error { return permanent{err} }

// errNeverEnded is recorded of a job that was begun as often as may be without
// an outcome.
var errNeverEnded = errors.New("every attempt ended with the death of its node; the job may be what killed them")

// claimed is a job that this node holds.
type claimed struct {
	id, version int64
	kind        string
	payload     []byte
	attempts    int
}

// Run does due jobs until ctx ends, then waits for those under way, whose own
// context ends with ctx.
func (q *Queue) Run(ctx context.Context) error {
	if err := q.reclaim(ctx); err != nil {
		if ctx.Err() != nil {
			return nil // told to stop before it began
		}
		return err
	}
	var running sync.WaitGroup
	defer running.Wait()
	places := make(chan struct{}, atOnce)
	for ctx.Err() == nil {
		places <- struct{}{} // those who hold one end with ctx
		c, next, err := q.claim(ctx)
		if err != nil {
			<-places
			if ctx.Err() == nil {
				q.log.ErrorContext(ctx, "jobs cannot be read; trying again", "error", err)
				q.pause(ctx, lookOver)
			}
			continue
		}
		if c == nil {
			<-places
			q.pause(ctx, next)
			continue
		}
		running.Go(func() {
			defer func() { <-places; q.hint() }()
			q.do(ctx, *c)
		})
	}
	return nil
}

func (q *Queue) pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-q.wake:
	case <-timer.C:
	}
}

// reclaim frees what an earlier process on this database held, where there
// can be no other process: SQLite has one server.
func (q *Queue) reclaim(ctx context.Context) error {
	if q.db.Dialect() != db.SQLite {
		return nil
	}
	return q.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* job.reclaim */ UPDATE job SET leased_by = '', leased_until = NULL WHERE leased_until IS NOT NULL`)
		return err
	})
}

const (
	claimSQLite = `/* job.claim */ UPDATE job SET leased_by = $1, leased_until = $2, attempts = attempts + 1
		WHERE id = (SELECT id FROM job WHERE due_at <= $3 AND (leased_until IS NULL OR leased_until < $3) ORDER BY due_at, id LIMIT 1)
		RETURNING id, version, kind, payload, attempts`
	claimPostgres = `/* job.claim */ UPDATE job SET leased_by = $1, leased_until = $2, attempts = attempts + 1
		WHERE id = (SELECT id FROM job WHERE due_at <= $3 AND (leased_until IS NULL OR leased_until < $3) ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
		RETURNING id, version, kind, payload, attempts`
)

// claim takes the job that is due first, or returns none and how long to wait
// before it is worth asking again.
func (q *Queue) claim(ctx context.Context) (c *claimed, wait time.Duration, err error) {
	if wait, err = q.untilDue(ctx); err != nil || wait > 0 {
		return nil, wait, err
	}
	text := claimSQLite
	if q.db.Dialect() == db.PostgreSQL {
		text = claimPostgres
	}
	err = q.db.Write(ctx, func(tx *db.Tx) error {
		c = nil // an earlier run of this transaction may have lost what it had claimed
		got, err := db.All(ctx, tx, scanClaimed, text, q.node, tx.Now.Add(lease), tx.Now)
		if len(got) > 0 {
			c = &got[0]
		}
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return c, lookOver, nil
}

// untilDue looks without writing, so that an idle queue leaves the writer alone.
func (q *Queue) untilDue(ctx context.Context) (time.Duration, error) {
	now := q.db.Now()
	var due time.Time
	_, err := db.One(ctx, q.db, func(row db.Row) (int, error) { return 0, row.Scan(db.ScanTime(&due)) },
		`/* job.untilDue */ SELECT MIN(due_at) FROM job WHERE due_at IS NOT NULL AND (leased_until IS NULL OR leased_until < $1)`, now)
	if err != nil {
		return 0, err
	}
	if due.IsZero() {
		return lookOver, nil
	}
	return min(due.Sub(now), lookOver), nil
}

func scanClaimed(row db.Row) (c claimed, err error) {
	err = row.Scan(&c.id, &c.version, &c.kind, &c.payload, &c.attempts)
	return c, err
}

// do runs one job under its lease and records how it went. What the end of ctx
// broke off has not failed; it goes back as if it had not been begun.
func (q *Queue) do(ctx context.Context, c claimed) {
	running, stop := context.WithCancel(ctx)
	var renewing sync.WaitGroup
	renewing.Go(func() { q.keepLease(running, c) })
	err := q.call(running, c)
	stop()
	renewing.Wait()
	record := q.record
	if err != nil && ctx.Err() != nil {
		record = q.giveBack
	}
	if err := record(context.WithoutCancel(ctx), c, err); err != nil {
		q.log.ErrorContext(ctx, "a job's outcome could not be recorded; it will run again", "kind", c.kind, "job", c.id, "error", err)
	}
}

func (q *Queue) call(ctx context.Context, c claimed) (err error) {
	if c.attempts > MaxAttempts {
		return Permanent(errNeverEnded)
	}
	h, known := q.handlers[c.kind]
	if !known {
		return fmt.Errorf("nothing on this node handles jobs of kind %q", c.kind)
	}
	return guarded(func() error { return h(ctx, c.payload) })
}

// guarded makes a panic an error that says where it came from.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

func (q *Queue) keepLease(ctx context.Context, c claimed) {
	tick := time.NewTicker(renew)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := q.extend(ctx, c); err != nil && ctx.Err() == nil {
			q.log.WarnContext(ctx, "a job's lease could not be renewed", "kind", c.kind, "job", c.id, "error", err)
		}
	}
}

func (q *Queue) extend(ctx context.Context, c claimed) error {
	return q.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* job.extend */ UPDATE job SET leased_until = $1 WHERE id = $2 AND version = $3 AND leased_by = $4`,
			tx.Now.Add(lease), c.id, c.version, q.node)
		return err
	})
}
