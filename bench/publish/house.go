package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"dateline.news/bench/internal/paper"
	"dateline.news/bench/internal/session"
	"dateline.news/internal/app"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// house is the publication, open and served by this process.
type house struct {
	*session.Session
	app    *app.App
	origin string
	model  story.Draft // what is published has its section, tags and bylines
	routes []route     // that show each new story
	stop   func()
	ended  chan error
	serial int
}

// route is a page that shows what is published.
type route struct{ name, path string }

func open(ctx context.Context, s *session.Session) (*house, error) {
	s.Tell("making a paper with a topic of %d stories", copies)
	data, err := s.Path("paper")
	if err != nil {
		return nil, err
	}
	if _, err := paper.Make(ctx, data, copies); err != nil {
		return nil, err
	}
	a, err := paper.Open(ctx, data, app.Options{})
	if err != nil {
		return nil, err
	}
	h := &house{Session: s, app: a, ended: make(chan error, 1)}
	if err := h.prepare(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("serve the paper: %w", err), a.Close())
	}
	h.origin = "http://" + l.Addr().String()
	running, stop := context.WithCancel(ctx)
	h.stop = stop
	go func() { h.ended <- a.Run(running, l) }()
	return h, nil
}

// close stops serving, and joins what went wrong to the error of the caller.
func (h *house) close(err *error) {
	h.stop()
	*err = errors.Join(*err, <-h.ended, h.app.Close())
}

// prepare chooses a story to publish the like of, and knows which pages show
// it.
func (h *house) prepare(ctx context.Context) error {
	model, err := h.choose(ctx)
	if err != nil {
		return err
	}
	big, err := h.app.Topics.BySlug(ctx, paper.Edition, paper.BigSlug)
	if err != nil {
		return err
	}
	h.model = model.Draft
	h.model.Slug, h.model.TranslationOf, h.model.Topics = "", 0, []topic.Place{{Topic: big.ID}}
	return h.findRoutes(ctx, model.ID)
}

// choose returns the newest story with a tag and a writer.
func (h *house) choose(ctx context.Context) (*story.Story, error) {
	const enough = 100
	cards, err := h.app.Stories.Latest(ctx, paper.Edition, news.LatestPubKey, enough)
	if err != nil {
		return nil, err
	}
	for _, card := range cards {
		st, err := h.app.Stories.ForReaders(ctx, card.ID)
		if err != nil {
			return nil, err
		}
		if len(st.Tags) > 0 && len(st.Bylines) > 0 && st.Section != 0 {
			return st, nil
		}
	}
	return nil, errors.New("no story of the paper has a section, a tag and a writer")
}

func (h *house) findRoutes(ctx context.Context, model news.StoryID) error {
	p, err := h.app.Publication.Current(ctx)
	if err != nil {
		return err
	}
	edition, ok := p.Edition(paper.Edition)
	if !ok {
		return fmt.Errorf("the paper has no edition %s", paper.Edition)
	}
	tags, err := h.app.Tags.Of(ctx, h.app.DB, model)
	if err != nil {
		return err
	}
	writers, err := h.app.People.Bylines(ctx, h.app.DB, model)
	if err != nil {
		return err
	}
	day := time.Now().In(edition.Zone).Format("2006/01/02")
	h.routes = []route{
		{"front", "/"},
		{fmt.Sprintf("topic of %d stories", copies), "/topics/" + paper.BigSlug},
		{"tag", "/tags/" + tags[0].Slug},
		{"person", "/people/" + writers[model][0].Slug},
		{"archive, day", "/archive/" + day},
	}
	for _, section := range edition.Sections {
		if section.ID == h.model.Section {
			h.routes = append(h.routes, route{"section", "/" + section.Slug + "/"})
		}
	}
	return nil
}

func (h *house) paths() (paths []string) {
	for _, r := range h.routes {
		paths = append(paths, r.path)
	}
	return paths
}

// next writes a story that was not there before, and returns what tells it
// from all others.
func (h *house) next(ctx context.Context) (id news.StoryID, headline string, err error) {
	h.serial++
	d := h.model
	d.Headline = fmt.Sprintf("Measured publication number %06d", h.serial)
	id, err = h.app.Stories.Create(ctx, paper.By(), d)
	return id, d.Headline, err
}
