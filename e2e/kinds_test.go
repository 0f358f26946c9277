package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// kind is a kind of page, in one language.
type kind struct {
	name   string
	path   string
	status int
}

// kinds finds a page of every kind in both editions of the demo.
func (v visit) kinds(t *testing.T) []kind {
	t.Helper()
	kinds := []kind{{"mailbox", "/mailbox", http.StatusOK}}
	for _, e := range []struct {
		id     news.EditionID
		prefix string
	}{{"en", ""}, {"ar", "/ar"}} {
		add := func(name, path string) { kinds = append(kinds, kind{string(e.id) + " " + name, path, http.StatusOK}) }
		add("front", e.prefix+"/")
		add("topics", e.prefix+"/topics/")
		add("months", e.prefix+"/archive/")
		add("corrections", e.prefix+"/corrections")
		add("standards", e.prefix+"/standards")
		add("radio", e.prefix+"/radio/")
		add("topic", v.first(t, e.prefix+"/topics/", e.prefix+"/topics/"))
		month := v.first(t, e.prefix+"/archive/", e.prefix+"/archive/2")
		add("month", month)
		add("day", v.first(t, month, month+"/"))
		pub, err := v.Publication.Current(t.Context())
		must(t, err)
		edition, _ := pub.Edition(e.id)
		add("section", e.prefix+"/"+edition.Sections[0].Slug+"/")
		add("ordinary page", e.prefix+edition.Menus.Foot[0].URL)
		add("story", e.prefix+v.story(t, e.id).Path)
		add("person", v.linked(t, e.id, e.prefix, "/people/"))
		add("tag", v.linked(t, e.id, e.prefix, "/tags/"))
		kinds = append(kinds, kind{string(e.id) + " not found", e.prefix + "/nothing-here", http.StatusNotFound},
			kind{string(e.id) + " withdrawn", e.prefix + v.withdraw(t, e.id), http.StatusGone})
	}
	if apptest.HasSeed(t) {
		kinds = append(kinds, kind{"seed", v.PublishSeed(t).URL, http.StatusOK})
	}
	return kinds
}

// story is the newest story of an edition with a picture and a topic.
func (v visit) story(t *testing.T, id news.EditionID) story.Card {
	t.Helper()
	cards, err := v.Stories.Latest(t.Context(), id, news.LatestPubKey, 100)
	must(t, err)
	for _, c := range cards {
		st, err := v.Stories.ForReaders(t.Context(), c.ID)
		must(t, err)
		if c.LeadPicture != 0 && len(st.Topics) > 0 && len(st.Body.Quotes()) > 0 {
			return c
		}
	}
	t.Fatalf("the edition %s has no story with a picture, a topic and a quote", id)
	return story.Card{}
}

// withdraw takes the oldest story of an edition down and returns its address.
func (v visit) withdraw(t *testing.T, id news.EditionID) string {
	t.Helper()
	cards, err := v.Stories.Latest(t.Context(), id, news.LatestPubKey, 500)
	must(t, err)
	last := cards[len(cards)-1]
	must(t, v.Stories.Withdraw(t.Context(), news.Program("the desk"), last.ID, story.Retracted, "It was not so."))
	return last.Path
}

// first is the first link of a page that begins as given.
func (v visit) first(t *testing.T, page, beginning string) string {
	t.Helper()
	for _, link := range v.Page(t, page).Links() {
		if link = strings.TrimPrefix(link, v.Config.PublicURL); strings.HasPrefix(link, beginning) && link != beginning {
			return link
		}
	}
	t.Fatalf("%s links to nothing below %s", page, beginning)
	return ""
}

// linked is the first address of a kind that a story of the edition links to.
func (v visit) linked(t *testing.T, id news.EditionID, prefix, beginning string) string {
	t.Helper()
	return v.first(t, prefix+v.story(t, id).Path, prefix+beginning)
}
