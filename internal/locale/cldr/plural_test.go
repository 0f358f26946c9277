package cldr

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestPlurals(t *testing.T) {
	t.Parallel()
	t.Run("CLDR's own samples fall into their categories", func(t *testing.T) {
		t.Parallel()
		for language, rules := range load(t).Plurals {
			plurals, err := ParsePlurals(rules)
			if err != nil {
				t.Fatalf("%s: %v", language, err)
			}
			for category, rule := range rules {
				for _, n := range samples(t, rule) {
					if got := plurals.Of(n).String(); got != category {
						t.Errorf("%s: %d is %s, CLDR says %s", language, n, got, category)
					}
				}
			}
		}
	})
	t.Run("the sign does not count", func(t *testing.T) {
		t.Parallel()
		arabic := locale(t, "ar").Plurals()
		if got := arabic.Of(-2); got != Two {
			t.Errorf("−2 is %s", got)
		}
		if got := arabic.Of(math.MinInt64); got != Few { // …808
			t.Errorf("the smallest number is %s", got)
		}
	})
	t.Run("each language has its own categories", func(t *testing.T) {
		t.Parallel()
		for tag, want := range map[string]string{
			"ar": "zero one two few many other", "de": "one other", "en": "one other", "es": "one many other",
		} {
			var got []string
			for _, c := range Categories {
				if locale(t, tag).Plurals().Has(c) {
					got = append(got, c.String())
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s has %v, want %s", tag, got, want)
			}
		}
	})
	t.Run("damaged rules are refused", func(t *testing.T) {
		t.Parallel()
		for _, rule := range []string{"n", "q = 1", "n % 0 = 1", "n % x = 1", "n = a", "n = 1..b", "n = "} {
			if _, err := ParsePlurals(map[string]string{"one": rule}); err == nil {
				t.Errorf("%q was accepted", rule)
			}
		}
	})
	t.Run("rules of other languages are understood", func(t *testing.T) {
		t.Parallel()
		russian, err := ParsePlurals(map[string]string{
			"one": "v = 0 and i % 10 = 1 and i % 100 != 11",
			"few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
		})
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range map[int64]Category{1: One, 11: Other, 21: One, 3: Few, 13: Other, 104: Few} {
			if got := russian.Of(n); got != want {
				t.Errorf("%d is %s, want %s", n, got, want)
			}
		}
	})
}

// samples reads the whole numbers after "@integer": "3~10, 103, 1c6, …".
func samples(t *testing.T, rule string) []int64 {
	t.Helper()
	_, text, _ := strings.Cut(rule, "@integer")
	text, _, _ = strings.Cut(text, "@decimal")
	var numbers []int64
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "…" || strings.Contains(part, "c") {
			continue
		}
		from, to, isRange := strings.Cut(part, "~")
		if !isRange {
			to = from
		}
		first, err := strconv.ParseInt(from, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		last, err := strconv.ParseInt(to, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		for n := first; n <= last; n++ {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		t.Fatalf("no samples in %q", rule)
	}
	return numbers
}

func FuzzParsePlurals(f *testing.F) {
	f.Add("n % 100 = 3..10", int64(7))
	f.Add("e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5 @integer 1000000", int64(1000000))
	f.Add("n = 18446744073709551615", int64(math.MinInt64))
	f.Fuzz(func(t *testing.T, rule string, n int64) {
		plurals, err := ParsePlurals(map[string]string{"one": rule})
		if err != nil {
			return
		}
		if c := plurals.Of(n); c != One && c != Other {
			t.Errorf("%q gives %s", rule, c)
		}
	})
}
