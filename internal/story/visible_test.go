package story_test

import (
	"testing"
	"time"

	"dateline.news/internal/people"

	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
)

func bylines(id news.PersonID) []people.Byline { return []people.Byline{{Person: id}} }

func TestVisibleAt_IsTheOneRule(t *testing.T) {
	t.Parallel()
	now := roomtest.Start
	before, after := now.Add(-time.Millisecond), now.Add(time.Millisecond)
	for _, c := range []struct {
		state            story.State
		embargo, expires time.Time
		visible          bool
	}{
		{story.Published, time.Time{}, time.Time{}, true},
		{story.Published, before, time.Time{}, true},
		{story.Published, now, time.Time{}, true},
		{story.Published, after, time.Time{}, false},
		{story.Published, time.Time{}, before, false},
		{story.Published, time.Time{}, now, false},
		{story.Published, time.Time{}, after, true},
		{story.Published, now, after, true},
		{story.Published, after, after.Add(1), false},
		{story.Drafted, time.Time{}, time.Time{}, false},
		{story.InReview, before, after, false},
		{story.Ready, before, after, false},
		{story.Scheduled, before, after, false},
		{story.Withdrawn, before, after, false},
		{"", time.Time{}, time.Time{}, false},
	} {
		st := story.Story{State: c.state, Draft: story.Draft{Embargo: c.embargo, Expires: c.expires}}
		if got := st.VisibleAt(now); got != c.visible {
			t.Errorf("%s, embargo %v, expiry %v: visible is %v", c.state, c.embargo, c.expires, got)
		}
	}
}

// hidden wants a story in no output for readers whatever.
func hidden(t *testing.T, h *roomtest.House, id news.StoryID, path string) {
	t.Helper()
	if got := latest(t, h, "en"); len(got) != 0 {
		t.Errorf("the latest are %v", got)
	}
	if h.Get(t, id).Key != 0 {
		t.Error("it has a publication key")
	}
	if cards, err := h.Stories.Cards(t.Context(), id); err != nil || len(cards) != 0 {
		t.Errorf("it has a card: %v, %v", cards, err)
	}
	_, err := h.Stories.ForReaders(t.Context(), id)
	want(t, err, news.NotFound)
	_, err = h.Stories.ByPath(t.Context(), "en", path)
	want(t, err, news.NotFound)
	for _, n := range rows(t, h, `/* test */ SELECT stories FROM day_count UNION ALL SELECT stories FROM roll`) {
		if n != 0 {
			t.Errorf("a count says %d", n)
		}
	}
}

func TestEmbargo(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d := roomtest.Draft("en", section, "Held back")
		d.Embargo = roomtest.Start.Add(36 * time.Hour)
		d.Tags, d.Topics = []news.TagID{h.Tag(t, "en", "tide")}, places(h.Topic(t, "en", "storm"))
		head := h.Changes.Head()
		id := h.Publish(t, d)
		if h.Changes.Head() != head {
			t.Error("the change log says that something is there")
		}
		hidden(t, h, id, "/2026/11/25/held-back")
		h.Go(t, d.Embargo.Add(-time.Millisecond))
		hidden(t, h, id, "/2026/11/25/held-back")

		h.Go(t, d.Embargo)
		st, err := h.Stories.ByPath(t.Context(), "en", "/2026/11/25/held-back")
		must(t, err)
		if !st.Published.Equal(d.Embargo) || st.Key.Time() != d.Embargo {
			t.Errorf("it counts as published at %v, and stands at %v", st.Published, st.Key.Time())
		}
		if got := latest(t, h, "en"); len(got) != 1 {
			t.Errorf("the latest are %v", got)
		}
		if got, err := h.Topics.Get(t.Context(), d.Topics[0].Topic); err != nil || got.Stories != 1 || got.Last != st.Key {
			t.Errorf("the topic has %+v, %v", got.Roll, err)
		}
		if waiting, err := h.Jobs.List(t.Context()); err != nil || len(waiting) != 0 {
			t.Errorf("jobs are left: %v, %v", waiting, err)
		}
		if h.Changes.Changed(string(news.LatestKey("en"))) <= head {
			t.Error("no page hears of it")
		}
	})
}

func TestEmbargo_HidesAgain(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	d := roomtest.Draft("en", h.Edition(t, "en", "", time.UTC), "One")
	id := h.Publish(t, d)
	d.Embargo = roomtest.Start.Add(time.Hour)
	must(t, h.Stories.Save(t.Context(), by, id, d))
	hidden(t, h, id, "/2026/11/23/one")
	h.Go(t, d.Embargo)
	if st := h.Get(t, id); st.Key == 0 || !st.Published.Equal(roomtest.Start) {
		t.Errorf("it came back as %+v", st)
	}
}

func TestSchedule_PublishesAtItsTime(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		id := h.Keep(t, roomtest.Draft("en", section, "Later"))
		due := roomtest.Start.Add(time.Hour)
		must(t, h.Stories.Schedule(t.Context(), by, id, due.Add(300*time.Millisecond)))
		h.Go(t, due.Add(-time.Millisecond))
		hidden(t, h, id, "/2026/11/23/later")
		h.Go(t, due.Add(time.Minute)) // the node was busy
		st := h.Get(t, id)
		if st.State != story.Published || !st.Published.Equal(due) || st.Key == 0 || !st.Due.IsZero() {
			t.Errorf("the story is %s, published %v, key %v", st.State, st.Published, st.Key)
		}
	})
}

func TestSchedule_TakenBack(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	id := h.Keep(t, roomtest.Draft("en", h.Edition(t, "en", "", time.UTC), "Later"))
	must(t, h.Stories.Schedule(t.Context(), by, id, roomtest.Start.Add(time.Hour)))
	must(t, h.Stories.MoveTo(t.Context(), by, id, story.Drafted))
	h.Go(t, roomtest.Start.Add(2*time.Hour))
	hidden(t, h, id, "/2026/11/23/later")
}

func TestExpiry_Withdraws(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		d := roomtest.Draft("en", section, "Short-lived")
		d.Expires = roomtest.Start.Add(time.Hour)
		id := h.Publish(t, d)
		h.Go(t, d.Expires.Add(-time.Millisecond))
		if got := latest(t, h, "en"); len(got) != 1 {
			t.Fatalf("the latest are %v", got)
		}
		h.Clock.Set(d.Expires) // before the job has run
		_, err := h.Stories.ForReaders(t.Context(), id)
		want(t, err, news.NotFound)
		h.RunDue(t)
		st, err := h.Stories.ForReaders(t.Context(), id)
		must(t, err)
		if st.State != story.Withdrawn || st.Withdrawn.Kind != story.Expired || !st.Withdrawn.At.Equal(d.Expires) {
			t.Errorf("the story is %s: %+v", st.State, st.Withdrawn)
		}
		if got := latest(t, h, "en"); len(got) != 0 {
			t.Errorf("the latest are %v", got)
		}
		want(t, h.Stories.Publish(t.Context(), by, id, time.Time{}), news.Invalid, "expires")
	})
}

func TestExpiry_SetInThePastWithdrawsAtOnce(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	d := roomtest.Draft("en", h.Edition(t, "en", "", time.UTC), "One")
	id := h.Publish(t, d)
	d.Expires = roomtest.Start
	must(t, h.Stories.Save(t.Context(), by, id, d))
	if st := h.Get(t, id); st.State != story.Withdrawn || st.Key != 0 {
		t.Errorf("the story is %s with the key %d", st.State, st.Key)
	}
}
