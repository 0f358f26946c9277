package story_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
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

func places(id ...news.TopicID) (all []topic.Place) {
	for _, id := range id {
		all = append(all, topic.Place{Topic: id})
	}
	return all
}

func publishAt(t *testing.T, h *roomtest.House, d story.Draft, at time.Time) news.StoryID {
	t.Helper()
	id := h.Keep(t, d)
	must(t, h.Stories.Publish(t.Context(), by, id, at))
	return id
}

func TestPublish_PlaceInTime(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		first := h.Publish(t, roomtest.Draft("en", section, "First"))
		second := h.Publish(t, roomtest.Draft("en", section, "Second")) // of the same second
		old := publishAt(t, h, roomtest.Draft("en", section, "Old"), time.Date(2001, 9, 9, 1, 46, 40, 0, time.UTC))
		if got := latest(t, h, "en"); !slices.Equal(got, []news.StoryID{second, first, old}) {
			t.Errorf("the latest are %v", got)
		}
		if a, b := h.Get(t, first).Key, h.Get(t, second).Key; a >= b || !a.Time().Equal(b.Time()) {
			t.Errorf("two of one second have the keys %d and %d", a, b)
		}
		_, err := h.Stories.ByPath(t.Context(), "en", "/2001/09/09/old")
		must(t, err)

		// Redated, it moves, key, address, day and all.
		must(t, h.Stories.Publish(t.Context(), by, old, time.Date(1999, 12, 31, 23, 0, 0, 0, time.UTC)))
		st, err := h.Stories.ByPath(t.Context(), "en", "/2001/09/09/old")
		must(t, err)
		if st.Path != "/1999/12/31/old" || st.Key.Time().Year() != 1999 {
			t.Errorf("it moved to %s, %v", st.Path, st.Key.Time())
		}
		days, err := h.Stories.Days(t.Context(), "en", "1990-01-01", "2026-12-31")
		must(t, err)
		if !slices.Equal(days, []story.Day{{Date: "1999-12-31", Stories: 1}, {Date: "2026-11-23", Stories: 2}}) {
			t.Errorf("the days are %v", days)
		}
		months, err := h.Stories.Months(t.Context(), "en")
		must(t, err)
		if !slices.Equal(months, []story.Day{{Date: "2026-11", Stories: 2}, {Date: "1999-12", Stories: 1}}) {
			t.Errorf("the months are %v", months)
		}
		between, err := h.Stories.Between(t.Context(), "en", st.Published, roomtest.Start, 10)
		must(t, err)
		if !slices.Equal(ids(between), []news.StoryID{old}) {
			t.Errorf("between are %v", ids(between))
		}
		want(t, h.Stories.Publish(t.Context(), by, old, time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC)), news.Invalid, "1600")
	})
}

func TestDays_FollowEditionAndZone(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	h.Clock.Set(time.Date(2026, 11, 23, 15, 30, 0, 0, time.UTC))
	english := h.Edition(t, "en", "", time.UTC)
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	must(t, err)
	japanese := h.Edition(t, "ja", "/ja", tokyo)
	id := h.Publish(t, roomtest.Draft("en", english, "One"))
	must(t, h.Stories.Save(t.Context(), by, id, roomtest.Draft("ja", japanese, "One")))
	days := func(e news.EditionID) []story.Day {
		all, err := h.Stories.Days(t.Context(), e, "0001-01-01", "9999-12-31")
		must(t, err)
		return all
	}
	if en, ja := days("en"), days("ja"); len(en) != 0 || !slices.Equal(ja, []story.Day{{Date: "2026-11-24", Stories: 1}}) {
		t.Errorf("after the move the days are %v and %v", en, ja)
	}
	// The edition moves to another zone; nothing is counted twice or lost.
	h.SaveEdition(t, "ja", "/ja", time.UTC)
	must(t, h.Stories.Withdraw(t.Context(), by, id, story.Legal, ""))
	if n := rows(t, h, `/* test */ SELECT stories FROM day_count`); slices.Max(n) != 0 || slices.Min(n) != 0 {
		t.Errorf("the days count %v", n)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		other := h.Edition(t, "ar", "/ar", time.UTC)
		one := h.Publish(t, roomtest.Draft("en", section, "Same words"))
		two := h.Publish(t, roomtest.Draft("en", section, "Same words"))
		three := h.Publish(t, roomtest.Draft("ar", other, "Same words"))
		for id, path := range map[news.StoryID]string{one: "/2026/11/23/same-words", two: "/2026/11/23/same-words-2", three: "/2026/11/23/same-words"} {
			if got := h.Get(t, id).Path; got != path {
				t.Errorf("story %d stands at %s, not %s", id, got, path)
			}
		}
		code, err := h.Short.Code(t.Context(), one)
		must(t, err)

		// The headline changes, the address does not; the slug changes, the old one still leads here.
		d := roomtest.Draft("en", section, "Other words")
		must(t, h.Stories.Save(t.Context(), by, one, d))
		if got := h.Get(t, one).Path; got != "/2026/11/23/same-words" {
			t.Errorf("a new headline moved the story to %s", got)
		}
		for _, slug := range []string{"second", "third", "same-words-2", "same-words"} {
			d.Slug = slug
			must(t, h.Stories.Save(t.Context(), by, one, d))
		}
		if got := h.Get(t, one).Path; got != "/2026/11/23/same-words" {
			t.Errorf("back at its first slug it stands at %s", got)
		}
		for _, path := range []string{"/2026/11/23/second", "/2026/11/23/third", "/2026/11/23/same-words-2-2", "/2026/11/23/same-words"} {
			if st, err := h.Stories.ByPath(t.Context(), "en", path); err != nil || st.ID != one || st.Path != "/2026/11/23/same-words" {
				t.Errorf("%s leads to %v, %v", path, st, err)
			}
		}
		must(t, h.Stories.Withdraw(t.Context(), by, one, story.Retracted, "It was not so."))
		if again, err := h.Short.Code(t.Context(), one); err != nil || again != code {
			t.Errorf("the short code became %q, %v", again, err)
		}
		if st, err := h.Stories.ByPath(t.Context(), "en", "/2026/11/23/third"); err != nil || st.State != story.Withdrawn {
			t.Errorf("an old address of a withdrawn story gives %v, %v", st, err)
		}
	})
}

