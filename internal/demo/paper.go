package demo

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/news"
	"dateline.news/internal/publication"
)

// shelves are the folders of the paper, one for each edition, and where the
// editions stand.
var shelves = []struct {
	edition news.EditionID
	prefix  string
}{{"en", ""}, {"ar", "/ar"}}

// paper is the whole newspaper as it was read, with its days settled.
type paper struct {
	newest   news.PartialDate // the day that D-0 stands for
	editions []*edition
	articles []*article // of all editions, the oldest first
}

// edition is one folder of the paper.
type edition struct {
	publication.Edition
	head      passage // of edition.toml
	printed   day     // of which the stories' words are true
	sections  []sectionEntry
	standards standardsFile
	tags      []tagEntry
	people    []personEntry
	topics    []topicEntry
	topicFile passage
	pages     []*page
	articles  []*article
	bySlug    map[string]*article
}

// article is a story as its file has it.
type article struct {
	articleHead
	in   *edition
	head passage
	text passage
	published,
	updated time.Time
}

// page is an ordinary page as its file has it.
type page struct {
	pageHead
	head passage
	text passage
}

// readPaper reads and checks the paper, as it is printed at now.
func readPaper(files fs.FS, now time.Time) (*paper, error) {
	p, err := readEditions(files)
	if err != nil {
		return nil, err
	}
	if err := p.settleDays(now); err != nil {
		return nil, err
	}
	return p, p.check()
}

// readEditions reads the paper, whose days are not settled yet.
func readEditions(files fs.FS) (*paper, error) {
	p := &paper{}
	for _, shelf := range shelves {
		e, err := readEdition(files, "paper/"+string(shelf.edition))
		if err != nil {
			return nil, err
		}
		e.ID, e.Prefix, e.Active = shelf.edition, shelf.prefix, true
		p.editions = append(p.editions, e)
		p.articles = append(p.articles, e.articles...)
	}
	return p, nil
}

// week is the step by which the paper moves: its words name weekdays.
const week = 7

// settleDays takes the day that the paper's words are true of for D-0, gives
// every article its times and puts them in their order. On a machine whose clock
// says less than that, D-0 is as many whole weeks earlier as it must be for
// nothing to lie in the future.
func (p *paper) settleDays(now time.Time) (err error) {
	printed := midnight(p.editions[0].printed.date, time.UTC)
	weeks := max(0, int(printed.Sub(now).Hours()/24)/week)
	for back := weeks; back <= weeks+2; back++ {
		p.newest = dateOf(printed.AddDate(0, 0, -week*back))
		if err = p.setTimes(now); err == nil {
			break
		}
	}
	slices.SortStableFunc(p.articles, func(a, b *article) int {
		return cmp.Or(a.published.Compare(b.published), cmp.Compare(a.head.file, b.head.file))
	})
	return err
}

// setTimes gives every article its times, and returns an error if one of them
// lies after now.
func (p *paper) setTimes(now time.Time) error {
	for _, a := range p.articles {
		a.published, a.updated = p.at(a, a.Published), p.at(a, a.Updated)
		last := a.published
		for _, c := range a.Corrections {
			last = later(last, p.at(a, c.At))
		}
		if last = later(last, a.updated); last.After(now) {
			return a.head.errorf(0, "%s lies in the future", last.Format(time.DateTime))
		}
	}
	return nil
}

func (p *paper) at(a *article, m moment) time.Time { return m.at(p.newest, a.in.Zone) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// path is the address of the article from the root of the site.
func (a *article) path() string {
	return a.in.Prefix + a.published.In(a.in.Zone).Format("/2006/01/02/") + a.Slug
}

// readZone reads what an edition's language and time zone are called.
func (e *edition) readZone(f editionFile) (err error) {
	if e.Tag, err = language.Parse(f.Language); err != nil {
		return fmt.Errorf("%s: the language: %w", e.head.file, err)
	}
	if e.Zone, err = publication.ParseZone(f.TimeZone); err != nil {
		return fmt.Errorf("%s: %w", e.head.file, err)
	}
	return nil
}
