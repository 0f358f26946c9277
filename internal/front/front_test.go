package front_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline.news/internal/front"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
)

func home(t *testing.T, h *roomtest.House, sections ...news.SectionID) front.Front {
	t.Helper()
	return roomtest.Must[front.Front](t)(h.Front.Home(t.Context(), "en", sections))
}

func TestHome_Small(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		if f := home(t, h, section); f.Lead != nil || f.Seconds != nil || f.River != nil || f.Sections != nil {
			t.Errorf("an empty publication has %+v", f)
		}
		id := h.Publish(t, roomtest.Draft("en", section, "One"))
		if f := home(t, h, section); f.Lead == nil || f.Lead.ID != id || len(f.Seconds)+len(f.River)+len(f.Sections) != 0 {
			t.Errorf("with one story it is %+v", f)
		}
	})
}

func TestHome_Lead(t *testing.T) {
	t.Parallel()
	type card struct {
		label   story.Label
		picture news.PictureID
	}
	for name, c := range map[string]struct {
		oldestFirst []card
		lead        int
	}{
		"own reporting with a picture before newer without":  {[]card{{story.News, 1}, {story.News, 0}}, 0},
		"own reporting before what was paid for":             {[]card{{story.News, 0}, {story.Sponsored, 1}}, 0},
		"own reporting before letters":                       {[]card{{story.Analysis, 0}, {story.Letter, 1}}, 0},
		"own reporting before an agency's":                   {[]card{{story.News, 0}, {story.Agency, 1}}, 0},
		"an agency's before what was paid for":               {[]card{{story.Agency, 0}, {story.Sponsored, 1}}, 0},
		"what was paid for where there is nothing else":      {[]card{{story.Sponsored, 0}, {story.Letter, 1}}, 1},
		"own reporting however many agency's stories follow": {append([]card{{story.News, 0}}, make([]card, 15)...), 0},
		"the newest of equals":                               {[]card{{story.News, 1}, {story.News, 1}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := roomtest.SQLite(t)
			section := h.Edition(t, "en", "", time.UTC)
			var ids []news.StoryID
			for _, card := range c.oldestFirst {
				d := roomtest.Draft("en", section, "One")
				if d.Label, d.LeadPicture = card.label, card.picture; d.Label == "" {
					d.Label, d.LeadPicture = story.Agency, 1
				}
				ids = append(ids, h.Publish(t, d))
			}
			if f := home(t, h); f.Lead.ID != ids[c.lead] {
				t.Errorf("story %d of %v leads", f.Lead.ID, ids)
			}
		})
	}
}

func TestHome_ShowsNothingTwice(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	sections := []news.SectionID{h.Edition(t, "en", "", time.UTC), h.Section(t, "en", "sport"), h.Section(t, "en", "empty")}
	rapid.Check(t, func(r *rapid.T) {
		d := roomtest.Draft("en", rapid.SampledFrom(sections[:2]).Draw(r, "section"), "One")
		d.Label = rapid.SampledFrom([]story.Label{story.News, story.Opinion, story.Letter, story.Agency, story.Sponsored}).Draw(r, "label")
		d.LeadPicture = rapid.SampledFrom([]news.PictureID{0, 1}).Draw(r, "picture")
		h.Publish(t, d)
		f := home(t, h, sections...)
		seen := map[news.StoryID]bool{f.Lead.ID: true}
		see := func(cards []story.Card) {
			for i, c := range cards {
				if seen[c.ID] {
					r.Fatalf("story %d stands twice in %+v", c.ID, f)
				}
				seen[c.ID] = true
				if i > 0 && len(cards) > 3 && c.Key > cards[i-1].Key {
					r.Fatalf("a newer story stands below an older one: %+v", cards)
				}
			}
		}
		see(f.Seconds)
		see(f.River)
		for _, b := range f.Sections {
			see(b.Cards)
			if len(b.Cards) == 0 || b.Section == sections[2] {
				r.Fatalf("a section without stories is shown: %+v", b)
			}
		}
	})
}
