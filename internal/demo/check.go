package demo

import (
	"slices"
	"strings"
	"time"
)

// check finds what names something that is not there, before anything is
// stored. What a single thing lacks is for its own room to say.
func (p *paper) check() error {
	for _, e := range p.editions {
		if err := e.check(); err != nil {
			return err
		}
		if err := p.checkTopics(e); err != nil {
			return err
		}
		if err := p.checkPages(e); err != nil {
			return err
		}
	}
	for _, a := range p.articles {
		if err := p.checkArticle(a); err != nil {
			return err
		}
	}
	return nil
}

func (e *edition) check() error {
	for _, link := range e.Menus.Foot {
		if !slices.ContainsFunc(e.pages, func(p *page) bool { return "/"+p.Slug == link.URL }) {
			return e.head.errorf(0, "the foot menu leads to %s, and there is no such page", link.URL)
		}
	}
	for i, r := range e.standards.Rules {
		if r.Number != i+1 {
			return e.head.errorf(0, "the standards: rule %d stands in place %d", r.Number, i+1)
		}
	}
	return nil
}

func (p *paper) checkTopics(e *edition) error {
	for _, t := range e.topics {
		at := e.topicFile.within(t.Slug)
		if _, err := p.body(e, e.topicFile.within(t.Background), nobody); err != nil {
			return err
		}
		for _, line := range t.Timeline {
			if line.Story != "" && e.bySlug[line.Story] == nil {
				return at.errorf(0, "the timeline of %s names the story %q, which is not there", t.Slug, line.Story)
			}
		}
	}
	return nil
}

func (p *paper) checkPages(e *edition) error {
	for _, page := range e.pages {
		if _, err := p.body(e, page.text, nobody); err != nil {
			return err
		}
	}
	return nil
}

func (p *paper) checkArticle(a *article) error {
	if a.published.IsZero() {
		return a.head.errorf(0, "the story is not published at any time")
	}
	if _, err := p.body(a.in, a.text, nobody); err != nil {
		return err
	}
	if !slices.ContainsFunc(a.in.sections, func(s sectionEntry) bool { return s.Slug == a.Section }) {
		return a.head.errorf(a.head.lineOf([]string{"section"}), "there is no section %q", a.Section)
	}
	if err := a.checkNames(); err != nil {
		return err
	}
	if err := p.checkUpdate(a); err != nil {
		return err
	}
	return p.checkTranslation(a)
}

// checkNames looks up the topics, the chapter and the tags of the article.
func (a *article) checkNames() error {
	for i, slug := range a.Topics {
		n := slices.IndexFunc(a.in.topics, func(t topicEntry) bool { return t.Slug == slug })
		if n < 0 {
			return a.head.errorf(a.head.lineOf([]string{"topics"}), "there is no topic %q", slug)
		}
		named := func(c chapterEntry) bool { return c.Title == a.Chapter }
		if i == 0 && a.Chapter != "" && !slices.ContainsFunc(a.in.topics[n].Chapters, named) {
			return a.head.errorf(a.head.lineOf([]string{"chapter"}), "the topic %s has no chapter %q", slug, a.Chapter)
		}
	}
	for _, name := range a.Tags {
		if !a.in.knowsTag(name) && !a.in.knowsPerson(name) {
			return a.head.errorf(a.head.lineOf([]string{"tags"}), "there is neither a tag nor a person %q", name)
		}
	}
	return nil
}

func (e *edition) knowsTag(name string) bool {
	return slices.ContainsFunc(e.tags, func(t tagEntry) bool { return t.Name == name || slices.Contains(t.Aliases, name) })
}

func (e *edition) knowsPerson(name string) bool {
	return slices.ContainsFunc(e.people, func(p personEntry) bool { return p.Name == name || slices.Contains(p.Aliases, name) })
}

// checkUpdate holds the article to what the house allows: a published story
// is updated by a note that says so.
func (p *paper) checkUpdate(a *article) error {
	var last time.Time
	for i, c := range a.Corrections {
		at := p.at(a, c.At)
		if at.Before(a.published) {
			return a.head.errorf(0, "correction %d is older than the story", i+1)
		}
		if _, ok := correctionKinds[c.Kind]; !ok {
			return a.head.errorf(0, "correction %d is of the kind %q, which is none", i+1, c.Kind)
		}
		last = later(last, at)
	}
	if !a.updated.IsZero() && !a.updated.Equal(last) {
		return a.head.errorf(a.head.lineOf([]string{"updated"}), "the last correction says when a story was updated, and this is another moment")
	}
	return nil
}

func (p *paper) checkTranslation(a *article) error {
	if a.TranslationOf == "" {
		return nil
	}
	line := a.head.lineOf([]string{"translation_of"})
	original := p.editions[0].bySlug[a.TranslationOf]
	if original == nil || original.in == a.in {
		return a.head.errorf(line, "there is no story %q to translate", a.TranslationOf)
	}
	if !original.published.Before(a.published) {
		return a.head.errorf(line, "the translation is not newer than %s", original.head.file)
	}
	return nil
}

// pageTarget returns the page that an entry of a menu leads to, if it does.
func pageTarget(m menuEntry) (slug string, ok bool) { return strings.CutPrefix(m.Target, "page:") }
