package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"dateline.news/internal/mail/eml"
)

// Entry is one line of the list of messages.
type Entry struct {
	ID string // names the message for Read and Raw
	eml.Summary
}

// List returns the newest messages, newest first, up to limit.
func (b *Box) List(ctx context.Context, limit int) ([]Entry, error) {
	names, err := fs.Glob(b.root.FS(), "*"+extension)
	if err != nil {
		return nil, fmt.Errorf("listing the mailbox: %w", err)
	}
	slices.Sort(names)
	slices.Reverse(names)
	entries := make([]Entry, 0, min(limit, len(names)))
	for _, name := range names[:min(limit, len(names))] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		summary, err := b.summary(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // forgotten meanwhile
		}
		if err != nil {
			return nil, fmt.Errorf("listing the mailbox: %s: %w", name, err)
		}
		entries = append(entries, Entry{ID: strings.TrimSuffix(name, extension), Summary: summary})
	}
	return entries, nil
}

func (b *Box) summary(name string) (eml.Summary, error) {
	file, err := b.root.Open(name)
	if err != nil {
		return eml.Summary{}, err
	}
	defer file.Close()
	return eml.ReadSummary(file)
}

// Read returns the message with that ID, decoded. The error is fs.ErrNotExist
// when there is none, or none any more.
func (b *Box) Read(ctx context.Context, id string) (eml.Mail, error) {
	file, err := b.Raw(ctx, id)
	if err != nil {
		return eml.Mail{}, err
	}
	defer file.Close()
	return eml.Read(file)
}

// Raw returns the bytes of the message with that ID; the caller closes them.
func (b *Box) Raw(ctx context.Context, id string) (io.ReadCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !isID(id) {
		return nil, fmt.Errorf("message %.80q: %w", id, fs.ErrNotExist)
	}
	file, err := b.root.Open(id + extension)
	if err != nil {
		return nil, fmt.Errorf("message %q: %w", id, err)
	}
	return file, nil
}

func isID(id string) bool {
	foreign := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && r != '-' && r != 'T' && r != 'Z'
	}
	return id != "" && !strings.ContainsFunc(id, foreign)
}
