package intake_test

import (
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/body"
	"dateline.news/internal/intake"
	"dateline.news/internal/interchange/page"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

var desk = news.Program("the desk")

// source is a page as a reader saw it, written for this test.
const source = `18:30 GMT 3 March 2024
Listen Live
Get short URL
The Long Ferry Strike (42)
3 250

The harbour board cannot end the ferry strike without the crews, board chair Ada Reef said Tuesday in an interview with Radio Ellery.

PORT ELLERY (Tide) — The crews of both ferries have been on strike since January.

“We [the board] have asked them twice. There will not be a third time.”

The board meets again next week.

A photograph taken on March 1, 2024 by a passenger allegedly shows the empty slip.
Empty slip
The Long Ferry Strike (42)

Ferry Crews Vote To Stay Ashore
Board Asks For A Mediator
Ferries, Strikes
Community standardsDiscussion`

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func understood(t *testing.T) page.Page {
	t.Helper()
	p, err := page.Understand(strings.NewReader(source))
	must(t, err)
	return p
}

func TestImport_KeepsADraft(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	done, err := intake.Pages{Rooms: h.Intake()}.Import(t.Context(), desk, understood(t), intake.PageOptions{})
	must(t, err)
	st, err := h.Stories.Get(t.Context(), desk, done.Story)
	must(t, err)
	if st.State != story.Drafted || done.URL != "" || st.Headline != "" {
		t.Errorf("%s at %q under %q", st.State, done.URL, st.Headline)
	}
	if got := h.Page(t, "/").Words(); strings.Contains(got, "ferry") {
		t.Errorf("readers see the draft: %s", got)
	}
	if c := st.Captured; c.Comments == nil || *c.Comments != 3 || c.Views == nil || *c.Views != 250 || len(c.Related) != 2 {
		t.Errorf("the figures of the source: %+v", c)
	}
	notes := strings.Join(st.Captured.Notes, "\n")
	for _, want := range []string{"headline is missing", "publishedAt is missing", "comments is inferred", "views is inferred"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the newsroom is not told that %s:\n%s", want, notes)
		}
	}
	if len(st.Topics) != 1 || len(st.Tags) != 2 {
		t.Errorf("topics %v, tags %v", st.Topics, st.Tags)
	}
	top, err := h.Topics.Get(t.Context(), st.Topics[0].Topic)
	must(t, err)
	if top.Captured.Stories != 42 || top.Stories != 0 {
		t.Errorf("the topic counts %d of its own, and %d at capture", top.Stories, top.Captured.Stories)
	}
}

func TestImport_QuotesHaveTheirSpeakers(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	done, err := intake.Pages{Rooms: h.Intake()}.Import(t.Context(), desk, understood(t), intake.PageOptions{})
	must(t, err)
	st, err := h.Stories.Get(t.Context(), desk, done.Story)
	must(t, err)
	quotes := st.Body.Quotes()
	if len(quotes) != 1 || quotes[0].Speaker != "Ada Reef" || quotes[0].Person == 0 || !strings.Contains(quotes[0].Words, "[the board]") {
		t.Errorf("quotes: %+v", quotes)
	}
	if !strings.HasPrefix(st.Body.Text(body.TextOptions{}), "The crews of both ferries") {
		t.Errorf("the body begins %.60q", st.Body.Text(body.TextOptions{}))
	}
	if len(st.Dateline.Places) != 1 || st.Dateline.Places[0].Name != "PORT ELLERY" || st.Dateline.Source != "Tide" {
		t.Errorf("dateline: %+v", st.Dateline)
	}
}

func TestImport_PublishesUnderTheDayOfTheCapture(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	done, err := intake.Pages{Rooms: h.Intake()}.Import(t.Context(), desk, understood(t), intake.PageOptions{Publish: true, Headline: "Board and crews"})
	must(t, err)
	if !strings.HasPrefix(done.URL, "/2024/03/03/board-and-crews") {
		t.Errorf("published at %q", done.URL)
	}
	h.Page(t, done.URL)
}

// The same page twice is two stories, in one topic, by one speaker.
func TestImport_KnowsWhoAndWhatWasThereBefore(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	in := intake.Pages{Rooms: h.Intake()}
	first, err := in.Import(t.Context(), desk, understood(t), intake.PageOptions{Publish: true})
	must(t, err)
	second, err := in.Import(t.Context(), desk, understood(t), intake.PageOptions{Publish: true})
	must(t, err)
	a, err := h.Stories.Get(t.Context(), desk, first.Story)
	must(t, err)
	b, err := h.Stories.Get(t.Context(), desk, second.Story)
	must(t, err)
	if a.Path == b.Path || a.Topics[0] != b.Topics[0] || a.Tags[0] != b.Tags[0] || a.Body.Quotes()[0].Person != b.Body.Quotes()[0].Person {
		t.Errorf("%+v\n%+v", a.Draft, b.Draft)
	}
}

func TestImport_GoesWhereItIsSent(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	in := intake.Pages{Rooms: h.Intake()}
	for name, o := range map[string]intake.PageOptions{"an edition": {Edition: "xx"}, "a section": {Section: "xx"}} {
		if _, err := in.Import(t.Context(), desk, understood(t), o); news.KindOf(err) != news.NotFound || !strings.Contains(err.Error(), `"xx"`) {
			t.Errorf("%s that there is not: %v", name, err)
		}
	}
	empty := apptest.Empty(t)
	if _, err := (intake.Pages{Rooms: empty.Intake()}).Import(t.Context(), desk, understood(t), intake.PageOptions{}); news.KindOf(err) != news.Conflict {
		t.Errorf("a publication without an edition: %v", err)
	}
}

// What cannot be stored leaves nothing behind: no topic, no tag, no picture.
func TestImport_IsAllOrNothing(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	in := intake.Pages{Rooms: h.Intake()}
	if _, err := in.Import(t.Context(), desk, understood(t), intake.PageOptions{Headline: "two\nlines"}); err == nil {
		t.Fatal("a headline of two lines was accepted")
	}
	if _, err := h.Topics.BySlug(t.Context(), "en", "the-long-ferry-strike"); news.KindOf(err) != news.NotFound {
		t.Errorf("the topic is there: %v", err)
	}
	if _, err := h.Tags.BySlug(t.Context(), "en", "ferries"); news.KindOf(err) != news.NotFound {
		t.Errorf("a tag is there: %v", err)
	}
	if left, err := h.Media.Get(t.Context(), 1, 2, 3); err != nil || len(left) > 0 {
		t.Errorf("pictures are there: %v, %v", left, err)
	}
}
