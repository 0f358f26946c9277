package db

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// widths are how many rows one statement of Insert adds: as many as fit, then
// fewer, so that a list of any length is made of few different texts, each of
// which stays prepared.
var widths = []int{64, 8, 1}

// Insert adds rows with one statement for many of them and returns how many
// were added. into is everything up to VALUES, the caller's label first; then,
// which may be empty, is what follows the rows (ON CONFLICT …). All rows must
// have the same number of columns.
func (t *Tx) Insert(ctx context.Context, into string, rows [][]any, then string) (added int64, err error) {
	for _, width := range widths {
		for len(rows) >= width {
			n, err := t.Exec(ctx, into+" VALUES "+tuples(width, len(rows[0]))+" "+then, slices.Concat(rows[:width]...)...)
			if err != nil {
				return 0, err
			}
			added += n
			rows = rows[width:]
		}
	}
	return added, nil
}

// tuples writes "($1, $2), ($3, $4)": rows of so many columns.
func tuples(rows, columns int) string {
	var b strings.Builder
	for i := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(" + Placeholders(i*columns+1, columns) + ")")
	}
	return b.String()
}

// What reserves numbers differs: SQLite keeps them in a table, PostgreSQL in a
// sequence.
const (
	reserveSQLite   = `/* db.Reserve */ UPDATE sqlite_sequence SET seq = seq + $1 WHERE name = $2 RETURNING seq`
	firstSQLite     = `/* db.Reserve */ INSERT INTO sqlite_sequence (seq, name) VALUES ($1, $2) RETURNING seq`
	reservePostgres = `/* db.Reserve */ SELECT nextval(pg_get_serial_sequence($2, 'id')) FROM generate_series(1, $1::bigint)`
)

// Reserve takes n of the numbers that the database gives to the rows of a
// table, in rising order, for rows that refer to each other before they are
// stored. The table's key is a SERIAL_ID called id.
func Reserve[ID ~int64](ctx context.Context, t *Tx, table string, n int) ([]ID, error) {
	if n == 0 {
		return nil, nil
	}
	if t.Dialect() == PostgreSQL {
		return All(ctx, t, Value[ID], reservePostgres, n, table)
	}
	last, err := One(ctx, t, Value[ID], reserveSQLite, n, table)
	if errors.Is(err, ErrNone) {
		last, err = One(ctx, t, Value[ID], firstSQLite, n, table)
	}
	if err != nil {
		return nil, fmt.Errorf("reserve %d numbers of %s: %w", n, table, err)
	}
	ids := make([]ID, n)
	for i := range ids {
		ids[i] = last - ID(n-1-i)
	}
	return ids, nil
}

// Listed are the arguments of an IN list, the last one repeated up to a power
// of two, so that lists of any length make few different statements.
func Listed[T any](values []T) []any {
	if len(values) == 0 {
		return nil
	}
	args := make([]any, 1<<bits.Len(uint(len(values)-1)))
	for i := range args {
		args[i] = values[min(i, len(values)-1)]
	}
	return args
}
