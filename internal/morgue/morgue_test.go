package morgue_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/morgue"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
)

func rooms(h *roomtest.House) morgue.Rooms {
	return morgue.Rooms{
		DB: h.DB, Publication: h.Publication, Stories: h.Stories, Topics: h.Topics, Tags: h.Tags, People: h.People, Media: h.Media,
	}
}

func seed(t *testing.T, h *roomtest.House, p morgue.Plan) {
	t.Helper()
	if err := morgue.Seed(t.Context(), rooms(h), p, func(morgue.Progress) {}); err != nil {
		t.Fatal(err)
	}
}

func all(t *testing.T, h *roomtest.House, query string) []string {
	t.Helper()
	rows, err := db.All(t.Context(), h.DB, db.Value[string], query)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// fingerprint is what an archive is, but for the short codes.
func fingerprint(t *testing.T, h *roomtest.House) []string {
	t.Helper()
	return slices.Concat(
		all(t, h, `/* test */ SELECT id || ' ' || pub_key || edition_id || path || headline || body || section_id || translation_of FROM story ORDER BY id`),
		all(t, h, `/* test */ SELECT kind || owner_id || ' ' || story_id || ' ' || pub_key || note FROM membership ORDER BY kind, owner_id, story_id`),
		all(t, h, `/* test */ SELECT words || pub_key FROM quote ORDER BY story_id, position`),
		all(t, h, `/* test */ SELECT note || at FROM correction ORDER BY id`),
	)
}

func TestSeed_MakesAWholeArchive(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		const n = 1200
		seed(t, h, morgue.Plan{Stories: n, Seed: 7})
		for what, c := range map[string]struct {
			query string
			want  []string
		}{
			"visible stories":               {`/* test */ SELECT CAST(COUNT(*) AS TEXT) FROM story WHERE pub_key IS NOT NULL`, []string{"1200"}},
			"of each edition":               {`/* test */ SELECT edition_id || COUNT(*) FROM story GROUP BY edition_id ORDER BY 1`, []string{"ar120", "de120", "en960"}},
			"days that count wrongly":       {`/* test */ SELECT d.day FROM day_count d WHERE stories <> (SELECT COUNT(*) FROM story s WHERE s.day = d.day AND s.edition_id = d.edition_id)`, nil},
			"rolls that count wrongly":      {`/* test */ SELECT kind FROM roll r WHERE stories <> (SELECT COUNT(pub_key) FROM membership m WHERE m.kind = r.kind AND m.owner_id = r.owner_id)`, nil},
			"stories without a short link":  {`/* test */ SELECT path FROM story WHERE id NOT IN (SELECT story_id FROM shortlink)`, nil},
			"stories without their address": {`/* test */ SELECT path FROM story s WHERE NOT EXISTS (SELECT 1 FROM story_address a WHERE a.path = s.path AND a.story_id = s.id)`, nil},
			"stories without a writer":      {`/* test */ SELECT path FROM story WHERE id NOT IN (SELECT story_id FROM byline)`, nil},
			"the sizes of the first edition's topics": {`/* test */ SELECT CAST(stories AS TEXT) FROM roll JOIN topic ON topic.id = owner_id
				WHERE kind = 'topic' AND edition_id = 'en' ORDER BY roll.stories DESC`, []string{"24", "12", "8", "6", "4", "4", "3", "3"}},
		} {
			if got := all(t, h, c.query); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", what, got, c.want)
			}
		}
		for _, some := range []string{"quote", "correction", "picture", "tag"} {
			if got := all(t, h, `/* test */ SELECT CAST(COUNT(*) AS TEXT) FROM `+some); got[0] == "0" {
				t.Errorf("there is no %s", some)
			}
		}
		if got := all(t, h, `/* test */ SELECT path FROM story WHERE translation_of <> id LIMIT 1`); len(got) == 0 {
			t.Error("nothing is translated")
		}
		months, err := h.Stories.Months(t.Context(), "en")
		if err != nil || len(months) < 240 || months[len(months)-1].Date > "2001-12" {
			t.Errorf("the archive has %d months, %v", len(months), err)
		}
	})
}

func TestSeed_IsTheSameForASeed(t *testing.T) {
	t.Parallel()
	var prints [3][]string
	for i, plan := range []morgue.Plan{{Stories: 300, Seed: 1}, {Stories: 300, Seed: 1}, {Stories: 300, Seed: 2}} {
		h := roomtest.SQLite(t)
		seed(t, h, plan)
		prints[i] = fingerprint(t, h)
	}
	if !slices.Equal(prints[0], prints[1]) {
		t.Error("one plan makes two archives")
	}
	if slices.Equal(prints[0], prints[2]) {
		t.Error("two seeds make one archive")
	}
}

func TestSeed_GoesOnAfterAnInterruption(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	plan := morgue.Plan{Stories: 1000, Seed: 1}
	ctx, stop := context.WithCancel(t.Context())
	err := morgue.Seed(ctx, rooms(h), plan, func(p morgue.Progress) {
		if p.New > 0 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped, it says %v", err)
	}
	begun := len(all(t, h, `/* test */ SELECT path FROM story`))
	if begun == 0 || begun >= plan.Stories {
		t.Fatalf("stopped, it has %d stories", begun)
	}
	var first, last morgue.Progress
	err = morgue.Seed(t.Context(), rooms(h), plan, func(p morgue.Progress) {
		if first == (morgue.Progress{}) {
			first = p
		}
		last = p
	})
	if err != nil || first != (morgue.Progress{Stories: begun, Of: 1000}) || last != (morgue.Progress{Stories: 1000, Of: 1000, New: 1000 - begun}) {
		t.Errorf("it went on from %+v to %+v: %v", first, last, err)
	}
	again := func(p morgue.Progress) {
		if p.New != 0 {
			t.Errorf("complete, it adds %+v", p)
		}
	}
	if err := morgue.Seed(t.Context(), rooms(h), plan, again); err != nil {
		t.Error(err)
	}
	whole := roomtest.SQLite(t)
	seed(t, whole, plan)
	const paths = `/* test */ SELECT edition_id || path FROM story ORDER BY 1`
	if !slices.Equal(all(t, h, paths), all(t, whole, paths)) {
		t.Error("interrupted, it has other stories than in one go")
	}
}

func TestSeed_NothingLiesInTheFuture(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	h.Clock.Set(time.Date(2024, time.June, 1, 0, 0, 0, 0, time.UTC))
	seed(t, h, morgue.Plan{Stories: 50, Seed: 1})
	cards, err := h.Stories.Latest(t.Context(), "en", news.LatestPubKey, 1)
	if err != nil || len(cards) != 1 || cards[0].Published.After(time.Date(2023, time.November, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("by a clock that shows 2024 the newest is %+v, %v", cards, err)
	}
}

func TestSeed_RefusesWhatItCannotMake(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	for _, n := range []int{-1, 0, morgue.MostStories + 1} {
		err := morgue.Seed(t.Context(), rooms(h), morgue.Plan{Stories: n}, func(morgue.Progress) {})
		if news.KindOf(err) != news.Invalid {
			t.Errorf("%d stories: %v", n, err)
		}
	}
	if _, err := h.Stories.Corrections(t.Context(), "en", story.Correction{}, 1); err != nil {
		t.Error(err)
	}
}
