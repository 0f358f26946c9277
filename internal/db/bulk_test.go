package db_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
)

func TestInsert_AddsEveryRowOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, n := range []int{0, 1, 7, 8, 9, 63, 64, 65, 150} {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				if _, err := tx.Exec(t.Context(), `/* test */ DELETE FROM redirect`); err != nil {
					return err
				}
				var rows [][]any
				for i := range n {
					rows = append(rows, []any{fmt.Sprintf("/%03d", i), fmt.Sprint(i)})
				}
				const into, then = `/* test */ INSERT INTO redirect (path, target)`, `ON CONFLICT (path) DO NOTHING`
				if added, err := tx.Insert(t.Context(), into, rows, then); err != nil || added != int64(n) {
					t.Errorf("of %d rows %d were added: %v", n, added, err)
				}
				if added, err := tx.Insert(t.Context(), into, rows, then); err != nil || added != 0 {
					t.Errorf("again, %d of %d rows were added: %v", added, n, err)
				}
				got, err := db.All(t.Context(), tx, db.Value[string], `/* test */ SELECT target FROM redirect ORDER BY path`)
				for i, target := range got {
					if target != fmt.Sprint(i) {
						t.Errorf("row %d of %d is %s", i, n, target)
					}
				}
				if len(got) != n {
					t.Errorf("there are %d rows, not %d", len(got), n)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestReserve_GivesEachNumberOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const add = `/* test */ INSERT INTO standards (edition_id, dated, preamble, rules) VALUES ('en', $1, '', '') RETURNING id`
		var all []int64
		for n := range 4 {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				for range 2 {
					ids, err := db.Reserve[int64](t.Context(), tx, "standards", n)
					if err != nil {
						return err
					}
					if len(ids) != n {
						t.Errorf("asked for %d numbers and got %v", n, ids)
					}
					all = append(all, ids...)
				}
				id, err := db.One(t.Context(), tx, db.Value[int64], add, fmt.Sprint(n))
				all = append(all, id)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("the numbers are %v", all)
		}
	})
}

func TestListed_IsAPowerOfTwoOfTheSame(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{0: 0, 1: 1, 2: 2, 3: 4, 4: 4, 5: 8, 8: 8, 9: 16, 26: 32} {
		values := make([]int, n)
		for i := range values {
			values[i] = i
		}
		got := db.Listed(values)
		if len(got) != want {
			t.Errorf("%d values make a list of %d", n, len(got))
		}
		for i, v := range got {
			if v != values[min(i, n-1)] {
				t.Errorf("of %d values, place %d has %v", n, i, v)
			}
		}
	}
}
