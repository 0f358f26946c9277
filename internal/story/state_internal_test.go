package story

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Between two looks nothing happens; at a look that is due, something may.
func TestNextLook_MissesNothing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	moment := rapid.Custom(func(r *rapid.T) time.Time {
		m := rapid.IntRange(-5, 5).Draw(r, "minutes")
		if m == 0 && rapid.Bool().Draw(r, "none") {
			return time.Time{}
		}
		return now.Add(time.Duration(m) * time.Minute)
	})
	rapid.Check(t, func(r *rapid.T) {
		for range 40 { // a newspaper's life costs more than a story's: see TestMain
			st := Story{State: rapid.SampledFrom([]State{Drafted, InReview, Ready, Scheduled, Published, Withdrawn}).Draw(r, "state")}
			st.Embargo, st.Expires = moment.Draw(r, "embargo"), moment.Draw(r, "expires")
			if st.State == Scheduled {
				st.Due = now.Add(time.Duration(rapid.IntRange(1, 5).Draw(r, "due")) * time.Minute)
			}
			st.comeDue(now)
			next := st.nextLook(now)
			if !next.IsZero() && !next.After(now) {
				r.Fatalf("the next look is at %v, not after %v", next, now)
			}
			for at := now; at.Before(now.Add(10 * time.Minute)); at = at.Add(30 * time.Second) {
				later := st
				later.comeDue(at)
				changed := later.State != st.State || later.VisibleAt(at) != st.VisibleAt(now)
				if changed && (next.IsZero() || at.Before(next)) {
					r.Fatalf("at %v it is %s and visible %v; the next look is at %v", at, later.State, later.VisibleAt(at), next)
				}
			}
			if !next.IsZero() {
				later := st
				later.comeDue(next)
				if later.State == st.State && later.VisibleAt(next) == st.VisibleAt(now) && later.nextLook(next).Equal(next) {
					r.Fatal("a look that changes nothing comes round again")
				}
			}
		}
	})
}
