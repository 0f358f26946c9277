package topic_test

import (
	"sync"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/topic"
)

func TestSave(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		day := func(y int, m time.Month, d int) news.PartialDate { return news.PartialDate{Year: y, Month: m, Day: d} }
		given := topic.Topic{Edition: "en", Slug: "storm", Title: "The storm", Chapters: []string{"Before", "After"}, Timeline: []topic.Moment{
			{On: day(2026, 3, 1), Text: "third"}, {On: day(2025, 12, 31), Text: "first"}, {On: day(2026, 2, 1), Text: "second"},
		}}
		id, err := h.Topics.Save(t.Context(), roomtest.By, given)
		if err != nil {
			t.Fatal(err)
		}
		if given.Timeline[0].Text != "third" {
			t.Error("Save sorted what belongs to the caller")
		}
		got, err := h.Topics.BySlug(t.Context(), "en", "storm")
		if err != nil || got.ID != id || len(got.Chapters) != 2 || h.Changes.Changed(string(id.Key())) == 0 {
			t.Fatalf("it came back as %+v, %v", got, err)
		}
		for i, text := range []string{"first", "second", "third"} {
			if got.Timeline[i].Text != text {
				t.Errorf("the timeline has %q at %d", got.Timeline[i].Text, i)
			}
		}
		got.Title = "The great storm"
		if _, err := h.Topics.Save(t.Context(), roomtest.By, got); err != nil {
			t.Error(err)
		}
		for name, c := range map[string]struct {
			topic topic.Topic
			kind  news.Kind
		}{
			"no title":         {topic.Topic{Edition: "en", Slug: "x"}, news.Invalid},
			"address":          {topic.Topic{Edition: "en", Slug: "A b", Title: "x"}, news.Invalid},
			"taken":            {topic.Topic{Edition: "en", Slug: "storm", Title: "x"}, news.Conflict},
			"unknown":          {topic.Topic{ID: 4711, Edition: "en", Slug: "x", Title: "x"}, news.NotFound},
			"line without day": {topic.Topic{Edition: "en", Slug: "x", Title: "x", Timeline: []topic.Moment{{Text: "x"}}}, news.Invalid},
			"no such day":      {topic.Topic{Edition: "en", Slug: "x", Title: "x", Timeline: []topic.Moment{{On: day(2026, 2, 30), Text: "x"}}}, news.Invalid},
		} {
			if _, err := h.Topics.Save(t.Context(), roomtest.By, c.topic); news.KindOf(err) != c.kind || news.Say(err) == "" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.Topics.Save(t.Context(), news.Actor{}, got); news.KindOf(err) != news.SignedOut {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestEnsure_MakesOneAtOnce(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		var ids [6]news.TopicID
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				err := h.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
					ids[i], err = h.Topics.Ensure(t.Context(), tx, "en", "The Storm")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, id := range ids {
			if id == 0 || id != ids[0] {
				t.Fatalf("they are %v", ids)
			}
		}
	})
}

func TestCapture_OnlyMovesForward(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		id := h.Topic(t, "en", "storm")
		for _, c := range []struct{ days, stories, want int64 }{{0, 10, 10}, {-1, 99, 10}, {0, 98, 10}, {1, 12, 12}} {
			head := h.Changes.Head()
			h.Write(t, func(tx *db.Tx) error {
				return h.Topics.Capture(t.Context(), tx, id, topic.Captured{Stories: c.stories, At: roomtest.Start.AddDate(0, 0, int(c.days))})
			})
			got, err := h.Topics.Get(t.Context(), id)
			if err != nil || got.Captured.Stories != c.want || got.Stories != 0 {
				t.Errorf("after %+v it is %+v, %v", c, got.Captured, err)
			}
			if changed := h.Changes.Changed(string(id.Key())) > head; changed != (c.stories == c.want) {
				t.Errorf("after %+v the log has it: %v", c, changed)
			}
		}
	})
}
