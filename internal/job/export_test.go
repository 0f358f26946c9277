package job

import (
	"context"
	"time"
)

const Lease = lease

// Wake has the queue look at once, as it does every second.
func (q *Queue) Wake() { q.hint() }

// Round runs the tasks that are due, as the leader does every second.
func (q *Queue) Round(ctx context.Context, tasks []Task) { q.round(ctx, tasks) }

// Claimed is a job that a node holds, as if it were about to run it.
type Claimed struct{ c claimed }

// Claim takes the next job, if there is one, and says how long to wait if not.
func (q *Queue) Claim(ctx context.Context) (held *Claimed, wait time.Duration, err error) {
	c, wait, err := q.claim(ctx)
	if c == nil {
		return nil, wait, err
	}
	return &Claimed{*c}, wait, err
}

// Extend renews the lease, as a living node does.
func (q *Queue) Extend(ctx context.Context, held *Claimed) error { return q.extend(ctx, held.c) }

// Record notes how the job went.
func (q *Queue) Record(ctx context.Context, held *Claimed, failure error) error {
	return q.record(ctx, held.c, failure)
}
