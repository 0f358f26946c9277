package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"time"
)

// ErrNotExist is returned, wrapped, when nothing is kept under a key. It is
// fs.ErrNotExist.
var ErrNotExist = fs.ErrNotExist

// ErrChanged is returned, wrapped, by a read when the content was overwritten
// or deleted after it was opened and the store cannot go on with the old one.
var ErrChanged = errors.New("the content changed while it was read")

// Store keeps content by key. All methods may be called at once from many
// goroutines and many processes. Keys, prefixes and content types that cannot
// be used are refused with ErrKey and ErrContentType.
type Store interface {
	// Put keeps all of content under key, in place of what was there. When it
	// returns nil, the content is on stable storage; when it returns an error,
	// or the program dies, whatever was under key before is still there whole.
	// Memory use does not grow with the size of the content.
	Put(ctx context.Context, key, contentType string, content io.Reader) error

	// Open returns the content of key for reading from any position, and its
	// description. ctx must last as long as the reading. The caller closes it.
	Open(ctx context.Context, key string) (io.ReadSeekCloser, Info, error)

	// Stat returns the description of what is kept under key.
	Stat(ctx context.Context, key string) (Info, error)

	// Delete forgets key. That nothing is kept under key is no error.
	Delete(ctx context.Context, key string) error

	// List yields what is kept under the keys that begin with prefix, which may
	// end within a segment, in byte order of the keys. After an error it ends.
	// Blobs put or deleted meanwhile may be listed or not.
	List(ctx context.Context, prefix string) iter.Seq2[Item, error]
}

// Info describes the content of one key.
type Info struct {
	Size        int64
	ContentType string
	ModTime     time.Time // when it was put; whole seconds on some stores
	ETag        string    // without quotes; opaque; different contents have different ones
}

// Item is one entry of a list.
type Item struct {
	Key     string
	Size    int64
	ModTime time.Time
}
