package db

import (
	"context"
	"database/sql"
	"fmt"
)

// Querier is what can be asked: an open database, or a transaction under way.
type Querier interface {
	query(ctx context.Context, text string, args []any) (*sql.Rows, error)
}

// Row is one row of an answer.
type Row interface{ Scan(dest ...any) error }

// All returns every row of the answer, in its order, as scan reads it. An
// empty answer is an empty slice and no error.
func All[T any](ctx context.Context, q Querier, scan func(Row) (T, error), text string, args ...any) ([]T, error) {
	rows, err := q.query(ctx, text, args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	caller, _ := callerOf(text)
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: read row: %w", caller, err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", caller, err)
	}
	return all, nil
}

// One returns the first row of the answer, or [ErrNone].
func One[T any](ctx context.Context, q Querier, scan func(Row) (T, error), text string, args ...any) (T, error) {
	all, err := All(ctx, q, scan, text, args...)
	if err != nil {
		return *new(T), err
	}
	if len(all) == 0 {
		return *new(T), ErrNone
	}
	return all[0], nil
}

// Value reads a row of one column.
func Value[T any](row Row) (T, error) {
	var v T
	err := row.Scan(&v)
	return v, err
}
