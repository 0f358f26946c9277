package mailbox

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"

	"dateline.news/internal/mail"
	"dateline.news/internal/mail/eml"
)

const (
	// Keep is how many messages a mailbox holds.
	Keep = 1000

	extension = ".eml"
	temporary = ".new"             // ends the names of files being written
	stamp     = "20060102T150405Z" // begins the names of files: their order is that of time
	leftover  = time.Hour          // after which an unfinished file is taken for a dead one

	fileMode fs.FileMode = 0o600
	dirMode  fs.FileMode = 0o700
)

// Box implements mail.Sender in a directory.
type Box struct {
	root *os.Root
	now  func() time.Time
	mu   sync.Mutex // one forgets at a time
}

var _ mail.Sender = (*Box)(nil)

// Open makes the directory if need be and returns its mailbox.
func Open(dir string, now func() time.Time) (*Box, error) {
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, fmt.Errorf("making the mailbox: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the mailbox: %w", err)
	}
	return &Box{root: root, now: now}, nil
}

// Close gives back the directory.
func (b *Box) Close() error { return b.root.Close() }

// Send implements mail.Sender: when it returns nil, the message is on stable
// storage.
func (b *Box) Send(ctx context.Context, m mail.Message) error {
	now := b.now()
	letter, err := eml.Compose(m, now)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := b.store(letter, now); err != nil {
		return fmt.Errorf("putting a message into the mailbox: %w", err)
	}
	if err := b.forget(); err != nil {
		return fmt.Errorf("making room in the mailbox: %w", err)
	}
	return nil
}

func (b *Box) store(letter *gomail.Msg, now time.Time) error {
	utc := now.UTC()
	id := fmt.Sprintf("%s-%09d-%s", utc.Format(stamp), utc.Nanosecond(), strings.ToLower(rand.Text()[:8]))
	if err := b.write(id+temporary, letter); err != nil {
		if removeErr := b.root.Remove(id + temporary); removeErr != nil && !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, removeErr)
		}
		return err
	}
	if err := b.root.Rename(id+temporary, id+extension); err != nil {
		return err
	}
	return b.sync()
}

func (b *Box) write(name string, letter *gomail.Msg) (err error) {
	file, err := b.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := letter.WriteTo(file); err != nil {
		return err
	}
	return file.Sync()
}

// sync flushes the directory, which holds the names.
func (b *Box) sync() (err error) {
	dir, err := b.root.Open(".")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	return dir.Sync()
}

// forget removes what is too old to be kept, and unfinished files that nobody
// is writing any more.
func (b *Box) forget() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	entries, err := fs.ReadDir(b.root.FS(), ".")
	if err != nil {
		return err
	}
	var ids, stale []string
	before := b.now().Add(-leftover).UTC().Format(stamp)
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasSuffix(name, extension):
			ids = append(ids, name)
		case strings.HasSuffix(name, temporary) && name < before:
			stale = append(stale, name)
		}
	}
	slices.Sort(ids)
	stale = append(stale, ids[:max(0, len(ids)-Keep)]...)
	for _, name := range stale {
		if err := b.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
