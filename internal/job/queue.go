package job

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"dateline.news/internal/db"
)

// MaxAttempts is how often a job is tried before it is given up: for about
// thirteen hours, so that a night without a mail server loses no letter.
const MaxAttempts = 24

// Handler does the work of one kind of job. It may be called again for a job
// that it has already done.
type Handler func(ctx context.Context, payload []byte) error

// Queue takes jobs and, on nodes that call Run, does them.
type Queue struct {
	log      *slog.Logger
	db       *db.DB
	node     string // who holds a lease
	handlers map[string]Handler
	wake     chan struct{}
	gaveUp   func(kind string, err error)
}

// New returns a queue; node is a name that no other running node has.
func New(log *slog.Logger, d *db.DB, node string) *Queue {
	return &Queue{
		log: log, db: d, node: node,
		handlers: map[string]Handler{},
		wake:     make(chan struct{}, 1),
		gaveUp:   func(string, error) {},
	}
}

// Handle registers who does the jobs of a kind. Register before Run.
func (q *Queue) Handle(kind string, h Handler) { q.handlers[kind] = h }

// OnGivenUp has f called when a job has failed for the last time.
func (q *Queue) OnGivenUp(f func(kind string, err error)) { q.gaveUp = f }

// HandleJSON registers a handler whose payload is a T.
func HandleJSON[T any](q *Queue, kind string, h func(ctx context.Context, payload T) error) {
	q.Handle(kind, func(ctx context.Context, raw []byte) error {
		var payload T
		if err := json.Unmarshal(raw, &payload); err != nil {
			return Permanent(fmt.Errorf("read the payload of a %s job: %w", kind, err))
		}
		return h(ctx, payload)
	})
}

// An Option says when a job is due and how it relates to others.
type Option func(*request)

type request struct {
	due  time.Time
	once string
}

// At makes the job due at t instead of at once.
func At(t time.Time) Option { return func(r *request) { r.due = t } }

// Once gives the job a key: enqueuing the same key again replaces what is
// waiting under it, time and payload.
func Once(key string) Option { return func(r *request) { r.once = key } }

// Enqueue adds a job as part of tx. The payload is stored as JSON.
func (q *Queue) Enqueue(ctx context.Context, tx *db.Tx, kind string, payload any, options ...Option) error {
	r := request{due: tx.Now}
	for _, o := range options {
		o(&r)
	}
	_, err := tx.Exec(ctx, `/* job.Enqueue */
		INSERT INTO job (kind, payload, once_key, due_at, created_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (once_key) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, due_at = excluded.due_at,
			version = job.version + 1, attempts = 0, leased_by = '', leased_until = NULL, last_error = ''`,
		kind, db.JSON(payload), db.OrNull(r.once), r.due, tx.Now)
	if err != nil {
		return err
	}
	tx.AfterCommit(q.hint)
	return nil
}

// Cancel takes back the job that waits under a key, if there is one.
func (q *Queue) Cancel(ctx context.Context, tx *db.Tx, once string) error {
	_, err := tx.Exec(ctx, `/* job.Cancel */ DELETE FROM job WHERE once_key = $1`, once)
	return err
}

func (q *Queue) hint() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// Waiting is a job that has not succeeded yet, for a person to look at.
type Waiting struct {
	ID        int64
	Kind      string
	Due       time.Time // zero: given up
	Attempts  int
	LastError string
}

// List returns the jobs that have not succeeded yet, the next due first, the
// ones given up last; at most 1,000.
func (q *Queue) List(ctx context.Context) ([]Waiting, error) {
	return db.All(ctx, q.db, func(row db.Row) (w Waiting, err error) {
		err = row.Scan(&w.ID, &w.Kind, db.ScanTime(&w.Due), &w.Attempts, &w.LastError)
		return w, err
	}, `/* job.List */ SELECT id, kind, due_at, attempts, last_error FROM job ORDER BY due_at IS NULL, due_at, id LIMIT 1000`)
}
