package people

import (
	"context"
	"slices"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Quote is a record of what somebody said: the words as they stand in a story,
// editors' brackets and all.
type Quote struct {
	Story      news.StoryID
	Position   int // within the story
	Person     news.PersonID
	Speaker    string
	Words      string
	Paraphrase bool // the sense, not the words
	Role       string
	Venue      string
	SaidOn     news.PartialDate
	Block      string // id of the block of the body that it stands in
	Key        news.PubKey
}

// SetQuotes makes these the story's quotes, visible under key (0: not
// visible), and returns the people whose pages are different now.
func (s *Service) SetQuotes(ctx context.Context, tx *db.Tx, story news.StoryID, quotes []Quote, key news.PubKey) ([]news.Key, error) {
	before, err := db.All(ctx, tx, scanQuote, `/* people.quotesBefore */ SELECT `+quoteColumns+` FROM quote WHERE story_id = $1 ORDER BY position`, story)
	if err != nil {
		return nil, err
	}
	after := inStory(quotes, story, key)
	if err := storeQuotes(ctx, tx, story, before, after, key); err != nil {
		return nil, err
	}
	return personKeys(speakers(slices.Concat(before, after))), nil
}

// speakers are those whom quotes belong to, each once.
func speakers(quotes []Quote) []int64 {
	var ids []int64
	for _, q := range quotes {
		if q.Person != 0 {
			ids = append(ids, int64(q.Person))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// inStory are the quotes as they stand in a story.
func inStory(quotes []Quote, story news.StoryID, key news.PubKey) []Quote {
	quotes = slices.Clone(quotes)
	for i := range quotes {
		quotes[i].Story, quotes[i].Position, quotes[i].Key = story, i, key
	}
	return quotes
}

func storeQuotes(ctx context.Context, tx *db.Tx, story news.StoryID, before, after []Quote, key news.PubKey) error {
	if slices.Equal(before, after) {
		return nil
	}
	if slices.EqualFunc(before, after, func(a, b Quote) bool { a.Key = b.Key; return a == b }) {
		_, err := tx.Exec(ctx, `/* people.showQuotes */ UPDATE quote SET pub_key = $1 WHERE story_id = $2`, db.OrNull(key), story)
		return err
	}
	if err := mustExist(ctx, tx, after, func(q Quote) news.PersonID { return q.Person }); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* people.clearQuotes */ DELETE FROM quote WHERE story_id = $1`, story); err != nil {
		return err
	}
	return addQuotes(ctx, tx, quoteRows(nil, after))
}

// quoteRows adds the rows of quotes to others.
func quoteRows(rows [][]any, quotes []Quote) [][]any {
	for _, q := range quotes {
		rows = append(rows, []any{q.Story, q.Position, db.OrNull(q.Person), q.Speaker, q.Words, q.Paraphrase, q.Role, q.Venue, q.SaidOn.String(),
			q.Block, db.OrNull(q.Key)})
	}
	return rows
}

func addQuotes(ctx context.Context, tx *db.Tx, rows [][]any) error {
	_, err := tx.Insert(ctx, `/* people.addQuotes */ INSERT INTO quote (`+quoteColumns+`)`, rows, "")
	return err
}

// mustExist returns Invalid unless everybody that the things name is known.
func mustExist[T any](ctx context.Context, tx *db.Tx, things []T, who func(T) news.PersonID) error {
	var ids []news.PersonID
	for _, thing := range things {
		if id := who(thing); id != 0 {
			ids = append(ids, id)
		}
	}
	known, err := slugs(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, ok := known[id]; !ok {
			return news.Errorf(news.Invalid, "there is no person %d", id)
		}
	}
	return nil
}

const quoteColumns = `story_id, position, person_id, speaker, words, paraphrase, role, venue, said_on, block, pub_key`

// Said returns up to n quotes of a person in visible stories, newest first,
// after the given place in that order; the zero Quote stands before the first.
func (s *Service) Said(ctx context.Context, person news.PersonID, after Quote, n int) ([]Quote, error) {
	if after.Key == 0 {
		after.Key = news.LatestPubKey
	}
	return db.All(ctx, s.db, scanQuote, `/* people.Said */
		SELECT `+quoteColumns+` FROM quote
		WHERE person_id = $1 AND pub_key <= $2 AND (pub_key < $2 OR position > $3)
		ORDER BY pub_key DESC, position LIMIT $4`, person, after.Key, after.Position, n)
}

func scanQuote(row db.Row) (q Quote, err error) {
	var saidOn string
	err = row.Scan(&q.Story, &q.Position, db.ScanNull(&q.Person), &q.Speaker, &q.Words, &q.Paraphrase, &q.Role, &q.Venue, &saidOn, &q.Block, db.ScanNull(&q.Key))
	if err != nil {
		return q, err
	}
	q.SaidOn, err = news.ParsePartialDate(saidOn)
	return q, err
}
