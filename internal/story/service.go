package story

import (
	"context"
	"strings"
	"time"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/job"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/shortlink"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Zones says in which time zone an edition counts its days.
type Zones func(ctx context.Context, edition news.EditionID) (*time.Location, error)

// Service keeps the stories.
type Service struct {
	db      *db.DB
	changes *change.Log
	jobs    *job.Queue
	zones   Zones
	topics  *topic.Service
	tags    *tag.Service
	people  *people.Service
	short   *shortlink.Service
}

// New returns the service and registers the jobs that it handles.
func New(d *db.DB, changes *change.Log, jobs *job.Queue, zones Zones,
	topics *topic.Service, tags *tag.Service, people *people.Service, short *shortlink.Service) *Service {
	s := &Service{db: d, changes: changes, jobs: jobs, zones: zones, topics: topics, tags: tags, people: people, short: short}
	job.HandleJSON(jobs, comeDueJob, s.comeDue)
	return s
}

// comeDueJob is run when a story's own time has come: schedule, embargo, expiry.
const comeDueJob = "story.comeDue"

// Create keeps a new draft and returns its id.
func (s *Service) Create(ctx context.Context, by news.Actor, d Draft) (id news.StoryID, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		id, err = s.CreateIn(ctx, tx, by, d)
		return err
	})
	return id, err
}

// CreateIn is Create as part of a transaction.
func (s *Service) CreateIn(ctx context.Context, tx *db.Tx, by news.Actor, d Draft) (news.StoryID, error) {
	if err := by.Require(news.WriteStories); err != nil {
		return 0, err
	}
	if err := s.accept(ctx, tx, 0, &d); err != nil {
		return 0, err
	}
	st := &Story{Draft: d, State: Drafted, Created: tx.Now}
	if err := insert(ctx, tx, st); err != nil {
		return 0, err
	}
	if err := s.revise(ctx, tx, by, st); err != nil {
		return 0, err
	}
	return st.ID, s.settle(ctx, tx, &Story{ID: st.ID}, st)
}

// accept completes a draft and returns what stands in the way of keeping it as
// the story of that id, or as a new one (0).
func (s *Service) accept(ctx context.Context, tx *db.Tx, id news.StoryID, d *Draft) (err error) {
	if d.Label == "" {
		d.Label = News
	}
	if err := d.check(); err != nil {
		return err
	}
	d.TranslationOf, err = original(ctx, tx, id, d.TranslationOf)
	return err
}

// Save replaces what is written of a story. Readers see it at once if they may
// see the story, which then counts as updated. What is published, or will be
// without another look, is changed only by whoever may publish.
func (s *Service) Save(ctx context.Context, by news.Actor, id news.StoryID, d Draft) error {
	if err := by.Require(news.WriteStories); err != nil {
		return err
	}
	return s.update(ctx, id, func(tx *db.Tx, st *Story) error {
		if err := s.accept(ctx, tx, id, &d); err != nil {
			return err
		}
		if st.State == Published || st.State == Scheduled {
			if err := by.Require(news.PublishStories); err != nil {
				return err
			}
			if err := d.publishable(st.Due); err != nil {
				return err
			}
		}
		if st.VisibleAt(tx.Now) {
			st.Updated = tx.Now
		}
		if st.Path != "" && d.Slug == "" {
			d.Slug = st.Slug // an address does not follow the headline
		}
		st.Draft = d
		return s.revise(ctx, tx, by, st)
	})
}

// MoveTo sets how far an unpublished story has come: Drafted, InReview, Ready.
func (s *Service) MoveTo(ctx context.Context, by news.Actor, id news.StoryID, to State) error {
	if err := by.Require(news.WriteStories); err != nil {
		return err
	}
	return s.update(ctx, id, func(_ *db.Tx, st *Story) error { return st.moveTo(to) })
}

// Publish lets readers see a story from now on, or from its embargo. The
// moment of publication is at, for archives that come in, or now if at is zero.
func (s *Service) Publish(ctx context.Context, by news.Actor, id news.StoryID, at time.Time) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.PublishIn(ctx, tx, by, id, at) })
}

