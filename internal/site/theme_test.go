package site_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline.news/internal/app"
	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/publication"
)

func theme(t *testing.T, file, text string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	place := filepath.Join(folder, filepath.FromSlash(file))
	must(t, os.MkdirAll(filepath.Dir(place), 0o755))
	must(t, os.WriteFile(place, []byte(text), 0o644))
	return folder
}

func TestTheme_ReplacesATemplate(t *testing.T) {
	t.Parallel()
	folder := theme(t, "standards/page.html", `{{define "main"}}<h1>House rules</h1>{{range .Rules}}<h2>{{.Title}}</h2>{{end}}{{end}}`)
	h := apptest.Founded(t, apptest.With(func(c *config.Config) { c.Theme = folder }))
	h.Page(t, "/standards").Is(t, htmlcheck.In("h1", htmlcheck.IsText("House rules")), htmlcheck.Count("main h2", 8), htmlcheck.In("footer.foot"))
	h.Page(t, "/corrections").Is(t, htmlcheck.In("h1", htmlcheck.IsText("Corrections")))
}

func TestTheme_IsReadAgainWhileDeveloping(t *testing.T) {
	t.Parallel()
	folder := theme(t, "standards/page.html", `{{define "main"}}<h1>One</h1>{{end}}`)
	h := apptest.Founded(t, apptest.With(func(c *config.Config) { c.Theme, c.Dev = folder, true }))
	h.Page(t, "/standards").Is(t, htmlcheck.In("h1", htmlcheck.IsText("One")))
	must(t, os.WriteFile(filepath.Join(folder, "standards/page.html"), []byte(`{{define "main"}}<h1>Another one</h1>{{end}}`), 0o644))
	h.Page(t, "/standards").Is(t, htmlcheck.In("h1", htmlcheck.IsText("Another one")))
}

// A mistake in a theme is found before anybody is served, with its place.
func TestTheme_MistakesAreNamedByFileAndLine(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a field that there is not": "{{define \"main\"}}\n<h1>{{.Headign}}</h1>{{end}}",
		"an action left open":       "{{define \"main\"}}\n<h1>{{.Heading</h1>{{end}}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := config.Defaults()
			c.Data, c.PublicURL, c.Theme = t.TempDir(), apptest.Origin, theme(t, "standards/page.html", text)
			a, err := app.Open(t.Context(), slog.New(slog.DiscardHandler), c, app.Options{Volatile: true})
			if err == nil {
				must(t, a.Close())
				t.Fatal("the theme was accepted")
			}
			if !strings.Contains(err.Error(), filepath.Join(c.Theme, "standards", "page.html")+":2") {
				t.Errorf("the error does not name the place: %v", err)
			}
		})
	}
}

func TestLook_IsInTheStyleSheet(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	sheet := func() (address, text string) {
		address, _ = h.Page(t, "/").Find("link[rel=stylesheet]").Attr("href")
		return address, h.Get(t, address).Body.String()
	}
	plainAt, plain := sheet()
	must(t, h.Publication.SetSettings(t.Context(), desk, publication.Settings{
		Name: "Paper", OldAfter: 1, Look: publication.Look{Accent: "#123456", AccentDark: "#abcdef"},
	}))
	at, text := sheet()
	if at == plainAt || !strings.HasPrefix(text, plain) || !strings.Contains(text, "--accent:#123456") || !strings.Contains(text, "--accent:#abcdef") {
		t.Errorf("%s, %s: …%s", plainAt, at, text[max(0, len(text)-300):])
	}
	if got := h.Get(t, plainAt); got.Code != 200 || got.Body.String() != plain {
		t.Errorf("a page that was kept before the change lost its style sheet: %d", got.Code)
	}
}
