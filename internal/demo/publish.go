package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// storiesPerWrite is how many stories share a transaction: few enough for
// somebody else to get a word in, many enough not to wait for the disk.
const storiesPerWrite = 25

// publish stores and publishes the stories, the oldest first.
func (p *planting) publish(ctx context.Context) error {
	for batch := range slices.Chunk(p.paper.articles, storiesPerWrite) {
		known := p.stories
		err := p.DB.Write(ctx, func(tx *db.Tx) error {
			p.stories = maps.Clone(known) // the transaction may run again
			for _, a := range batch {
				if err := p.publishIn(ctx, tx, a); err != nil {
					return fmt.Errorf("%s: %w", a.head.file, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *planting) publishIn(ctx context.Context, tx *db.Tx, a *article) error {
	draft, err := p.draft(a)
	if err != nil {
		return err
	}
	id, err := p.Stories.CreateIn(ctx, tx, p.by, draft)
	if err != nil {
		return err
	}
	p.stories[name{a.in.ID, a.Slug}] = id
	if err := p.Stories.PublishIn(ctx, tx, p.by, id, a.published); err != nil {
		return err
	}
	for _, c := range a.Corrections {
		err := p.Stories.CorrectIn(ctx, tx, p.by, id, story.Correction{
			Kind: correctionKinds[c.Kind], Note: c.Text, At: p.paper.at(a, c.At),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// correctionKinds are the kinds of correction as the files call them.
var correctionKinds = map[string]story.CorrectionKind{
	"correction":    story.IsCorrection,
	"clarification": story.IsClarification,
	"update":        story.IsUpdate,
	"editors-note":  story.IsEditorsNote,
}

// draft is the article with every name turned into what it names.
func (p *planting) draft(a *article) (story.Draft, error) {
	text, err := p.paper.body(a.in, a.text, p.personOf(a.in))
	if err != nil {
		return story.Draft{}, err
	}
	d := story.Draft{
		Edition: a.in.ID, Section: p.sections[name{a.in.ID, a.Section}], Language: a.in.Tag.String(),
		Label: story.Label(a.Label), Kicker: a.Kicker, Headline: a.Headline, Dek: a.Dek, Slug: a.Slug,
		Dateline: p.dateline(a), Body: text, LeadPicture: p.pictures[a],
	}
	if a.TranslationOf != "" {
		d.TranslationOf = p.stories[name{p.paper.editions[0].ID, a.TranslationOf}]
	}
	for i, slug := range a.Topics {
		place := topic.Place{Topic: p.topics[name{a.in.ID, slug}]}
		if i == 0 {
			place.Chapter = a.Chapter
		}
		d.Topics = append(d.Topics, place)
	}
	for _, text := range a.Tags {
		d.Tags = append(d.Tags, p.tags[name{a.in.ID, text}])
	}
	for _, b := range a.Bylines {
		d.Bylines = append(d.Bylines, people.Byline{Person: p.people[name{a.in.ID, b.Name}], Name: b.Name, Role: b.Role})
	}
	return d, nil
}

func (p *planting) dateline(a *article) news.Dateline {
	if len(a.Dateline.Places) == 0 && a.Dateline.Source == "" {
		return news.Dateline{}
	}
	d := news.Dateline{Source: a.Dateline.Source, FiledOn: a.Dateline.Filed.on(p.paper.newest), Origin: news.OriginStaff}
	for _, at := range a.Dateline.Places {
		d.Places = append(d.Places, news.Place{Name: at.Name, Region: at.Region})
	}
	return d
}
