package shortlink

import (
	"strings"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/news"
)

func TestFor_DrawsAgainWhenACodeIsTaken(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		codes := []string{"333333", "333333", "333333", "444444"}
		s := New(d)
		s.draw = func() string {
			code := codes[0]
			codes = codes[1:]
			return code
		}
		got := map[news.StoryID]string{}
		err := d.Write(t.Context(), func(tx *db.Tx) (err error) {
			for _, id := range []news.StoryID{1, 2, 1} {
				if got[id], err = s.For(t.Context(), tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || got[1] != "333333" || got[2] != "444444" {
			t.Errorf("the codes are %v, %v", got, err)
		}
		s.draw = func() string { return "333333" }
		err = d.Write(t.Context(), func(tx *db.Tx) error { _, err := s.For(t.Context(), tx, 3); return err })
		if news.KindOf(err) != news.Unavailable {
			t.Errorf("when no code is free: %v", err)
		}
	})
}

func TestDraw_WritesInTheAlphabet(t *testing.T) {
	t.Parallel()
	seen := map[rune]int{}
	const n = 4000
	for range n {
		code := draw()
		if len(code) != length || strings.Trim(code, Alphabet) != "" {
			t.Fatalf("%q was drawn", code)
		}
		for _, r := range code {
			seen[r]++
		}
	}
	for _, r := range Alphabet { // each is expected 1,143 times; the odds of less than half are nil
		if seen[r] < n*length/len(Alphabet)/2 {
			t.Errorf("%c was drawn %d times", r, seen[r])
		}
	}
	if strings.ContainsAny(Alphabet, "aeiouv01258lszb") || strings.ToLower(Alphabet) != Alphabet {
		t.Errorf("the alphabet %q can spell words or be misread", Alphabet)
	}
}
