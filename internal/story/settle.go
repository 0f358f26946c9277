package story

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/job"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
)

// settle puts into effect what a story has become, in everything that shows
// it, and says so in the change log. before is the story as it was.
func (s *Service) settle(ctx context.Context, tx *db.Tx, before, st *Story) error {
	st.comeDue(tx.Now)
	zone, err := s.zones(ctx, st.Edition)
	if err != nil {
		return err
	}
	if before.Key != 0 || st.VisibleAt(tx.Now) {
		// What readers see changes one story after the other: no two draw the same
		// key, and no two wait for each other's topics in a circle.
		if err := tx.Lock(ctx, "story.settle"); err != nil {
			return err
		}
	}
	if st.Key, err = keyFor(ctx, tx, st); err != nil {
		return err
	}
	if st.day = ""; st.Key != 0 {
		st.day = st.Published.In(zone).Format(time.DateOnly)
		if err := s.address(ctx, tx, st, zone); err != nil {
			return err
		}
	}
	if err := s.wake(ctx, tx, before, st); err != nil {
		return err
	}
	if err := save(ctx, tx, st); err != nil {
		return err
	}
	places, err := s.place(ctx, tx, before, st)
	if err != nil {
		return err
	}
	if err := countDays(ctx, tx, before, st); err != nil {
		return err
	}
	if before.Key == 0 && st.Key == 0 && st.Path == "" {
		return nil // readers never saw anything of it, not even that it was withdrawn
	}
	keys := keysOf(before, st, places)
	if before.Key != 0 && st.Key == 0 {
		s.changes.Remove(tx, keys...)
	} else {
		s.changes.Append(tx, keys...)
	}
	return nil
}

// keyFor returns the publication key that the story should have: none unless
// it is visible, and the one it has while that still says when it was published.
func keyFor(ctx context.Context, tx *db.Tx, st *Story) (news.PubKey, error) {
	if !st.VisibleAt(tx.Now) {
		return 0, nil
	}
	first, err := news.PubKeyAt(st.Published)
	if err != nil {
		return 0, err
	}
	last := first + news.MaxPubKeySequence
	if first <= st.Key && st.Key <= last {
		return st.Key, nil
	}
	key, err := freeKey(ctx, tx, first)
	if err == nil && key > last {
		err = fullSecond(st.Published)
	}
	return key, err
}

func fullSecond(at time.Time) error {
	return news.Errorf(news.Conflict, "more stories than one second can hold were published at %s", at.Format(time.DateTime))
}

// address gives a visible story its path and, the first time, its short link.
func (s *Service) address(ctx context.Context, tx *db.Tx, st *Story, zone *time.Location) error {
	if st.Path == "" {
		st.Slug = st.slug()
		if _, err := s.short.For(ctx, tx, st.ID); err != nil {
			return err
		}
	}
	for n := 1; ; n++ {
		path := numbered(stem(st, zone), n)
		owner, err := claimPath(ctx, tx, st, path)
		if err != nil {
			return err
		}
		if owner == st.ID {
			st.Path = path
			return nil
		}
	}
}

// stem is the address that a story has unless another had it before.
func stem(st *Story, zone *time.Location) string {
	return st.Published.In(zone).Format("/2006/01/02/") + st.slug()
}

// numbered is the n-th address after a stem.
func numbered(stem string, n int) string {
	if n == 1 {
		return stem
	}
	return fmt.Sprintf("%s-%d", stem, n)
}

// wake sets or takes back the job that looks at the story again.
func (s *Service) wake(ctx context.Context, tx *db.Tx, before, st *Story) error {
	once := comeDueJob + ":" + st.ID.String()
	if next := st.nextLook(tx.Now); !next.IsZero() {
		return s.jobs.Enqueue(ctx, tx, comeDueJob, st.ID, job.At(next), job.Once(once))
	}
	if before.nextLook(time.Time{}).IsZero() {
		return nil // nothing waits
	}
	return s.jobs.Cancel(ctx, tx, once)
}

// place puts the story where it belongs: topics, tags, bylines, quotes and
// corrections, visible or not. It returns the keys of what is different now.
func (s *Service) place(ctx context.Context, tx *db.Tx, before, st *Story) ([]news.Key, error) {
	topics, err := s.topics.Place(ctx, tx, st.ID, st.Topics, st.Key)
	if err != nil {
		return nil, err
	}
	tags, err := s.tags.Place(ctx, tx, st.ID, st.Tags, st.Key)
	if err != nil {
		return nil, err
	}
	writers, err := s.people.SetBylines(ctx, tx, st.ID, st.Bylines, st.Key)
	if err != nil {
		return nil, err
	}
	speakers, err := s.people.SetQuotes(ctx, tx, st.ID, quotesOf(st), st.Key)
	if err != nil {
		return nil, err
	}
	keys := slices.Concat(topics, tags, writers, speakers)
	if (before.Key != 0) == (st.Key != 0) && before.Edition == st.Edition {
		return keys, nil
	}
	return keys, showCorrections(ctx, tx, st)
}

// quotesOf are the quote records of the story's text.
func quotesOf(st *Story) []people.Quote {
	var quotes []people.Quote
	for _, q := range st.Body.Quotes() {
		quotes = append(quotes, people.Quote{
			Person: q.Person, Speaker: q.Speaker, Words: q.Words, Paraphrase: q.Paraphrase,
			Role: q.Role, Venue: q.Venue, SaidOn: q.SaidOn, Block: q.BlockID,
		})
	}
	return quotes
}

// countDays keeps the number of visible stories of each day.
func countDays(ctx context.Context, tx *db.Tx, before, st *Story) error {
	if before.day == st.day && before.Edition == st.Edition {
		return nil
	}
	if before.day != "" {
		if err := countDay(ctx, tx, before.Edition, before.day, -1); err != nil {
			return err
		}
	}
	if st.day != "" {
		return countDay(ctx, tx, st.Edition, st.day, 1)
	}
	return nil
}

// keysOf names everything whose pages show the story, as it was and as it is.
func keysOf(before, st *Story, places []news.Key) []string {
	keys := append([]news.Key{st.ID.Key(), st.TranslationOf.Key()}, places...)
	for _, v := range []*Story{before, st} {
		if v.Key != 0 {
			keys = append(keys, news.LatestKey(v.Edition), v.Section.Key(), news.DayKey(v.Edition, v.day),
				news.CorrectionsKey(v.Edition), v.TranslationOf.Key())
		}
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = string(k)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
