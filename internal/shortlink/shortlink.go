// Package shortlink gives a story a short address that survives every change
// of its slug, section and date: it is bound to the story's identity.
//
// It owns the table shortlink. Codes are drawn at random, never reused, and
// written in letters and digits that look like no other and, for want of
// vowels, spell nothing.
package shortlink

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Alphabet is what codes are written in: no vowels, and nothing that could be
// taken for something else on paper (0 O o, 1 l i, 5 s, 2 z, 8 b, u v).
const Alphabet = "34679cdfghjkmnpqrtwxy"

// length gives 21^6, 86 million codes, before they grow.
const length = 6

// Service keeps the short addresses.
type Service struct {
	db   *db.DB
	draw func() string
}

// New returns the service.
func New(d *db.DB) *Service { return &Service{db: d, draw: draw} }

// draws is how often a code is drawn before a fault is suspected: with a
// million codes given out, one draw in 86 is in vain.
const draws = 20

// For returns the story's code, and draws one if it has none. A story keeps
// its first code for ever.
func (s *Service) For(ctx context.Context, tx *db.Tx, story news.StoryID) (string, error) {
	for range draws {
		code, err := codeOf(ctx, tx, story)
		if err == nil || !errors.Is(err, db.ErrNone) {
			return code, err
		}
		code = s.draw()
		added, err := tx.Exec(ctx, `/* shortlink.For */ INSERT INTO shortlink (code, story_id, created_at) VALUES ($1, $2, $3)
			ON CONFLICT DO NOTHING`, code, story, tx.Now)
		if err != nil || added > 0 {
			return code, err
		}
		// The code is another story's, or this story just got one: look and draw again.
	}
	return "", news.Errorf(news.Unavailable, "no free short address was found in %d draws", draws)
}

func draw() string {
	b := make([]byte, 0, length)
	for len(b) < length {
		var one [1]byte
		_, _ = rand.Read(one[:]) // never fails: crypto/rand
		// The largest multiple of the alphabet's size keeps every letter equally likely.
		if int(one[0]) < 256/len(Alphabet)*len(Alphabet) {
			b = append(b, Alphabet[int(one[0])%len(Alphabet)])
		}
	}
	return string(b)
}

func codeOf(ctx context.Context, q db.Querier, story news.StoryID) (string, error) {
	return db.One(ctx, q, db.Value[string], `/* shortlink.codeOf */ SELECT code FROM shortlink WHERE story_id = $1`, story)
}

// Code returns the story's code, or NotFound if it never was published.
func (s *Service) Code(ctx context.Context, story news.StoryID) (string, error) {
	code, err := codeOf(ctx, s.db, story)
	if errors.Is(err, db.ErrNone) {
		return "", news.Errorf(news.NotFound, "story %d has no short address", story)
	}
	return code, err
}

// Story returns the story that a code stands for, or NotFound. What a person
// typed in capitals is understood.
func (s *Service) Story(ctx context.Context, code string) (news.StoryID, error) {
	code = strings.ToLower(code)
	if len(code) > 64 || strings.Trim(code, Alphabet) != "" {
		return 0, news.Errorf(news.NotFound, "there is no short link %.64q", code)
	}
	story, err := db.One(ctx, s.db, db.Value[news.StoryID], `/* shortlink.Story */ SELECT story_id FROM shortlink WHERE code = $1`, code)
	if errors.Is(err, db.ErrNone) {
		return 0, news.Errorf(news.NotFound, "there is no short link %q", code)
	}
	return story, err
}
