package story

import (
	"slices"
	"time"

	"dateline.news/internal/news"
)

// VisibleAt reports whether readers may see the story at a moment, in any
// output whatever. It is the one place where this is decided.
func (s *Story) VisibleAt(now time.Time) bool {
	return s.State == Published && !now.Before(s.Embargo) && (s.Expires.IsZero() || now.Before(s.Expires))
}

// comeDue moves the story on to where the time has brought it.
func (s *Story) comeDue(now time.Time) {
	if s.State == Scheduled && !now.Before(s.Due) {
		s.State, s.Published, s.Due = Published, s.Due, time.Time{}
	}
	// What waited for its embargo was published when that ended, not before.
	if s.Path == "" && s.VisibleAt(now) && s.Published.Before(s.Embargo) {
		s.Published = s.Embargo
	}
	if s.State == Published && !s.Expires.IsZero() && !now.Before(s.Expires) {
		s.State, s.Withdrawn = Withdrawn, Withdrawal{Kind: Expired, At: s.Expires}
	}
}

// nextLook returns the next moment after now at which comeDue or VisibleAt may
// give another answer, or the zero time.
func (s *Story) nextLook(now time.Time) time.Time {
	var times []time.Time
	switch s.State {
	case Scheduled:
		times = []time.Time{s.Due}
	case Published:
		times = []time.Time{s.Embargo, s.Expires}
	}
	var next time.Time
	for _, t := range times {
		if t.After(now) && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next
}

// publish lets readers see the story from now on, with at, or else now, as the
// moment of publication.
func (s *Story) publish(now, at time.Time) error {
	if err := s.publishable(now); err != nil {
		return err
	}
	if at.After(now) {
		return news.Errorf(news.Invalid, "%s is in the future; schedule the story instead", at.Format(time.DateTime))
	}
	switch {
	case !at.IsZero():
		s.Published = at
	case s.Published.IsZero():
		s.Published = now
	case s.State == Withdrawn: // it comes back to where it stood
		s.Updated = now
	}
	s.State, s.Due, s.Withdrawn = Published, time.Time{}, Withdrawal{}
	return nil
}

// schedule has the story published at a time to come.
func (s *Story) schedule(now, at time.Time) error {
	if !at.After(now) {
		return news.Errorf(news.Invalid, "%s is not in the future; publish the story instead", at.Format(time.DateTime))
	}
	if err := s.publishable(at); err != nil {
		return err
	}
	// A withdrawn story keeps its notice until it is published again.
	if s.State == Published || s.State == Withdrawn {
		return news.Errorf(news.Conflict, "the story is %s and cannot be scheduled", s.State)
	}
	s.State, s.Due = Scheduled, at
	return nil
}

// moves are the states that a person may set directly, and from where.
var moves = map[State][]State{
	Drafted:  {InReview, Ready, Scheduled},
	InReview: {Drafted, Ready},
	Ready:    {Drafted, InReview, Scheduled},
}

func (s *Story) moveTo(to State) error {
	from, known := moves[to]
	if !known {
		return news.Errorf(news.Invalid, "a story cannot simply be set to %q", to)
	}
	if s.State != to && !slices.Contains(from, s.State) {
		return news.Errorf(news.Conflict, "the story is %s and cannot become %s", s.State, to)
	}
	s.State, s.Due = to, time.Time{}
	return nil
}
