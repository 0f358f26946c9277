package demo

import (
	"fmt"
	"strings"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// nobody is who speaks while nobody has a page yet.
func nobody(string) news.PersonID { return 0 }

// body reads a text of an edition; person knows the pages of those who speak
// in it. Blocks that the program puts before it are given in front.
func (p *paper) body(e *edition, text passage, person func(string) news.PersonID, front ...body.Node) (body.Doc, error) {
	l := lexicon{
		link:   e.address,
		day:    func(d day) news.PartialDate { return d.on(p.newest) },
		person: person,
	}
	nodes, err := l.markdown(text)
	if err != nil {
		return body.Doc{}, err
	}
	doc, err := body.New(append(front, nodes...)...)
	if err != nil {
		return body.Doc{}, fmt.Errorf("%s: %w", text.file, err)
	}
	n := 0
	return doc.WithIDs(func() string { n++; return fmt.Sprintf("b%d", n) })
}

// address is where a link of the edition's texts leads: story:slug is a story
// of the same edition.
func (e *edition) address(target string) (string, error) {
	slug, ok := strings.CutPrefix(target, "story:")
	if !ok {
		return target, nil
	}
	a := e.bySlug[slug]
	if a == nil {
		return "", fmt.Errorf("there is no story %q in this edition", slug)
	}
	return a.path(), nil
}

// speakers lists everybody who is quoted in the article, with the role of the
// first time.
func (p *paper) speakers(a *article) ([]bylineEntry, error) {
	doc, err := p.body(a.in, a.text, nobody)
	if err != nil {
		return nil, err
	}
	var all []bylineEntry
	for _, q := range doc.Quotes() {
		all = append(all, bylineEntry{q.Speaker, q.Role})
	}
	return all, nil
}