// full makes a story with everything that another page can show of it.
func full(t *testing.T, h *roomtest.House, section news.SectionID) (story.Draft, news.PersonID) {
	t.Helper()
	d := roomtest.Draft("en", section, "Full")
	d.Topics = places(h.Topic(t, "en", "storm"))
	d.Tags = []news.TagID{h.Tag(t, "en", "tide")}
	who := h.Person(t, "en", "ann")
	d.Bylines = []people.Byline{{Person: who}, {Name: "A Friend", Role: "photographs"}, {Person: who, Role: "drawings"}}
	d.Body = roomtest.Text(t, body.Quote(body.Attribution{Speaker: "Ann", Person: who}, "So it is."))
	return d, who
}

func TestWithdraw_LeavesNothingButItsNotice(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d, who := full(t, h, section)
		original := h.Publish(t, roomtest.Draft("en", section, "Original"))
		d.TranslationOf = original
		id := h.Publish(t, d)
		must(t, h.Stories.Correct(t.Context(), by, id, story.Correction{Kind: story.IsCorrection, Note: "It was Tuesday."}))
		shown := func() map[string]int {
			t.Helper()
			_, tagErr := h.Tags.BySlug(t.Context(), "en", "tide")
			inTopic, err1 := h.Topics.Newest(t.Context(), d.Topics[0].Topic, news.LatestPubKey, 9)
			withTag, err2 := h.Tags.Newest(t.Context(), d.Tags[0], news.LatestPubKey, 9)
			wrote, err3 := h.People.Newest(t.Context(), who, news.LatestPubKey, 9)
			said, err4 := h.People.Said(t.Context(), who, people.Quote{}, 9)
			notes, err5 := h.Stories.Corrections(t.Context(), "en", story.Correction{}, 9)
			its, err6 := h.Stories.CorrectionsOf(t.Context(), id)
			same, err7 := h.Stories.Translations(t.Context(), h.Get(t, original))
			near, err8 := h.Stories.InSection(t.Context(), section, news.LatestPubKey, 9)
			days, err9 := h.Stories.Days(t.Context(), "en", "2026-11-23", "2026-11-23")
			must(t, errors.Join(tagErr, err1, err2, err3, err4, err5, err6, err7, err8, err9))
			return map[string]int{"topic": len(inTopic), "tag": len(withTag), "wrote": len(wrote), "said": len(said), "corrections": len(notes),
				"of it": len(its), "translations": len(same), "section": len(near) - 1, "day": int(days[0].Stories) - 1}
		}
		for list, n := range shown() {
			if n != 1 {
				t.Errorf("while it is public, %s has %d", list, n)
			}
		}
		key := h.Get(t, id).Key
		must(t, h.Stories.Withdraw(t.Context(), by, id, story.Legal, " A court said so. "))
		for list, n := range shown() {
			if n != 0 {
				t.Errorf("withdrawn, it is still in %s", list)
			}
		}
		st, err := h.Stories.ByPath(t.Context(), "en", "/2026/11/23/full")
		must(t, err)
		if st.State != story.Withdrawn || st.Withdrawn.Kind != story.Legal || st.Withdrawn.Note != "A court said so." || st.Key != 0 {
			t.Errorf("at its address stands %+v", st.Withdrawn)
		}
		if st.Headline != "" || !st.Body.IsZero() || st.Bylines != nil || st.Dek != "" {
			t.Error("what was written still comes back to readers")
		}
		h.Clock.Advance(time.Hour)
		must(t, h.Stories.Publish(t.Context(), by, id, time.Time{}))
		for list, n := range shown() {
			if n != 1 {
				t.Errorf("published again, %s has %d", list, n)
			}
		}
		if again := h.Get(t, id); again.Key != key || again.Withdrawn != (story.Withdrawal{}) || !again.Updated.Equal(h.Clock.Now()) {
			t.Errorf("it came back with the key %d, not %d; updated %v", again.Key, key, again.Updated)
		}
	})
}

