package site_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/body"
	"dateline.news/internal/config"
	"dateline.news/internal/discussion"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// A step changes something that readers see.
type step struct {
	name string
	do   func(*testing.T, *small)
}

// TestFresh_AfterEveryChange asks a publication that has shown all its pages
// before for them again after each of many changes. It must answer exactly
// what a program answers that was started after the change.
func TestFresh_AfterEveryChange(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	first := s.publish(t, s.draft("Ferry to run again"))
	s.Clock.Pass(time.Minute)
	second := s.publish(t, s.draft("Lamp lit at the mole"))
	pages := map[string]bool{"/2026/11/22/ferry-to-run-again": true, "/archive/2026/11/23": true, "/archive/2027/01/": true, "/radio/": true, "/arts/": true, "/about": true, "/nothing": true}
	for _, step := range changes(t, first, second) {
		step.do(t, &s)
		fresh := apptest.Empty(t, apptest.At(s.Clock.Now), apptest.With(func(c *config.Config) { c.Data = s.Config.Data }))
		anew := small{House: fresh}
		anew.walk(t, func(path, _ string) { pages[path] = true })
		changed := 0
		for path := range pages {
			was, want := s.Get(t, path), fresh.Get(t, path)
			if was.Code != want.Code || was.Body.String() != want.Body.String() || was.Header().Get("Location") != want.Header().Get("Location") {
				t.Errorf("after %s, %s (%d) is not what it would be anew (%d): %s", step.name, path, was.Code, want.Code, firstDifference(was.Body.String(), want.Body.String()))
				changed++
			}
		}
		if changed > 0 {
			t.Logf("after %s, %d of %d pages are stale", step.name, changed, len(pages))
		}
	}
	if len(pages) < 25 {
		t.Errorf("only %d pages were looked at", len(pages))
	}
}

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-30)
			return "…" + strings.ToValidUTF8(a[from:min(len(a), i+60)], "") + "… and …" + strings.ToValidUTF8(b[from:min(len(b), i+60)], "") + "…"
		}
	}
	return http.StatusText(http.StatusOK)
}

