package web_test

import (
	"errors"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"dateline.news/internal/web"
)

type page struct {
	Title string
	Fail  func() (string, error)
}

// face is a small face: a layout, a fragment and two pages whose files have
// the same last name.
func face() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"layout/base.html": file("<!doctype html>\n<title>{{.Title}}</title>{{template \"main\" .}}{{template \"card.html\" .}}\n"),
		"layout/card.html": file("<p>{{.Title}}</p>"),
		"story/page.html":  file("{{define \"main\"}}<h1>story {{.Title}}</h1>{{end}}\n"),
		"topic/page.html":  file("{{define \"main\"}}<h1>topic {{shout .Title}}</h1>{{with .Fail}}{{call .}}{{end}}{{end}}\n"),
	}
}

func options(theme string) web.TemplateOptions {
	return web.TemplateOptions{
		Base: face(), Theme: theme, Funcs: template.FuncMap{"shout": strings.ToUpper},
		Pages: map[string]any{"story/page.html": page{}, "topic/page.html": page{}, "layout/card.html": page{}},
	}
}

// theme is a folder of templates: names and texts in turn.
func theme(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		put(t, filepath.Join(dir, files[i]), files[i+1])
	}
	return dir
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, o web.TemplateOptions) *web.Templates {
	t.Helper()
	templates, err := web.LoadTemplates(o)
	if err != nil {
		t.Fatal(err)
	}
	return templates
}

func render(t *testing.T, templates *web.Templates, name string) string {
	t.Helper()
	b, err := templates.Render(name, page{Title: "a<b"})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender_LaysAPageIntoTheLayout(t *testing.T) {
	t.Parallel()
	templates := load(t, options(""))
	for name, want := range map[string]string{
		"story/page.html":  "<!doctype html>\n<title>a&lt;b</title><h1>story a&lt;b</h1><p>a&lt;b</p>\n",
		"topic/page.html":  "<!doctype html>\n<title>a&lt;b</title><h1>topic A&lt;B</h1><p>a&lt;b</p>\n",
		"layout/card.html": "<p>a&lt;b</p>",
	} {
		if got := render(t, templates, name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, err := templates.Render("nothing.html", page{}); err == nil || !strings.Contains(err.Error(), "nothing.html") {
		t.Errorf("a page that there is not: %v", err)
	}
}

func TestRender_WholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	b, err := load(t, options("")).Render("topic/page.html", page{Fail: func() (string, error) { return "", errors.New("half-way") }})
	if b != nil || err == nil || !strings.Contains(err.Error(), "topic/page.html:1") || !strings.Contains(err.Error(), "half-way") {
		t.Errorf("%v, %v", b, err)
	}
}

func TestTheme_ReplacesFilesOfTheSameName(t *testing.T) {
	t.Parallel()
	templates := load(t, options(theme(t, "layout/card.html", "<b>{{.Title}}</b>", "story/page.html", `{{define "main"}}ours{{end}}`, "style.css", "x")))
	if got := render(t, templates, "story/page.html"); !strings.Contains(got, "ours<b>a&lt;b</b>") {
		t.Errorf("the theme's files are not used: %q", got)
	}
	if got := render(t, templates, "topic/page.html"); !strings.Contains(got, "topic A&lt;B") || !strings.Contains(got, "<b>") {
		t.Errorf("what the theme leaves alone: %q", got)
	}
}

func TestTheme_MistakesAreFoundWhenItIsLoaded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, file, text, at, says string }{
		{"broken syntax", "story/page.html", "\n\n{{define \"main\"}}{{if}}{{end}}", "story/page.html:3", "missing value for if"},
		{"a field that there is not", "story/page.html", "{{define \"main\"}}\n{{.Titel}}{{end}}", "story/page.html:2", "Titel"},
		{"a field that there is not, in the layout", "layout/card.html", "\n{{.Titel}}", "layout/card.html:2", "Titel"},
		{"a function that there is not", "topic/page.html", `{{define "main"}}{{whisper .Title}}{{end}}`, "topic/page.html:1", "whisper"},
		{"a template that there is not", "topic/page.html", `{{define "main"}}{{template "tart.html"}}{{end}}`, "topic/page.html:1", "tart.html"},
		{"a name spelled wrong", "stroy/page.html", `{{define "main"}}x{{end}}`, "stroy/page.html", "no template of this name"},
	} {
		dir := theme(t, c.file, c.text)
		_, err := web.LoadTemplates(options(dir))
		if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, c.at)) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.rule, err)
		}
		if err != nil && strings.Count(err.Error(), "\n") > 1 {
			t.Errorf("%s: said more than once: %v", c.rule, err)
		}
	}
}

