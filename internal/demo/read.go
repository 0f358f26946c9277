package demo

import (
	"fmt"
	"io/fs"
	"path"

	"dateline.news/internal/publication"
)

// readEdition reads a folder of the paper.
func readEdition(files fs.FS, dir string) (*edition, error) {
	e := &edition{bySlug: map[string]*article{}}
	if err := e.readHead(files, dir); err != nil {
		return nil, err
	}
	var tags struct{ Tags []tagEntry }
	var people struct{ People []personEntry }
	var topics struct{ Topics []topicEntry }
	for file, to := range map[string]any{"standards": &e.standards, "tags": &tags, "people": &people, "topics": &topics} {
		whole, err := readFile(files, path.Join(dir, file+".toml"))
		if err != nil {
			return nil, err
		}
		if err := whole.decode(to); err != nil {
			return nil, err
		}
		if file == "topics" {
			e.topicFile = whole
		}
	}
	e.tags, e.people, e.topics = tags.Tags, people.People, topics.Topics
	if err := e.readPages(files, dir); err != nil {
		return nil, err
	}
	return e, e.readArticles(files, dir)
}

func readFile(files fs.FS, file string) (passage, error) {
	text, err := fs.ReadFile(files, file)
	return passage{file, 1, string(text)}, err
}

func (e *edition) readHead(files fs.FS, dir string) (err error) {
	if e.head, err = readFile(files, path.Join(dir, "edition.toml")); err != nil {
		return err
	}
	var f editionFile
	if err := e.head.decode(&f); err != nil {
		return err
	}
	e.Name, e.Tagline, e.sections, e.printed = f.Name, f.Tagline, f.Sections, f.NewestDay
	e.Menus.Foot = footLinks(f.FooterMenu)
	return e.readZone(f)
}

// readPages reads the folder of ordinary pages.
func (e *edition) readPages(files fs.FS, dir string) error {
	return eachText(files, dir+"/pages/*.md", func(head, text passage) error {
		p := &page{head: head, text: text}
		e.pages = append(e.pages, p)
		return head.decode(&p.pageHead)
	})
}

// readArticles reads the folder of stories.
func (e *edition) readArticles(files fs.FS, dir string) error {
	return eachText(files, dir+"/stories/*.md", func(head, text passage) error {
		a := &article{in: e, head: head, text: text}
		if err := head.decode(&a.articleHead); err != nil {
			return err
		}
		if other := e.bySlug[a.Slug]; other != nil {
			return head.errorf(0, "%s has the slug %q already", other.head.file, a.Slug)
		}
		e.articles = append(e.articles, a)
		e.bySlug[a.Slug] = a
		return nil
	})
}

// eachText takes the files of a pattern apart, in the order of their names.
func eachText(files fs.FS, pattern string, f func(head, text passage) error) error {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: there is no such file", pattern)
	}
	for _, file := range names {
		whole, err := readFile(files, file)
		if err != nil {
			return err
		}
		head, text, err := splitFile(file, whole.text)
		if err != nil {
			return err
		}
		if err := f(head, text); err != nil {
			return err
		}
	}
	return nil
}

// footLinks are the entries of a menu that lead to ordinary pages; the site
// itself links to what is its own.
func footLinks(menu []menuEntry) []publication.Link {
	var links []publication.Link
	for _, m := range menu {
		if slug, ok := pageTarget(m); ok {
			links = append(links, publication.Link{Label: m.Label, URL: "/" + slug})
		}
	}
	return links
}
