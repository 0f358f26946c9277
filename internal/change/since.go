package change

import (
	"context"
	"fmt"

	"dateline.news/internal/db"
)

// Memory is how long a line stays in the log at least. Whoever follows the log
// and was away for longer may have missed lines.
const Memory = keep

// Since returns up to limit lines after a position of the log, in order. The
// position is that of a line, [Entry.Seq], or 0 for the log's beginning.
func Since(ctx context.Context, q db.Querier, position int64, limit int) ([]Entry, error) {
	lines, err := db.All(ctx, q, scanEntry, `/* change.Since */ SELECT seq, key, removal FROM change WHERE seq > $1 ORDER BY seq LIMIT $2`, position, limit)
	if err != nil {
		return nil, fmt.Errorf("read the change log after line %d: %w", position, err)
	}
	return lines, nil
}

// End returns the position of the log's last line, or 0, as it is in the
// database.
func End(ctx context.Context, q db.Querier) (int64, error) {
	return db.One(ctx, q, db.Value[int64], `/* change.End */ SELECT COALESCE(MAX(seq), 0) FROM change`)
}
