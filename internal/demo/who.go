package demo

import (
	"context"
	"fmt"
	"maps"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
)

func (p *planting) savePeople(ctx context.Context, e *edition) error {
	for _, entry := range e.people {
		id, err := p.People.Save(ctx, p.by, people.Person{
			Edition: e.ID, Slug: entry.Slug, Name: entry.Name, Role: entry.Role, Bio: entry.Bio, Aliases: entry.Aliases,
		})
		if err != nil {
			return err
		}
		for _, text := range append(entry.Aliases, entry.Name) {
			p.people[name{e.ID, text}] = id
		}
	}
	return nil
}

// personOf knows the people of an edition by all of their names.
func (p *planting) personOf(e *edition) func(string) news.PersonID {
	return func(text string) news.PersonID { return p.people[name{e.ID, text}] }
}

// introduce gives a page to everybody who writes or speaks in a story and is
// not on the edition's list, and a tag to everybody whom a story is about.
func (p *planting) introduce(ctx context.Context) error {
	known, tags := p.people, p.tags
	err := p.DB.Write(ctx, func(tx *db.Tx) error {
		p.people, p.tags = maps.Clone(known), maps.Clone(tags) // the transaction may run again
		for _, a := range p.paper.articles {
			if err := p.introduceIn(ctx, tx, a); err != nil {
				return fmt.Errorf("%s: %w", a.head.file, err)
			}
		}
		return nil
	})
	return err
}

func (p *planting) introduceIn(ctx context.Context, tx *db.Tx, a *article) error {
	speakers, err := p.paper.speakers(a)
	if err != nil {
		return err
	}
	for _, who := range append(speakers, a.Bylines...) {
		at := name{a.in.ID, who.Name}
		if p.people[at] != 0 {
			continue
		}
		if p.people[at], err = p.People.Ensure(ctx, tx, a.in.ID, who.Name, who.Role); err != nil {
			return err
		}
	}
	for _, text := range a.Tags {
		at := name{a.in.ID, text}
		if p.tags[at] != 0 {
			continue
		}
		if p.tags[at], err = p.Tags.Ensure(ctx, tx, a.in.ID, text); err != nil {
			return err
		}
	}
	return nil
}
