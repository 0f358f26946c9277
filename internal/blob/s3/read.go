package s3

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/minio/minio-go/v7"

	"dateline.news/internal/blob"
)

// content reads an object. It asks for the bytes from the position on when
// they are first read, and again after the position was moved; moving itself
// costs nothing.
type content struct {
	ctx   context.Context
	store *Store
	key   string
	info  blob.Info
	at    int64
	body  io.ReadCloser // nil until something is read at the position
}

var (
	errSeek   = errors.New("seeking before the start of the content")
	errWhence = errors.New("seeking from an unknown place")
)

func (c *content) Read(p []byte) (int, error) {
	if c.at >= c.info.Size {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	if c.body == nil {
		if err := c.request(); err != nil {
			return 0, fmt.Errorf("reading blob %q at %d: %w", c.key, c.at, cause(c.ctx, err))
		}
	}
	n, err := c.body.Read(p)
	c.at += int64(n)
	switch {
	case err == io.EOF && c.at < c.info.Size:
		return n, fmt.Errorf("reading blob %q at %d: %w", c.key, c.at, io.ErrUnexpectedEOF)
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("reading blob %q at %d: %w", c.key, c.at, cause(c.ctx, err))
	}
	return n, err
}

// request asks for the rest of the very object that was described.
func (c *content) request() error {
	var options minio.GetObjectOptions
	if err := options.SetMatchETag(c.info.ETag); err != nil {
		return err
	}
	if c.at > 0 {
		if err := options.SetRange(c.at, c.info.Size-1); err != nil {
			return err
		}
	}
	body, _, _, err := c.store.client.GetObject(c.ctx, c.store.bucket, c.store.prefix+c.key, options)
	if err != nil {
		return err
	}
	c.body = body
	return nil
}

func (c *content) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += c.at
	case io.SeekEnd:
		offset += c.info.Size
	default:
		return 0, fmt.Errorf("%w: %d", errWhence, whence)
	}
	if offset < 0 {
		return 0, errSeek
	}
	if offset == c.at {
		return c.at, nil
	}
	c.at = offset
	return c.at, c.Close()
}

// Close ends the request under way. The content may be read again afterwards.
func (c *content) Close() error {
	if c.body == nil {
		return nil
	}
	body := c.body
	c.body = nil
	return body.Close()
}
