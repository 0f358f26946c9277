// Package discussion is what readers say under published community standards.
//
// It owns the table standards: the numbered rules, in dated versions of which
// none is ever changed.
package discussion

import (
	"context"
	"errors"
	"strings"
	"time"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Standards are one version of an edition's community standards.
type Standards struct {
	ID       int64
	Edition  news.EditionID
	Dated    news.PartialDate // the day, by UTC, from whose beginning it is in force
	Preamble string
	Rules    []Rule
}

// Rule is a numbered clause. Its number is its place, counted from 1.
type Rule struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Service keeps the discussion.
type Service struct {
	db      *db.DB
	changes *change.Log
}

// New returns the service.
func New(d *db.DB, changes *change.Log) *Service { return &Service{db: d, changes: changes} }

// SetStandards adds a version, which is in force from its day until the next
// one's. A version is never changed: a second one for the same day is a Conflict.
func (s *Service) SetStandards(ctx context.Context, by news.Actor, v Standards) error {
	if err := by.Require(news.ManageStandards); err != nil {
		return err
	}
	if err := v.check(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		added, err := tx.Exec(ctx, `/* discussion.SetStandards */ INSERT INTO standards (edition_id, dated, preamble, rules)
			VALUES ($1, $2, $3, $4) ON CONFLICT (edition_id, dated) DO NOTHING`, v.Edition, v.Dated.String(), v.Preamble, db.JSON(v.Rules))
		if err != nil {
			return err
		}
		if added == 0 {
			return news.Errorf(news.Conflict, "there is a version of %s already, and a version is never changed", v.Dated)
		}
		s.changes.Append(tx, string(news.StandardsKey))
		return nil
	})
}

func (v Standards) check() error {
	if v.Edition == "" || v.Dated.Year == 0 {
		return news.Errorf(news.Invalid, "a version of the standards needs an edition and the day it comes into force")
	}
	if _, err := news.ParsePartialDate(v.Dated.String()); err != nil {
		return err
	}
	if len(v.Rules) == 0 {
		return news.Errorf(news.Invalid, "the standards need at least one rule")
	}
	for i, r := range v.Rules {
		if strings.TrimSpace(r.Title) == "" || strings.TrimSpace(r.Text) == "" {
			return news.Errorf(news.Invalid, "rule %d lacks its title or its text", i+1)
		}
	}
	return nil
}

// Versions returns the versions of an edition's standards, newest first; those
// of days to come, which have been announced, among them.
func (s *Service) Versions(ctx context.Context, edition news.EditionID) ([]Standards, error) {
	return db.All(ctx, s.db, scanStandards, `/* discussion.Versions */
		SELECT id, edition_id, dated, preamble, rules FROM standards WHERE edition_id = $1 ORDER BY dated DESC`, edition)
}

// StandardsOf returns the version dated on a day, written YYYY-MM-DD, or the
// one in force today where day is empty; NotFound if there is none.
func (s *Service) StandardsOf(ctx context.Context, edition news.EditionID, day string) (Standards, error) {
	from, until := day, day
	if day == "" {
		until = s.db.Now().UTC().Format(time.DateOnly)
	}
	v, err := db.One(ctx, s.db, scanStandards, `/* discussion.StandardsOf */
		SELECT id, edition_id, dated, preamble, rules FROM standards
		WHERE edition_id = $1 AND dated >= $2 AND dated <= $3 ORDER BY dated DESC LIMIT 1`, edition, from, until)
	if errors.Is(err, db.ErrNone) {
		return Standards{}, news.Errorf(news.NotFound, "there are no community standards of that day")
	}
	return v, err
}

// NextStandards returns when the version in force today gives way to another
// that has been announced, or the zero time.
func (s *Service) NextStandards(ctx context.Context, edition news.EditionID) (time.Time, error) {
	next, err := db.All(ctx, s.db, db.Value[string], `/* discussion.NextStandards */
		SELECT dated FROM standards WHERE edition_id = $1 AND dated > $2 ORDER BY dated LIMIT 1`,
		edition, s.db.Now().UTC().Format(time.DateOnly))
	if err != nil || len(next) == 0 {
		return time.Time{}, err
	}
	return time.Parse(time.DateOnly, next[0])
}

func scanStandards(row db.Row) (v Standards, err error) {
	var dated string
	if err := row.Scan(&v.ID, &v.Edition, &dated, &v.Preamble, db.ScanJSON(&v.Rules)); err != nil {
		return v, err
	}
	v.Dated, err = news.ParsePartialDate(dated)
	return v, err
}
