package stat

import (
	"slices"
	"testing"
	"time"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []float64
		want   Spread
	}{
		{nil, Spread{}},
		{[]float64{7}, Spread{7, 7, 7}},
		{[]float64{9, 1, 5}, Spread{5, 1, 9}},
		{[]float64{4, 2, 8, 6}, Spread{5, 2, 8}},
	} {
		if got := Of(c.values); got != c.want {
			t.Errorf("Of(%v) = %v, want %v", c.values, got, c.want)
		}
	}
}

func TestOf_LeavesItsInputAlone(t *testing.T) {
	t.Parallel()
	values := []float64{3, 1, 2}
	Of(values)
	if !slices.Equal(values, []float64{3, 1, 2}) {
		t.Errorf("the rounds were put into another order: %v", values)
	}
}

func TestSpread_Format(t *testing.T) {
	t.Parallel()
	if got, want := (Spread{1.005, 0.5, 2}).Format("%.1f"), "1.0 (0.5–2.0)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRatios(t *testing.T) {
	t.Parallel()
	got := Ratios([]float64{10, 30, 5, 9}, []float64{5, 10, 0})
	if want := []float64{2, 3}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPercentile(t *testing.T) {
	t.Parallel()
	var hundred []time.Duration
	for i := 100; i > 0; i-- {
		hundred = append(hundred, time.Duration(i))
	}
	for p, want := range map[float64]time.Duration{0: 1, 50: 50, 99: 99, 99.5: 100, 100: 100} {
		if got := Percentile(hundred, p); got != want {
			t.Errorf("the %v th of 1…100 is %d, want %d", p, got, want)
		}
	}
	if got := Percentile(nil, 99); got != 0 {
		t.Errorf("the percentile of nothing is %v", got)
	}
}
