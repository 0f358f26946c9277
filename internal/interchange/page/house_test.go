package page

import (
	"io"
	"slices"
	"strings"
	"syscall"
	"testing"

	"dateline.news/internal/news"
)

func TestByline_parts_the_job_from_the_names(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"By Ida Kern":                             {"Ida Kern"},
		"By Ida Kern and Jon Falk":                {"Ida Kern", "Jon Falk"},
		"By Ida Kern, Jon Falk and Ann Poe":       {"Ida Kern", "Jon Falk", "Ann Poe"},
		"By Ida Kern and Jon Falk, Staff Writers": {"Ida Kern", "Jon Falk"},
		"By Ida Kern, Lantern News":               {"Ida Kern"},
		"By Ida Kern in Oslo and Jon Falk":        {"Ida Kern", "Jon Falk"},
		"Por Ana Robles":                          {"Ana Robles"},
		"By the light of the harbour":             nil,
	} {
		if got := byline(text); !slices.Equal(got, want) {
			t.Errorf("byline(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestReadBylines_without_a_label(t *testing.T) {
	t.Parallel()
	const story = "\n\nThe bridge is open again, the town said on Friday.\n"
	for name, row := range map[string]struct {
		text string
		want []string
	}{
		"a job behind the name":      {"Bridge Opens After a Long Winter\nRosa Field, Staff Writer" + story, []string{"Rosa Field"}},
		"only the sign-off":          {"Bridge Opens After a Long Winter" + story + "\nReporting by Rosa Field; Editing by Paul Oster\n", []string{"Rosa Field"}},
		"above the date":             {"Bridge Opens After a Long Winter\nRosa Field\n18 May 2015" + story, []string{"Rosa Field"}},
		"a place is not":             {"Bridge Opens After a Long Winter\nCedar Falls" + story, nil},
		"a place above the date":     {"Bridge Opens After a Long Winter\nCedar Falls\n18 May 2015" + story + "\nTags: bridges, Cedar Falls\n", nil},
		"nor a name above the title": {"Rosa Field\nBridge Opens After a Long Winter" + story, nil},
	} {
		page := understood(t, row.text)
		inferred := slices.ContainsFunc(page.Inferred, func(r Reason) bool { return r.Field == string(ToBylines) })
		if !slices.Equal(page.Bylines, row.want) || inferred != (row.want != nil) {
			t.Errorf("%s: %q, inferred %t", name, page.Bylines, inferred)
		}
	}
}

func understood(t *testing.T, text string) Page {
	t.Helper()
	page, err := Understand(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestReadCorrections_leaves_them_out_and_says_so(t *testing.T) {
	t.Parallel()
	for note, left := range map[string]bool{
		"(This story corrects the name in paragraph 2.)":            true,
		"This article was amended on 3 May to correct the year.":    true,
		"(Corrects the number of boats in the first paragraph)":     true,
		"Correction: the boat is called Anna.":                      true,
		"Our Standards: what the house holds to.":                   true,
		"This story begins with a boat, its skipper said.":          false,
		"The minister corrects himself rarely, his secretary said.": false,
	} {
		page := understood(t, "Bridge Opens After a Long Winter\n\nThe bridge is open again, the town said.\n\n"+note+"\n")
		line := page.Lines()[4]
		if (line.Fields[0] == LeftOut && line.Why != "") != left || (len(page.Body) == 1) != left {
			t.Errorf("%q: %v (%s), %d paragraphs", note, line.Fields, line.Why, len(page.Body))
		}
	}
}

func TestUnderstand_marks_what_it_guessed(t *testing.T) {
	t.Parallel()
	page := understood(t, `Science
Bridge Opens After a Long Winter

The engineer Rosa Field said the bridge would hold.

"It will stand for a hundred years," Field told Example Radio.

The bridge at dusk. (Ida Kern/KQED)

Harbour, bridges
`)
	for _, field := range []string{"section", "quotes[0].role", "quotes[0].venue", "pictures[0].credit", "tags"} {
		if !slices.ContainsFunc(page.Inferred, func(r Reason) bool { return r.Field == field }) {
			t.Errorf("%s is not marked as inferred: %+v", field, page.Inferred)
		}
	}
}

func TestReadTimes_needs_a_headline_beside_the_name_of_a_paper(t *testing.T) {
	t.Parallel()
	page := understood(t, "Budget Speech, 5 June 2018\n\nThe speech was short, the town said.\n")
	if page.Headline != "Budget Speech, 5 June 2018" {
		t.Errorf("headline = %q", page.Headline)
	}
}

func TestUnderstand_says_that_it_was_given_a_directory(t *testing.T) {
	t.Parallel()
	_, err := Understand(readerFunc(func([]byte) (int, error) { return 0, syscall.EISDIR }))
	if news.KindOf(err) != news.Invalid || !strings.Contains(news.Say(err), "a directory") {
		t.Errorf("Understand = %v", err)
	}
	_, err = Understand(readerFunc(func([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }))
	if err == nil || strings.Contains(err.Error(), ".:") {
		t.Errorf("doubled punctuation: %v", err)
	}
}
