package blob_test

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"

	"dateline.news/internal/blob"
)

func FuzzCheckKey(f *testing.F) {
	for _, key := range []string{"a", "media/3f.jpg", "../etc/passwd", "/a", "a//b", "a/./b", "ä/ش", "a\\b", "\x00", "a/", "\u202egpj.exe"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		if err := blob.CheckKey(key); err != nil {
			if !errors.Is(err, blob.ErrKey) {
				t.Errorf("CheckKey(%q) = %v, which is not ErrKey", key, err)
			}
			return
		}
		if !fs.ValidPath(key) || key == "." || path.Clean(key) != key || len(key) > blob.MaxKey {
			t.Errorf("CheckKey accepts %q", key)
		}
	})
}

func TestCheckPrefix(t *testing.T) {
	t.Parallel()
	for prefix, ok := range map[string]bool{"": true, "a": true, "a/": true, "a/b": true, "/": false, "a//": false, "../": false, "/a": false} {
		if err := blob.CheckPrefix(prefix); (err == nil) != ok {
			t.Errorf("CheckPrefix(%q) = %v", prefix, err)
		}
	}
}

func TestCheckContentType(t *testing.T) {
	t.Parallel()
	for contentType, ok := range map[string]bool{
		"image/jpeg":                true,
		"text/plain; charset=utf-8": true,
		"":                          false,
		"image":                     false,
		"image/jpeg\r\nX-Evil: 1":   false,
		"bild/jpäg":                 false,
		"text/" + strings.Repeat("x", blob.MaxContentType): false,
	} {
		if err := blob.CheckContentType(contentType); (err == nil) != ok {
			t.Errorf("CheckContentType(%q) = %v", contentType, err)
		}
	}
}
