package dir_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/blob"
	"dateline.news/internal/blob/blobtest"
	"dateline.news/internal/blob/dir"
)

func open(t *testing.T, name string) *dir.Store {
	t.Helper()
	s, err := dir.Open(name, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore_Memory(t *testing.T) { // not parallel: counts what the process allocates
	blobtest.RunMemory(t, open(t, t.TempDir()))
}

func TestStore(t *testing.T) {
	t.Parallel()
	blobtest.Run(t, func(t *testing.T) blob.Store { return open(t, t.TempDir()) })
}

func TestStore_KeyBesideLongerKey(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	keys := []string{"a", "a-", "a/b", "a/b/c", "a0", "ab", "ab/c", "ab0", "~a/b"}
	for _, key := range keys {
		put(t, s, key, key)
	}
	var got []string
	for item, err := range s.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, item.Key)
	}
	if !slices.Equal(got, keys) {
		t.Errorf("List\n got %q\nwant %q", got, keys)
	}
}

func TestStore_ETagIsTheChecksum(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	put(t, s, "key", "content")
	info, err := s.Stat(t.Context(), "key")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256([]byte("content")); info.ETag != hex.EncodeToString(sum[:]) {
		t.Errorf("ETag = %s", info.ETag)
	}
}

func TestStore_FileThatIsNoBlob(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	s := open(t, root)
	put(t, s, "media/key", "content")
	file := filepath.Join(root, "media", "~ke", "key")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range [][]byte{nil, whole[:100], whole[:len(whole)-1], append(slices.Clone(whole), 'x')} {
		if err := os.WriteFile(file, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Open(t.Context(), "media/key"); err == nil || errors.Is(err, blob.ErrNotExist) {
			t.Errorf("Open of a file cut to %d bytes = %v", len(damaged), err)
		}
	}
}

func TestStore_LinksLeadNowhere(t *testing.T) {
	t.Parallel()
	root, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(root, "media")); err != nil {
		t.Skip("this file system has no links:", err)
	}
	s := open(t, root)
	if err := s.Put(t.Context(), "media/key", "text/plain", strings.NewReader("x")); err == nil {
		t.Error("Put followed a link out of the directory")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) != 0 {
		t.Errorf("outside there is now %v, %v", entries, err)
	}
}

func TestOpen_Sweeps(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	open(t, root)
	half := filepath.Join(root, ".new", "half")
	if err := os.WriteFile(half, []byte("half a pict"), 0o600); err != nil {
		t.Fatal(err)
	}
	exists := func(after time.Duration) bool {
		s, err := dir.Open(root, func() time.Time { return time.Now().Add(after) })
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		_, err = os.Stat(half)
		return !errors.Is(err, fs.ErrNotExist)
	}
	if !exists(time.Hour) {
		t.Error("a blob that may still be written was removed after an hour")
	}
	if exists(25 * time.Hour) {
		t.Error("an unfinished blob was still there after a day")
	}
}

func put(t *testing.T, s *dir.Store, key, content string) {
	t.Helper()
	if err := s.Put(t.Context(), key, "text/plain", strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkOpen(b *testing.B) {
	s, err := dir.Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.Put(b.Context(), "media/key", "image/jpeg", bytes.NewReader(make([]byte, 100_000))); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(100_000)
	for b.Loop() {
		c, _, err := s.Open(b.Context(), "media/key")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, c); err != nil {
			b.Fatal(err)
		}
		c.Close()
	}
}
