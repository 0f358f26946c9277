package story_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// everythingKept is what each table holds, but for short codes, which are
// drawn, and the change log's order.
var everythingKept = map[string]string{
	"story": `/* test */ SELECT id || ' ' || COALESCE(pub_key, 0) || ' ' || state || ' ' || edition_id || ' ' || section_id || ' ' || language || ' ' || translation_of
		|| ' ' || label || headline || dek || dateline || COALESCE(lead_picture, 0) || lead_caption || body || slug || path || canonical_url || captured || undated
		|| ' ' || COALESCE(published_at, 0) || ' ' || COALESCE(updated_at, 0) || ' ' || COALESCE(due_at, 0) || ' ' || COALESCE(embargo_until, 0)
		|| ' ' || COALESCE(expires_at, 0) || withdrawn_kind || revision || ' ' || created_at || ' ' || saved_at || day FROM story ORDER BY id`,
	"revision":   `/* test */ SELECT story_id || ' ' || number || ' ' || at || by_whom || document FROM story_revision ORDER BY story_id, number`,
	"address":    `/* test */ SELECT edition_id || path || story_id FROM story_address ORDER BY 1`,
	"short link": `/* test */ SELECT story_id || ' ' || created_at FROM shortlink ORDER BY story_id`,
	"day":        `/* test */ SELECT edition_id || day || ' ' || stories FROM day_count ORDER BY 1`,
	"membership": `/* test */ SELECT kind || owner_id || ' ' || story_id || ' ' || position || note || COALESCE(pub_key, 0) FROM membership ORDER BY 1`,
	"roll":       `/* test */ SELECT kind || owner_id || ' ' || stories || ' ' || first_key || ' ' || last_key FROM roll ORDER BY 1`,
	"byline":     `/* test */ SELECT story_id || ' ' || position || COALESCE(person_id, 0) || name || role FROM byline ORDER BY 1`,
	"quote": `/* test */ SELECT story_id || ' ' || position || ' ' || COALESCE(person_id, 0) || speaker || words || paraphrase || role || venue || said_on || block
		|| COALESCE(pub_key, 0) FROM quote ORDER BY story_id, position`,
	"job":    `/* test */ SELECT kind || payload || COALESCE(once_key, '') || due_at FROM job ORDER BY 1`,
	"change": `/* test */ SELECT DISTINCT key || removal FROM change ORDER BY 1`,
}

// arrivals are stories of every kind that can come in.
func arrivals(t *testing.T, h *roomtest.House) []story.Arrival {
	t.Helper()
	section := h.Edition(t, "en", "", time.UTC)
	first, second := h.Topic(t, "en", "first"), h.Topic(t, "en", "second")
	subject, place := h.Tag(t, "en", "subject"), h.Tag(t, "en", "place")
	ann, bob := h.Person(t, "en", "ann"), h.Person(t, "en", "bob")
	original := h.Publish(t, roomtest.Draft("en", section, "Original"))
	at := roomtest.Start.Add(-50 * time.Hour)
	plain := roomtest.Draft("en", section, "Plain")
	full := roomtest.Draft("en", section, "Full")
	full.Topics = []topic.Place{{Topic: second, Chapter: "One"}, {Topic: first}, {Topic: second}}
	full.Tags = []news.TagID{place, subject, place}
	full.Bylines = []people.Byline{{Person: ann, Name: "ann", Role: "Editor"}, {Name: "An agency"}, {Person: bob, Name: "bob"}}
	full.Body = roomtest.Text(t, body.P("Text."), body.Quote(body.Attribution{Speaker: "Ann", Person: ann, Role: "mayor"}, "So.", "And so."),
		body.Quote(body.Attribution{Speaker: "Somebody", Paraphrase: true}, "Not so."))
	hidden := full
	hidden.Embargo = roomtest.Start.Add(time.Hour)
	ending := full
	ending.Expires = roomtest.Start.Add(2 * time.Hour)
	ended := plain
	ended.Embargo = roomtest.Start.Add(-time.Hour)
	translated := roomtest.Draft("en", section, "Translated")
	translated.TranslationOf = original
	all := []story.Arrival{{plain, at}, {plain, at}, {full, at}, {hidden, at}, {ending, at.Add(time.Hour)}, {ended, at}, {translated, time.Time{}}}
	for i := range 70 { // more than one statement adds
		d := full
		d.Headline = fmt.Sprint("Number ", i%50)
		all = append(all, story.Arrival{Draft: d, Published: at.Add(time.Duration(i/2) * time.Minute)})
	}
	return all
}

