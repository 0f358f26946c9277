package cdn

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/delivery"
	"dateline.news/internal/job"
)

const (
	// again is after how long a purge is repeated: longer than a render and
	// its answer may take.
	again = 15 * time.Second
	// perJob is how many keys one job tells; Fastly takes 256 in one request.
	perJob = 256
	// perStep bounds the lines of the log that one transaction deals with.
	perStep = 8 * perJob
	// lookOver is how long a change waits at most when every hint is lost.
	lookOver = time.Second
	// confirm is how often the cursor is confirmed while nothing changes.
	confirm = time.Hour
)

const kind = "purge"

// order is the payload of a job: what the CDN is to drop.
type order struct {
	Keys []string `json:"keys,omitempty"` // as they stand in the tag headers
	All  bool     `json:"all,omitempty"`
}

// Purger follows the change log on behalf of a CDN.
type Purger struct {
	log  *slog.Logger
	db   *db.DB
	jobs *job.Queue
	wake chan struct{}
}

// New returns a purger whose jobs are done by tell. Call it before the queue
// runs.
func New(log *slog.Logger, d *db.DB, changes *change.Log, jobs *job.Queue, tell *Interface) *Purger {
	p := &Purger{log: log, db: d, jobs: jobs, wake: make(chan struct{}, 1)}
	job.HandleJSON(jobs, kind, tell.drop)
	changes.Hear(func([]change.Entry) {
		select {
		case p.wake <- struct{}{}:
		default: // it will look already
		}
	})
	return p
}

// Off has the orders that are left for a CDN which is no longer there thrown
// away. Should there be one again, it is told to drop everything. Call it in
// place of New.
func Off(d *db.DB, jobs *job.Queue) {
	job.HandleJSON(jobs, kind, func(ctx context.Context, _ order) error {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `/* cdn.Off */ DELETE FROM purge_cursor`)
			return err
		})
	})
}

// Follow makes jobs of changes until ctx ends. What fails is logged and tried
// again within a second.
func (p *Purger) Follow(ctx context.Context) error {
	tick := time.NewTicker(lookOver)
	defer tick.Stop()
	for {
		if err := p.CatchUp(ctx); err != nil && ctx.Err() == nil {
			p.log.ErrorContext(ctx, "the CDN cannot be told of changes; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-p.wake:
		case <-tick.C:
		}
	}
}

// CatchUp makes jobs of everything that the log has beyond the cursor.
func (p *Purger) CatchUp(ctx context.Context) error {
	for {
		due, err := p.behind(ctx)
		if err != nil || !due {
			return err
		}
		if err := p.db.Write(ctx, func(tx *db.Tx) error { return p.step(ctx, tx) }); err != nil {
			return fmt.Errorf("move the cursor of the purges: %w", err)
		}
	}
}

// behind reports whether there is something to write, so that an idle purger
// leaves the writer alone.
func (p *Purger) behind(ctx context.Context) (bool, error) {
	c, err := p.cursor(ctx, p.db)
	if err != nil {
		return false, err
	}
	if p.db.Now().Sub(c.at) >= confirm {
		return true, nil
	}
	end, err := change.End(ctx, p.db)
	return end > c.seq, err
}

// step moves the cursor over some lines and adds their jobs.
func (p *Purger) step(ctx context.Context, tx *db.Tx) error {
	if err := tx.Lock(ctx, kind); err != nil { // one node at a time
		return err
	}
	c, err := p.cursor(ctx, tx)
	if err != nil {
		return err
	}
	if tx.Now.Sub(c.at) >= change.Memory {
		return p.forgetAll(ctx, tx)
	}
	lines, err := change.Since(ctx, tx, c.seq, perStep)
	if err != nil {
		return err
	}
	if len(lines) > 0 {
		c.seq = lines[len(lines)-1].Seq
	}
	for keys := range slices.Chunk(tags(lines), perJob) {
		if err := p.enqueue(ctx, tx, order{Keys: keys}); err != nil {
			return err
		}
	}
	return p.move(ctx, tx, c.seq)
}

// forgetAll begins anew with a CDN of which nobody knows what it holds.
func (p *Purger) forgetAll(ctx context.Context, tx *db.Tx) error {
	end, err := change.End(ctx, tx)
	if err != nil {
		return err
	}
	if err := p.enqueue(ctx, tx, order{All: true}); err != nil {
		return err
	}
	return p.move(ctx, tx, end)
}

// enqueue adds an order twice, now and for when no older answer is under way.
func (p *Purger) enqueue(ctx context.Context, tx *db.Tx, o order) error {
	return errors.Join(p.jobs.Enqueue(ctx, tx, kind, o), p.jobs.Enqueue(ctx, tx, kind, o, job.At(tx.Now.Add(again))))
}

// tags are the keys of lines, each once, as a CDN knows them.
func tags(lines []change.Entry) []string {
	seen := make(map[string]bool, len(lines))
	var all []string
	for _, l := range lines {
		if !seen[l.Key] {
			seen[l.Key] = true
			all = append(all, delivery.Tag(l.Key))
		}
	}
	return all
}

// cursor is how far the CDN has been told.
type cursor struct {
	seq int64
	at  time.Time
}

// cursor reads the cursor. Before the first time it is as old as can be.
func (p *Purger) cursor(ctx context.Context, q db.Querier) (cursor, error) {
	c, err := db.One(ctx, q, func(row db.Row) (c cursor, err error) {
		err = row.Scan(&c.seq, db.ScanTime(&c.at))
		return c, err
	}, `/* cdn.cursor */ SELECT seq, at FROM purge_cursor WHERE id = 1`)
	if errors.Is(err, db.ErrNone) {
		return cursor{}, nil
	}
	return c, err
}

func (p *Purger) move(ctx context.Context, tx *db.Tx, to int64) error {
	_, err := tx.Exec(ctx, `/* cdn.move */ INSERT INTO purge_cursor (id, seq, at) VALUES (1, $1, $2)
		ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, at = excluded.at`, to, tx.Now)
	return err
}
