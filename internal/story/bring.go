package story

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Arrival is a story that comes in from elsewhere, already published there.
type Arrival struct {
	Draft
	Published time.Time // now if zero
}

// BringIn keeps stories and publishes them, as part of a transaction, and
// returns their ids in the same order. What comes of it is what CreateIn and
// PublishIn make of one after the other; it is settled once, and for all of
// them together, which is what makes large archives come in quickly.
func (s *Service) BringIn(ctx context.Context, tx *db.Tx, by news.Actor, arrivals []Arrival) ([]news.StoryID, error) {
	for _, right := range []news.Permission{news.WriteStories, news.PublishStories} {
		if err := by.Require(right); err != nil {
			return nil, err
		}
	}
	ids, err := db.Reserve[news.StoryID](ctx, tx, "story", len(arrivals))
	if err != nil {
		return nil, err
	}
	if err := tx.Lock(ctx, "story.settle"); err != nil { // as settle does
		return nil, err
	}
	in := incoming{Service: s, tx: tx, by: by, keys: map[news.PubKey]news.PubKey{}, paths: map[address]bool{}}
	for i, a := range arrivals {
		if err := in.accept(ctx, ids[i], a); err != nil {
			return nil, err
		}
	}
	return ids, in.store(ctx)
}

// incoming are stories on their way in.
type incoming struct {
	*Service
	tx      *db.Tx
	by      news.Actor
	stories []*Story
	written []Draft                     // as they came
	keys    map[news.PubKey]news.PubKey // the last key given out in a second
	paths   map[address]bool            // given out
}

type address struct {
	edition news.EditionID
	path    string
}

// accept makes the story of an arrival: what it is once it is settled.
func (in *incoming) accept(ctx context.Context, id news.StoryID, a Arrival) error {
	if err := in.Service.accept(ctx, in.tx, 0, &a.Draft); err != nil {
		return err
	}
	in.written = append(in.written, a.Draft)
	st := &Story{ID: id, Draft: a.Draft, State: Drafted, Created: in.tx.Now, Saved: in.tx.Now, Revision: 1}
	if st.TranslationOf == 0 {
		st.TranslationOf = id
	}
	if err := st.publish(in.tx.Now, a.Published); err != nil {
		return err
	}
	st.comeDue(in.tx.Now)
	if st.VisibleAt(in.tx.Now) {
		if err := in.show(ctx, st); err != nil {
			return err
		}
	}
	in.stories = append(in.stories, st)
	return nil
}

// show gives a visible story its key, its day and its address.
func (in *incoming) show(ctx context.Context, st *Story) (err error) {
	zone, err := in.zones(ctx, st.Edition)
	if err != nil {
		return err
	}
	if st.Key, err = in.keyFor(ctx, st); err != nil {
		return err
	}
	st.day = st.Published.In(zone).Format(time.DateOnly)
	st.Slug = st.slug()
	st.Path, err = in.freePath(ctx, st, stem(st, zone))
	return err
}

func (in *incoming) keyFor(ctx context.Context, st *Story) (news.PubKey, error) {
	first, err := news.PubKeyAt(st.Published)
	if err != nil {
		return 0, err
	}
	key := in.keys[first] + 1
	if key == 1 {
		if key, err = freeKey(ctx, in.tx, first); err != nil {
			return 0, err
		}
	}
	if key > first+news.MaxPubKeySequence {
		return 0, fullSecond(st.Published)
	}
	in.keys[first] = key
	return key, nil
}

// freePath returns the first address after a stem that no story ever had.
func (in *incoming) freePath(ctx context.Context, st *Story, stem string) (string, error) {
	for n := 1; ; n++ {
		at := address{st.Edition, numbered(stem, n)}
		if in.paths[at] {
			continue
		}
		owner, err := ownersOf(ctx, in.tx, at.edition, at.path)
		if err != nil {
			return "", err
		}
		if len(owner) == 0 {
			in.paths[at] = true
			return at.path, nil
		}
	}
}

// store writes the stories and puts them where they belong.
func (in *incoming) store(ctx context.Context) error {
	for _, step := range []func(context.Context) error{in.storeRows, in.storeRevisions, in.storeAddresses, in.wake, in.countDays, in.place} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (in *incoming) storeRows(ctx context.Context) error {
	rows := make([][]any, len(in.stories))
	for i, st := range in.stories {
		rows[i] = row(st)
	}
	_, err := in.tx.Insert(ctx, `/* story.BringIn */ INSERT INTO story (`+columns+`, undated)`, rows, "")
	return err
}

func (in *incoming) storeRevisions(ctx context.Context) error {
	rows := make([][]any, len(in.stories))
	for i, st := range in.stories {
		rows[i] = []any{st.ID, st.Revision, in.tx.Now, in.by.Name, db.JSON(in.written[i])}
	}
	_, err := in.tx.Insert(ctx, `/* story.BringIn.revisions */ INSERT INTO story_revision (story_id, number, at, by_whom, document)`, rows, "")
	return err
}

func (in *incoming) storeAddresses(ctx context.Context) error {
	var rows [][]any
	var visible []news.StoryID
	for _, st := range in.stories {
		if st.Key != 0 {
			rows, visible = append(rows, []any{st.Edition, st.Path, st.ID}), append(visible, st.ID)
		}
	}
	if _, err := in.tx.Insert(ctx, `/* story.BringIn.addresses */ INSERT INTO story_address (edition_id, path, story_id)`, rows, ""); err != nil {
		return err
	}
	return in.short.Give(ctx, in.tx, visible)
}

func (in *incoming) wake(ctx context.Context) error {
	for _, st := range in.stories {
		if err := in.Service.wake(ctx, in.tx, &Story{}, st); err != nil {
			return err
		}
	}
	return nil
}

func (in *incoming) countDays(ctx context.Context) error {
	type day struct {
		edition news.EditionID
		date    string
	}
	counts := map[day]int{}
	for _, st := range in.stories {
		if st.Key != 0 {
			counts[day{st.Edition, st.day}]++
		}
	}
	for d, n := range counts {
		if err := countDay(ctx, in.tx, d.edition, d.date, n); err != nil {
			return err
		}
	}
	return nil
}

// place puts the stories into topics and so on, and says in the change log
// what readers see of it.
func (in *incoming) place(ctx context.Context) error {
	n := len(in.stories)
	topics, tags, speakers := make([]topic.Newcomer, n), make([]tag.Newcomer, n), make([]people.Newcomer, n)
	for i, st := range in.stories {
		topics[i] = topic.Newcomer{Story: st.ID, Places: st.Topics, Key: st.Key}
		tags[i] = tag.Newcomer{Story: st.ID, Tags: st.Tags, Key: st.Key}
		speakers[i] = people.Newcomer{Story: st.ID, Bylines: st.Bylines, Quotes: quotesOf(st), Key: st.Key}
	}
	inTopics, err := in.topics.Enter(ctx, in.tx, topics)
	if err != nil {
		return fmt.Errorf("place stories in topics: %w", err)
	}
	tagged, err := in.tags.Enter(ctx, in.tx, tags)
	if err != nil {
		return fmt.Errorf("tag stories: %w", err)
	}
	spoke, err := in.people.Enter(ctx, in.tx, speakers)
	if err != nil {
		return err
	}
	places := slices.Concat(inTopics, tagged, spoke)
	for _, st := range in.stories {
		if st.Key != 0 {
			in.changes.Append(in.tx, keysOf(&Story{}, st, places)...)
			places = nil // once is enough
		}
	}
	return nil
}