// What comes in at once is what would have come in one by one.
func TestBringIn_IsCreateAndPublish(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, together *roomtest.House) {
		alone := roomtest.SQLite(t)
		if together.DB.Dialect() == db.PostgreSQL {
			alone = roomtest.Postgres(t)
		}
		var ids, single []news.StoryID
		given := arrivals(t, together)
		together.Write(t, func(tx *db.Tx) (err error) {
			ids, err = together.Stories.BringIn(t.Context(), tx, by, given)
			return err
		})
		given = arrivals(t, alone)
		alone.Write(t, func(tx *db.Tx) error {
			single = nil
			for _, a := range given {
				id, err := alone.Stories.CreateIn(t.Context(), tx, by, a.Draft)
				if err != nil {
					return err
				}
				if err := alone.Stories.PublishIn(t.Context(), tx, by, id, a.Published); err != nil {
					return err
				}
				single = append(single, id)
			}
			return nil
		})
		if !slices.Equal(ids, single) {
			t.Errorf("the ids are %v, one by one %v", ids, single)
		}
		for what, query := range everythingKept {
			got, err := db.All(t.Context(), together.DB, db.Value[string], query)
			must(t, err)
			want, err := db.All(t.Context(), alone.DB, db.Value[string], query)
			must(t, err)
			if len(want) == 0 && what != "change" {
				t.Errorf("%s: nothing to compare", what)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: together %d rows, one by one %d", what, len(got), len(want))
				for i := range min(len(got), len(want)) {
					if got[i] != want[i] {
						t.Errorf("the first that differs:\n%s\n%s", got[i], want[i])
						break
					}
				}
			}
		}
	})
}

func TestBringIn_RefusesWhatCannotBePublished(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	section := h.Edition(t, "en", "", time.UTC)
	good := roomtest.Draft("en", section, "Good")
	for name, c := range map[string]struct {
		by     news.Actor
		change func(*story.Arrival)
		kind   news.Kind
	}{
		"nobody":             {news.Actor{}, func(*story.Arrival) {}, news.SignedOut},
		"may not publish":    {news.Staff("Ann", news.WriteStories), func(*story.Arrival) {}, news.Forbidden},
		"may not write":      {news.Staff("Ann", news.PublishStories), func(*story.Arrival) {}, news.Forbidden},
		"no headline":        {by, func(a *story.Arrival) { a.Headline = " " }, news.Invalid},
		"no section":         {by, func(a *story.Arrival) { a.Section = 0 }, news.Invalid},
		"tomorrow":           {by, func(a *story.Arrival) { a.Published = roomtest.Start.AddDate(0, 0, 1) }, news.Invalid},
		"before 1600":        {by, func(a *story.Arrival) { a.Published = time.Date(1599, 1, 1, 0, 0, 0, 0, time.UTC) }, news.Invalid},
		"nobody's byline":    {by, func(a *story.Arrival) { a.Bylines = []people.Byline{{Person: 4711}} }, news.Invalid},
		"a nameless byline":  {by, func(a *story.Arrival) { a.Bylines = []people.Byline{{Name: " "}} }, news.Invalid},
		"no such original":   {by, func(a *story.Arrival) { a.TranslationOf = 4711 }, news.Invalid},
		"a translation of 1": {by, func(a *story.Arrival) { a.TranslationOf = 1 }, news.Invalid},
		"an unknown speaker": {by, func(a *story.Arrival) {
			a.Body = roomtest.Text(t, body.Quote(body.Attribution{Speaker: "S", Person: 4711}, "So."))
		}, news.Invalid},
	} {
		bad := story.Arrival{Draft: good}
		c.change(&bad)
		err := h.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := h.Stories.BringIn(t.Context(), tx, c.by, []story.Arrival{{Draft: good}, bad})
			return err
		})
		if news.KindOf(err) != c.kind || news.Say(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := latest(t, h, "en"); len(left) != 0 {
		t.Errorf("of what was refused, %v stayed", left)
	}
}
