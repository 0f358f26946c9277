package dir

import (
	"strings"
	"testing"

	"dateline.news/internal/blob"
)

func TestFilePath(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"media/3f9a.jpg": "media/~3f/3f9a.jpg",
		"a":              "~a/a",
		"A/B":            "%41/~%42/%42",
		".x/y.":          "%2ex/~y%2e/y%2e",
		"ä":              "~%c3%a4/%c3%a4",
		"~/%41":          "%7e/~%254/%2541",
	} {
		if got := filePath(key); got != want {
			t.Errorf("filePath(%q) = %q, want %q", key, got, want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, segment := range []string{"a", "A", "..x", "ä.", "%41", "~"} {
		f.Add(segment)
	}
	f.Fuzz(func(t *testing.T, segment string) {
		if strings.Contains(segment, "/") || blob.CheckKey(segment) != nil {
			t.Skip()
		}
		name := escape(segment)
		if back, ok := unescape(name); !ok || back != segment {
			t.Errorf("unescape(%q) = %q, %v, want %q", name, back, ok, segment)
		}
		if len(name) > 255 || strings.ToLower(name) != name || strings.HasPrefix(name, ".") || strings.Contains(name, shardMark) {
			t.Errorf("escape(%q) = %q", segment, name)
		}
	})
}

func FuzzUnescape(f *testing.F) {
	for _, name := range []string{"a", "%", "%4", "%41", "%4G", "%61", ".new", ""} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if segment, ok := unescape(name); ok && escape(segment) != name {
			t.Errorf("two names for %q, one of them %q", segment, name)
		}
	})
}
