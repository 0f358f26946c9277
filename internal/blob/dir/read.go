package dir

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"dateline.news/internal/blob"
)

// content is an open blob: the file without its label.
type content struct {
	*io.SectionReader
	file *os.File
}

func (c *content) Close() error { return c.file.Close() }

// Open implements blob.Store. What has been opened stays readable when the
// blob is overwritten or deleted.
func (s *Store) Open(ctx context.Context, key string) (io.ReadSeekCloser, blob.Info, error) {
	if err := errors.Join(ctx.Err(), blob.CheckKey(key)); err != nil {
		return nil, blob.Info{}, err
	}
	file, err := s.root.Open(filePath(key))
	if err != nil {
		return nil, blob.Info{}, fmt.Errorf("opening blob %q: %w", key, err)
	}
	info, err := describe(file)
	if err != nil {
		return nil, blob.Info{}, errors.Join(fmt.Errorf("opening blob %q: %w", key, err), file.Close())
	}
	return &content{io.NewSectionReader(file, 0, info.Size), file}, info, nil
}

// Stat implements blob.Store.
func (s *Store) Stat(ctx context.Context, key string) (blob.Info, error) {
	c, info, err := s.Open(ctx, key)
	if err != nil {
		return blob.Info{}, err
	}
	return info, c.Close()
}

func describe(file *os.File) (blob.Info, error) {
	stat, err := file.Stat()
	if err != nil {
		return blob.Info{}, err
	}
	contentType, etag, err := readLabel(file, stat.Size())
	if err != nil {
		return blob.Info{}, err
	}
	return blob.Info{Size: stat.Size() - labelSize, ContentType: contentType, ModTime: stat.ModTime(), ETag: etag}, nil
}
