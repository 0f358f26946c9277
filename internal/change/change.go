// Package change is the log of what changed: for every change that can make a
// page stale, the key of the thing, in the order of the commits.
//
// It owns the table change. Keys are written in the transaction that makes
// the change ([Log.Append]); when that transaction is on disk this node knows
// of it before the writer gets its answer, and the other nodes hear of it
// through the bus or, at the latest, by reading the log every second
// ([Log.Follow]). With every hint lost a node is a second behind, never wrong.
//
// On PostgreSQL the order of a sequence is not the order of commits; appending
// takes a lock until the transaction ends, so that here it is.
package change

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline.news/internal/bus"
	"dateline.news/internal/db"
)

// Entry is one line of the log.
type Entry struct {
	Seq     int64
	Key     string
	Removal bool // something was taken out of readers' sight
}

// Topic is the name under which nodes hint at each other that the log grew.
const Topic = "change"

// keep is how long a line stays in the log. A node that was away for longer
// starts afresh, with nothing cached.
const keep = 48 * time.Hour

// mostKeys is how many keys are told apart in memory. A large import changes
// more than any cache has pages: then every page is looked at again.
const mostKeys = 1 << 18

// patience is how long a writer, whose change stands already, waits for it to
// be known.
const patience = 5 * time.Second

// Log is one node's view of the log.
type Log struct {
	log *slog.Logger
	db  *db.DB
	bus bus.Bus

	reading sync.Mutex // one reader at a time moves the view forward; only it writes seq
	mu      sync.RWMutex
	seq     int64     // of the last line that was read
	read    time.Time // when that was
	gaps    int64     // how often lines may have been missed; added to every position
	floor   int64     // the position of the last gap
	most    int       // keys that are told apart
	last    map[string]int64
	removed map[string]int64
	hear    []func([]Entry)
}

// Open returns the log as it stands. Nothing that happened before is known key
// by key: whoever caches starts empty.
func Open(ctx context.Context, log *slog.Logger, d *db.DB, b bus.Bus) (*Log, error) {
	head, err := db.One(ctx, d, db.Value[int64], `/* change.Open */ SELECT COALESCE(MAX(seq), 0) FROM change`)
	if err != nil {
		return nil, fmt.Errorf("open the change log: %w", err)
	}
	return &Log{log: log, db: d, bus: b, most: mostKeys, seq: head, read: d.Now(), last: map[string]int64{}, removed: map[string]int64{}}, nil
}

// Append has keys written to the log as part of tx: all keys of a transaction
// at once, right before it commits, because on PostgreSQL other writers wait
// from there on.
func (l *Log) Append(tx *db.Tx, keys ...string) { l.gather(tx, false, keys) }

// Remove is Append for a change that takes something out of readers' sight:
// what was made from these keys before must not be shown again, not even for
// the moment that a slow page takes.
func (l *Log) Remove(tx *db.Tx, keys ...string) { l.gather(tx, true, keys) }

func (l *Log) gather(tx *db.Tx, removal bool, keys []string) {
	if len(keys) == 0 {
		return
	}
	name := "change"
	if removal {
		name = "removal"
	}
	tx.Gather(name, func(ctx context.Context, keys []string) error { return l.write(ctx, tx, removal, keys) }, keys...)
}

// perInsert is how many lines one statement writes.
const perInsert = 50

func (l *Log) write(ctx context.Context, tx *db.Tx, removal bool, keys []string) error {
	if err := tx.Lock(ctx, Topic); err != nil {
		return err
	}
	for some := range slices.Chunk(keys, perInsert) {
		var rows []string
		args := []any{tx.Now, removal}
		for i, key := range some {
			rows = append(rows, fmt.Sprintf("($%d, $1, $2)", i+3))
			args = append(args, key)
		}
		_, err := tx.Exec(ctx, `/* change.write */ INSERT INTO change (key, at, removal) VALUES `+strings.Join(rows, ", "), args...)
		if err != nil {
			return err
		}
	}
	tx.AfterCommit(func() { l.committed(context.WithoutCancel(ctx)) })
	return nil
}

