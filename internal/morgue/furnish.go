package morgue

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
	"dateline.news/internal/slug"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// editions are the archive's, the first being the root's.
var editions = []struct {
	id, zone, prefix, name string
	sections               int
}{
	{"en", "Europe/London", "", "The Morgue", 9},
	{"ar", "Asia/Riyadh", "/ar", "المحفوظات", 6},
	{"de", "Europe/Berlin", "/de", "Das Archiv", 6},
}

// furnish makes everything but the stories, or finds it.
func (s *seeding) furnish(ctx context.Context) error {
	present, err := s.Publication.Current(ctx)
	if err != nil {
		return err
	}
	if len(present.Editions) == 0 {
		settings := publication.Settings{Name: editions[0].name, Contact: "desk@morgue.example", OldAfter: publication.DefaultOldAfter}
		if err := s.Publication.SetSettings(ctx, s.by, settings); err != nil {
			return err
		}
	}
	for i := range editions {
		d, err := s.furnishDesk(ctx, i)
		if err != nil {
			return fmt.Errorf("the edition %s: %w", editions[i].id, err)
		}
		s.desks = append(s.desks, d)
	}
	return nil
}

func (s *seeding) furnishDesk(ctx context.Context, i int) (*desk, error) {
	e := editions[i]
	zone, err := time.LoadLocation(e.zone)
	if err != nil {
		return nil, fmt.Errorf("find the time zone: %w", err)
	}
	d := &desk{
		edition: publication.Edition{ID: news.EditionID(e.id), Active: true, Tag: language.Make(e.id), Zone: zone, Prefix: e.prefix, Name: e.name},
		script:  scripts[e.id], words: scripts[e.id].coin(s.plan.Seed + uint64(i)), stories: storiesOf(i, s.plan.Stories),
	}
	d.places = placements(d.stories, s.plan.Seed+uint64(i))
	for _, step := range []func(context.Context, *desk) error{
		func(ctx context.Context, d *desk) error { return s.furnishEdition(ctx, d, e.sections) },
		s.furnishTags, s.furnishPeople, s.furnishTopics,
	} {
		if err := step(ctx, d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// furnishEdition makes the edition and its sections, unless they are there.
func (s *seeding) furnishEdition(ctx context.Context, d *desk, sections int) error {
	present, err := s.Publication.Current(ctx)
	if err != nil {
		return err
	}
	known, ok := present.Edition(d.edition.ID)
	if !ok {
		if err := s.Publication.SaveEdition(ctx, s.by, d.edition); err != nil {
			return err
		}
	}
	for n := range sections {
		text := capital(d.words[100+n])
		if sec, ok := known.Section(slug.Make(text)); ok {
			d.sections = append(d.sections, sec.ID)
			continue
		}
		id, err := s.Publication.SaveSection(ctx, s.by, publication.Section{
			Edition: d.edition.ID, Slug: slug.Make(text), Name: text, Description: s.pen(d, kindSection, n).sentence(),
		})
		if err != nil {
			return err
		}
		d.sections = append(d.sections, id)
	}
	return nil
}

// Kinds of what is written, so that each has words of its own.
const (
	kindStory = 10 + iota
	kindSection
	kindTag
	kindTopic
	kindPerson
)

// pen returns the pen that writes the n-th thing of a kind.
func (s *seeding) pen(d *desk, kind uint64, n int) *pen {
	return newPen(d.script, d.words, rand.New(rand.NewPCG(s.plan.Seed+kind<<32, uint64(n))))
}

// title is the n-th name: its first word is no other's.
func (d *desk) title(n int) string {
	return capital(d.words[n]) + " " + d.words[(n*7919+13)%len(d.words)]
}

// ensure makes n things, or finds them, many in a transaction.
func ensure[T any](ctx context.Context, s *seeding, n int, one func(*db.Tx, int) (T, error)) ([]T, error) {
	all := make([]T, 0, n)
	for from := 0; from < n; from += batchSize {
		var some []T
		err := s.DB.WriteBatch(ctx, func(tx *db.Tx) error {
			some = some[:0] // the transaction may run again
			for i := from; i < min(from+batchSize, n); i++ {
				thing, err := one(tx, i)
				if err != nil {
					return err
				}
				some = append(some, thing)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// tagsPer and so on are how many stories there are for each of them.
const (
	storiesPerTag     = 400
	storiesPerWriter  = 1000
	storiesPerSpeaker = 100
	described         = 64 // so many tags and topics have more than a name
)

func (s *seeding) furnishTags(ctx context.Context, d *desk) (err error) {
	n := 20 + d.stories/storiesPerTag
	d.tags, err = ensure(ctx, s, n, func(tx *db.Tx, i int) (news.TagID, error) {
		return s.Tags.Ensure(ctx, tx, d.edition.ID, d.title(i))
	})
	if err != nil {
		return err
	}
	kinds := []tag.Kind{tag.Subject, tag.Place, tag.Organisation}
	for i, id := range d.tags[:min(described, n)] {
		p := s.pen(d, kindTag, i)
		_, err := s.Tags.Save(ctx, s.by, tag.Tag{
			ID: id, Edition: d.edition.ID, Slug: slug.Make(d.title(i)), Name: d.title(i), Kind: kinds[i%len(kinds)], Description: p.paragraph(1),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *seeding) furnishPeople(ctx context.Context, d *desk) error {
	writers := 10 + d.stories/storiesPerWriter
	n := writers + 20 + d.stories/storiesPerSpeaker
	all, err := ensure(ctx, s, n, func(tx *db.Tx, i int) (name, error) {
		who := name{text: capital(d.words[300+i%400]) + " " + capital(d.words[800+i]), role: s.pen(d, kindPerson, i).phrase(2)}
		var err error
		who.id, err = s.People.Ensure(ctx, tx, d.edition.ID, who.text, who.role)
		return who, err
	})
	if err != nil {
		return err
	}
	d.writers, d.speakers = all[:writers], all[writers:]
	return nil
}

func (s *seeding) furnishTopics(ctx context.Context, d *desk) (err error) {
	n := len(topicSizes(d.stories))
	titles := func(i int) string { return d.title(2000 + i) }
	d.topics, err = ensure(ctx, s, n, func(tx *db.Tx, i int) (news.TopicID, error) {
		return s.Topics.Ensure(ctx, tx, d.edition.ID, titles(i))
	})
	if err != nil {
		return err
	}
	for i, id := range d.topics[:min(described, n)] {
		p := s.pen(d, kindTopic, i)
		background, err := body.New(body.P(p.paragraph(3)), body.P(p.paragraph(4)))
		if err != nil {
			return err
		}
		t := topic.Topic{ID: id, Edition: d.edition.ID, Slug: slug.Make(titles(i)), Title: titles(i), Background: background}
		for c := range chapters {
			t.Chapters = append(t.Chapters, s.chapter(d, i, c))
		}
		for range 6 {
			day := s.until.AddDate(0, 0, -p.IntN(yearsBack*365))
			t.Timeline = append(t.Timeline, topic.Moment{On: news.PartialDate{Year: day.Year(), Month: day.Month(), Day: day.Day()}, Text: p.sentence()})
		}
		if _, err := s.Topics.Save(ctx, s.by, t); err != nil {
			return err
		}
	}
	return nil
}

// chapters is how many chapters a described topic has.
const chapters = 5

// chapter is the title of a topic's chapter, or nothing where it has none.
func (s *seeding) chapter(d *desk, topic, chapter int) string {
	if topic >= described {
		return ""
	}
	return capital(d.words[(topic*chapters+chapter+500)%len(d.words)])
}

// oneOf picks the more often, the earlier it stands in the list.
func oneOf[T any](p *pen, from []T) T {
	return from[min(int(rand.NewZipf(p.Rand, exponent, offset, uint64(len(from)-1)).Uint64()), len(from)-1)]
}

// someOf picks a few, each once.
func someOf[T comparable](p *pen, n int, from []T) []T {
	var all []T
	for range n {
		if one := oneOf(p, from); !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
