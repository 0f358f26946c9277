package tag

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

// Kind says what a tag stands for. It is stored; never change one.
type Kind string

const (
	Subject      Kind = "subject"
	Place        Kind = "place"
	Organisation Kind = "organisation"
)

// Tag is a subject, a place or an organisation.
type Tag struct {
	ID          news.TagID
	Edition     news.EditionID
	Slug        string
	Name        string
	Kind        Kind
	Description string
	MediaTopic  string   // IPTC Media Topic code ("medtop:20000587"), where one fits
	Aliases     []string // other names of the same thing
	Stories     int64    // how many visible stories bear it
}

// Service keeps the tags.
type Service struct {
	db      *db.DB
	changes *change.Log
}

// New returns the service.
func New(d *db.DB, changes *change.Log) *Service { return &Service{db: d, changes: changes} }

// Save adds a tag (ID 0) or replaces one, and returns its id.
func (s *Service) Save(ctx context.Context, by news.Actor, t Tag) (id news.TagID, err error) {
	if err := by.Require(news.ManageTags); err != nil {
		return 0, err
	}
	if err := t.check(); err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if id, err = store(ctx, tx, t); err != nil {
			return err
		}
		s.changes.Append(tx, string(id.Key()))
		return nil
	})
	return id, err
}

var mediaTopic = regexp.MustCompile(`^medtop:\d{8}$`)

func (t Tag) check() error {
	switch {
	case strings.TrimSpace(t.Name) == "":
		return news.Errorf(news.Invalid, "a tag needs a name")
	case !slug.Valid(t.Slug):
		return news.Errorf(news.Invalid, "the tag's address %q needs lower-case letters, digits and hyphens", t.Slug)
	case t.Kind != Subject && t.Kind != Place && t.Kind != Organisation:
		return news.Errorf(news.Invalid, "the tag %q is of kind %q; a tag is a subject, a place or an organisation", t.Name, t.Kind)
	case t.MediaTopic != "" && !mediaTopic.MatchString(t.MediaTopic):
		return news.Errorf(news.Invalid, "the tag %q has the Media Topic %q; write medtop: and eight digits", t.Name, t.MediaTopic)
	}
	return nil
}

// Ensure returns the edition's tag of that name or alias, and makes a subject
// of that name if there is none. It runs in the transaction of whoever brings
// the story.
func (s *Service) Ensure(ctx context.Context, tx *db.Tx, edition news.EditionID, name string) (news.TagID, error) {
	at := slug.Make(name)
	known, err := bySlug(ctx, tx, edition, at)
	if err != nil {
		return 0, err
	}
	if len(known) > 0 {
		return known[0], nil
	}
	t := Tag{Edition: edition, Slug: at, Name: name, Kind: Subject}
	if err := t.check(); err != nil {
		return 0, err
	}
	if id, err := add(ctx, tx, t); err != nil || id != 0 {
		return id, err
	}
	// Another transaction made it meanwhile, and has ended.
	if known, err = bySlug(ctx, tx, edition, at); err != nil {
		return 0, err
	}
	return known[0], nil
}

// Place sets which tags a story bears, visible under key (0: not visible), and
// returns the tags whose pages are different now.
func (s *Service) Place(ctx context.Context, tx *db.Tx, story news.StoryID, tags []news.TagID, key news.PubKey) ([]news.Key, error) {
	touched, err := membership.Set(ctx, tx, membership.Tag, story, membersOf(tags), key)
	return keysOf(touched), err
}

// Newcomer is a story that has not borne a tag yet.
type Newcomer struct {
	Story news.StoryID
	Tags  []news.TagID
	Key   news.PubKey // 0: not visible
}

// Enter is Place for many newcomers in one step.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, newcomers []Newcomer) ([]news.Key, error) {
	all := make([]membership.Newcomer, len(newcomers))
	for i, n := range newcomers {
		all[i] = membership.Newcomer{Story: n.Story, Members: membersOf(n.Tags), Key: n.Key}
	}
	touched, err := membership.Enter(ctx, tx, membership.Tag, all)
	return keysOf(touched), err
}

func membersOf(tags []news.TagID) []membership.Member {
	members := make([]membership.Member, len(tags))
	for i, id := range tags {
		members[i] = membership.Member{Owner: int64(id)}
	}
	return members
}

func keysOf(ids []int64) []news.Key {
	keys := make([]news.Key, len(ids))
	for i, id := range ids {
		keys[i] = news.TagID(id).Key()
	}
	return keys
}

// Of returns the tags of a story, in its order.
func (s *Service) Of(ctx context.Context, q db.Querier, story news.StoryID) ([]Tag, error) {
	return db.All(ctx, q, scan, `/* tag.Of */ SELECT `+columns+` FROM `+tables+` JOIN membership m ON m.owner_id = t.id
		WHERE m.kind = 'tag' AND m.story_id = $1 ORDER BY m.position`, story)
}

// BySlug returns the edition's tag of that address with its aliases, or NotFound.
func (s *Service) BySlug(ctx context.Context, edition news.EditionID, slug string) (Tag, error) {
	t, err := db.One(ctx, s.db, scan, `/* tag.BySlug */ SELECT `+columns+` FROM `+tables+` WHERE t.edition_id = $1 AND t.slug = $2`, edition, slug)
	if errors.Is(err, db.ErrNone) {
		return Tag{}, news.Errorf(news.NotFound, "there is no tag %q", slug)
	}
	if err != nil {
		return Tag{}, err
	}
	t.Aliases, err = db.All(ctx, s.db, db.Value[string], `/* tag.aliases */ SELECT name FROM tag_alias WHERE tag_id = $1 ORDER BY name`, t.ID)
	return t, err
}

// NewestOf returns up to n of the newest visible stories with each of the tags.
func (s *Service) NewestOf(ctx context.Context, tags []news.TagID, n int) ([]membership.Entry, error) {
	owners := make([]int64, len(tags))
	for i, id := range tags {
		owners[i] = int64(id)
	}
	return membership.NewestOf(ctx, s.db, membership.Tag, owners, n)
}

// Newest returns up to n visible stories with the tag, older than before.
func (s *Service) Newest(ctx context.Context, id news.TagID, before news.PubKey, n int) ([]membership.Entry, error) {
	return membership.Newest(ctx, s.db, membership.Tag, int64(id), before, n)
}
