package job

import (
	"context"
	"fmt"
	"time"

	"dateline.news/internal/db"
)

// Task is work that comes round: one line of the periodic table.
type Task struct {
	Name  string
	Every time.Duration
	What  string // for the operator, half a sentence
	Do    func(context.Context) error
}

// office is what the node that runs the periodic tasks holds.
const office = "periodic tasks"

// RunPeriodic runs the tasks on the one node that leads, until ctx ends. What
// fails is logged, kept in the table periodic, and tried again when its time
// comes round.
func (q *Queue) RunPeriodic(ctx context.Context, tasks []Task) error {
	var lead *db.Leadership
	defer func() {
		if lead != nil {
			lead.Release()
		}
	}()
	for ctx.Err() == nil {
		if lead != nil && !lead.Held(ctx) {
			lead.Release()
			lead = nil
		}
		if lead == nil {
			won, ok, err := q.db.Lead(ctx, office)
			if err != nil && ctx.Err() == nil {
				q.log.WarnContext(ctx, "cannot find out who runs the periodic tasks", "error", err)
			}
			if ok {
				lead = won
			}
		}
		if lead != nil {
			q.round(ctx, tasks)
		}
		sleep(ctx, lookOver)
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// round runs every task whose time has come, one after the other.
func (q *Queue) round(ctx context.Context, tasks []Task) {
	for _, task := range tasks {
		due, err := q.start(ctx, task)
		if err == nil && due {
			err = q.finish(ctx, task, guarded(func() error { return task.Do(ctx) }))
		}
		if err != nil && ctx.Err() == nil {
			q.log.ErrorContext(ctx, "a periodic task failed", "task", task.Name, "error", err)
		}
	}
}

// start notes the beginning of a task's turn, if it is due. A last time in the
// future was noted under a clock that was wrong; it holds nothing up.
func (q *Queue) start(ctx context.Context, task Task) (due bool, err error) {
	last, err := q.lastStart(ctx, task.Name)
	if err != nil {
		return false, err
	}
	if since := q.db.Now().Sub(last); since >= 0 && since < task.Every {
		return false, nil
	}
	return true, q.db.WriteBatch(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* job.start */ INSERT INTO periodic (name, started_at) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at`, task.Name, tx.Now)
		return err
	})
}

func (q *Queue) lastStart(ctx context.Context, name string) (time.Time, error) {
	var at time.Time
	_, err := db.All(ctx, q.db, func(row db.Row) (int, error) { return 0, row.Scan(db.ScanTime(&at)) },
		`/* job.lastStart */ SELECT started_at FROM periodic WHERE name = $1`, name)
	return at, err
}

func (q *Queue) finish(ctx context.Context, task Task, failure error) error {
	said := ""
	if failure != nil {
		said = failure.Error()
	}
	err := q.db.WriteBatch(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* job.finish */ UPDATE periodic SET finished_at = $1, last_error = $2 WHERE name = $3`, tx.Now, said, task.Name)
		return err
	})
	if failure != nil {
		return fmt.Errorf("%s: %w", task.Name, failure)
	}
	return err
}
