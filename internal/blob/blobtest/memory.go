package blobtest

import (
	"crypto/sha256"
	"io"
	"math/rand/v2"
	"runtime"
	"testing"

	"dateline.news/internal/blob"
)

const (
	large  = 48 << 20 // bytes of content
	budget = 32 << 20 // bytes that writing and reading it may allocate in all
)

// RunMemory checks that a large content streams in flat memory, both ways. It
// counts what the whole process allocates: call it from a test that does not
// run in parallel.
func RunMemory(t *testing.T, s blob.Store) {
	source, written, read := rand.NewChaCha8([32]byte{1}), sha256.New(), sha256.New()
	used := allocated(func() {
		content := io.TeeReader(io.LimitReader(source, large), written)
		if err := s.Put(t.Context(), "large", "audio/mpeg", content); err != nil {
			t.Fatal(err)
		}
		c, info, err := s.Open(t.Context(), "large")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if info.Size != large || info.ContentType != "audio/mpeg" {
			t.Errorf("info = %+v", info)
		}
		if _, err := io.Copy(read, c); err != nil {
			t.Fatal(err)
		}
	})
	if string(written.Sum(nil)) != string(read.Sum(nil)) {
		t.Error("what came back is not what was put")
	}
	t.Logf("%d MB there and back allocated %.1f MB", large>>20, float64(used)/(1<<20))
	if used > budget {
		t.Errorf("that is more than %d MB", budget>>20)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
