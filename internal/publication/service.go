package publication

import (
	"context"
	"log/slog"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
)

// Service reads and changes the publication.
type Service struct {
	log     *slog.Logger
	db      *db.DB
	changes *change.Log
	current atomic.Pointer[loaded]
}

// loaded is a publication and the position of the change log before it was read.
type loaded struct {
	*Publication
	head int64
}

// New returns the service.
func New(log *slog.Logger, d *db.DB, changes *change.Log) *Service {
	return &Service{log: log, db: d, changes: changes}
}

// Current returns the publication as it stands. It is not Valid before an
// edition exists.
func (s *Service) Current(ctx context.Context) (*Publication, error) {
	if l := s.current.Load(); l != nil && s.changes.Changed(string(news.PublicationKey)) <= l.head {
		return l.Publication, nil
	}
	head := s.changes.Head()
	p, err := load(ctx, s.db)
	if err != nil {
		return nil, err
	}
	s.current.Store(&loaded{p, head})
	return p, nil
}

// SetSettings replaces the settings.
func (s *Service) SetSettings(ctx context.Context, by news.Actor, to Settings) error {
	if err := to.check(); err != nil {
		return err
	}
	return s.change(ctx, by, func(tx *db.Tx) (news.Key, error) { return "", storeSettings(ctx, tx, to) })
}

var (
	colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	// fonts is a list of font families as a style sheet takes it, in single quotes or bare.
	fonts = regexp.MustCompile(`^` + family + `(?:, *` + family + `)*$`)
)

const family = `(?:'[\pL\pN][\pL\pN ._-]*'|\pL[\pL\pN _-]*)`

