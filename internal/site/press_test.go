package site_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/body"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/front"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/site"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// press is a small publication of two editions that everything happens to. All
// that it knows beside the rooms is which things there are.
type press struct {
	site.Rooms
	db      *db.DB
	changes *change.Log
	now     func() time.Time

	sections map[news.EditionID][]news.SectionID
	topics   map[news.EditionID][]news.TopicID
	tags     map[news.EditionID][]news.TagID
	people   map[news.EditionID][]news.PersonID
	pictures []news.PictureID
	stories  []news.StoryID
	slugs    map[string]bool // under which sections, topics, tags, people and pages ever stood, with what stands before
	version  int             // of the standards
}

var (
	bothEditions = []news.EditionID{"en", "nz"}
	prefixes     = map[news.EditionID]string{"en": "", "nz": "/nz"}
)

// openPress makes the publication, in rooms over an empty database.
func openPress(t *testing.T, rooms site.Rooms, d *db.DB, changes *change.Log, now func() time.Time) *press {
	t.Helper()
	p := &press{
		Rooms: rooms, db: d, changes: changes, now: now,
		sections: map[news.EditionID][]news.SectionID{}, topics: map[news.EditionID][]news.TopicID{}, tags: map[news.EditionID][]news.TagID{},
		people: map[news.EditionID][]news.PersonID{}, slugs: map[string]bool{},
	}
	ctx := t.Context()
	must(t, p.Publication.SetSettings(ctx, desk, publication.Settings{Name: "Paper", OldAfter: 1}))
	for _, e := range bothEditions {
		must(t, p.saveEdition(ctx, e, true, "The paper"))
		for n := range 2 {
			must(t, p.saveSection(ctx, e, n, "Section"))
			must(t, p.saveTopic(ctx, e, n, topic.Topic{Title: "Topic"}))
			must(t, p.saveTag(ctx, e, n, "Tag"))
			must(t, p.savePerson(ctx, e, n, "Person"))
		}
		must(t, p.savePage(ctx, e, body.MustNew(body.P("About us."))))
		must(t, p.setStandards(ctx, e, -1))
	}
	for n := range 2 {
		id, err := p.Media.Add(ctx, desk, pixel(t, n+1), media.Picture{Caption: fmt.Sprint("Picture ", n), Alt: "A thing"})
		must(t, err)
		p.pictures = append(p.pictures, id)
	}
	return p
}

// roomsOf are the rooms of a house that the site shows.
func roomsOf(h *roomtest.House) site.Rooms {
	return site.Rooms{
		Publication: h.Publication, Stories: h.Stories, Topics: h.Topics, Tags: h.Tags, People: h.People,
		Media: h.Media, Short: h.Short, Discussion: h.Discussion, Front: front.New(h.Stories),
	}
}

// pixel is a picture so many pixels wide.
func pixel(t *testing.T, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 1))))
	return b.Bytes()
}

func (p *press) saveEdition(ctx context.Context, e news.EditionID, active bool, name string) error {
	zone := map[news.EditionID]string{"en": "UTC", "nz": "Pacific/Auckland"}[e]
	at, err := publication.ParseZone(zone)
	if err != nil {
		return err
	}
	return p.Publication.SaveEdition(ctx, desk, publication.Edition{
		ID: e, Active: active, Tag: map[news.EditionID]language.Tag{"en": language.English, "nz": language.Arabic}[e], Zone: at, Prefix: prefixes[e],
		Name: name, Tagline: "Every day", Menus: publication.Menus{Foot: []publication.Link{{Label: "About", URL: "/about"}}},
	})
}

// stands notes an address that something has now.
func (p *press) stands(e news.EditionID, format string, args ...any) {
	p.slugs[prefixes[e]+fmt.Sprintf(format, args...)] = true
}

// at is the n-th of the things, or 0 for a new one.
func at[T any](all []T, n int) (id T) {
	if n < len(all) {
		id = all[n]
	}
	return id
}

// put notes the id of the n-th of the things.
func put[T any](all map[news.EditionID][]T, e news.EditionID, n int, id T, err error) error {
	if err == nil && n == len(all[e]) {
		all[e] = append(all[e], id)
	}
	return err
}

