package job

import (
	"context"
	"errors"
	"time"

	"dateline.news/internal/db"
)

// record removes a job that succeeded, and sets the next attempt of one that
// did not. A job that was replaced while it ran has another version and stays.
func (q *Queue) record(ctx context.Context, c claimed, failure error) error {
	if failure == nil {
		return q.db.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `/* job.succeeded */ DELETE FROM job WHERE id = $1 AND version = $2`, c.id, c.version)
			return err
		})
	}
	last := errors.As(failure, new(permanent)) || c.attempts >= MaxAttempts
	var due time.Time
	if !last {
		due = q.db.Now().Add(backoff(c.attempts))
	}
	ours, err := q.failed(ctx, c, due, failure)
	if err != nil || !ours {
		return err
	}
	if last {
		q.log.ErrorContext(ctx, "a job has been given up", "kind", c.kind, "job", c.id, "attempts", c.attempts, "error", failure)
		q.gaveUp(c.kind, failure)
		return nil
	}
	q.log.WarnContext(ctx, "a job failed and will be tried again", "kind", c.kind, "job", c.id, "attempts", c.attempts, "at", due, "error", failure)
	return nil
}

// failed notes a failure. It reports false for a job that is not ours any
// more: replaced, cancelled, or taken over when our lease ran out.
func (q *Queue) failed(ctx context.Context, c claimed, due time.Time, failure error) (ours bool, err error) {
	err = q.db.Write(ctx, func(tx *db.Tx) error {
		touched, err := tx.Exec(ctx, `/* job.failed */ UPDATE job SET due_at = $1, leased_by = '', leased_until = NULL, last_error = $2
			WHERE id = $3 AND version = $4 AND leased_by = $5`, due, failure.Error(), c.id, c.version, q.node)
		ours = touched > 0
		return err
	})
	return ours, err
}

// giveBack frees a job that the end of this node broke off, for the next.
func (q *Queue) giveBack(ctx context.Context, c claimed, why error) error {
	return q.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* job.giveBack */ UPDATE job SET attempts = attempts - 1, leased_by = '', leased_until = NULL, last_error = $1
			WHERE id = $2 AND version = $3 AND leased_by = $4`, why.Error(), c.id, c.version, q.node)
		return err
	})
}

// backoff is the pause after the n-th failure: 1 s, 2 s, 4 s … up to an hour.
func backoff(n int) time.Duration {
	return min(time.Second<<min(n-1, 12), time.Hour)
}
