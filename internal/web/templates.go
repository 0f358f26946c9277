package web

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/jba/templatecheck"
)

// Templates are the pages of a face. Each page is a file of its own
// ("story/page.html") laid into the face's shared ones (layout/*.html), and
// is executed with one Go type, against which it is checked when it is loaded.
// A file of the layout can be a page by itself: a fragment.
//
// A theme is a folder; a file in it replaces the face's file of the same name.
// Its mistakes are found when it is loaded, with file and line.
type Templates struct {
	base   fs.FS
	theme  string         // folder, or empty
	pages  map[string]any // file → a value of the type it is executed with
	frames []string
	funcs  template.FuncMap
	dev    bool

	mu    sync.RWMutex
	state string // of the theme's files, when they were last read
	sets  map[string]*template.Template
}

// TemplateOptions says where templates come from.
type TemplateOptions struct {
	Base   fs.FS            // the face's own files
	Theme  string           // a folder whose files replace them, or empty
	Pages  map[string]any   // file → a value of the type it is executed with
	Frames []string         // files of the layout that a page can be laid into instead of base.html
	Funcs  template.FuncMap //
	Dev    bool             // read the theme again whenever a file in it has changed
}

// layout is the folder of the files that every page may use.
const layout = "layout"

// baseFrame is the file of the layout that pages are laid into.
const baseFrame = "base.html"

// LoadTemplates reads and checks every page.
func LoadTemplates(o TemplateOptions) (*Templates, error) {
	t := &Templates{base: o.Base, theme: o.Theme, pages: o.Pages, frames: o.Frames, funcs: o.Funcs, dev: o.Dev}
	state, err := t.themeState()
	if err != nil {
		return nil, err
	}
	if err := t.load(state); err != nil {
		return nil, err
	}
	return t, nil
}

// Render executes a page into a buffer, so that a page is sent whole or not at
// all.
func (t *Templates) Render(page string, data any) (*bytes.Buffer, error) {
	return t.RenderIn(entry(page), page, data)
}

// RenderIn is Render with another frame around the page, one of those that the
// options name.
func (t *Templates) RenderIn(frame, page string, data any) (*bytes.Buffer, error) {
	if err := t.refresh(); err != nil {
		return nil, err
	}
	t.mu.RLock()
	set, known := t.sets[page]
	t.mu.RUnlock()
	if !known {
		return nil, fmt.Errorf("there is no page template %s", page)
	}
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, frame, data); err != nil {
		return nil, fmt.Errorf("render %s: %w", page, err)
	}
	return &b, nil
}

// entry is the template that a page begins with: the layout's frame, or, for a
// file of the layout that is asked for by itself, that file.
func entry(page string) string {
	if path.Dir(page) == layout {
		return path.Base(page)
	}
	return baseFrame
}

// refresh loads the theme again if it has changed, while developing.
func (t *Templates) refresh() error {
	if !t.dev || t.theme == "" {
		return nil
	}
	state, err := t.themeState()
	if err != nil {
		return err
	}
	t.mu.RLock()
	same := state == t.state
	t.mu.RUnlock()
	if same {
		return nil
	}
	return t.load(state)
}

func (t *Templates) load(state string) error {
	broken := t.strangers()
	sets := map[string]*template.Template{}
	for _, page := range slices.Sorted(maps.Keys(t.pages)) {
		set, err := t.parse(page)
		if err == nil {
			err = t.check(set, page)
		}
		if err != nil {
			broken = append(broken, err)
			continue
		}
		sets[page] = set
	}
	if len(broken) > 0 {
		return fmt.Errorf("templates cannot be used:\n%w", errors.Join(distinct(broken)...))
	}
	t.mu.Lock()
	t.state, t.sets = state, sets
	t.mu.Unlock()
	return nil
}

// distinct leaves out what was said before: a mistake in the layout is in every
// page.
func distinct(all []error) []error {
	said := map[string]bool{}
	return slices.DeleteFunc(all, func(err error) bool {
		again := said[err.Error()]
		said[err.Error()] = true
		return again
	})
}

// check finds fields that the page's type has not, in every frame.
func (t *Templates) check(set *template.Template, page string) error {
	frames := []string{entry(page)}
	if frames[0] == baseFrame {
		frames = append(frames, t.frames...)
	}
	for _, frame := range frames {
		first := set.Lookup(frame)
		if first == nil {
			return fmt.Errorf("page %s: there is no %s/%s to lay it into", page, layout, frame)
		}
		if err := templatecheck.CheckHTML(first, t.pages[page]); err != nil {
			return err
		}
	}
	return nil
}

// parse makes the set of one page: the layout's files, then the page.
func (t *Templates) parse(page string) (*template.Template, error) {
	files, err := fs.Glob(t.base, layout+"/*.html")
	if err != nil {
		return nil, fmt.Errorf("list the layout: %w", err)
	}
	if path.Dir(page) != layout {
		files = append(files, page)
	}
	set := template.New("").Funcs(t.funcs)
	for _, name := range files {
		if err := t.add(set, name); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// add parses a file under its whole name, which messages then show, and adds
// what it defines to the set, where the file itself goes by its last element.
func (t *Templates) add(set *template.Template, name string) error {
	text, from, err := t.read(name)
	if err != nil {
		return err
	}
	file, err := template.New(from).Funcs(t.funcs).Parse(text)
	if err != nil {
		return err
	}
	for _, defined := range file.Templates() {
		as := defined.Name()
		if as == from {
			as = path.Base(name)
		}
		if _, err := set.AddParseTree(as, defined.Tree); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
	}
	return nil
}
