package main

import (
	"strings"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		moves bool
		want  string
	}{
		{"lines", false, " 60 %  600 of 1,000 stories  50/s  8s left\n100 %  1,000 of 1,000 stories  52/s  in 17s\n"},
		{"a bar", true, "\r[██████████████··········] " + " 60 %  600 of 1,000 stories  50/s  8s left\x1b[K" +
			"\r[████████████████████████] 100 %  1,000 of 1,000 stories  52/s  in 17s\x1b[K" +
			"\r[████████████████████████] 100 %  1,000 of 1,000 stories  52/s  in 17s\x1b[K\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			now := time.Unix(0, 0)
			p := newProgress(&out, "stories")
			p.moves, p.now = c.moves, func() time.Time { return now }
			p.show(100, 1000) // these were there
			now = now.Add(100 * time.Millisecond)
			p.show(105, 1000) // too soon to say anything
			now = now.Add(9900 * time.Millisecond)
			p.show(600, 1000)
			now = now.Add(7 * time.Second)
			p.show(1000, 1000)
			p.end()
			if out.String() != c.want {
				t.Errorf("it shows\n%q, want\n%q", out.String(), c.want)
			}
		})
	}
}

func TestProgress_SaysNothingOfNothing(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	newProgress(&out, "stories").end()
	if out.Len() > 0 {
		t.Errorf("it says %q", out.String())
	}
}

func TestGrouped(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