func TestSave_CountsAsUpdatedOnceReadersSawIt(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	d := roomtest.Draft("en", h.Edition(t, "en", "", time.UTC), "One")
	d.Embargo = roomtest.Start.Add(time.Hour)
	id := h.Publish(t, d)
	must(t, h.Stories.Save(t.Context(), by, id, d))
	if at := h.Get(t, id).Updated; !at.IsZero() {
		t.Errorf("a story that nobody saw counts as updated at %v", at)
	}
	h.Go(t, roomtest.Start.Add(2*time.Hour))
	must(t, h.Stories.Save(t.Context(), by, id, d))
	if at := h.Get(t, id).Updated; !at.Equal(h.Clock.Now()) {
		t.Errorf("it counts as updated at %v", at)
	}
}

func TestRelated(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		storm, tide, fish := h.Topic(t, "en", "storm"), h.Tag(t, "en", "tide"), h.Tag(t, "en", "fish")
		add := func(topics []topic.Place, tags ...news.TagID) news.StoryID {
			h.Clock.Advance(time.Minute)
			d := roomtest.Draft("en", section, "One")
			d.Topics, d.Tags = topics, tags
			return h.Publish(t, d)
		}
		oneTag := add(nil, tide)
		inTopic := add(places(storm))
		twoTags := add(nil, fish, tide)
		newerTag := add(nil, fish)
		gone := add(places(storm), tide, fish)
		must(t, h.Stories.Withdraw(t.Context(), by, gone, story.Legal, ""))
		add(nil)
		self := add(places(storm), tide, fish)
		cards, err := h.Stories.Related(t.Context(), h.Get(t, self), 9)
		must(t, err)
		if got := ids(cards); !slices.Equal(got, []news.StoryID{inTopic, twoTags, newerTag, oneTag}) {
			t.Errorf("related are %v", got)
		}
		if cards, err = h.Stories.Related(t.Context(), h.Get(t, self), 1); err != nil || len(cards) != 1 {
			t.Errorf("of one asked for, %d came: %v", len(cards), err)
		}
	})
}

func TestTranslations(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d := roomtest.Draft("en", section, "One")
		root := h.Publish(t, d)
		d.TranslationOf = root
		second := h.Publish(t, d)
		d.TranslationOf = second // of a translation: the same group
		third := h.Publish(t, d)
		for id, others := range map[news.StoryID][]news.StoryID{root: {second, third}, second: {root, third}, third: {root, second}} {
			cards, err := h.Stories.Translations(t.Context(), h.Get(t, id))
			must(t, err)
			if got := ids(cards); !slices.Equal(got, others) {
				t.Errorf("translations of %d are %v, not %v", id, got, others)
			}
		}
		d.TranslationOf = h.Publish(t, roomtest.Draft("en", section, "Another"))
		want(t, h.Stories.Save(t.Context(), by, root, d), news.Conflict, "translations of its own")
		must(t, h.Stories.Save(t.Context(), by, third, d))
		if cards, err := h.Stories.Translations(t.Context(), h.Get(t, root)); err != nil || !slices.Equal(ids(cards), []news.StoryID{second}) {
			t.Errorf("after the third left: %v, %v", ids(cards), err)
		}
	})
}

