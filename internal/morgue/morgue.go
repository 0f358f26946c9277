package morgue

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline.news/internal/db"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Rooms are what an archive is written through.
type Rooms struct {
	DB          *db.DB
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
}

// Plan says what archive to make.
type Plan struct {
	Stories int    // how many it has in the end
	Seed    uint64 // archives of different seeds have different words and stories
}

// MostStories is the largest archive that has names for everything in it.
const MostStories = 5_000_000

func (p Plan) check() error {
	if p.Stories < 1 || p.Stories > MostStories {
		return news.Errorf(news.Invalid, "an archive of %d stories cannot be made; ask for 1 to %d", p.Stories, MostStories)
	}
	return nil
}

// Progress is told after every batch.
type Progress struct {
	Stories int // that are there
	Of      int
	New     int // that this run has brought
}

// batchSize is how many stories come in together. It is more than the 10 ms
// that machines should keep to: whoever seeds a million is not serving.
const batchSize = 256

// Seed makes the archive, or goes on making it, until the publication has as
// many stories as planned. Whatever it finds under the names of its own
// editions, topics, tags and people it uses.
func Seed(ctx context.Context, r Rooms, p Plan, tell func(Progress)) error {
	if err := p.check(); err != nil {
		return err
	}
	s := &seeding{Rooms: r, plan: p, by: news.Program("bench seed"), until: lastDay(r.DB.Now())}
	if err := s.furnish(ctx); err != nil {
		return fmt.Errorf("furnish the archive: %w", err)
	}
	begun, err := s.present(ctx)
	if err != nil {
		return err
	}
	tell(Progress{Stories: begun, Of: p.Stories})
	batches := make(chan []clipping, 2)
	g, working := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(batches)
		return s.write(working, begun, batches)
	})
	g.Go(func() error {
		done := begun
		for batch := range batches {
			if err := s.bring(working, batch); err != nil {
				return fmt.Errorf("bring the stories from number %d on: %w", done, err)
			}
			done += len(batch)
			tell(Progress{Stories: done, Of: p.Stories, New: done - begun})
		}
		return nil
	})
	return g.Wait()
}

// seeding is an archive in the making.
type seeding struct {
	Rooms
	plan     Plan
	by       news.Actor
	until    time.Time // when the archive ends
	desks    []*desk
	previous []news.StoryID // of the batch before, for what translates them
}

// yearsBack is how many years the archive goes back.
const yearsBack = 25

// lastDay is when the archive ends: at the end of October of 2026, or of the
// last year that has had one by the clock.
func lastDay(now time.Time) time.Time {
	end := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	for end.After(now) {
		end = end.AddDate(-1, 0, 0)
	}
	return end
}

// present counts the stories that readers can see in the archive's editions.
func (s *seeding) present(ctx context.Context) (n int, err error) {
	for _, d := range s.desks {
		counted, err := s.Stories.Months(ctx, d.edition.ID)
		if err != nil {
			return 0, err
		}
		for _, m := range counted {
			n += int(m.Stories)
		}
	}
	return n, nil
}

// write makes the stories from a number on and sends them in batches.
func (s *seeding) write(ctx context.Context, from int, to chan<- []clipping) error {
	for from < s.plan.Stories {
		batch := make([]clipping, min(batchSize, s.plan.Stories-from))
		for i := range batch {
			c, err := s.clip(from + i)
			if err != nil {
				return fmt.Errorf("write story number %d: %w", from+i, err)
			}
			batch[i] = c
		}
		select {
		case to <- batch:
		case <-ctx.Done():
			return ctx.Err()
		}
		from += len(batch)
	}
	return nil
}

// bring brings a batch in, with its pictures and corrections.
func (s *seeding) bring(ctx context.Context, batch []clipping) error {
	var ids []news.StoryID
	err := s.DB.WriteBatch(ctx, func(tx *db.Tx) (err error) {
		arrivals := make([]story.Arrival, len(batch))
		for i, c := range batch {
			if c.picture != nil {
				if c.LeadPicture, err = s.Media.AddWordsIn(ctx, tx, s.by, *c.picture); err != nil {
					return err
				}
			}
			if c.translates && len(s.previous) > 0 {
				c.TranslationOf = s.previous[i%len(s.previous)]
			}
			arrivals[i] = c.Arrival
		}
		if ids, err = s.Stories.BringIn(ctx, tx, s.by, arrivals); err != nil {
			return err
		}
		return s.correct(ctx, tx, batch, ids)
	})
	if err != nil {
		return err
	}
	s.previous = s.previous[:0]
	for i, c := range batch {
		if c.desk == s.desks[0] {
			s.previous = append(s.previous, ids[i])
		}
	}
	return nil
}

func (s *seeding) correct(ctx context.Context, tx *db.Tx, batch []clipping, ids []news.StoryID) error {
	for i, c := range batch {
		if c.note == "" {
			continue
		}
		note := story.Correction{Kind: story.IsCorrection, Note: c.note, At: c.Published.Add(3 * time.Hour)}
		if err := s.Stories.CorrectIn(ctx, tx, s.by, ids[i], note); err != nil {
			return err
		}
	}
	return nil
}
