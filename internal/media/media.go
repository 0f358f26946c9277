// Package media keeps pictures: the original bytes, untouched and addressed by
// their content, and what is known about them: caption, credit, where they
// were obtained, rights, and in plain words what has been verified and what
// has not.
//
// It owns the table picture. Bytes are in a blob store under "picture/" and
// their SHA-256, so that the same file is stored once and an address never
// changes its meaning.
package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // formats that are recognised
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
	"strings"

	"dateline.news/internal/blob"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/news"

	_ "golang.org/x/image/webp" //
)

// MaxPixels is the largest picture that is accepted, in pixels.
const MaxPixels = 100_000_000

// types are the formats that are accepted. Whatever else the program's other
// parts can decode stays outside.
var types = map[string]string{"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}

// Picture is an image with what is known about it.
type Picture struct {
	ID         news.PictureID
	Blob       string // key in the blob store
	MIME       string
	Width      int // pixels
	Height     int
	Caption    string
	Credit     string
	Source     string // obtained from
	Alt        string
	Copyright  string
	Licence    string
	Focus      Point
	Provenance Provenance
}

// Point is a place in a picture, each from 0 to 1, from the left and the top.
type Point struct{ X, Y float64 }

// Provenance says where a picture comes from and what was checked, in plain
// words.
type Provenance struct {
	What         string           `json:"what,omitempty"` // "a frame from a video"
	MadeBy       string           `json:"madeBy,omitempty"`
	ObtainedFrom string           `json:"obtainedFrom,omitempty"`
	UploadedOn   news.PartialDate `json:"uploadedOn,omitzero"`
	Platform     string           `json:"platform,omitempty"`
	Verified     string           `json:"verified,omitempty"`   // what was checked, in a sentence
	Unverified   string           `json:"unverified,omitempty"` // what was not, in words that follow "not independently verified:"
}

// IsZero reports whether nothing is known.
func (p Provenance) IsZero() bool { return p == Provenance{} }

// Service keeps the pictures.
type Service struct {
	db      *db.DB
	blobs   blob.Store
	changes *change.Log
}

// New returns the service.
func New(d *db.DB, blobs blob.Store, changes *change.Log) *Service {
	return &Service{db: d, blobs: blobs, changes: changes}
}

// Add stores a picture's bytes and what is known about it, and returns its id.
// The type and size are read from the bytes; what is no picture is Invalid. A
// picture without bytes, of which only the words are known, is allowed.
func (s *Service) Add(ctx context.Context, by news.Actor, data []byte, p Picture) (id news.PictureID, err error) {
	if err := by.Require(news.ManagePictures); err != nil {
		return 0, err
	}
	if p, err = p.ready(); err != nil {
		return 0, err
	}
	if len(data) > 0 {
		if err := s.storeBytes(ctx, data, &p); err != nil {
			return 0, err
		}
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		id, err = s.insert(ctx, tx, p)
		return err
	})
	return id, err
}

// AddWordsIn is Add as part of a transaction, for a picture of which only the
// words are known.
func (s *Service) AddWordsIn(ctx context.Context, tx *db.Tx, by news.Actor, p Picture) (news.PictureID, error) {
	if err := by.Require(news.ManagePictures); err != nil {
		return 0, err
	}
	p, err := p.ready()
	if err != nil {
		return 0, err
	}
	return s.insert(ctx, tx, p)
}

func (s *Service) insert(ctx context.Context, tx *db.Tx, p Picture) (news.PictureID, error) {
	id, err := insert(ctx, tx, p)
	s.changes.Append(tx, string(id.Key()))
	return id, err
}

// ready is the picture as it may be stored, but for what its bytes will say.
func (p Picture) ready() (Picture, error) {
	if p.Focus == (Point{}) {
		p.Focus = Point{0.5, 0.5}
	}
	p.Blob, p.MIME, p.Width, p.Height = "", "", 0, 0
	return p, p.check()
}

func (p Picture) check() error {
	within := func(v float64) bool { return v >= 0 && v <= 1 }
	if !within(p.Focus.X) || !within(p.Focus.Y) {
		return news.Errorf(news.Invalid, "the focal point %v, %v is outside the picture; both go from 0 to 1", p.Focus.X, p.Focus.Y)
	}
	return p.Provenance.UploadedOn.Check()
}

func (s *Service) storeBytes(ctx context.Context, data []byte, p *Picture) error {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || types[format] == "" || config.Width < 1 || config.Height < 1 {
		return news.Wrap(err, news.Invalid, "this is not a picture in a format that Dateline reads (JPEG, PNG, GIF, WebP)")
	}
	if config.Width > MaxPixels/config.Height {
		return news.Errorf(news.Invalid, "the picture has %d × %d pixels; %d million are the most", config.Width, config.Height, MaxPixels/1_000_000)
	}
	sum := sha256.Sum256(data)
	p.Width, p.Height, p.MIME = config.Width, config.Height, types[format]
	p.Blob = "picture/" + hex.EncodeToString(sum[:])
	if err := s.blobs.Put(ctx, p.Blob, p.MIME, bytes.NewReader(data)); err != nil {
		return fmt.Errorf("store a picture's bytes: %w", err)
	}
	return nil
}

const columns = `id, blob, mime, width, height, caption, credit, source, alt, copyright, licence, focus_x, focus_y, provenance`

func insert(ctx context.Context, tx *db.Tx, p Picture) (news.PictureID, error) {
	return db.One(ctx, tx, db.Value[news.PictureID], `/* media.insert */
		INSERT INTO picture (blob, mime, width, height, caption, credit, source, alt, copyright, licence, focus_x, focus_y, provenance, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
		p.Blob, p.MIME, p.Width, p.Height, p.Caption, p.Credit, p.Source, p.Alt, p.Copyright, p.Licence, p.Focus.X, p.Focus.Y, db.JSON(p.Provenance), tx.Now)
}

func scan(row db.Row) (p Picture, err error) {
	err = row.Scan(&p.ID, &p.Blob, &p.MIME, &p.Width, &p.Height, &p.Caption, &p.Credit, &p.Source, &p.Alt, &p.Copyright, &p.Licence,
		&p.Focus.X, &p.Focus.Y, db.ScanJSON(&p.Provenance))
	return p, err
}

// Get returns the pictures of the given ids, without those that do not exist.
func (s *Service) Get(ctx context.Context, ids ...news.PictureID) (map[news.PictureID]Picture, error) {
	pictures := map[news.PictureID]Picture{}
	if len(ids) == 0 {
		return pictures, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	all, err := db.All(ctx, s.db, scan, `/* media.Get */ SELECT `+columns+` FROM picture WHERE id IN (`+db.Placeholders(1, len(args))+`)`, args...)
	for _, p := range all {
		pictures[p.ID] = p
	}
	return pictures, err
}

// Open opens the bytes stored under a picture's content hash, as it stands in
// the picture's address.
func (s *Service) Open(ctx context.Context, hash string) (io.ReadSeekCloser, blob.Info, error) {
	if len(hash) != 2*sha256.Size || strings.Trim(hash, "0123456789abcdef") != "" {
		return nil, blob.Info{}, news.Errorf(news.NotFound, "there is no picture at this address")
	}
	r, info, err := s.blobs.Open(ctx, "picture/"+hash)
	if errors.Is(err, blob.ErrNotExist) {
		return nil, blob.Info{}, news.Wrap(err, news.NotFound, "there is no picture at this address")
	}
	return r, info, err
}

// Hash returns the content hash that stands in the picture's address, or
// nothing for a picture without bytes.
func (p Picture) Hash() string { return strings.TrimPrefix(p.Blob, "picture/") }
