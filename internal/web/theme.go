package web

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// read returns a template's text and where it comes from: the theme, where it
// has a file of that name.
func (t *Templates) read(name string) (text, from string, err error) {
	if t.theme != "" {
		from := filepath.Join(t.theme, filepath.FromSlash(name))
		b, err := os.ReadFile(from)
		if err == nil {
			return string(b), from, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", "", fmt.Errorf("read the theme's %s: %w", name, err)
		}
	}
	b, err := fs.ReadFile(t.base, name)
	if err != nil {
		return "", "", fmt.Errorf("read template %s: %w", name, err)
	}
	return string(b), name, nil
}

// themeState is a text that differs whenever a file of the theme does.
func (t *Templates) themeState() (string, error) {
	var b strings.Builder
	err := t.walkTheme(func(name string, info fs.FileInfo) {
		fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
	})
	return b.String(), err
}

// strangers are the theme's templates that replace nothing: names spelled
// wrong, whose file would be left out without a word.
func (t *Templates) strangers() (mistakes []error) {
	err := t.walkTheme(func(name string, _ fs.FileInfo) {
		if _, err := fs.Stat(t.base, name); path.Ext(name) == ".html" && err != nil {
			mistakes = append(mistakes, fmt.Errorf("%s: there is no template of this name to replace", filepath.Join(t.theme, name)))
		}
	})
	if err != nil {
		mistakes = append(mistakes, err)
	}
	return mistakes
}

// walkTheme calls f with every file of the theme, named as templates are.
func (t *Templates) walkTheme(f func(name string, info fs.FileInfo)) error {
	if t.theme == "" {
		return nil
	}
	err := fs.WalkDir(os.DirFS(t.theme), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // an editor's passing file
		}
		if err != nil {
			return err
		}
		f(name, info)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the theme folder %s: %w", t.theme, err)
	}
	return nil
}