func TestFailedTransaction_LeavesNothing(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d, _ := full(t, h, section)
		head := h.Changes.Head()
		broken := errors.New("the plug was pulled")
		err := h.DB.Write(t.Context(), func(tx *db.Tx) error {
			id, err := h.Stories.CreateIn(t.Context(), tx, by, d)
			if err != nil {
				return err
			}
			if err := h.Stories.PublishIn(t.Context(), tx, by, id, time.Time{}); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		for _, table := range []string{"story", "story_address", "story_revision", "day_count", "membership", "roll", "byline", "quote", "shortlink", "job"} {
			if n := rows(t, h, `/* test */ SELECT COUNT(*) FROM `+table); n[0] != 0 {
				t.Errorf("%d rows are left in %s", n[0], table)
			}
		}
		must(t, h.Changes.CatchUp(t.Context()))
		if h.Changes.Head() != head {
			t.Error("the change log has grown")
		}
	})
}

func TestPublish_ManyAtOnce(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d, who := full(t, h, section)
		const writers, each = 8, 4
		d.Topics = append(d.Topics, places(h.Topic(t, "en", "other"))...)
		old := make([]news.StoryID, writers)
		for i := range old {
			old[i] = h.Publish(t, d)
		}
		var all sync.WaitGroup
		failed := make(chan error, writers*2)
		for i := range writers {
			all.Go(func() {
				failed <- h.DB.WriteBatch(t.Context(), func(tx *db.Tx) error {
					for n := range each {
						d := d
						if i%2 == 0 { // the same topics in another order
							d.Topics = []topic.Place{d.Topics[1], d.Topics[0]}
						}
						id, err := h.Stories.CreateIn(t.Context(), tx, by, d)
						if err == nil {
							err = h.Stories.PublishIn(t.Context(), tx, by, id, time.Time{})
						}
						if err != nil {
							return fmt.Errorf("story %d of writer %d: %w", n, i, err)
						}
					}
					return nil
				})
			})
			all.Go(func() { failed <- h.Stories.Withdraw(t.Context(), by, old[i], story.Legal, "") })
		}
		all.Wait()
		close(failed)
		for err := range failed {
			must(t, err)
		}
		got := latest(t, h, "en")
		if len(got) != writers*each {
			t.Fatalf("%d stories are visible", len(got))
		}
		first, last := h.Get(t, got[len(got)-1]).Key, h.Get(t, got[0]).Key
		for _, p := range d.Topics {
			storm, err := h.Topics.Get(t.Context(), p.Topic)
			must(t, err)
			if storm.Stories != writers*each || storm.First != first || storm.Last != last {
				t.Errorf("the topic counts %+v; there are %d from %d to %d", storm.Roll, writers*each, first, last)
			}
		}
		if p, err := h.People.BySlug(t.Context(), "en", "ann"); err != nil || p.ID != who || p.Stories != writers*each {
			t.Errorf("the writer has %d, %v", p.Stories, err)
		}
		days, err := h.Stories.Days(t.Context(), "en", "2026-11-23", "2026-11-23")
		must(t, err)
		if len(days) != 1 || days[0].Stories != writers*each {
			t.Errorf("the day counts %v", days)
		}
	})
}

func TestCorrections(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		a, b := h.Publish(t, roomtest.Draft("en", section, "A")), h.Publish(t, roomtest.Draft("en", section, "B"))
		for i, id := range []news.StoryID{a, b, a, b, a} {
			if i%2 == 0 {
				h.Clock.Advance(time.Hour) // pairs of one moment
			}
			must(t, h.Stories.Correct(t.Context(), by, id, story.Correction{Kind: story.IsCorrection, Note: fmt.Sprint(i)}))
		}
		must(t, h.Stories.Correct(t.Context(), by, a, story.Correction{Kind: story.IsCorrection, Note: "imported", At: roomtest.Start.Add(-time.Hour)}))
		walk := func() (notes []string) {
			var after story.Correction
			for {
				page, err := h.Stories.Corrections(t.Context(), "en", after, 2)
				must(t, err)
				for _, c := range page {
					notes = append(notes, c.Note)
				}
				if len(page) < 2 {
					return notes
				}
				after = page[1]
			}
		}
		if got := walk(); !slices.Equal(got, []string{"4", "3", "2", "1", "0", "imported"}) {
			t.Errorf("the corrections are %q", got)
		}
		must(t, h.Stories.Withdraw(t.Context(), by, a, story.Legal, ""))
		if got := walk(); !slices.Equal(got, []string{"3", "1"}) {
			t.Errorf("with one story gone the corrections are %q", got)
		}
		must(t, h.Stories.Publish(t.Context(), by, a, time.Time{}))
		if got, err := h.Stories.CorrectionsOf(t.Context(), a); err != nil || len(got) != 4 || got[0].Note != "imported" {
			t.Errorf("its own are %v, %v", got, err)
		}
		if at := h.Get(t, b).Updated; !at.Equal(roomtest.Start.Add(2 * time.Hour)) {
			t.Errorf("corrected, it counts as updated at %v", at)
		}
	})
}
