package site_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// hushed is in the headline, dek, text and slug of every story that readers
// must not see, and nowhere else.
const hushed = "hushword"

// TestHidden brings a story into each state in which readers must not see it,
// beside one that they may see and that is tied to it in every way, and looks
// for it in every page of the site.
func TestHidden(t *testing.T) {
	t.Parallel()
	withdrawn := func(kind story.WithdrawnKind) func(*testing.T, small, news.StoryID) {
		return func(t *testing.T, s small, id news.StoryID) {
			must(t, s.Stories.Publish(t.Context(), desk, id, time.Time{}))
			s.wasSeen(t, id)
			must(t, s.Stories.Correct(t.Context(), desk, id, story.Correction{Kind: story.IsCorrection, Note: "About " + hushed}))
			must(t, s.Stories.Withdraw(t.Context(), desk, id, kind, "the notice says so"))
		}
	}
	move := func(to story.State) func(*testing.T, small, news.StoryID) {
		return func(t *testing.T, s small, id news.StoryID) { must(t, s.Stories.MoveTo(t.Context(), desk, id, to)) }
	}
	for name, c := range map[string]struct {
		hide   func(*testing.T, small, news.StoryID)
		change func(*story.Draft, time.Time)
		status int
		notice string
	}{
		"draft":     {hide: func(*testing.T, small, news.StoryID) {}, status: http.StatusNotFound},
		"in review": {hide: move(story.InReview), status: http.StatusNotFound},
		"ready":     {hide: move(story.Ready), status: http.StatusNotFound},
		"scheduled": {hide: func(t *testing.T, s small, id news.StoryID) {
			must(t, s.Stories.Schedule(t.Context(), desk, id, s.Clock.Now().Add(48*time.Hour)))
		}, status: http.StatusNotFound},
		"embargoed": {hide: func(t *testing.T, s small, id news.StoryID) {
			must(t, s.Stories.Publish(t.Context(), desk, id, time.Time{}))
		}, change: func(d *story.Draft, now time.Time) { d.Embargo = now.Add(48 * time.Hour) }, status: http.StatusNotFound},
		"embargoed again": {hide: func(t *testing.T, s small, id news.StoryID) {
			must(t, s.Stories.Publish(t.Context(), desk, id, time.Time{}))
			s.wasSeen(t, id)
			d := s.get(t, id).Draft
			d.Embargo = s.Clock.Now().Add(48 * time.Hour)
			must(t, s.Stories.Save(t.Context(), desk, id, d))
		}, status: http.StatusNotFound},
		"retracted":         {hide: withdrawn(story.Retracted), status: http.StatusGone, notice: "the notice says so"},
		"taken down":        {hide: withdrawn(story.Legal), status: http.StatusUnavailableForLegalReasons, notice: "the notice says so"},
		"rights have ended": {hide: withdrawn(story.Expired), status: http.StatusGone, notice: "Our right to show this story has ended"},
		"expired": {hide: func(t *testing.T, s small, id news.StoryID) {
			must(t, s.Stories.Publish(t.Context(), desk, id, time.Time{}))
			s.wasSeen(t, id)
			s.Clock.Pass(2 * time.Hour)
			s.Work(t, func() bool { return s.get(t, id).Key == 0 })
		}, change: func(d *story.Draft, now time.Time) { d.Expires = now.Add(time.Hour) }, status: http.StatusGone, notice: "Our right to show this story has ended"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openSmall(t)
			shown, hidden := s.plantPair(t, c.change)
			at := "/2026/11/22/about-" + hushed
			c.hide(t, s, hidden)
			if path := s.path(t, hidden); path != "" {
				at = path
			}
			looks := []string{shown, "/topics/the-ferry", "/tags/ships", "/people/ada-reef", "/archive/2026/11/22", "/archive/2026/11", "/corrections", "/ar/akhbar/", "/arts/", "/news/"}
			s.walk(t, func(path, text string) {
				if strings.Contains(strings.ToLower(text), hushed) {
					t.Errorf("%s shows what is hidden", path)
				}
			}, looks...)
			got := s.Get(t, at)
			page := got.Page(t, c.status)
			if strings.Contains(strings.ToLower(got.Body.String()), hushed) {
				t.Errorf("its own address tells of it")
			}
			page.Is(t, htmlcheck.In("main", htmlcheck.HasText(c.notice)), htmlcheck.In("meta[name=robots]", htmlcheck.Attr("content", "noindex")), waysOn)
			s.countsOne(t)
		})
	}
}

// plantPair stores the hidden story, and a visible one that is tied to it: the
// same topic, tag, writer and speaker, a link, a line of the timeline, a
// translation. It returns the address of the visible one.
func (s small) plantPair(t *testing.T, change func(*story.Draft, time.Time)) (shown string, hidden news.StoryID) {
	t.Helper()
	d := s.draft("About " + hushed)
	if change != nil {
		change(&d, s.Clock.Now())
	}
	hidden = s.keep(t, d)
	visible := s.draft("The lamp is lit")
	visible.Body = body.MustNew(body.P("It is lit."), body.RelatedStory(hidden, "A lamp"))
	id := s.publish(t, visible)
	translation := s.draft("المصباح")
	translation.Edition, translation.Section, translation.TranslationOf = "ar", s.section["ar"], hidden
	translation.Topics, translation.Tags, translation.Bylines = nil, nil, nil
	translation.Body = body.MustNew(body.P("نص"))
	s.publish(t, translation)
	top, err := s.Topics.Get(t.Context(), s.topic)
	must(t, err)
	top.Timeline = append(top.Timeline, timelineOf(hidden)...)
	_, err = s.Topics.Save(t.Context(), desk, top)
	must(t, err)
	return s.path(t, id), hidden
}

// wasSeen looks at every page while the story is visible, so that whatever
// keeps pages has kept it, and wants it in each kind of list.
func (s small) wasSeen(t *testing.T, id news.StoryID) {
	t.Helper()
	seen := map[string]bool{}
	s.walk(t, func(path, text string) { seen[path] = strings.Contains(strings.ToLower(text), hushed) }, s.path(t, id), "/corrections")
	for _, path := range []string{"/", "/news/", "/topics/the-ferry", "/tags/ships", "/people/ada-reef", "/archive/2026/11/22", s.path(t, id)} {
		if !seen[path] {
			t.Errorf("%s does not show the story while it is public", path)
		}
	}
}

// countsOne wants every count to leave the hidden story out.
func (s small) countsOne(t *testing.T) {
	t.Helper()
	s.Page(t, "/topics/the-ferry").Is(t, htmlcheck.In("main", htmlcheck.HasText("1 story"), htmlcheck.LacksText("2 stories")))
	s.Page(t, "/tags/ships").Is(t, htmlcheck.In("main", htmlcheck.HasText("1 story")))
	s.Page(t, "/archive/").Is(t, htmlcheck.In("main", htmlcheck.HasText("November 2026: 1 story")))
}

// What comes back comes back everywhere.
func TestEmbargo_EndsByItself(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	d := s.draft("About " + hushed)
	d.Embargo = s.Clock.Now().Add(time.Hour)
	id := s.publish(t, d)
	s.Clock.Pass(2 * time.Hour)
	s.Work(t, func() bool { return s.get(t, id).Key != 0 })
	for _, path := range []string{"/", "/news/", "/topics/the-ferry", "/tags/ships", "/people/ada-reef", s.path(t, id), "/archive/2026/11/22"} {
		if got := s.Get(t, path); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "About "+hushed) {
			t.Errorf("%s does not show the story: %d", path, got.Code)
		}
	}
}
