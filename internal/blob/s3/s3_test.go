package s3_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"dateline.news/internal/blob"
	"dateline.news/internal/blob/blobtest"
	"dateline.news/internal/blob/s3"
)

func TestMain(m *testing.M) {
	code := m.Run()
	code = max(code, server.stop())
	os.Exit(code)
}

var buckets atomic.Int64

// bucket makes an empty bucket and returns how to reach it.
func bucket(t *testing.T) s3.Options {
	t.Helper()
	endpoint := server.start(t)
	o := s3.Options{
		Endpoint: "http://" + endpoint, Region: "us-east-1", Bucket: fmt.Sprintf("dateline-%d", buckets.Add(1)),
		AccessKey: accessKey, SecretKey: secretKey, PathStyle: true,
	}
	client := client(t, o)
	if err := client.MakeBucket(t.Context(), o.Bucket, minio.MakeBucketOptions{Region: o.Region}); err != nil {
		t.Fatal(err)
	}
	return o
}

func client(t *testing.T, o s3.Options) *minio.Client {
	t.Helper()
	c, err := minio.New(strings.TrimPrefix(o.Endpoint, "http://"), &minio.Options{
		Creds: credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""), Region: o.Region,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func open(t *testing.T, o s3.Options) *s3.Store {
	t.Helper()
	s, err := s3.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore_Memory(t *testing.T) { // not parallel: counts what the process allocates
	blobtest.RunMemory(t, open(t, bucket(t)))
}

func TestStore(t *testing.T) {
	t.Parallel()
	blobtest.Run(t, func(t *testing.T) blob.Store { return open(t, bucket(t)) })
}

func TestStore_Prefix(t *testing.T) {
	t.Parallel()
	o := bucket(t)
	bare := open(t, o)
	o.Prefix = "paper/"
	prefixed := open(t, o)
	if err := prefixed.Put(t.Context(), "key", "text/plain", strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	if err := bare.Put(t.Context(), "other", "text/plain", strings.NewReader("y")); err != nil {
		t.Fatal(err)
	}
	if _, err := bare.Stat(t.Context(), "paper/key"); err != nil {
		t.Errorf("the object is not under its prefix: %v", err)
	}
	for item, err := range prefixed.List(t.Context(), "") {
		if err != nil || item.Key != "key" {
			t.Errorf("List yields %+v, %v", item, err)
		}
	}
	if _, err := prefixed.Stat(t.Context(), "other"); !errors.Is(err, blob.ErrNotExist) {
		t.Errorf("an object outside the prefix: %v", err)
	}
}

func TestStore_AbandonedUploadLeavesNoParts(t *testing.T) {
	t.Parallel()
	o := bucket(t)
	s := open(t, o)
	broken := errors.New("broken")
	source := &failsAfter{left: 20 << 20, err: broken}
	if err := s.Put(t.Context(), "key", "audio/mpeg", source); !errors.Is(err, broken) {
		t.Fatalf("Put = %v", err)
	}
	for upload := range client(t, o).ListIncompleteUploads(t.Context(), o.Bucket, "", true) {
		t.Errorf("left behind: %+v", upload)
	}
}

// failsAfter yields zeros and then an error.
type failsAfter struct {
	left int
	err  error
}

func (r *failsAfter) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, r.err
	}
	n := min(r.left, len(p))
	clear(p[:n])
	r.left -= n
	return n, nil
}

func TestOpen_Refuses(t *testing.T) {
	t.Parallel()
	good := bucket(t)
	for name, spoil := range map[string]func(*s3.Options){
		"no bucket there":     func(o *s3.Options) { o.Bucket = "nobody-made-this" },
		"no origin":           func(o *s3.Options) { o.Endpoint = "s3.example.net" },
		"a wrong secret":      func(o *s3.Options) { o.SecretKey = "guessed" },
		"a prefix not closed": func(o *s3.Options) { o.Prefix = "paper" },
		"a prefix upwards":    func(o *s3.Options) { o.Prefix = "../" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := good
			spoil(&o)
			_, err := s3.Open(t.Context(), o)
			if err == nil {
				t.Fatal("it was opened")
			}
			if strings.Contains(err.Error(), o.SecretKey) {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}
