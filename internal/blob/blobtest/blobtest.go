// Package blobtest holds every implementation of blob.Store to what package
// blob promises.
package blobtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/blob"
)

// Run runs the suite. open returns an empty store.
func Run(t *testing.T, open func(t *testing.T) blob.Store) {
	rules := []struct {
		name string
		test func(t *testing.T, s blob.Store)
	}{
		{"what was put comes back with its description", putGet},
		{"content can be read from any position", seek},
		{"empty content is content", empty},
		{"overwriting replaces content, type and tag together", overwrite},
		{"puts of the same key at once leave one of them whole", sameKey},
		{"a put that is cancelled leaves what was there", cancelled},
		{"a put whose source fails leaves what was there", failing},
		{"deleting forgets, twice as well", deleting},
		{"lists are in order and hold the prefix", listing},
		{"leaving a list early is allowed", leaving},
		{"a missing key is fs.ErrNotExist", missing},
		{"hostile keys and types are refused", hostile},
		{"unusual keys are kept apart", unusual},
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			t.Parallel()
			rule.test(t, open(t))
		})
	}
}

func putGet(t *testing.T, s blob.Store) {
	before := time.Now().Add(-time.Minute) // a store elsewhere has a clock of its own
	put(t, s, "media/3f9a.jpg", "image/jpeg", "a picture")
	got, info := get(t, s, "media/3f9a.jpg")
	if got != "a picture" {
		t.Errorf("content = %q", got)
	}
	if info.Size != 9 || info.ContentType != "image/jpeg" || info.ETag == "" || strings.Contains(info.ETag, `"`) {
		t.Errorf("info = %+v", info)
	}
	if info.ModTime.Before(before) || info.ModTime.After(time.Now().Add(time.Minute)) {
		t.Errorf("ModTime = %v", info.ModTime)
	}
	stat, err := s.Stat(t.Context(), "media/3f9a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if !stat.ModTime.Equal(info.ModTime) || stat.ETag != info.ETag || stat.Size != info.Size || stat.ContentType != info.ContentType {
		t.Errorf("Stat says %+v, Open says %+v", stat, info)
	}
}

func seek(t *testing.T, s blob.Store) {
	put(t, s, "digits", "text/plain", "0123456789")
	c, _, err := s.Open(t.Context(), "digits")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	steps := []struct {
		offset int64
		whence int
		at     int64
		read   string
	}{
		{4, io.SeekStart, 4, "456"},
		{1, io.SeekCurrent, 8, "89"},
		{-3, io.SeekEnd, 7, "789"},
		{0, io.SeekStart, 0, "0"},
		{0, io.SeekCurrent, 1, "123"},
		{0, io.SeekEnd, 10, ""},
		{2, io.SeekEnd, 12, ""},
		{-9, io.SeekCurrent, 3, "3456789"},
	}
	for _, step := range steps {
		at, err := c.Seek(step.offset, step.whence)
		if err != nil || at != step.at {
			t.Fatalf("Seek(%d, %d) = %d, %v, want %d", step.offset, step.whence, at, err, step.at)
		}
		buf := make([]byte, len(step.read))
		if _, err := io.ReadFull(c, buf); err != nil || string(buf) != step.read {
			t.Fatalf("at %d read %q, %v, want %q", at, buf, err, step.read)
		}
	}
	if n, err := c.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("reading at the end = %d, %v", n, err)
	}
	if _, err := c.Seek(-1, io.SeekStart); err == nil {
		t.Error("seeking before the start was accepted")
	}
	if _, err := c.Seek(0, 7); err == nil {
		t.Error("seeking from nowhere was accepted")
	}
}

func empty(t *testing.T, s blob.Store) {
	put(t, s, "empty", "text/plain; charset=utf-8", "")
	got, info := get(t, s, "empty")
	if got != "" || info.Size != 0 || info.ContentType != "text/plain; charset=utf-8" {
		t.Errorf("content %q, info %+v", got, info)
	}
}

func overwrite(t *testing.T, s blob.Store) {
	put(t, s, "key", "text/plain", "first")
	_, first := get(t, s, "key")
	reading, _, err := s.Open(t.Context(), "key")
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()

	put(t, s, "key", "text/html", "the second")
	got, second := get(t, s, "key")
	if got != "the second" || second.ContentType != "text/html" || second.Size != 10 || second.ETag == first.ETag {
		t.Errorf("content %q, info %+v", got, second)
	}
	if old, err := io.ReadAll(reading); !errors.Is(err, blob.ErrChanged) && string(old) != "first" {
		t.Errorf("who was reading got %q, %v", old, err)
	}
}

func sameKey(t *testing.T, s blob.Store) {
	const writers, size = 6, 200_000
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			content := bytes.Repeat([]byte{'a' + byte(w)}, size+w)
			if err := s.Put(t.Context(), "key", fmt.Sprintf("x-writer/%d", w), bytes.NewReader(content)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got, info := get(t, s, "key")
	w := len(got) - size
	if w < 0 || w >= writers || strings.Trim(got, string(rune('a'+w))) != "" || info.ContentType != fmt.Sprintf("x-writer/%d", w) {
		t.Errorf("%d bytes of mixed content, info %+v", len(got), info)
	}
}

func cancelled(t *testing.T, s blob.Store) {
	put(t, s, "old", "text/plain", "kept")
	for _, key := range []string{"old", "new"} {
		ctx, cancel := context.WithCancel(t.Context())
		source := io.MultiReader(strings.NewReader("half"), calls(func() error { cancel(); return io.EOF }))
		if err := s.Put(ctx, key, "text/plain", source); !errors.Is(err, context.Canceled) {
			t.Errorf("Put(%q) = %v, want context.Canceled", key, err)
		}
	}
	onlyOld(t, s)
}

func failing(t *testing.T, s blob.Store) {
	put(t, s, "old", "text/plain", "kept")
	// The second is what the body of a request says when its sender is lost.
	for _, broken := range []error{errors.New("the upload broke off"), io.ErrUnexpectedEOF} {
		for _, size := range []int{0, 100, partSize + 1} {
			for _, key := range []string{"old", "new"} {
				source := io.MultiReader(bytes.NewReader(make([]byte, size)), calls(func() error { return broken }))
				if err := s.Put(t.Context(), key, "text/plain", source); !errors.Is(err, broken) {
					t.Errorf("Put(%q) of a source that fails after %d bytes = %v", key, size, err)
				}
			}
		}
	}
	onlyOld(t, s)
}

// partSize is more than the stores send at once.
const partSize = 9 << 20

func onlyOld(t *testing.T, s blob.Store) {
	t.Helper()
	if got, _ := get(t, s, "old"); got != "kept" {
		t.Errorf("what was there before is now %q", got)
	}
	if keys := list(t, s, ""); len(keys) != 1 {
		t.Errorf("the store holds %q", keys)
	}
}

// calls is a reader that asks for its error.
type calls func() error

func (c calls) Read([]byte) (int, error) { return 0, c() }

func deleting(t *testing.T, s blob.Store) {
	put(t, s, "a/b", "text/plain", "x")
	put(t, s, "a/c", "text/plain", "y")
	for range 2 {
		if err := s.Delete(t.Context(), "a/b"); err != nil {
			t.Errorf("Delete = %v", err)
		}
	}
	if _, err := s.Stat(t.Context(), "a/b"); !errors.Is(err, blob.ErrNotExist) {
		t.Errorf("Stat after Delete = %v", err)
	}
	if keys := list(t, s, "a/"); len(keys) != 1 || keys[0] != "a/c" {
		t.Errorf("left: %q", keys)
	}
}
