package db

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// storable writes moments as milliseconds and the zero time as NULL.
func storable(args []any) []any {
	out := args
	for i, arg := range args {
		t, isTime := arg.(time.Time)
		if !isTime {
			continue
		}
		if &out[0] == &args[0] {
			out = append([]any(nil), args...)
		}
		out[i] = nil
		if !t.IsZero() {
			out[i] = t.UnixMilli()
		}
	}
	return out
}

// ScanTime reads a moment, in UTC; NULL is the zero time.
func ScanTime(to *time.Time) interface{ Scan(any) error } { return scanTime{to} }

type scanTime struct{ to *time.Time }

func (s scanTime) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s.to = time.Time{}
	case int64:
		*s.to = time.UnixMilli(v).UTC()
	default:
		return fmt.Errorf("a moment is stored as %T, not as milliseconds", v)
	}
	return nil
}

// JSON stores v as JSON text.
func JSON(v any) driver.Valuer { return asJSON{v} }

type asJSON struct{ v any }

func (j asJSON) Value() (driver.Value, error) {
	b, err := json.Marshal(j.v)
	if err != nil {
		return nil, fmt.Errorf("store %T as JSON: %w", j.v, err)
	}
	return string(b), nil
}

// ScanJSON reads JSON text into to, which must be a pointer; NULL and empty
// text leave it as it is.
func ScanJSON(to any) interface{ Scan(any) error } { return scanJSON{to} }

type scanJSON struct{ to any }

func (s scanJSON) Scan(v any) error {
	var text []byte
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		text = []byte(v)
	case []byte:
		text = v
	default:
		return fmt.Errorf("JSON is stored as %T", v)
	}
	if len(text) == 0 {
		return nil
	}
	return json.Unmarshal(text, s.to)
}

// ScanNull reads a column that may be NULL, which becomes T's zero value.
func ScanNull[T any](to *T) interface{ Scan(any) error } { return scanNull[T]{to} }

type scanNull[T any] struct{ to *T }

func (s scanNull[T]) Scan(v any) error {
	var n sql.Null[T]
	if err := n.Scan(v); err != nil {
		return err
	}
	*s.to = n.V
	return nil
}

// OrNull stores T's zero value as NULL.
func OrNull[T comparable](v T) any {
	if v == *new(T) {
		return nil
	}
	return v
}

// Placeholders writes "$from, $from+1, …", n of them, for a list in an IN.
func Placeholders(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}
