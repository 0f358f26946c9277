package roomtest

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"dateline.news/internal/blob/dir"
	"dateline.news/internal/bus/mem"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/discussion"
	"dateline.news/internal/front"
	"dateline.news/internal/job"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/shortlink"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// House is a publication's rooms.
type House struct {
	DB          *db.DB
	Clock       *Clock
	Bus         *mem.Bus
	Blobs       *dir.Store
	Changes     *change.Log
	Jobs        *job.Queue
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
	Short       *shortlink.Service
	Discussion  *discussion.Service
	Front       *front.Service
}

// By may do everything.
var By = news.Program("test")

// Rooms opens the rooms on a database that has the schema and was opened with
// the clock.
func Rooms(t testing.TB, d *db.DB, clock *Clock) *House {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	h := &House{DB: d, Clock: clock, Bus: mem.New()}
	var err error
	if h.Blobs, err = dir.Open(t.TempDir(), clock.Now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(h.Bus.Close(), h.Blobs.Close()); err != nil {
			t.Error(err)
		}
	})
	if h.Changes, err = change.Open(t.Context(), log, d, h.Bus); err != nil {
		t.Fatal(err)
	}
	h.Jobs = job.New(log, d, "test")
	h.Publication = publication.New(log, d, h.Changes)
	h.Topics = topic.New(d, h.Changes)
	h.Tags = tag.New(d, h.Changes)
	h.People = people.New(d, h.Changes)
	h.Media = media.New(d, h.Blobs, h.Changes)
	h.Short = shortlink.New(d)
	h.Stories = story.New(d, h.Changes, h.Jobs, h.zoneOf, h.Topics, h.Tags, h.People, h.Short)
	h.Discussion = discussion.New(d, h.Changes)
	h.Front = front.New(h.Stories)
	return h
}

func (h *House) zoneOf(ctx context.Context, id news.EditionID) (*time.Location, error) {
	p, err := h.Publication.Current(ctx)
	if err != nil {
		return nil, err
	}
	e, ok := p.Edition(id)
	if !ok {
		return nil, news.Errorf(news.NotFound, "there is no edition %q", id)
	}
	return e.Zone, nil
}

// RunDue does every job that is due by the clock, and fails the test if one of
// them does.
func (h *House) RunDue(t testing.TB) {
	t.Helper()
	if h.due(t) == 0 {
		return
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.Jobs.Run(ctx) }()
	for h.due(t) > 0 { // each look is a query, so that this waits without a clock
	}
	stop()
	// A job that took its own row back may have been cut off while it heard of
	// its commit; the log's reader would make up for that within a second.
	if err := errors.Join(<-ended, h.Changes.CatchUp(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func (h *House) due(t testing.TB) (n int) {
	t.Helper()
	jobs, err := h.Jobs.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		if j.LastError != "" {
			t.Fatalf("a job of kind %s failed: %s", j.Kind, j.LastError)
		}
		if !j.Due.After(h.Clock.Now()) {
			n++
		}
	}
	return n
}

// Go moves the clock to a moment and does what is due there.
func (h *House) Go(t testing.TB, to time.Time) {
	t.Helper()
	h.Clock.Set(to)
	h.RunDue(t)
}