func TestTheme_MustBeAFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(theme(t, "file", ""), "file")
	for _, wrong := range []string{file, file + "-missing"} {
		if _, err := web.LoadTemplates(options(wrong)); err == nil || !strings.Contains(err.Error(), wrong) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestLoad_ALayoutIsNeeded(t *testing.T) {
	t.Parallel()
	o := options("")
	delete(o.Base.(fstest.MapFS), "layout/base.html")
	if _, err := web.LoadTemplates(o); err == nil || !strings.Contains(err.Error(), "base.html") {
		t.Errorf("got %v", err)
	}
}

func TestTheme_IsReadAgainWhileDeveloping(t *testing.T) {
	t.Parallel()
	for _, dev := range []bool{true, false} {
		o := options(theme(t, "layout/card.html", "old"))
		o.Dev = dev
		templates := load(t, o)
		card := filepath.Join(o.Theme, "layout/card.html")
		change := func(text string, age time.Duration) {
			put(t, card, text)
			if err := os.Chtimes(card, time.Time{}, time.Unix(1e9, 0).Add(age)); err != nil {
				t.Fatal(err)
			}
		}
		change("new", 0)
		if got := render(t, templates, "layout/card.html"); (got == "new") != dev {
			t.Errorf("developing %v: after a change, the page is %q", dev, got)
		}
		change("{{.No}}", time.Second)
		if _, err := templates.Render("layout/card.html", page{}); (err != nil) != dev {
			t.Errorf("developing %v: after a mistake: %v", dev, err)
		}
		change("good", 2*time.Second)
		if got := render(t, templates, "layout/card.html"); (got == "good") != dev {
			t.Errorf("developing %v: after it was mended, the page is %q", dev, got)
		}
	}
}

func TestRender_ManyAtOnce(t *testing.T) {
	t.Parallel()
	o := options(theme(t))
	o.Dev = true
	templates := load(t, o)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if _, err := templates.Render("story/page.html", page{Title: "x"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	put(t, filepath.Join(o.Theme, "layout/card.html"), "meanwhile")
	all.Wait()
}

func TestRenderIn_LaysAPageIntoAnotherFrame(t *testing.T) {
	t.Parallel()
	o := options(theme(t))
	base := face()
	base["layout/small.html"] = &fstest.MapFile{Data: []byte("<title>{{.Title}}</title>{{template \"main\" .}}")}
	o.Base, o.Frames = base, []string{"small.html"}
	b, err := load(t, o).RenderIn("small.html", "story/page.html", page{Title: "A"})
	if want := "<title>A</title><h1>story A</h1>"; err != nil || b.String() != want {
		t.Errorf("%v, %q", err, b)
	}
	base["layout/small.html"] = &fstest.MapFile{Data: []byte("{{.Headign}}")}
	if _, err := web.LoadTemplates(o); err == nil || !strings.Contains(err.Error(), "layout/small.html:1") {
		t.Errorf("a frame that cannot be used: %v", err)
	}
	delete(base, "layout/small.html")
	if _, err := web.LoadTemplates(o); err == nil {
		t.Error("a frame that there is not was accepted")
	}
}
