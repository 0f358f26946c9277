package topic

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

// Topic is a running story.
type Topic struct {
	ID         news.TopicID
	Edition    news.EditionID
	Slug       string
	Title      string
	Background body.Doc
	Chapters   []string // titles, in the order of the tale
	Timeline   []Moment // in the order of the days
	Captured   Captured
	membership.Roll
}

// Moment is a line of a timeline.
type Moment struct {
	On    news.PartialDate `json:"on"`
	Text  string           `json:"text"`
	Story news.StoryID     `json:"story,omitzero"` // where to read of it, or 0
}

// Captured is what an imported page said of the topic, at the time it was
// captured. It is never mixed with the count that is kept here.
type Captured struct {
	Stories int64
	At      time.Time
}

// Place is a story's place in a topic.
type Place struct {
	Topic   news.TopicID
	Chapter string
}

// Service keeps the topics.
type Service struct {
	db      *db.DB
	changes *change.Log
}

// New returns the service.
func New(d *db.DB, changes *change.Log) *Service { return &Service{db: d, changes: changes} }

// Save adds a topic (ID 0) or replaces one, and returns its id. Its stories
// stay as they are.
func (s *Service) Save(ctx context.Context, by news.Actor, t Topic) (id news.TopicID, err error) {
	if err := by.Require(news.ManageTopics); err != nil {
		return 0, err
	}
	if err := t.check(); err != nil {
		return 0, err
	}
	t.Timeline = slices.Clone(t.Timeline)
	slices.SortStableFunc(t.Timeline, func(a, b Moment) int { return strings.Compare(a.On.String(), b.On.String()) })
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if id, err = store(ctx, tx, t); err != nil {
			return err
		}
		s.changes.Append(tx, string(id.Key()))
		return nil
	})
	return id, err
}

func (t Topic) check() error {
	if strings.TrimSpace(t.Title) == "" {
		return news.Errorf(news.Invalid, "a topic needs a title")
	}
	if !slug.Valid(t.Slug) {
		return news.Errorf(news.Invalid, "the topic's address %q needs lower-case letters, digits and hyphens", t.Slug)
	}
	for _, m := range t.Timeline {
		if m.On.IsZero() || strings.TrimSpace(m.Text) == "" {
			return news.Errorf(news.Invalid, "a line of the timeline of %q lacks its day or its text", t.Title)
		}
		if err := m.On.Check(); err != nil {
			return err
		}
		if _, err := news.ParsePartialDate(m.On.String()); err != nil {
			return err // it could not be read again
		}
	}
	return nil
}

// Ensure returns the edition's topic of that title, and makes it if there is
// none. It runs in the transaction of whoever brings the story.
func (s *Service) Ensure(ctx context.Context, tx *db.Tx, edition news.EditionID, title string) (news.TopicID, error) {
	at := slug.Make(title)
	t, err := bySlug(ctx, tx, edition, at)
	if err == nil || news.KindOf(err) != news.NotFound {
		return t.ID, err
	}
	t = Topic{Edition: edition, Slug: at, Title: title}
	if err := t.check(); err != nil {
		return 0, err
	}
	if id, err := add(ctx, tx, t); err != nil || id != 0 {
		return id, err
	}
	// Another transaction made it meanwhile, and has ended.
	t, err = bySlug(ctx, tx, edition, at)
	return t.ID, err
}

// Capture notes what an imported page said of the topic, unless something
// newer is known.
func (s *Service) Capture(ctx context.Context, tx *db.Tx, id news.TopicID, c Captured) error {
	newer, err := tx.Exec(ctx, `/* topic.Capture */ UPDATE topic SET captured_count = $1, captured_at = $2
		WHERE id = $3 AND (captured_at IS NULL OR captured_at < $2)`, c.Stories, c.At, id)
	if err != nil || newer == 0 {
		return err
	}
	s.changes.Append(tx, string(id.Key()))
	return nil
}

// Place sets which topics a story is in, visible under key (0: not visible),
// and returns the topics whose pages are different now.
func (s *Service) Place(ctx context.Context, tx *db.Tx, story news.StoryID, places []Place, key news.PubKey) ([]news.Key, error) {
	touched, err := membership.Set(ctx, tx, membership.Topic, story, membersOf(places), key)
	return keysOf(touched), err
}

