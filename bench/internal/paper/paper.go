package paper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/body"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/demo"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// Edition is the edition of the demo that stories are copied from and to.
const Edition news.EditionID = "en"

// BigTopic and BigSlug are what the topic is called that holds all copies.
const (
	BigTopic = "The long story"
	BigSlug  = "the-long-story"
)

// Story is what another server needs to know of a story.
type Story struct {
	Path      string    `json:"path"`
	Slug      string    `json:"slug"`
	Title     string    `json:"title"`
	Dek       string    `json:"dek"`
	HTML      string    `json:"html"`
	Published time.Time `json:"published"`
}

// By is who publishes.
func By() news.Actor { return news.Program("bench") }

// Open opens the publication in a directory as a program of its own would.
func Open(ctx context.Context, data string, o app.Options) (*app.App, error) {
	c := config.Defaults()
	c.Data, c.Listen, c.PublicURL = data, "127.0.0.1:0", "http://paper.test"
	a, err := app.Open(ctx, slog.New(slog.DiscardHandler), c, o)
	if err != nil {
		return nil, fmt.Errorf("open the paper to be measured: %w", err)
	}
	return a, nil
}

// Make plants the demo in an empty directory, adds copies of its stories, and
// returns the stories of its edition that are copies, or the demo's own where
// there are none.
func Make(ctx context.Context, data string, copies int) (stories []Story, err error) {
	a, err := Open(ctx, data, app.Options{Volatile: true, Bulk: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	originals, err := plant(ctx, a)
	if err != nil {
		return nil, fmt.Errorf("plant the paper to be measured: %w", err)
	}
	if copies > 0 {
		if originals, err = multiply(ctx, a, originals, copies); err != nil {
			return nil, fmt.Errorf("copy stories of the paper: %w", err)
		}
	}
	for _, st := range originals {
		stories = append(stories, export(st))
	}
	return stories, nil
}

// plant returns the stories of the edition, the newest first.
func plant(ctx context.Context, a *app.App) (stories []*story.Story, err error) {
	newsroom := demo.Newsroom{
		DB: a.DB, Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags,
		People: a.People, Media: a.Media, Discussion: a.Discussion,
	}
	if err := demo.Plant(ctx, newsroom, a.DB.Now()); err != nil {
		return nil, err
	}
	const enough = 500
	cards, err := a.Stories.Latest(ctx, Edition, news.LatestPubKey, enough)
	if err != nil {
		return nil, err
	}
	for _, card := range cards {
		st, err := a.Stories.ForReaders(ctx, card.ID)
		if err != nil {
			return nil, err
		}
		stories = append(stories, st)
	}
	if len(stories) == 0 {
		return nil, fmt.Errorf("the edition %s of the demo has no stories", Edition)
	}
	return stories, nil
}

// batch is how many stories come in with one transaction.
const batch = 250

// multiply copies stories into the past, a minute apart, with headlines and so
// addresses of their own.
func multiply(ctx context.Context, a *app.App, originals []*story.Story, copies int) ([]*story.Story, error) {
	id, err := a.Topics.Save(ctx, By(), topic.Topic{Edition: Edition, Slug: BigSlug, Title: BigTopic})
	if err != nil {
		return nil, err
	}
	oldest := originals[len(originals)-1].Published
	var made []*story.Story
	for len(made) < copies {
		var arrivals []story.Arrival
		for i := len(made); i < min(copies, len(made)+batch); i++ {
			d := originals[i%len(originals)].Draft
			d.Headline = fmt.Sprintf("%s, part %d", d.Headline, i+1)
			d.Slug, d.TranslationOf, d.Topics = "", 0, []topic.Place{{Topic: id}}
			arrivals = append(arrivals, story.Arrival{Draft: d, Published: oldest.Add(-time.Duration(i+1) * time.Minute)})
		}
		ids, err := bring(ctx, a, arrivals)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			st, err := a.Stories.ForReaders(ctx, id)
			if err != nil {
				return nil, err
			}
			made = append(made, st)
		}
	}
	return made, nil
}

func bring(ctx context.Context, a *app.App, arrivals []story.Arrival) (ids []news.StoryID, err error) {
	err = a.DB.Write(ctx, func(tx *db.Tx) error {
		ids, err = a.Stories.BringIn(ctx, tx, By(), arrivals)
		return err
	})
	return ids, err
}

// export is a story without what only we can show.
func export(st *story.Story) Story {
	return Story{
		Path: st.Path, Slug: st.Slug, Title: st.Headline, Dek: st.Dek, Published: st.Published,
		HTML: st.Body.HTML(body.HTMLOptions{}),
	}
}
