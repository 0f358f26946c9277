package demo_test

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/blob/dir"
	"dateline.news/internal/body"
	"dateline.news/internal/bus/mem"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/demo"
	"dateline.news/internal/discussion"
	"dateline.news/internal/job"
	"dateline.news/internal/media"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/shortlink"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// now is after everything that the paper has of its newest day.
var now = time.Date(2026, time.November, 22, 20, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// house is a newsroom that the demo was planted into, and what it was printed as.
type house struct {
	demo.Newsroom
	en, ar []story.Card
}

func newNewsroom(t testing.TB, d *db.DB) demo.Newsroom {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	bus := mem.New()
	t.Cleanup(func() { _ = bus.Close() })
	changes, err := change.Open(t.Context(), log, d, bus)
	must(t, err)
	blobs, err := dir.Open(t.TempDir(), clock)
	must(t, err)
	t.Cleanup(func() { _ = blobs.Close() })
	pub := publication.New(log, d, changes)
	zones := func(ctx context.Context, id news.EditionID) (*time.Location, error) {
		p, err := pub.Current(ctx)
		if err != nil {
			return nil, err
		}
		e, ok := p.Edition(id)
		if !ok {
			return nil, news.Errorf(news.NotFound, "there is no edition %q", id)
		}
		return e.Zone, nil
	}
	n := demo.Newsroom{
		DB: d, Publication: pub, Topics: topic.New(d, changes), Tags: tag.New(d, changes), People: people.New(d, changes),
		Media: media.New(d, blobs, changes), Discussion: discussion.New(d, changes),
	}
	n.Stories = story.New(d, changes, job.New(log, d, "test"), zones, n.Topics, n.Tags, n.People, shortlink.New(d))
	return n
}

// TestPlant plants the paper once on each database and looks at it from all sides.
func TestPlant(t *testing.T) {
	t.Parallel()
	dbtest.EachAt(t, clock, func(t *testing.T, d *db.DB) {
		n := newNewsroom(t, d)
		start := time.Now()
		must(t, demo.Plant(t.Context(), n, now))
		t.Logf("planted in %v", time.Since(start).Round(time.Millisecond))
		h := house{n, latest(t, n, "en"), latest(t, n, "ar")}
		t.Run("editions", h.editions)
		t.Run("stories", h.stories)
		t.Run("topics", h.topics)
		t.Run("translations", h.translations)
		t.Run("corrections", h.corrections)
		t.Run("links", h.links)
		t.Run("people", h.people)
		t.Run("pictures", h.pictures)
		t.Run("again", h.again)
	})
}

func (h house) editions(t *testing.T) {
	p, err := h.Publication.Current(t.Context())
	must(t, err)
	if p.Settings.Name == "" || p.Settings.OldAfter != 1 || p.Settings.Parts != (publication.Parts{}) {
		t.Errorf("settings: %+v", p.Settings)
	}
	for id, prefix := range map[news.EditionID]string{"en": "", "ar": "/ar"} {
		e, ok := p.Edition(id)
		if !ok || e.Prefix != prefix || !e.Active || len(e.Sections) != 7 {
			t.Errorf("edition %s: %+v", id, e)
		}
		if len(e.Menus.Foot) != 4 {
			t.Errorf("edition %s: foot menu %v", id, e.Menus.Foot)
		}
		for _, link := range e.Menus.Foot {
			page, err := h.Publication.Page(t.Context(), id, strings.TrimPrefix(link.URL, "/"))
			if must(t, err); page.Body.IsZero() {
				t.Errorf("edition %s: the page %s is empty", id, link.URL)
			}
		}
		if v, err := h.Discussion.StandardsOf(t.Context(), id, ""); err != nil || len(v.Rules) != 11 {
			t.Errorf("edition %s: standards %v, %v", id, v.Rules, err)
		}
	}
}

func (h house) stories(t *testing.T) {
	if len(h.en) < 80 || len(h.ar) < 12 {
		t.Errorf("%d English and %d Arabic stories are visible", len(h.en), len(h.ar))
	}
	for _, c := range slices.Concat(h.en, h.ar) {
		if c.Published.After(now) || c.Updated.After(now) {
			t.Errorf("%s lies in the future", c.Path)
		}
	}
	waiting, err := db.One(t.Context(), h.DB, db.Value[int], `/* test.jobs */ SELECT COUNT(*) FROM story WHERE state <> 'published'`)
	if must(t, err); waiting != 0 {
		t.Errorf("%d stories are not published", waiting)
	}
}

func (h house) topics(t *testing.T) {
	for _, id := range []news.EditionID{"en", "ar"} {
		running, err := h.Topics.Running(t.Context(), id, news.LatestPubKey, 100)
		must(t, err)
		for _, r := range running {
			members, err := h.Topics.Newest(t.Context(), r.ID, news.LatestPubKey, 1000)
			if must(t, err); int64(len(members)) != r.Roll.Stories {
				t.Errorf("%s counts %d stories and lists %d", r.Slug, r.Roll.Stories, len(members))
			}
			if len(r.Timeline) == 0 || r.Background.Lede() == "" {
				t.Errorf("%s lacks its timeline or background", r.Slug)
			}
			h.chapters(t, r, members)
		}
	}
	wall, err := h.Topics.BySlug(t.Context(), "en", "harbour-wall")
	if must(t, err); wall.Roll.Stories != 30 || len(wall.Chapters) != 5 {
		t.Errorf("the harbour wall has %d stories in %d chapters", wall.Roll.Stories, len(wall.Chapters))
	}
	if wall.Timeline[0].On.String() != "2024-02-03" || wall.Timeline[0].Story == 0 {
		t.Errorf("its timeline begins with %+v", wall.Timeline[0])
	}
}

// chapters checks that a topic's chapters are those of its stories.
func (h house) chapters(t *testing.T, r topic.Topic, members []membership.Entry) {
	unused := map[string]bool{}
	for _, c := range r.Chapters {
		unused[c] = true
	}
	for _, m := range members {
		delete(unused, m.Note)
		if m.Note != "" && !slices.Contains(r.Chapters, m.Note) {
			t.Errorf("%s has no chapter %q", r.Slug, m.Note)
		}
	}
	if len(unused) > 0 && r.Edition == "en" {
		t.Errorf("%s: no story is in the chapters %v", r.Slug, slices.Collect(maps.Keys(unused)))
	}
}

func (h house) translations(t *testing.T) {
	linked := 0
	for _, c := range h.ar {
		st := h.story(t, c.ID)
		others, err := h.Stories.Translations(t.Context(), st)
		must(t, err)
		for _, o := range others {
			back, err := h.Stories.Translations(t.Context(), h.story(t, o.ID))
			must(t, err)
			if o.Edition != "en" || !slices.ContainsFunc(back, func(b story.Card) bool { return b.ID == c.ID }) {
				t.Errorf("%s says the same as %s, and not the other way round", c.Path, o.Path)
			}
			linked++
		}
	}
	if linked < 10 {
		t.Errorf("%d translations are linked", linked)
	}
}

func (h house) corrections(t *testing.T) {
	en, err := h.Stories.Corrections(t.Context(), "en", story.Correction{}, 1000)
	must(t, err)
	ar, err := h.Stories.Corrections(t.Context(), "ar", story.Correction{}, 1000)
	must(t, err)
	if len(en) < 30 || len(ar) < 4 {
		t.Errorf("%d English and %d Arabic corrections are listed", len(en), len(ar))
	}
	for _, c := range slices.Concat(en, ar) {
		if st := h.story(t, c.Story); c.At.After(now) || st.Updated.Before(c.At) {
			t.Errorf("%s was corrected at %v and updated at %v", st.Path, c.At, st.Updated)
		}
	}
}

func (h house) links(t *testing.T) {
	p, err := h.Publication.Current(t.Context())
	must(t, err)
	found := 0
	for _, c := range slices.Concat(h.en, h.ar) {
		for node := range h.story(t, c.ID).Body.All() {
			link, ok := node.Mark(body.MarkLink)
			if !ok || !strings.HasPrefix(link.Str("href"), "/") {
				continue
			}
			found++
			e, rest, _ := p.At(link.Str("href"))
			target, err := h.Stories.ByPath(t.Context(), e.ID, rest)
			if err != nil || target.State != story.Published || e.ID != c.Edition {
				t.Errorf("%s leads to %s: %v", c.Path, link.Str("href"), err)
			}
		}
	}
	if found < 30 {
		t.Errorf("%d links were found", found)
	}
}

func (h house) people(t *testing.T) {
	quoted := 0
	for _, c := range slices.Concat(h.en, h.ar) {
		st := h.story(t, c.ID)
		for _, b := range st.Bylines {
			if b.Person == 0 || b.Slug == "" {
				t.Errorf("%s: %s has no page", c.Path, b.Name)
			}
		}
		for _, q := range st.Body.Quotes() {
			said, err := h.People.Said(t.Context(), q.Person, people.Quote{}, 1000)
			must(t, err)
			if !slices.ContainsFunc(said, func(s people.Quote) bool { return s.Story == c.ID && s.Words == q.Words && s.Block != "" }) {
				t.Errorf("%s: what %s said is not on a page", c.Path, q.Speaker)
			}
			quoted++
		}
	}
	if quoted < 80 {
		t.Errorf("%d quotes", quoted)
	}
	brix, err := h.People.BySlug(t.Context(), "en", "hanne-brix")
	if must(t, err); brix.Role == "" || len(brix.Aliases) == 0 {
		t.Errorf("of the list: %+v", brix)
	}
}

func (h house) pictures(t *testing.T) {
	shown := 0
	for _, c := range slices.Concat(h.en, h.ar) {
		if c.LeadPicture == 0 {
			continue
		}
		shown++
		all, err := h.Media.Get(t.Context(), c.LeadPicture)
		must(t, err)
		p := all[c.LeadPicture]
		if p.Caption == "" || p.Credit == "" || p.Alt == "" || p.Width != 1200 || p.Height != 800 {
			t.Errorf("%s: %+v", c.Path, p)
		}
		content, _, err := h.Media.Open(t.Context(), p.Hash())
		must(t, err)
		must(t, content.Close())
	}
	if shown < 50 {
		t.Errorf("%d stories have a picture", shown)
	}
}

// again plants twice: nothing may change, not even a line of the change log.
func (h house) again(t *testing.T) {
	before := h.rows(t)
	must(t, demo.Plant(t.Context(), h.Newsroom, now.Add(24*time.Hour)))
	if after := h.rows(t); !maps.Equal(before, after) {
		t.Errorf("planting twice changed %v to %v", before, after)
	}
}

func (h house) rows(t *testing.T) map[string]int {
	counts := map[string]int{}
	for _, table := range []string{"edition", "section", "page", "story", "story_revision", "person", "tag", "topic", "picture", "standards", "change"} {
		n, err := db.One(t.Context(), h.DB, db.Value[int], `/* test.rows */ SELECT COUNT(*) FROM `+table)
		must(t, err)
		counts[table] = n
	}
	return counts
}

func (h house) story(t *testing.T, id news.StoryID) *story.Story {
	t.Helper()
	st, err := h.Stories.ForReaders(t.Context(), id)
	must(t, err)
	return st
}

func latest(t *testing.T, n demo.Newsroom, e news.EditionID) []story.Card {
	t.Helper()
	cards, err := n.Stories.Latest(t.Context(), e, news.LatestPubKey, 1000)
	must(t, err)
	return cards
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
