package roomtest

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Must fails the test on an error.
func Must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Edition makes an edition with one section, News, and returns that.
func (h *House) Edition(t testing.TB, id news.EditionID, prefix string, zone *time.Location) news.SectionID {
	t.Helper()
	h.SaveEdition(t, id, prefix, zone)
	return h.Section(t, id, "news")
}

// SaveEdition makes or changes an edition.
func (h *House) SaveEdition(t testing.TB, id news.EditionID, prefix string, zone *time.Location) {
	t.Helper()
	e := publication.Edition{ID: id, Active: true, Tag: language.English, Zone: zone, Prefix: prefix, Name: "The " + string(id) + " edition"}
	if err := h.Publication.SaveEdition(t.Context(), By, e); err != nil {
		t.Fatal(err)
	}
}

// Section makes a section.
func (h *House) Section(t testing.TB, edition news.EditionID, slug string) news.SectionID {
	t.Helper()
	return Must[news.SectionID](t)(h.Publication.SaveSection(t.Context(), By, publication.Section{Edition: edition, Slug: slug, Name: slug}))
}

// Topic makes a topic.
func (h *House) Topic(t testing.TB, edition news.EditionID, slug string) news.TopicID {
	t.Helper()
	return Must[news.TopicID](t)(h.Topics.Save(t.Context(), By, topic.Topic{Edition: edition, Slug: slug, Title: slug}))
}

// Tag makes a subject.
func (h *House) Tag(t testing.TB, edition news.EditionID, slug string) news.TagID {
	t.Helper()
	return Must[news.TagID](t)(h.Tags.Save(t.Context(), By, tag.Tag{Edition: edition, Slug: slug, Name: slug, Kind: tag.Subject}))
}

// Person makes a person.
func (h *House) Person(t testing.TB, edition news.EditionID, slug string) news.PersonID {
	t.Helper()
	return Must[news.PersonID](t)(h.People.Save(t.Context(), By, people.Person{Edition: edition, Slug: slug, Name: slug}))
}

// Draft returns a draft that could be published.
func Draft(edition news.EditionID, section news.SectionID, headline string) story.Draft {
	return story.Draft{Edition: edition, Section: section, Label: story.News, Headline: headline, Dek: "What happened, in a sentence.", Language: "en"}
}

// Text makes a body.
func Text(t testing.TB, blocks ...body.Node) body.Doc {
	t.Helper()
	return Must[body.Doc](t)(body.New(blocks...))
}

// Keep keeps a draft.
func (h *House) Keep(t testing.TB, d story.Draft) news.StoryID {
	t.Helper()
	return Must[news.StoryID](t)(h.Stories.Create(t.Context(), By, d))
}

// Publish keeps a draft and publishes it now.
func (h *House) Publish(t testing.TB, d story.Draft) news.StoryID {
	t.Helper()
	id := h.Keep(t, d)
	if err := h.Stories.Publish(t.Context(), By, id, time.Time{}); err != nil {
		t.Fatal(err)
	}
	return id
}

// Get returns a story as staff see it.
func (h *House) Get(t testing.TB, id news.StoryID) *story.Story {
	t.Helper()
	return Must[*story.Story](t)(h.Stories.Get(t.Context(), By, id))
}

// Write runs f in a transaction and fails the test if that fails.
func (h *House) Write(t testing.TB, f func(tx *db.Tx) error) {
	t.Helper()
	if err := h.DB.Write(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}
