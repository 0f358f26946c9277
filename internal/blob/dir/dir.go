package dir

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"dateline.news/internal/blob"
)

const (
	newDir   = ".new" // blobs being written; no escaped name begins with a dot
	leftover = 24 * time.Hour

	fileMode fs.FileMode = 0o600
	dirMode  fs.FileMode = 0o700
)

// Store implements blob.Store in a directory. Several processes may use the
// same directory.
type Store struct {
	root *os.Root // refuses to follow a link out of the directory
}

var _ blob.Store = (*Store)(nil)

// Open makes the directory if need be and returns its store. now says which
// unfinished blobs are old enough to have been left by a program that died.
func Open(name string, now func() time.Time) (*Store, error) {
	if err := os.MkdirAll(name, dirMode); err != nil {
		return nil, fmt.Errorf("making the blob directory: %w", err)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("opening the blob directory: %w", err)
	}
	s := &Store{root: root}
	if err := s.sweep(now().Add(-leftover)); err != nil {
		root.Close()
		return nil, fmt.Errorf("cleaning the blob directory %s: %w", name, err)
	}
	return s, nil
}

// Close gives back the directory. Contents that are open stay readable.
func (s *Store) Close() error { return s.root.Close() }

// Put implements blob.Store.
func (s *Store) Put(ctx context.Context, key, contentType string, content io.Reader) error {
	if err := errors.Join(blob.CheckKey(key), blob.CheckContentType(contentType)); err != nil {
		return err
	}
	temp := path.Join(newDir, rand.Text())
	if err := s.write(temp, contentType, blob.Source(ctx, content)); err != nil {
		return s.abandon(temp, fmt.Errorf("writing blob %q: %w", key, err))
	}
	if err := s.move(temp, filePath(key)); err != nil {
		return s.abandon(temp, fmt.Errorf("moving blob %q into place: %w", key, err))
	}
	return nil
}

// abandon removes the unfinished file and returns why, and whether even that
// failed.
func (s *Store) abandon(temp string, why error) error {
	if err := s.root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(why, err)
	}
	return why
}

// write makes a file of content and label and flushes it.
func (s *Store) write(name, contentType string, content io.Reader) (err error) {
	file, err := s.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(file, sum), content); err != nil {
		return err
	}
	if _, err := file.Write(makeLabel(contentType, sum.Sum(nil))); err != nil {
		return err
	}
	return file.Sync()
}

// move renames and flushes the directories that the rename changed.
func (s *Store) move(from, to string) error {
	parent := path.Dir(to)
	created, err := s.makeDirs(parent)
	if err != nil {
		return err
	}
	if err := s.root.Rename(from, to); err != nil {
		return err
	}
	for _, dir := range append(created, parent) {
		if err := s.sync(dir); err != nil {
			return err
		}
	}
	return nil
}

// makeDirs makes a directory and its parents, and returns the ones that have
// got a new entry by it.
func (s *Store) makeDirs(name string) (changed []string, err error) {
	for dir := name; dir != "."; dir = path.Dir(dir) {
		if _, err := s.root.Stat(dir); err == nil {
			break
		}
		changed = append(changed, path.Dir(dir))
	}
	return changed, s.root.MkdirAll(name, dirMode)
}

func (s *Store) sync(name string) (err error) {
	dir, err := s.root.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	return dir.Sync()
}

// Delete implements blob.Store.
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := errors.Join(ctx.Err(), blob.CheckKey(key)); err != nil {
		return err
	}
	name := filePath(key)
	err := s.root.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = s.sync(path.Dir(name))
	}
	if err != nil {
		return fmt.Errorf("deleting blob %q: %w", key, err)
	}
	return nil
}

// sweep removes unfinished blobs last written before the given time.
func (s *Store) sweep(before time.Time) error {
	if err := s.root.MkdirAll(newDir, dirMode); err != nil {
		return err
	}
	entries, err := fs.ReadDir(s.root.FS(), newDir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process has just finished it
		}
		if err != nil {
			return err
		}
		if info.ModTime().Before(before) {
			err := s.root.Remove(path.Join(newDir, entry.Name()))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