func (to Settings) check() error {
	if strings.TrimSpace(to.Name) == "" {
		return news.Errorf(news.Invalid, "the publication needs a name")
	}
	if to.Contact != "" {
		if a, err := mail.ParseAddress(to.Contact); err != nil || a.Address != to.Contact {
			return news.Wrap(err, news.Invalid, "the contact %q is not a mail address like desk@paper.example", to.Contact)
		}
	}
	if to.Stream != "" && !isWebAddress(to.Stream) {
		return news.Errorf(news.Invalid, "the stream %q is not a web address", to.Stream)
	}
	if to.OldAfter < 0 {
		return news.Errorf(news.Invalid, "a story cannot be old after %d years", to.OldAfter)
	}
	return to.Look.check()
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// isPath reports whether s is an address from the root of this site.
func isPath(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(s, "/") && !strings.ContainsRune(s, '\\')
}

func (l Look) check() error {
	for _, c := range []string{l.Accent, l.AccentDark} {
		if c != "" && !colour.MatchString(c) {
			return news.Errorf(news.Invalid, "the colour %q is not written as #rrggbb", c)
		}
	}
	for _, font := range []string{l.Serif, l.Sans} {
		if font != "" && !fonts.MatchString(font) {
			return news.Errorf(news.Invalid, "the font family %q is not written as a list like 'Source Serif 4', Georgia, serif", font)
		}
	}
	return nil
}

// SaveEdition adds an edition, or replaces the one of the same id; its
// sections are saved by SaveSection.
func (s *Service) SaveEdition(ctx context.Context, by news.Actor, e Edition) error {
	if err := e.check(); err != nil {
		return err
	}
	return s.change(ctx, by, func(tx *db.Tx) (news.Key, error) {
		if err := freePrefix(ctx, tx, e); err != nil {
			return "", err
		}
		return "", storeEdition(ctx, tx, e)
	})
}

var (
	editionID = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
	prefix    = regexp.MustCompile(`^(/[a-z][a-z0-9-]{0,31})?$`)
)

func (e Edition) check() error {
	switch {
	case !editionID.MatchString(string(e.ID)):
		return news.Errorf(news.Invalid, "the edition's id %q must be a short word in lower case, like en", e.ID)
	case !prefix.MatchString(e.Prefix):
		return news.Errorf(news.Invalid, "the edition's prefix %q must be empty or like /ar", e.Prefix)
	case strings.TrimSpace(e.Name) == "":
		return news.Errorf(news.Invalid, "the edition %s needs a name", e.ID)
	case e.Tag == language.Und:
		return news.Errorf(news.Invalid, "the edition %s needs a language, like en-GB", e.ID)
	case e.Zone == nil:
		return news.Errorf(news.Invalid, "the edition %s needs a time zone, like Europe/London", e.ID)
	}
	if _, err := ParseZone(e.Zone.String()); err != nil {
		return err // it could not be read again
	}
	for _, l := range e.Menus.Foot {
		if strings.TrimSpace(l.Label) == "" || !l.leadsSomewhere() {
			return news.Errorf(news.Invalid, "the menu entry %q leads to %q; write a path like /about, a web address or mailto:", l.Label, l.URL)
		}
	}
	return nil
}

func (l Link) leadsSomewhere() bool {
	return isPath(l.URL) || isWebAddress(l.URL) || strings.HasPrefix(l.URL, "mailto:")
}

// SaveSection adds a section (ID 0) or replaces one, and returns its id.
func (s *Service) SaveSection(ctx context.Context, by news.Actor, sec Section) (id news.SectionID, err error) {
	if strings.TrimSpace(sec.Name) == "" {
		return 0, news.Errorf(news.Invalid, "the section %q needs a name", sec.Slug)
	}
	err = s.change(ctx, by, func(tx *db.Tx) (news.Key, error) {
		if err := free(ctx, tx, sec.Edition, sec.Slug, sectionOwner(sec.ID)); err != nil {
			return "", err
		}
		id, err = storeSection(ctx, tx, sec)
		return id.Key(), err
	})
	return id, err
}

// SavePage adds an ordinary page (ID 0) or replaces one, and returns its id.
func (s *Service) SavePage(ctx context.Context, by news.Actor, p Page) (id news.PageID, err error) {
	if strings.TrimSpace(p.Title) == "" {
		return 0, news.Errorf(news.Invalid, "the page %q needs a title", p.Slug)
	}
	err = s.change(ctx, by, func(tx *db.Tx) (news.Key, error) {
		if err := free(ctx, tx, p.Edition, p.Slug, pageOwner(p.ID)); err != nil {
			return "", err
		}
		id, err = storePage(ctx, tx, p)
		return id.Key(), err
	})
	return id, err
}

// Page returns an edition's ordinary page, or NotFound.
func (s *Service) Page(ctx context.Context, edition news.EditionID, slug string) (Page, error) {
	return readPage(ctx, s.db, edition, slug)
}

// Redirect has an old address, from the root of the site, lead to another.
func (s *Service) Redirect(ctx context.Context, by news.Actor, path, target string) error {
	if !isPath(path) || !isPath(target) && !isWebAddress(target) || path == target {
		return news.Errorf(news.Invalid, "a redirect leads from a path like /old to somewhere else; %q to %q does not", path, target)
	}
	return s.change(ctx, by, func(tx *db.Tx) (news.Key, error) {
		_, err := tx.Exec(ctx, `/* publication.Redirect */ INSERT INTO redirect (path, target) VALUES ($1, $2)
			ON CONFLICT (path) DO UPDATE SET target = excluded.target`, path, target)
		return "", err
	})
}

// Moved returns where an old address leads, or NotFound.
func (s *Service) Moved(ctx context.Context, path string) (string, error) {
	return readRedirect(ctx, s.db, path)
}

// change runs f, which returns what has changed besides the publication.
func (s *Service) change(ctx context.Context, by news.Actor, f func(*db.Tx) (news.Key, error)) error {
	if err := by.Require(news.ManagePublication); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		// One change at a time, so that two cannot take one address together.
		if err := tx.Lock(ctx, "publication"); err != nil {
			return err
		}
		also, err := f(tx)
		if err != nil {
			return err
		}
		keys := []string{string(news.PublicationKey)}
		if also != "" {
			keys = append(keys, string(also))
		}
		s.changes.Append(tx, keys...)
		return nil
	})
}

// DefaultOldAfter is after how many years a story says how old it is.
const DefaultOldAfter = 1

// ParseZone reads an IANA time zone.
func ParseZone(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, news.Wrap(err, news.Invalid, "%q is not a time zone; write one like Europe/London", name)
	}
	return zone, nil
}
