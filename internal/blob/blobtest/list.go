package blobtest

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"dateline.news/internal/blob"
)

func listing(t *testing.T, s blob.Store) {
	// No key goes on after another one and a slash: some S3 servers keep objects
	// as files and cannot hold both.
	keys := []string{
		"a", "aa", "ab", "ab-1", "ab.1", "ab0", "abc/d/e2", "abc0", "b/1/2/3", "media/00ff", "media/01aa", "media/ffee",
		"media/sub/x", "media/süß", "zz",
	}
	for i := range 40 {
		keys = append(keys, fmt.Sprintf("many/%02d", i))
	}
	slices.Sort(keys)
	for i := range keys { // not in the order of the list
		key := keys[(i*7+3)%len(keys)]
		put(t, s, key, "text/plain", key)
	}
	for _, prefix := range []string{"", "a", "ab", "ab-", "abc", "abc/", "media/", "media/0", "media/s", "many/", "many/1", "b/1/2", "none", "zz", "zz/"} {
		want := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !strings.HasPrefix(k, prefix) })
		if got := list(t, s, prefix); !slices.Equal(got, want) {
			t.Errorf("List(%q)\n got %q\nwant %q", prefix, got, want)
		}
	}
	for item, err := range s.List(t.Context(), "ab-") {
		if err != nil || item.Size != int64(len(item.Key)) || item.ModTime.IsZero() {
			t.Errorf("item = %+v, %v", item, err)
		}
	}
}

func leaving(t *testing.T, s blob.Store) {
	for _, key := range []string{"a", "b", "c"} {
		put(t, s, key, "text/plain", key)
	}
	var seen []string
	for item, err := range s.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if seen = append(seen, item.Key); len(seen) == 2 {
			break
		}
	}
	if !slices.Equal(seen, []string{"a", "b"}) {
		t.Errorf("seen %q", seen)
	}
}

func missing(t *testing.T, s blob.Store) {
	if _, _, err := s.Open(t.Context(), "not/there"); !errors.Is(err, blob.ErrNotExist) {
		t.Errorf("Open = %v", err)
	}
	if _, err := s.Stat(t.Context(), "not/there"); !errors.Is(err, blob.ErrNotExist) {
		t.Errorf("Stat = %v", err)
	}
	if err := s.Delete(t.Context(), "not/there"); err != nil {
		t.Errorf("Delete = %v", err)
	}
}

func hostile(t *testing.T, s blob.Store) {
	for _, key := range []string{
		"", "/", "/etc/passwd", "..", "../x", "a/../b", "a/..", "./a", "a/.", "a//b", "a/", `a\b`, `..\x`,
		"a\x00b", "a\nb", "\xff", "a\u202eb", "a\u2028b",
		strings.Repeat("a", blob.MaxSegment+1), strings.Repeat("a/", blob.MaxKey/2) + "b",
	} {
		_, _, openErr := s.Open(t.Context(), key)
		_, statErr := s.Stat(t.Context(), key)
		verbs := map[string]error{
			"Put":    s.Put(t.Context(), key, "text/plain", strings.NewReader("x")),
			"Open":   openErr,
			"Stat":   statErr,
			"Delete": s.Delete(t.Context(), key),
		}
		for verb, err := range verbs {
			if !errors.Is(err, blob.ErrKey) {
				t.Errorf("%s(%.40q) = %v, want ErrKey", verb, key, err)
			}
		}
	}
	for _, err := range s.List(t.Context(), "../") {
		if !errors.Is(err, blob.ErrKey) {
			t.Errorf("List(../) = %v, want ErrKey", err)
		}
	}
	if err := s.Put(t.Context(), "a", "text/html\r\nX-Evil: 1", strings.NewReader("x")); !errors.Is(err, blob.ErrContentType) {
		t.Errorf("a hostile content type = %v, want ErrContentType", err)
	}
	if keys := list(t, s, ""); len(keys) != 0 {
		t.Errorf("something was kept: %q", keys)
	}
}

func unusual(t *testing.T, s blob.Store) {
	longest := strings.Repeat(strings.Repeat("ü", blob.MaxSegment/2)+"/", 6) + "end"
	keys := []string{
		"Case", "case", "CASE", ".hidden", "dot.", "con", "nul.txt", "a b", "100%", "%41", "~tilde", "a+b", "a&b=c?d#e",
		"صورة/٢٠٢٦.jpg", "e\u0301", "\u00e9", "😀", longest,
	}
	for _, key := range keys {
		put(t, s, key, "text/plain", "content of "+key)
	}
	for _, key := range keys {
		if got, _ := get(t, s, key); got != "content of "+key {
			t.Errorf("%q holds %q", key, got)
		}
	}
	slices.Sort(keys)
	if got := list(t, s, ""); !slices.Equal(got, keys) {
		t.Errorf("List\n got %q\nwant %q", got, keys)
	}
}

func put(t *testing.T, s blob.Store, key, contentType, content string) {
	t.Helper()
	if err := s.Put(t.Context(), key, contentType, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s blob.Store, key string) (string, blob.Info) {
	t.Helper()
	c, info, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	content, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), info
}

func list(t *testing.T, s blob.Store, prefix string) []string {
	t.Helper()
	var keys []string
	for item, err := range s.List(t.Context(), prefix) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, item.Key)
	}
	return keys
}
