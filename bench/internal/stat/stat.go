package stat

import (
	"fmt"
	"slices"
	"time"
)

// Spread is the middle of some measurements, and how far they lie apart.
type Spread struct{ Median, Min, Max float64 }

// Of sums up measurements; of none it is zero. The median of an even number is
// the mean of the two in the middle.
func Of(values []float64) Spread {
	if len(values) == 0 {
		return Spread{}
	}
	s := slices.Sorted(slices.Values(values))
	half := len(s) / 2
	median := s[half]
	if len(s)%2 == 0 {
		median = (s[half-1] + s[half]) / 2
	}
	return Spread{median, s[0], s[len(s)-1]}
}

// Format writes a spread as "median (min–max)", each number by format.
func (s Spread) Format(format string) string {
	return fmt.Sprintf(format+" ("+format+"–"+format+")", s.Median, s.Min, s.Max)
}

// Ratios divides two series round by round, as long as both go on. Rounds in
// which the second is zero are left out.
func Ratios(of, to []float64) []float64 {
	var ratios []float64
	for i := range min(len(of), len(to)) {
		if to[i] != 0 {
			ratios = append(ratios, of[i]/to[i])
		}
	}
	return ratios
}

// Percentile is the smallest measurement that at least p of 100 do not exceed
// (the nearest-rank method); of none it is zero.
func Percentile(values []time.Duration, p float64) time.Duration {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	rank := int(p/100*float64(len(s)) + 0.999999)
	return s[min(max(rank, 1), len(s))-1]
}