func changes(t *testing.T, first, second news.StoryID) []step {
	var third news.StoryID
	edit := func(id news.StoryID, change func(*testing.T, *small, *story.Draft)) func(*testing.T, *small) {
		return func(t *testing.T, s *small) {
			d := s.get(t, id).Draft
			change(t, s, &d)
			must(t, s.Stories.Save(t.Context(), desk, id, d))
		}
	}
	return []step{
		{"nothing", func(*testing.T, *small) {}},
		{"a new story", func(t *testing.T, s *small) { third = s.publish(t, s.draft("A third story")) }},
		{"a new headline", edit(first, func(_ *testing.T, _ *small, d *story.Draft) { d.Headline = "Ferry runs" })},
		{"a new slug", edit(first, func(_ *testing.T, _ *small, d *story.Draft) { d.Slug = "ferry-runs" })},
		{"no topic any more", edit(first, func(_ *testing.T, _ *small, d *story.Draft) { d.Topics = nil })},
		{"another section", edit(first, func(t *testing.T, s *small, d *story.Draft) { d.Section = s.sectionOf(t, "arts") })},
		{"no byline any more", edit(second, func(_ *testing.T, _ *small, d *story.Draft) { d.Bylines = nil })},
		{"other words of somebody", edit(second, func(_ *testing.T, s *small, d *story.Draft) {
			d.Body = body.MustNew(body.P("It is lit."), body.Quote(body.Attribution{Speaker: "Ada Reef", Person: s.person}, "Quite so."), body.RelatedStory(first, "Ferry"))
		})},
		{"a picture", edit(second, func(t *testing.T, s *small, d *story.Draft) {
			id, err := s.Media.Add(t.Context(), desk, nil, media.Picture{Caption: "The lamp", Credit: "Ada Reef"})
			must(t, err)
			d.LeadPicture = id
		})},
		{"a correction", func(t *testing.T, s *small) {
			must(t, s.Stories.Correct(t.Context(), desk, second, story.Correction{Kind: story.IsCorrection, Note: "The lamp is green."}))
		}},
		{"a person renamed", func(t *testing.T, s *small) {
			who, err := s.People.BySlug(t.Context(), "en", "ada-reef")
			must(t, err)
			who.Name, who.Role, who.Bio = "Ada Reef-Calder", "harbour master", "She keeps the harbour."
			_, err = s.People.Save(t.Context(), desk, who)
			must(t, err)
		}},
		{"a tag renamed", func(t *testing.T, s *small) {
			x, err := s.Tags.BySlug(t.Context(), "en", "ships")
			must(t, err)
			x.Name, x.Description = "Ships and boats", "What floats"
			saveTag(t, s, x)
		}},
		{"a topic's title and timeline", func(t *testing.T, s *small) {
			x, err := s.Topics.Get(t.Context(), s.topic)
			must(t, err)
			x.Title, x.Background = "The ferry and the quay", body.MustNew(body.P("It began in spring."))
			x.Timeline = []topic.Moment{{On: news.PartialDate{Year: 2026, Month: 11, Day: 20}, Text: "The ferry stops", Story: first}}
			_, err = s.Topics.Save(t.Context(), desk, x)
			must(t, err)
		}},
		{"a new ordinary page", func(t *testing.T, s *small) {
			_, err := s.Publication.SavePage(t.Context(), desk, publication.Page{Edition: "en", Slug: "about", Title: "About", Body: body.MustNew(body.P("Us."), body.RelatedStory(second, "Lamp"))})
			must(t, err)
		}},
		{"new standards", func(t *testing.T, s *small) {
			must(t, s.Discussion.SetStandards(t.Context(), desk, discussion.Standards{
				Edition: "en", Dated: news.PartialDate{Year: 2026, Month: 12, Day: 1}, Preamble: "Anew.", Rules: []discussion.Rule{{Title: "One", Text: "Only one."}},
			}))
		}},
		{"a section renamed", func(t *testing.T, s *small) {
			_, err := s.Publication.SaveSection(t.Context(), desk, publication.Section{ID: s.sectionOf(t, "arts"), Edition: "en", Slug: "arts", Name: "Arts and letters"})
			must(t, err)
		}},
		{"settings", func(t *testing.T, s *small) {
			must(t, s.Publication.SetSettings(t.Context(), desk, publication.Settings{Name: "Paper", OldAfter: 1, Look: publication.Look{Accent: "#123456"}, Parts: publication.Parts{NoRadio: true}}))
		}},
		{"a redirect", func(t *testing.T, s *small) { must(t, s.Publication.Redirect(t.Context(), desk, "/nothing", "/arts/")) }},
		{"a translation", func(t *testing.T, s *small) {
			d := s.draft("العبارة")
			d.Edition, d.Section, d.Topics, d.Tags, d.Bylines, d.TranslationOf, d.Slug = "ar", s.section["ar"], nil, nil, nil, first, "abbara"
			d.Body = body.MustNew(body.P("نص"))
			s.publish(t, d)
		}},
		{"the translation's original withdrawn", func(t *testing.T, s *small) {
			must(t, s.Stories.Withdraw(t.Context(), desk, first, story.Retracted, "It was not so."))
		}},
		{"a story withdrawn", func(t *testing.T, s *small) {
			must(t, s.Stories.Withdraw(t.Context(), desk, third, story.Legal, "A court said so."))
		}},
		{"another day", func(_ *testing.T, s *small) { s.Clock.Pass(24 * time.Hour) }},
		{"another month", func(_ *testing.T, s *small) { s.Clock.Pass(31 * 24 * time.Hour) }},
		{"the edition's name", func(t *testing.T, s *small) {
			p, err := s.Publication.Current(t.Context())
			must(t, err)
			e, _ := p.Edition("en")
			e.Name, e.Tagline = "The Paper", "Every day"
			must(t, s.Publication.SaveEdition(t.Context(), desk, e))
		}},
		{"an edition closed", func(t *testing.T, s *small) { s.saveArabic(t, false) }},
		{"another year", func(_ *testing.T, s *small) { s.Clock.Pass(366 * 24 * time.Hour) }},
	}
}

func saveTag(t *testing.T, s *small, x tag.Tag) {
	t.Helper()
	_, err := s.Tags.Save(t.Context(), desk, x)
	must(t, err)
}

// sectionOf is the section of the first edition at an address.
func (s small) sectionOf(t *testing.T, slug string) news.SectionID {
	t.Helper()
	p, err := s.Publication.Current(t.Context())
	must(t, err)
	e, _ := p.Edition("en")
	sec, known := e.Section(slug)
	if !known {
		t.Fatalf("there is no section %s", slug)
	}
	return sec.ID
}
