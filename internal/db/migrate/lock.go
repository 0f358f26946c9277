package migrate

import (
	"context"
	"database/sql"
)

// number is the advisory lock that guards the schema: one for each schema.
const number = `hashtextextended(concat('dateline:', current_schema(), ':migrate'), 0)`

// oneNode lets one node at a time migrate: those that start together wait for
// the first and find nothing left to do.
type oneNode struct{}

func (oneNode) SessionLock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, `/* migrate.SessionLock */ SELECT pg_advisory_lock(`+number+`)`)
	return err
}

func (oneNode) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, `/* migrate.SessionUnlock */ SELECT pg_advisory_unlock(`+number+`)`)
	return err
}