// PublishIn is Publish as part of a transaction.
func (s *Service) PublishIn(ctx context.Context, tx *db.Tx, by news.Actor, id news.StoryID, at time.Time) error {
	if err := by.Require(news.PublishStories); err != nil {
		return err
	}
	return s.updateIn(ctx, tx, id, func(tx *db.Tx, st *Story) error { return st.publish(tx.Now, at) })
}

// Schedule has a story published at a time to come, to the second.
func (s *Service) Schedule(ctx context.Context, by news.Actor, id news.StoryID, at time.Time) error {
	if err := by.Require(news.PublishStories); err != nil {
		return err
	}
	return s.update(ctx, id, func(tx *db.Tx, st *Story) error {
		return st.schedule(tx.Now, at.Truncate(time.Second))
	})
}

// Withdraw takes a story down, with what readers are told at its address.
func (s *Service) Withdraw(ctx context.Context, by news.Actor, id news.StoryID, kind WithdrawnKind, note string) error {
	if err := by.Require(news.WithdrawStories); err != nil {
		return err
	}
	if kind != Retracted && kind != Legal && kind != Expired {
		return news.Errorf(news.Invalid, "%q is not a reason; a story is retracted, legal or expired", kind)
	}
	return s.update(ctx, id, func(tx *db.Tx, st *Story) error {
		if st.State != Published {
			return news.Errorf(news.Conflict, "the story is %s; only a published one can be withdrawn", st.State)
		}
		st.State, st.Withdrawn = Withdrawn, Withdrawal{Kind: kind, Note: strings.TrimSpace(note), At: tx.Now}
		return nil
	})
}

// Correct adds a dated public note to a published story; its time is now if
// c.At is zero.
func (s *Service) Correct(ctx context.Context, by news.Actor, id news.StoryID, c Correction) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.CorrectIn(ctx, tx, by, id, c) })
}

// CorrectIn is Correct as part of a transaction.
func (s *Service) CorrectIn(ctx context.Context, tx *db.Tx, by news.Actor, id news.StoryID, c Correction) error {
	if err := by.Require(news.CorrectStories); err != nil {
		return err
	}
	if c.Kind != IsCorrection && c.Kind != IsClarification && c.Kind != IsUpdate && c.Kind != IsEditorsNote {
		return news.Errorf(news.Invalid, "%q is not a kind of correction", c.Kind)
	}
	if c.Note = strings.TrimSpace(c.Note); c.Note == "" {
		return news.Errorf(news.Invalid, "a correction must say what was wrong")
	}
	if c.At.IsZero() {
		c.At = tx.Now
	}
	if c.At.After(tx.Now) {
		return news.Errorf(news.Invalid, "a correction cannot be dated %s, in the future", c.At.Format(time.DateTime))
	}
	return s.updateIn(ctx, tx, id, func(tx *db.Tx, st *Story) error {
		if st.State != Published {
			return news.Errorf(news.Conflict, "the story is %s; only a published one can be corrected", st.State)
		}
		if c.At.After(st.Updated) {
			st.Updated = c.At
		}
		return insertCorrection(ctx, tx, st, c)
	})
}

// comeDue looks at a story whose time has come; settle does the rest.
func (s *Service) comeDue(ctx context.Context, id news.StoryID) error {
	return s.update(ctx, id, func(*db.Tx, *Story) error { return nil })
}

// update changes a story in a transaction and puts the outcome into effect.
func (s *Service) update(ctx context.Context, id news.StoryID, f func(*db.Tx, *Story) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.updateIn(ctx, tx, id, f) })
}

func (s *Service) updateIn(ctx context.Context, tx *db.Tx, id news.StoryID, f func(*db.Tx, *Story) error) error {
	st, err := s.forUpdate(ctx, tx, id)
	if err != nil {
		return err
	}
	before := *st
	if err := f(tx, st); err != nil {
		return err
	}
	return s.settle(ctx, tx, &before, st)
}

// revise keeps the draft as it is now as the story's next revision.
func (s *Service) revise(ctx context.Context, tx *db.Tx, by news.Actor, st *Story) error {
	st.Revision++
	return insertRevision(ctx, tx, by, st)
}
