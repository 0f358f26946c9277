package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"dateline.news/internal/blob"
)

// partSize is what a Put holds in memory. With the 10,000 parts that S3
// allows, it is also the limit of a blob: 80 GB.
const partSize = 8 << 20

// Options say where the bucket is and who may use it.
type Options struct {
	Endpoint  string // origin of the store: "https://s3.example.net"
	Region    string // "" lets the library find it out
	Bucket    string
	Prefix    string // stands before every key; "" or ends in a slash
	AccessKey string
	SecretKey string
	PathStyle bool // the bucket is the first segment of the path, not part of the host
}

// Store implements blob.Store in a bucket.
type Store struct {
	client *minio.Core
	bucket string
	prefix string
	parts  sync.Pool // of *[partSize]byte: the first part of each Put under way
}

var _ blob.Store = (*Store)(nil)

// Open returns the store after it has seen that the bucket is there and may
// be read; it does not make one.
func Open(ctx context.Context, o Options) (*Store, error) {
	endpoint, err := url.Parse(o.Endpoint)
	if err != nil || endpoint.Host == "" || (endpoint.Scheme != "https" && endpoint.Scheme != "http") {
		return nil, fmt.Errorf("the S3 endpoint %q is not an origin such as https://s3.example.net", o.Endpoint)
	}
	if o.Prefix != "" && (!strings.HasSuffix(o.Prefix, "/") || blob.CheckPrefix(o.Prefix) != nil) {
		return nil, fmt.Errorf("the S3 prefix %q is not a path that ends in a slash", o.Prefix)
	}
	lookup := minio.BucketLookupAuto
	if o.PathStyle {
		lookup = minio.BucketLookupPath
	}
	client, err := minio.NewCore(endpoint.Host, &minio.Options{
		Creds:        credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""),
		Secure:       endpoint.Scheme == "https",
		Region:       o.Region,
		BucketLookup: lookup,
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the S3 client for %s: %w", o.Endpoint, err)
	}
	found, err := client.BucketExists(ctx, o.Bucket)
	if err != nil {
		return nil, fmt.Errorf("looking for bucket %q at %s: %w", o.Bucket, o.Endpoint, err)
	}
	if !found {
		return nil, fmt.Errorf("there is no bucket %q at %s; make it, or name another one", o.Bucket, o.Endpoint)
	}
	s := &Store{client: client, bucket: o.Bucket, prefix: o.Prefix}
	s.parts.New = func() any { return new([partSize]byte) }
	return s, nil
}

// Put implements blob.Store.
func (s *Store) Put(ctx context.Context, key, contentType string, content io.Reader) error {
	if err := errors.Join(blob.CheckKey(key), blob.CheckContentType(contentType)); err != nil {
		return err
	}
	if err := s.put(ctx, s.prefix+key, contentType, blob.Source(ctx, content)); err != nil {
		return fmt.Errorf("putting blob %q: %w", key, cause(ctx, err))
	}
	return nil
}

// put reads the first part. When that is all, it is sent in one request, as
// most pictures are; otherwise the library sends parts.
func (s *Store) put(ctx context.Context, name, contentType string, content io.Reader) error {
	part := s.parts.Get().(*[partSize]byte)
	defer s.parts.Put(part)
	n, err := io.ReadFull(content, part[:])
	head := bytes.NewReader(part[:n])
	options := minio.PutObjectOptions{ContentType: contentType, PartSize: partSize, SendContentMd5: true}
	switch {
	case err == nil:
		_, err = s.client.Client.PutObject(ctx, s.bucket, name, io.MultiReader(head, content), -1, options)
	case err == io.EOF, err == io.ErrUnexpectedEOF: // compared as they are: blob.Source wraps those of the caller
		_, err = s.client.Client.PutObject(ctx, s.bucket, name, head, int64(n), options)
	}
	return err
}

// Open implements blob.Store. Content that is overwritten while it is read
// ends in blob.ErrChanged at the next request, which a seek makes necessary.
func (s *Store) Open(ctx context.Context, key string) (io.ReadSeekCloser, blob.Info, error) {
	info, err := s.Stat(ctx, key)
	if err != nil {
		return nil, blob.Info{}, err
	}
	return &content{ctx: ctx, store: s, key: key, info: info}, info, nil
}

// Stat implements blob.Store.
func (s *Store) Stat(ctx context.Context, key string) (blob.Info, error) {
	if err := blob.CheckKey(key); err != nil {
		return blob.Info{}, err
	}
	object, err := s.client.StatObject(ctx, s.bucket, s.prefix+key, minio.StatObjectOptions{})
	if err != nil {
		return blob.Info{}, fmt.Errorf("looking for blob %q: %w", key, cause(ctx, err))
	}
	return blob.Info{
		Size:        object.Size,
		ContentType: object.ContentType,
		ModTime:     object.LastModified,
		ETag:        object.ETag,
	}, nil
}

// Delete implements blob.Store.
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := blob.CheckKey(key); err != nil {
		return err
	}
	err := s.client.RemoveObject(ctx, s.bucket, s.prefix+key, minio.RemoveObjectOptions{})
	if err = cause(ctx, err); err != nil && !errors.Is(err, blob.ErrNotExist) {
		return fmt.Errorf("deleting blob %q: %w", key, err)
	}
	return nil
}

// List implements blob.Store. It asks for a thousand names at a time.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[blob.Item, error] {
	return func(yield func(blob.Item, error) bool) {
		if err := blob.CheckPrefix(prefix); err != nil {
			yield(blob.Item{}, err)
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		options := minio.ListObjectsOptions{Prefix: s.prefix + prefix, Recursive: true}
		for object := range s.client.ListObjectsIter(ctx, s.bucket, options) {
			if object.Err != nil {
				yield(blob.Item{}, fmt.Errorf("listing blobs under %q: %w", prefix, cause(ctx, object.Err)))
				return
			}
			key := strings.TrimPrefix(object.Key, s.prefix)
			if blob.CheckKey(key) != nil {
				continue // somebody else's: nothing that Put has made
			}
			if !yield(blob.Item{Key: key, Size: object.Size, ModTime: object.LastModified}, nil) {
				return
			}
		}
	}
}

// cause translates an error of the library into the words of package blob.
func cause(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return err
	}
	switch {
	case answer.StatusCode == http.StatusPreconditionFailed:
		return fmt.Errorf("%w: %w", blob.ErrChanged, err)
	case answer.Code == minio.NoSuchKey:
		return fmt.Errorf("%w: %w", blob.ErrNotExist, err)
	}
	return err
}
