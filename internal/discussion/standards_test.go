package discussion_test

import (
	"testing"
	"time"

	"dateline.news/internal/discussion"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
)

func version(year int, month time.Month, day int, title string) discussion.Standards {
	return discussion.Standards{Edition: "en", Dated: news.PartialDate{Year: year, Month: month, Day: day},
		Rules: []discussion.Rule{{Title: title, Text: "Be kind."}}}
}

func TestStandards(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		d, ctx := h.Discussion, t.Context()
		for _, v := range []discussion.Standards{version(2026, 12, 1, "next"), version(2025, 1, 1, "now"), version(2020, 1, 1, "old")} {
			if err := d.SetStandards(ctx, roomtest.By, v); err != nil {
				t.Fatal(err)
			}
		}
		inForce := func(day string) string {
			t.Helper()
			v, err := d.StandardsOf(ctx, "en", day)
			if err != nil {
				t.Fatal(err)
			}
			return v.Rules[0].Title
		}
		t.Run("a version is never changed", func(t *testing.T) {
			if err := d.SetStandards(ctx, roomtest.By, version(2025, 1, 1, "other")); news.KindOf(err) != news.Conflict {
				t.Errorf("a second one for a day: %v", err)
			}
			if got := inForce("2025-01-01"); got != "now" {
				t.Errorf("it became %q", got)
			}
		})
		t.Run("the newest whose day has come is in force", func(t *testing.T) {
			if got := inForce(""); got != "now" {
				t.Errorf("in force is %q", got)
			}
			next, err := d.NextStandards(ctx, "en")
			if first := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC); err != nil || !next.Equal(first) {
				t.Errorf("the next begins at %v, %v", next, err)
			}
			h.Clock.Set(next.Add(-time.Millisecond))
			if got := inForce(""); got != "now" {
				t.Errorf("a moment before its day, in force is %q", got)
			}
			h.Clock.Set(next)
			if got := inForce(""); got != "next" {
				t.Errorf("on its day, in force is %q", got)
			}
			if next, err := d.NextStandards(ctx, "en"); err != nil || !next.IsZero() {
				t.Errorf("after the last comes %v, %v", next, err)
			}
		})
		t.Run("every version can be read", func(t *testing.T) {
			if got := inForce("2020-01-01"); got != "old" {
				t.Errorf("of that day is %q", got)
			}
			all, err := d.Versions(ctx, "en")
			if err != nil || len(all) != 3 || all[0].Rules[0].Title != "next" || all[2].Rules[0].Title != "old" {
				t.Errorf("the versions are %v, %v", all, err)
			}
			for _, c := range [][2]string{{"en", "2020-01-02"}, {"en", "rubbish"}, {"ar", ""}} {
				if _, err := d.StandardsOf(ctx, news.EditionID(c[0]), c[1]); news.KindOf(err) != news.NotFound {
					t.Errorf("%v: %v", c, err)
				}
			}
		})
	})
}

func TestStandards_Refused(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	for name, change := range map[string]func(*discussion.Standards){
		"no edition":          func(v *discussion.Standards) { v.Edition = "" },
		"no year":             func(v *discussion.Standards) { v.Dated.Year = 0 },
		"no such day":         func(v *discussion.Standards) { v.Dated.Day = 31 },
		"no rules":            func(v *discussion.Standards) { v.Rules = nil },
		"a rule without text": func(v *discussion.Standards) { v.Rules[0].Text = " " },
	} {
		v := version(2026, 11, 1, "x")
		change(&v)
		if err := h.Discussion.SetStandards(t.Context(), roomtest.By, v); news.KindOf(err) != news.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := h.Discussion.SetStandards(t.Context(), news.Actor{}, version(2026, 11, 1, "x")); news.KindOf(err) != news.SignedOut {
		t.Errorf("nobody: %v", err)
	}
}