// committed brings this node up to date and tells the others. The commit
// stands whatever happens here: Follow makes up for what fails.
func (l *Log) committed(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if err := l.CatchUp(ctx); err != nil {
		l.log.WarnContext(ctx, "the change log could not be read after a commit; trying again within a second", "error", err)
	}
	if err := l.bus.Publish(ctx, Topic, nil); err != nil {
		l.log.WarnContext(ctx, "other nodes could not be told of a change; they will read it within a second", "error", err)
	}
}

// Head returns the position up to which this node knows the log. A page takes
// it before its first query.
func (l *Log) Head() int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.seq + l.gaps
}

// Changed returns the position of the key's last change that this node has
// seen since it started, or 0. After this node could not read the log for so
// long that lines may be gone unseen, every key counts as changed.
func (l *Log) Changed(key string) int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return max(l.last[key], l.floor)
}

// Removed returns the position of the key's last change that took something
// out of readers' sight, in the manner of Changed.
func (l *Log) Removed(key string) int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return max(l.removed[key], l.floor)
}

// Hear has f called with every new line, in order, soon after its commit. f
// must be quick and must not write to the database. Register before Follow.
func (l *Log) Hear(f func([]Entry)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hear = append(l.hear, f)
}

// CatchUp reads what the log has beyond this node's view.
func (l *Log) CatchUp(ctx context.Context) error {
	l.reading.Lock()
	defer l.reading.Unlock()
	now := l.db.Now()
	fresh, err := db.All(ctx, l.db, scanEntry,
		`/* change.CatchUp */ SELECT seq, key, removal FROM change WHERE seq > $1 ORDER BY seq`, l.seq)
	if err != nil {
		return fmt.Errorf("read the change log: %w", err)
	}
	hear := l.advance(fresh, now)
	if len(fresh) == 0 {
		return nil
	}
	for _, f := range hear {
		f(fresh)
	}
	return nil
}

// advance moves the view forward and returns who wants to hear of it.
func (l *Log) advance(fresh []Entry, now time.Time) []func([]Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range fresh {
		l.last[e.Key] = e.Seq + l.gaps
		if e.Removal {
			l.removed[e.Key] = e.Seq + l.gaps
		}
		l.seq = e.Seq
	}
	if len(l.last) > l.most {
		l.floor = l.seq + l.gaps // what is forgotten counts as changed just now
		clear(l.last)
		clear(l.removed)
	}
	if now.Sub(l.read) >= keep {
		l.gaps++
		l.floor = l.seq + l.gaps
	}
	l.read = now
	return l.hear
}

func scanEntry(row db.Row) (e Entry, err error) {
	err = row.Scan(&e.Seq, &e.Key, &e.Removal)
	return e, err
}

// Follow reads the log every second, and at once on a hint, until ctx ends.
func (l *Log) Follow(ctx context.Context) error {
	hints, err := l.bus.Subscribe(ctx, Topic)
	if err != nil && ctx.Err() != nil {
		return nil // told to stop before it began
	}
	if err != nil {
		return fmt.Errorf("listen for changes: %w", err)
	}
	defer hints.Close()
	grew := hints.Hints()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, open := <-grew:
			if !open {
				grew = nil // the bus is gone; the clock goes on
				continue
			}
		case <-hints.Lagged():
		case <-tick.C:
		}
		if err := l.CatchUp(ctx); err != nil && ctx.Err() == nil {
			l.log.WarnContext(ctx, "the change log cannot be read; pages may be stale until it can", "error", err)
		}
	}
}

// Prune forgets lines that no node can still need.
func (l *Log) Prune(ctx context.Context) error {
	return l.db.WriteBatch(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `/* change.Prune */ DELETE FROM change WHERE at < $1`, tx.Now.Add(-keep))
		return err
	})
}
