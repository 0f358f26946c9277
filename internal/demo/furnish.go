package demo

import (
	"context"
	"fmt"

	"dateline.news/internal/body"
	"dateline.news/internal/discussion"
	"dateline.news/internal/publication"
)

// settings are what the publication as a whole is. All of its parts are on.
var settings = publication.Settings{
	Name:     "The Ellery Tide",
	Contact:  "newsroom@ellerytide.example",
	Owner:    "The Ellery Tide Trust, 3 Fish Quay, Port Ellery",
	OldAfter: publication.DefaultOldAfter,
}

// furnish stores everything but pictures and stories.
func (p *planting) furnish(ctx context.Context) error {
	if err := p.Publication.SetSettings(ctx, p.by, settings); err != nil {
		return err
	}
	for _, e := range p.paper.editions {
		for _, step := range []func(context.Context, *edition) error{
			p.saveEdition, p.savePages, p.saveStandards, p.savePeople, p.saveTags, p.saveTopics,
		} {
			if err := step(ctx, e); err != nil {
				return fmt.Errorf("the edition %s: %w", e.ID, err)
			}
		}
	}
	return p.introduce(ctx)
}

func (p *planting) saveEdition(ctx context.Context, e *edition) error {
	if err := p.Publication.SaveEdition(ctx, p.by, e.Edition); err != nil {
		return err
	}
	for _, s := range e.sections {
		id, err := p.Publication.SaveSection(ctx, p.by, publication.Section{
			Edition: e.ID, Slug: s.Slug, Name: s.Name, Description: s.Description,
		})
		if err != nil {
			return err
		}
		p.sections[name{e.ID, s.Slug}] = id
	}
	return nil
}

// savePages stores the ordinary pages, each with its description above its text.
func (p *planting) savePages(ctx context.Context, e *edition) error {
	for _, page := range e.pages {
		doc, err := p.paper.body(e, page.text, p.personOf(e), body.Para(body.Em(page.Description)))
		if err != nil {
			return err
		}
		_, err = p.Publication.SavePage(ctx, p.by, publication.Page{Edition: e.ID, Slug: page.Slug, Title: page.Title, Body: doc})
		if err != nil {
			return fmt.Errorf("%s: %w", page.text.file, err)
		}
	}
	return nil
}

func (p *planting) saveStandards(ctx context.Context, e *edition) error {
	v := discussion.Standards{Edition: e.ID, Dated: e.standards.Version.on(p.paper.newest), Preamble: e.standards.Introduction}
	for _, r := range e.standards.Rules {
		v.Rules = append(v.Rules, discussion.Rule{Title: r.Title, Text: r.Text})
	}
	return p.Discussion.SetStandards(ctx, p.by, v)
}
