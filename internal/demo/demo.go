package demo

import (
	"context"
	"embed"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline.news/internal/db"
	"dateline.news/internal/discussion"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

//go:embed paper
var files embed.FS

// Newsroom is what the demo writes through.
type Newsroom struct {
	DB          *db.DB
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
	Discussion  *discussion.Service
}

// Plant puts the demo newspaper into the publication, as it stands at now. A
// publication that has an edition already is left as it is.
func Plant(ctx context.Context, n Newsroom, now time.Time) error {
	present, err := n.Publication.Current(ctx)
	if err != nil {
		return err
	}
	if len(present.Editions) > 0 {
		return nil
	}
	p, err := readPaper(files, now)
	if err != nil {
		return fmt.Errorf("read the demo newspaper: %w", err)
	}
	if err := newPlanting(n, p).plant(ctx); err != nil {
		return fmt.Errorf("plant the demo newspaper: %w", err)
	}
	return nil
}

// planting is a paper on its way into a newsroom, with the identities that
// its parts have been given there.
type planting struct {
	Newsroom
	paper    *paper
	by       news.Actor
	sections map[name]news.SectionID
	topics   map[name]news.TopicID
	tags     map[name]news.TagID // by every name they have
	people   map[name]news.PersonID
	pictures map[*article]news.PictureID
	stories  map[name]news.StoryID
}

// name is what something is called in an edition's files.
type name struct {
	edition news.EditionID
	text    string
}

func newPlanting(n Newsroom, p *paper) *planting {
	return &planting{
		Newsroom: n, paper: p, by: news.Program("demo"),
		sections: map[name]news.SectionID{},
		topics:   map[name]news.TopicID{},
		tags:     map[name]news.TagID{},
		people:   map[name]news.PersonID{},
		pictures: map[*article]news.PictureID{},
		stories:  map[name]news.StoryID{},
	}
}

// plant furnishes the newsroom while the pictures are being drawn, and then
// lets the stories in.
func (p *planting) plant(ctx context.Context) error {
	g, working := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0) + 1) // the furnisher mostly waits for the disk
	g.Go(func() error { return p.furnish(working) })
	p.illustrate(working, g)
	if err := g.Wait(); err != nil {
		return err
	}
	if err := p.publish(ctx); err != nil {
		return err
	}
	return p.saveTimelines(ctx)
}
