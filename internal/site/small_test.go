package site_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/apptest"
	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

var desk = news.Program("the desk")

// small is a publication of two editions with one of each thing.
type small struct {
	*apptest.House
	section map[news.EditionID]news.SectionID
	topic   news.TopicID
	tag     news.TagID
	person  news.PersonID
}

func openSmall(t *testing.T, options ...apptest.Option) small {
	t.Helper()
	s := small{House: apptest.Founded(t, options...), section: map[news.EditionID]news.SectionID{}}
	s.saveArabic(t, true)
	must(t, s.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
		if s.topic, err = s.Topics.Ensure(t.Context(), tx, "en", "The ferry"); err != nil {
			return err
		}
		if s.tag, err = s.Tags.Ensure(t.Context(), tx, "en", "Ships"); err != nil {
			return err
		}
		s.person, err = s.People.Ensure(t.Context(), tx, "en", "Ada Reef", "harbour master")
		return err
	}))
	for _, sec := range []publication.Section{{Edition: "ar", Slug: "akhbar", Name: "أخبار"}, {Edition: "en", Slug: "arts", Name: "Arts"}} {
		_, err := s.Publication.SaveSection(t.Context(), desk, sec)
		must(t, err)
	}
	p, err := s.Publication.Current(t.Context())
	must(t, err)
	for _, e := range p.Editions {
		s.section[e.ID] = e.Sections[0].ID
	}
	return s
}

func (s small) saveArabic(t *testing.T, active bool) {
	t.Helper()
	must(t, s.Publication.SaveEdition(t.Context(), desk, publication.Edition{
		ID: "ar", Active: active, Tag: language.Arabic, Zone: time.UTC, Prefix: "/ar", Name: "الجريدة", Tagline: "كل يوم",
	}))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// draft is a story that stands in every list that there is.
func (s small) draft(headline string) story.Draft {
	who := body.Attribution{Speaker: "Ada Reef", Person: s.person, Role: "harbour master", Venue: "on the quay"}
	return story.Draft{
		Edition: "en", Section: s.section["en"], Headline: headline, Dek: "About " + headline, Kicker: "Quay",
		Bylines: []people.Byline{{Person: s.person, Name: "Ada Reef"}}, Topics: []topic.Place{{Topic: s.topic}}, Tags: []news.TagID{s.tag},
		Body: body.MustNew(body.P("It was said of "+headline+"."), body.Quote(who, "So much for "+headline+".")),
	}
}

// keep stores a draft.
func (s small) keep(t *testing.T, d story.Draft) news.StoryID {
	t.Helper()
	id, err := s.Stories.Create(t.Context(), desk, d)
	must(t, err)
	return id
}

// publish stores a draft and publishes it now.
func (s small) publish(t *testing.T, d story.Draft) news.StoryID {
	t.Helper()
	id := s.keep(t, d)
	must(t, s.Stories.Publish(t.Context(), desk, id, time.Time{}))
	return id
}

// path is where a story stands within its edition.
func (s small) path(t *testing.T, id news.StoryID) string {
	t.Helper()
	return s.get(t, id).Path
}

func (s small) get(t *testing.T, id news.StoryID) *story.Story {
	t.Helper()
	st, err := s.Stories.Get(t.Context(), desk, id)
	must(t, err)
	return st
}

// short is the short address of a story.
func (s small) short(t *testing.T, id news.StoryID) string {
	t.Helper()
	code, err := s.Short.Code(t.Context(), id)
	must(t, err)
	return "/s/" + code
}

// walk fetches every page that can be reached, and every one named, and calls
// f with the text of each.
func (s small) walk(t *testing.T, f func(path, text string), from ...string) {
	t.Helper()
	seen := map[string]bool{}
	for todo := append([]string{"/", "/ar/"}, from...); len(todo) > 0; todo = todo[1:] {
		at, _, _ := strings.Cut(strings.TrimPrefix(todo[0], apptest.Origin), "#")
		if seen[at] || !strings.HasPrefix(at, "/") || strings.HasPrefix(at, "/assets/") || farFromNovember(at) {
			continue
		}
		seen[at] = true
		got := s.Get(t, at)
		if got.Code != http.StatusOK {
			continue
		}
		text := got.Body.String()
		f(at, text)
		page := got.Page(t, http.StatusOK)
		todo = append(todo, page.Links()...)
		todo = append(todo, attrs(page.Find("link[rel=alternate]"), "href")...)
	}
	if len(seen) < 15 {
		t.Errorf("only %d pages were looked at", len(seen))
	}
}

// farFromNovember stops a walk through the calendar, which goes on for ever:
// all that happens here happens on 22 November 2026 or the day after.
func farFromNovember(link string) bool {
	_, day, isArchive := strings.Cut(link, "/archive/")
	return isArchive && day != "" && day != "2026/11" && day != "2026/12" && (day < "2026/11/21" || day > "2026/11/24")
}

// timelineOf is a timeline with a line that a story tells.
func timelineOf(id news.StoryID) []topic.Moment {
	return []topic.Moment{{On: news.PartialDate{Year: 2026, Month: time.November, Day: 22}, Text: "The lamp goes out", Story: id}}
}

// linkTo is a text that refers to another story.
func linkTo(id news.StoryID) body.Doc {
	return body.MustNew(body.P("Read on."), body.RelatedStory(id, "Another"))
}