func (p *press) saveSection(ctx context.Context, e news.EditionID, n int, name string) error {
	slug := fmt.Sprint("section-", n)
	id, err := p.Publication.SaveSection(ctx, desk, publication.Section{ID: at(p.sections[e], n), Edition: e, Slug: slug, Name: name, Description: "About " + name})
	p.stands(e, "/%s/", slug)
	p.stands(e, "/%s", slug)
	return put(p.sections, e, n, id, err)
}

func (p *press) saveTopic(ctx context.Context, e news.EditionID, n int, t topic.Topic) error {
	t.ID, t.Edition = at(p.topics[e], n), e
	if t.Slug == "" {
		t.Slug = fmt.Sprint("topic-", n)
	}
	id, err := p.Topics.Save(ctx, desk, t)
	p.stands(e, "/topics/%s", t.Slug)
	return put(p.topics, e, n, id, err)
}

func (p *press) saveTag(ctx context.Context, e news.EditionID, n int, name string) error {
	id, err := p.Tags.Save(ctx, desk, tag.Tag{ID: at(p.tags[e], n), Edition: e, Slug: fmt.Sprint("tag-", n), Name: name, Kind: tag.Subject, Description: "About " + name})
	p.stands(e, "/tags/tag-%d", n)
	return put(p.tags, e, n, id, err)
}

func (p *press) savePerson(ctx context.Context, e news.EditionID, n int, name string) error {
	id, err := p.People.Save(ctx, desk, people.Person{ID: at(p.people[e], n), Edition: e, Slug: fmt.Sprint("person-", n), Name: name, Bio: "Of " + name})
	p.stands(e, "/people/person-%d", n)
	return put(p.people, e, n, id, err)
}

func (p *press) savePage(ctx context.Context, e news.EditionID, text body.Doc) error {
	pg, err := p.Publication.Page(ctx, e, "about")
	if err != nil && news.KindOf(err) != news.NotFound {
		return err
	}
	_, err = p.Publication.SavePage(ctx, desk, publication.Page{ID: pg.ID, Edition: e, Slug: "about", Title: "About", Body: text})
	p.stands(e, "/about")
	return err
}

// draw chooses one of n, which is at least 1.
type draw func(what string, n int) int

// dice draws by a seed.
func dice(seed uint64) draw {
	r := rand.New(rand.NewPCG(seed, 0))
	return func(_ string, n int) int { return r.IntN(n) }
}

func oneOf[T any](d draw, what string, all []T) T { return all[d(what, len(all))] }

// hand draws a few of the things: none, one or two.
func hand[T comparable](d draw, what string, all []T) (some []T) {
	if len(all) == 0 {
		return nil
	}
	for range d("how many of "+what, 3) {
		some = append(some, oneOf(d, what, all))
	}
	if len(some) == 2 && some[0] == some[1] {
		some = some[:1]
	}
	return some
}

// draft is a story that stands in some of the lists.
func (p *press) draft(d draw) story.Draft {
	e := oneOf(d, "edition", bothEditions)
	headline := oneOf(d, "headline", []string{"Alpha", "Beta", "Gamma"})
	s := story.Draft{Edition: e, Section: oneOf(d, "section", p.sections[e]), Headline: headline, Dek: "About " + headline, Body: p.text(d, e)}
	for _, id := range hand(d, "topic", p.topics[e]) {
		s.Topics = append(s.Topics, topic.Place{Topic: id})
	}
	s.Tags = hand(d, "tag", p.tags[e])
	for _, id := range hand(d, "writer", p.people[e]) {
		s.Bylines = append(s.Bylines, people.Byline{Person: id})
	}
	if d("a lead picture", 2) == 1 {
		s.LeadPicture = oneOf(d, "picture", p.pictures)
	}
	return s
}

// text is a body that may show and name all that a body can.
func (p *press) text(d draw, e news.EditionID) body.Doc {
	blocks := []body.Node{body.P(fmt.Sprint("Text ", d("words", 1000)))}
	for _, id := range hand(d, "speaker", p.people[e]) {
		blocks = append(blocks, body.Quote(body.Attribution{Speaker: "Somebody", Person: id}, "So it is."))
	}
	for _, id := range hand(d, "story named", p.stories) {
		blocks = append(blocks, body.RelatedStory(id, "Another"))
	}
	for _, id := range hand(d, "picture", p.pictures) {
		blocks = append(blocks, body.Picture(id, ""))
	}
	return body.MustNew(blocks...)
}
