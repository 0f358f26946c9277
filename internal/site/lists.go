package site

import (
	"context"

	"dateline.news/internal/news"
)

// SectionPage is a section's front.
type SectionPage struct {
	Frame
	Heading string
	Text    string
	Cards   []Card
	Paging  Paging
}

func (s *Site) showSection(ctx context.Context, v *visit) (answer, error) {
	sec, ok := v.edition.Section(v.PathValue("name"))
	if !ok {
		return s.followRedirect(ctx, v)
	}
	v.uses(sec.ID.Key())
	before, err := cursor(v)
	if err != nil {
		return answer{}, err
	}
	newest, err := s.Stories.InSection(ctx, sec.ID, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	cards, paging, err := s.cardPage(ctx, v, before, newest)
	if err != nil {
		return answer{}, err
	}
	p := SectionPage{Frame: s.frame(v, sec.Name), Heading: sec.Name, Text: sec.Description, Cards: cards, Paging: paging}
	p.Description = sec.Description
	return page("section/page.html", p)
}

// TagPage lists the stories with a tag.
type TagPage struct {
	Frame
	Heading string
	Text    string
	Also    string // other names of the same thing
	Count   string
	Cards   []Card
	Paging  Paging
}

func (s *Site) showTag(ctx context.Context, v *visit) (answer, error) {
	t, err := s.Tags.BySlug(ctx, v.edition.ID, v.PathValue("slug"))
	if err != nil {
		return answer{}, err
	}
	v.uses(t.ID.Key())
	before, err := cursor(v)
	if err != nil {
		return answer{}, err
	}
	members, err := s.Tags.Newest(ctx, t.ID, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	cards, paging, err := s.memberPage(ctx, v, before, members)
	if err != nil {
		return answer{}, err
	}
	p := TagPage{Frame: s.frame(v, t.Name), Heading: t.Name, Text: t.Description, Count: v.l.N("topic.stories", t.Stories), Cards: cards, Paging: paging}
	p.Description = t.Description
	if len(t.Aliases) > 0 {
		p.Also = v.l.T("tag.also", "names", v.l.List(t.Aliases))
	}
	return page("tag/page.html", p)
}

// PersonPage is what somebody wrote and what somebody said.
type PersonPage struct {
	Frame
	Heading string
	Role    string
	Bio     string
	Also    string
	Cards   []Card
	Paging  Paging
	Quotes  []Quote
	Earlier string // address of the quotes before these, or empty
}

func (s *Site) showPerson(ctx context.Context, v *visit) (answer, error) {
	who, err := s.People.BySlug(ctx, v.edition.ID, v.PathValue("slug"))
	if err != nil {
		return answer{}, err
	}
	v.uses(who.ID.Key())
	before, err := cursor(v)
	if err != nil {
		return answer{}, err
	}
	members, err := s.People.Newest(ctx, who.ID, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	cards, paging, err := s.memberPage(ctx, v, before, members)
	if err != nil {
		return answer{}, err
	}
	p := PersonPage{Frame: s.frame(v, who.Name), Heading: who.Name, Role: who.Role, Bio: who.Bio, Cards: cards, Paging: paging}
	p.Description = who.Bio
	if len(who.Aliases) > 0 {
		p.Also = v.l.T("person.also", "names", v.l.List(who.Aliases))
	}
	if before == news.LatestPubKey {
		err = s.addQuotes(ctx, v, who.ID, &p)
	}
	if err != nil {
		return answer{}, err
	}
	return page("person/page.html", p)
}
