package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/body"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/morgue"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// origin is where the archive says it stands.
const origin = "http://localhost"

// archive is a publication under measurement.
type archive struct {
	*app.App
	handler http.Handler
	stories int64
	topic   topic.Topic // the largest
	inTopic int64
	section news.SectionID
}

// seeded makes a small archive beside the large one.
func seeded(ctx context.Context, dir string, stories int) (*archive, error) {
	c := config.Defaults()
	c.Data = dir
	a, err := openApp(ctx, c)
	if err != nil {
		return nil, err
	}
	rooms := morgue.Rooms{
		DB: a.DB, Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags, People: a.People, Media: a.Media,
	}
	err = morgue.Seed(ctx, rooms, morgue.Plan{Stories: stories, Seed: 1}, func(morgue.Progress) {})
	if err = errors.Join(err, a.Close()); err != nil {
		return nil, err
	}
	return open(ctx, c)
}

func open(ctx context.Context, c config.Config) (*archive, error) {
	opened, err := openApp(ctx, c)
	if err != nil {
		return nil, err
	}
	a := &archive{App: opened, handler: opened.Handler()}
	if a.stories, err = a.number(ctx, `/* million */ SELECT COALESCE(SUM(stories), 0) FROM day_count`); err != nil {
		return nil, err
	}
	largest, err := a.number(ctx, `/* million */ SELECT owner_id FROM roll WHERE kind = 'topic' ORDER BY stories DESC LIMIT 1`)
	if err != nil {
		return nil, err
	}
	if a.topic, err = a.Topics.Get(ctx, news.TopicID(largest)); err != nil {
		return nil, err
	}
	a.inTopic = a.topic.Stories
	p, err := a.Publication.Current(ctx)
	if err != nil {
		return nil, err
	}
	a.section = p.Editions[0].Sections[0].ID
	return a, nil
}

func (a *archive) close() { _ = a.Close() }

func (a *archive) number(ctx context.Context, query string) (int64, error) {
	return db.One(ctx, a.DB, db.Value[int64], query)
}

// kind is a kind of page, and where there are such.
type kind struct {
	name  string
	paths []string
}

// kinds are all kinds of pages of lists, and stories from everywhere.
func (a *archive) kinds(ctx context.Context, n int) ([]kind, error) {
	topic := "/topics/" + a.topic.Slug
	at := func(share float64) (string, error) {
		key, err := a.number(ctx, fmt.Sprintf(`/* million */ SELECT pub_key FROM membership WHERE kind = 'topic' AND owner_id = %d AND pub_key > 0
			ORDER BY pub_key DESC LIMIT 1 OFFSET %d`, a.topic.ID, int(share*float64(a.inTopic-1))))
		return fmt.Sprintf("%s?before=%d", topic, key), err
	}
	middle, err := at(0.5)
	if err != nil {
		return nil, err
	}
	last, err := at(1 - 20/float64(max(a.inTopic, 20)))
	if err != nil {
		return nil, err
	}
	all := []kind{{"front", []string{"/"}}, {"topics", []string{"/topics/"}}, {"topic, first page", []string{topic}},
		{"topic, middle page", []string{middle}}, {"topic, last page", []string{last}},
		{"archive's entrance", []string{"/archive/"}}, {"corrections", []string{"/corrections"}}}
	for _, list := range []struct{ name, query string }{
		{"section", `/* million */ SELECT '/' || slug || '/' FROM section WHERE edition_id = 'en'`},
		{"tag", `/* million */ SELECT '/tags/' || t.slug FROM tag t JOIN roll r ON r.kind = 'tag' AND r.owner_id = t.id WHERE t.edition_id = 'en' ORDER BY r.stories DESC LIMIT 100`},
		{"person", `/* million */ SELECT '/people/' || t.slug FROM person t JOIN roll r ON r.kind = 'writer' AND r.owner_id = t.id WHERE t.edition_id = 'en' ORDER BY r.stories DESC LIMIT 100`},
		{"archive, month", `/* million */ SELECT DISTINCT '/archive/' || replace(substr(day, 1, 7), '-', '/') FROM day_count WHERE edition_id = 'en'`},
		{"archive, day", `/* million */ SELECT '/archive/' || replace(day, '-', '/') FROM day_count WHERE edition_id = 'en'`},
	} {
		paths, err := db.All(ctx, a.DB, db.Value[string], list.query)
		if err != nil {
			return nil, err
		}
		all = append(all, kind{list.name, paths})
	}
	stories, err := a.randomStories(ctx, n)
	return append(all, kind{"story", stories}), err
}

func (a *archive) randomStories(ctx context.Context, n int) ([]string, error) {
	r := rand.New(rand.NewPCG(1, 2))
	top, err := a.number(ctx, `/* million */ SELECT MAX(id) FROM story`)
	if err != nil {
		return nil, err
	}
	var paths []string
	for range n {
		path, err := db.One(ctx, a.DB, db.Value[string], `/* million */ SELECT path FROM story
			WHERE id >= $1 AND edition_id = 'en' AND pub_key > 0 ORDER BY id LIMIT 1`, 1+r.Int64N(top*9/10))
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// visit asks for pages of a kind, in no order, and returns how long each took.
func (a *archive) visit(ctx context.Context, paths []string, n int) ([]time.Duration, error) {
	r := rand.New(rand.NewPCG(3, 4))
	var took []time.Duration
	for range n {
		if err := a.forget(ctx); err != nil {
			return nil, err
		}
		path := paths[r.IntN(len(paths))]
		request := httptest.NewRequestWithContext(ctx, http.MethodGet, origin+path, nil)
		began := time.Now()
		answer := httptest.NewRecorder()
		a.handler.ServeHTTP(answer, request)
		took = append(took, time.Since(began))
		if answer.Code != http.StatusOK {
			return nil, fmt.Errorf("%s answers %d", path, answer.Code)
		}
		if kept := answer.Header().Get("Cache-Status"); strings.Contains(kept, "; hit") {
			return nil, fmt.Errorf("%s came from the cache (%s)", path, kept)
		}
	}
	return took, nil
}

// forget makes every cached page stale, and waits until the publication's
// settings are read again, which is no part of a page.
func (a *archive) forget(ctx context.Context) error {
	err := a.DB.Write(ctx, func(tx *db.Tx) error {
		a.Changes.Append(tx, string(news.PublicationKey))
		return nil
	})
	if err != nil {
		return err
	}
	_, err = a.Publication.Current(ctx)
	return err
}

// publish publishes a story into the largest topic and returns how long that
// took, until it was on disk and known; then it is taken down again.
func (a *archive) publish(ctx context.Context) (time.Duration, error) {
	by := news.Program("million")
	text, err := body.New(body.P("A paragraph."))
	if err != nil {
		return 0, err
	}
	id, err := a.Stories.Create(ctx, by, story.Draft{
		Edition: a.topic.Edition, Section: a.section, Headline: fmt.Sprint("Measured ", time.Now().UnixNano()), Dek: "For a moment.", Body: text,
		Topics: []topic.Place{{Topic: a.topic.ID}},
	})
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := a.Stories.Publish(ctx, by, id, time.Time{}); err != nil {
		return 0, err
	}
	took := time.Since(began)
	return took, a.Stories.Withdraw(ctx, by, id, story.Retracted, "It was published for a measurement.")
}
