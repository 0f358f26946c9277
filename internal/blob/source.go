package blob

import (
	"context"
	"fmt"
	"io"
)

// Source is what a store reads the content of a Put through. It ends with the
// error of ctx once ctx has ended, so that a long copy can be cancelled
// between two reads. And it wraps every error but io.EOF: an upload that broke
// off with io.ErrUnexpectedEOF must not look like a short content that ended,
// which is what io.ReadFull says with the same value.
func Source(ctx context.Context, content io.Reader) io.Reader {
	return &source{ctx, content}
}

type source struct {
	ctx     context.Context
	content io.Reader
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.content.Read(p)
	switch {
	case err == nil:
		return n, nil
	case s.ctx.Err() != nil: // it may have ended because of that, and not be whole
		return n, s.ctx.Err()
	case err == io.EOF:
		return n, io.EOF
	}
	return n, fmt.Errorf("reading the content: %w", err)
}