// Newcomer is a story that has not been in a topic yet.
type Newcomer struct {
	Story  news.StoryID
	Places []Place
	Key    news.PubKey // 0: not visible
}

// Enter is Place for many newcomers in one step.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, newcomers []Newcomer) ([]news.Key, error) {
	all := make([]membership.Newcomer, len(newcomers))
	for i, n := range newcomers {
		all[i] = membership.Newcomer{Story: n.Story, Members: membersOf(n.Places), Key: n.Key}
	}
	touched, err := membership.Enter(ctx, tx, membership.Topic, all)
	return keysOf(touched), err
}

func membersOf(places []Place) []membership.Member {
	members := make([]membership.Member, len(places))
	for i, p := range places {
		members[i] = membership.Member{Owner: int64(p.Topic), Note: p.Chapter}
	}
	return members
}

func keysOf(ids []int64) []news.Key {
	keys := make([]news.Key, len(ids))
	for i, id := range ids {
		keys[i] = news.TopicID(id).Key()
	}
	return keys
}

// Of returns the places of a story, the main topic first.
func (s *Service) Of(ctx context.Context, q db.Querier, story news.StoryID) ([]Place, error) {
	members, err := membership.Of(ctx, q, membership.Topic, story)
	places := make([]Place, len(members))
	for i, m := range members {
		places[i] = Place{Topic: news.TopicID(m.Owner), Chapter: m.Note}
	}
	return places, err
}

// Get returns a topic, or NotFound.
func (s *Service) Get(ctx context.Context, id news.TopicID) (Topic, error) {
	t, err := db.One(ctx, s.db, scan, `/* topic.Get */ SELECT `+columns+` FROM `+tables+` WHERE t.id = $1`, id)
	return found(t, err, "number %d", id)
}

// Head returns a topic without its background, chapters and timeline, or
// NotFound: what stands beside a story.
func (s *Service) Head(ctx context.Context, id news.TopicID) (Topic, error) {
	t, err := db.One(ctx, s.db, scan, `/* topic.Head */ SELECT `+headColumns+` FROM `+tables+` WHERE t.id = $1`, id)
	return found(t, err, "number %d", id)
}

// BySlug returns the edition's topic of that address, or NotFound.
func (s *Service) BySlug(ctx context.Context, edition news.EditionID, slug string) (Topic, error) {
	return bySlug(ctx, s.db, edition, slug)
}

// Running returns up to n topics of an edition that have visible stories, the
// one with the newest story first, below the given key.
func (s *Service) Running(ctx context.Context, edition news.EditionID, before news.PubKey, n int) ([]Topic, error) {
	return db.All(ctx, s.db, scan, `/* topic.Running */ SELECT `+columns+` FROM `+tables+`
		WHERE r.last_key < $1 AND t.edition_id = $2 ORDER BY r.last_key DESC LIMIT $3`, before, edition, n)
}

// Newest returns up to n of a topic's visible stories older than before.
func (s *Service) Newest(ctx context.Context, id news.TopicID, before news.PubKey, n int) ([]membership.Entry, error) {
	return membership.Newest(ctx, s.db, membership.Topic, int64(id), before, n)
}

// NewestOf returns up to n of the newest visible stories of each of the topics.
func (s *Service) NewestOf(ctx context.Context, places []Place, n int) ([]membership.Entry, error) {
	owners := make([]int64, len(places))
	for i, p := range places {
		owners[i] = int64(p.Topic)
	}
	return membership.NewestOf(ctx, s.db, membership.Topic, owners, n)
}

// Next returns up to n of a topic's visible stories newer than after, the
// oldest of them first.
func (s *Service) Next(ctx context.Context, id news.TopicID, after news.PubKey, n int) ([]membership.Entry, error) {
	return membership.Next(ctx, s.db, membership.Topic, int64(id), after, n)
}

func found(t Topic, err error, which string, args ...any) (Topic, error) {
	if errors.Is(err, db.ErrNone) {
		return Topic{}, news.Errorf(news.NotFound, "there is no topic "+which, args...)
	}
	return t, err
}
