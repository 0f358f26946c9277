package publication_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/change"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
	"dateline.news/internal/roomtest"
)

var by = roomtest.By

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, err error, kind news.Kind, words ...string) {
	t.Helper()
	if err == nil || news.KindOf(err) != kind {
		t.Errorf("got the error %v, want one of kind %s", err, kind)
		return
	}
	for _, w := range words {
		if !strings.Contains(news.Say(err), w) {
			t.Errorf("the sentence %q does not say %q", news.Say(err), w)
		}
	}
}

func edition(id, prefix string) publication.Edition {
	return publication.Edition{ID: news.EditionID(id), Active: true, Tag: language.English, Zone: time.UTC, Prefix: prefix, Name: "The " + id + " edition"}
}

func TestNames_ClashWithNothing(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		p, ctx := h.Publication, t.Context()
		section := func(id news.SectionID, e, slug string) error {
			_, err := p.SaveSection(ctx, by, publication.Section{ID: id, Edition: news.EditionID(e), Slug: slug, Name: "World"})
			return err
		}
		page := func(e, slug string) error {
			_, err := p.SavePage(ctx, by, publication.Page{Edition: news.EditionID(e), Slug: slug, Title: "About us"})
			return err
		}
		must(t, p.SaveEdition(ctx, by, edition("en", "")))
		must(t, p.SaveEdition(ctx, by, edition("ar", "/ar")))
		must(t, section(0, "en", "world"))
		must(t, page("en", "about"))

		want(t, page("en", "world"), news.Conflict, "/world", "the section World")
		want(t, section(0, "en", "about"), news.Conflict, "/about", "the page About us")
		want(t, section(0, "en", "world"), news.Conflict, "the section World")
		want(t, section(0, "en", "ar"), news.Conflict, "/ar", "The ar edition")
		want(t, p.SaveEdition(ctx, by, edition("fr", "/world")), news.Conflict, "/world", "the section World")
		want(t, p.SaveEdition(ctx, by, edition("fr", "/about")), news.Conflict, "the page About us")
		want(t, p.SaveEdition(ctx, by, edition("fr", "/ar")), news.Conflict, "The ar edition")
		want(t, p.SaveEdition(ctx, by, edition("fr", "")), news.Conflict, "The en edition")
		for _, name := range append([]string{"2026", "1"}, publication.Reserved...) {
			want(t, section(0, "en", name), news.Conflict, "/"+name+"/", "Dateline itself")
			want(t, page("ar", name), news.Conflict, "Dateline itself")
			if name[0] > '9' {
				want(t, p.SaveEdition(ctx, by, edition("fr", "/"+name)), news.Conflict, "Dateline itself")
			}
		}
		for _, name := range []string{"", "World", "a/b", "a b", "..", "-a", "a--b", strings.Repeat("a", 200)} {
			want(t, section(0, "en", name), news.Invalid)
		}
		want(t, section(0, "xx", "sport"), news.NotFound, "no edition")
		want(t, section(4711, "en", "sport"), news.NotFound, "no section 4711")

		// Another edition's names are its own; so is one's own name.
		must(t, section(0, "ar", "world"))
		must(t, section(0, "ar", "ar"))
		must(t, section(1, "en", "world"))
		must(t, p.SaveEdition(ctx, by, edition("ar", "/ar")))
		// Two editions change places only if nothing of the new root is in the way.
		must(t, p.SaveEdition(ctx, by, edition("en", "/en")))
		want(t, p.SaveEdition(ctx, by, edition("fr", "/ar")), news.Conflict)
		must(t, p.SaveEdition(ctx, by, edition("fr", "/world")))
		want(t, p.SaveEdition(ctx, by, edition("ar", "")), news.Conflict, "/world", "the section World")
	})
}

func TestEdition_Refused(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	for name, change := range map[string]func(*publication.Edition){
		"id":                                  func(e *publication.Edition) { e.ID = "En glish" },
		"prefix":                              func(e *publication.Edition) { e.Prefix = "/a/b" },
		"name":                                func(e *publication.Edition) { e.Name = " " },
		"language":                            func(e *publication.Edition) { e.Tag = language.Und },
		"no zone":                             func(e *publication.Edition) { e.Zone = nil },
		"a zone that could not be read again": func(e *publication.Edition) { e.Zone = time.FixedZone("Here", 60) },
		"this machine's zone":                 func(e *publication.Edition) { e.Zone = time.Local },
		"a menu with a script": func(e *publication.Edition) {
			e.Menus.Foot = []publication.Link{{Label: "x", URL: "javascript:alert(1)"}}
		},
		"a menu to another host": func(e *publication.Edition) { e.Menus.Foot = []publication.Link{{Label: "x", URL: "//evil.example"}} },
	} {
		e := edition("en", "")
		change(&e)
		if e.Zone == time.Local && e.Zone.String() != "Local" {
			continue
		}
		if err := h.Publication.SaveEdition(t.Context(), by, e); news.KindOf(err) != news.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if p, err := h.Publication.Current(t.Context()); err != nil || len(p.Editions) != 0 {
		t.Errorf("something was kept: %v, %v", p, err)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	good := publication.Settings{
		Name: "The Tide", Contact: "desk@tide.example", Stream: "https://radio.example/live", OldAfter: 2,
		Look: publication.Look{Accent: "#12abEF", Serif: "'Source Serif 4', Georgia, serif", Sans: "Inter"},
	}
	must(t, h.Publication.SetSettings(t.Context(), by, good))
	p, err := h.Publication.Current(t.Context())
	must(t, err)
	if p.Settings != good {
		t.Errorf("the settings came back as %+v", p.Settings)
	}
	for name, change := range map[string]func(*publication.Settings){
		"no name":             func(s *publication.Settings) { s.Name = " " },
		"contact":             func(s *publication.Settings) { s.Contact = "nobody" },
		"contact with words":  func(s *publication.Settings) { s.Contact = "Desk <desk@tide.example>" },
		"stream":              func(s *publication.Settings) { s.Stream = "javascript:alert(1)" },
		"stream without host": func(s *publication.Settings) { s.Stream = "https:///x" },
		"old after":           func(s *publication.Settings) { s.OldAfter = -1 },
		"colour":              func(s *publication.Settings) { s.Look.Accent = "red" },
		"colour with more":    func(s *publication.Settings) { s.Look.AccentDark = "#123456;}" },
		"colour with a line":  func(s *publication.Settings) { s.Look.AccentDark = "#123456\n" },
	} {
		s := good
		change(&s)
		if err := h.Publication.SetSettings(t.Context(), by, s); news.KindOf(err) != news.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, font := range []string{
		"x; } body { display: none", "x</style><script>", `"x`, "'x", "x'", "url(//evil.example/f)", "x /* ", `x\27`, "x\n", "x, ", ", x",
		"expression(alert(1))", "x!important", "@import 'x'", "''",
	} {
		s := good
		s.Look.Sans = font
		if err := h.Publication.SetSettings(t.Context(), by, s); news.KindOf(err) != news.Invalid {
			t.Errorf("the font %q: %v", font, err)
		}
	}
	for _, a := range []news.Actor{{}, news.Staff("Ann", news.PublishStories)} {
		if err := h.Publication.SetSettings(t.Context(), a, good); err == nil {
			t.Errorf("%q may change the settings", a.Name)
		}
	}
}

func TestCurrent_IsReplaced(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		name := func(s *publication.Service) string {
			p, err := s.Current(t.Context())
			must(t, err)
			return p.Settings.Name
		}
		log, err := change.Open(t.Context(), slog.New(slog.DiscardHandler), h.DB, h.Bus)
		must(t, err)
		other := publication.New(slog.New(slog.DiscardHandler), h.DB, log) // another node
		name(other)
		for _, to := range []string{"One", "Two"} {
			must(t, h.Publication.SetSettings(t.Context(), by, publication.Settings{Name: to}))
			if got := name(h.Publication); got != to {
				t.Errorf("on this node it is called %q at once, not %q", got, to)
			}
		}
		if got := name(other); got == "Two" {
			t.Error("the other node knows before it has heard")
		}
		ctx, stop := context.WithCancel(t.Context())
		heard, ended := make(chan struct{}, 1), make(chan error, 1)
		log.Hear(func([]change.Entry) {
			select {
			case heard <- struct{}{}:
			default:
			}
		})
		go func() { ended <- log.Follow(ctx) }()
		<-heard // by the hint or, at the latest, within a second
		if got := name(other); got != "Two" {
			t.Errorf("on the other node it is called %q", got)
		}
		stop()
		must(t, <-ended)
	})
}

func TestAt(t *testing.T) {
	t.Parallel()
	off := edition("fr", "/fr")
	off.Active = false
	p := publication.Publication{Editions: []publication.Edition{edition("ar", "/ar"), edition("en", ""), off, edition("arx", "/ar-x")}}
	for path, c := range map[string]struct{ edition, rest string }{
		"/":         {"en", "/"},
		"/ar":       {"ar", "/"},
		"/ar/":      {"ar", "/"},
		"/ar/x/y":   {"ar", "/x/y"},
		"/arts":     {"en", "/arts"},
		"/ar-x/z":   {"arx", "/z"},
		"/fr/x":     {"en", "/fr/x"},
		"/en/ar":    {"en", "/en/ar"},
		"/AR/":      {"en", "/AR/"},
		"/ar/ar/ar": {"ar", "/ar/ar"},
	} {
		if e, rest, ok := p.At(path); !ok || string(e.ID) != c.edition || rest != c.rest {
			t.Errorf("%s is %s in %s", path, rest, e.ID)
		}
	}
	p.Editions = []publication.Edition{edition("ar", "/ar"), off}
	if _, _, ok := p.At("/x"); ok {
		t.Error("without an edition at the root, /x belongs to one")
	}
}

func TestPagesAndRedirects(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		p, ctx := h.Publication, t.Context()
		must(t, p.SaveEdition(ctx, by, edition("en", "")))
		id, err := p.SavePage(ctx, by, publication.Page{Edition: "en", Slug: "about", Title: "About"})
		must(t, err)
		again, err := p.SavePage(ctx, by, publication.Page{ID: id, Edition: "en", Slug: "about-us", Title: "About us"})
		must(t, err)
		got, err := p.Page(ctx, "en", "about-us")
		must(t, err)
		if again != id || got.Title != "About us" || !got.Updated.Equal(roomtest.Start) || h.Changes.Changed(string(id.Key())) == 0 {
			t.Errorf("the page is %+v", got)
		}
		_, err = p.Page(ctx, "en", "about")
		want(t, err, news.NotFound)
		_, err = p.SavePage(ctx, by, publication.Page{Edition: "en", Slug: "blank", Title: " "})
		want(t, err, news.Invalid, "title")

		must(t, p.Redirect(ctx, by, "/old", "/about"))
		must(t, p.Redirect(ctx, by, "/old", "https://elsewhere.example/x"))
		if to, err := p.Moved(ctx, "/old"); err != nil || to != "https://elsewhere.example/x" {
			t.Errorf("/old leads to %q, %v", to, err)
		}
		_, err = p.Moved(ctx, "/older")
		want(t, err, news.NotFound)
		for _, wrong := range [][2]string{{"old", "/x"}, {"/x", "/x"}, {"/x", "javascript:alert(1)"}, {"/x", "//evil.example"}, {"/x", `/\evil.example`}, {"/x", ""}, {"//x", "/y"}} {
			want(t, p.Redirect(ctx, by, wrong[0], wrong[1]), news.Invalid)
		}
		want(t, p.Redirect(ctx, news.Actor{}, "/a", "/b"), news.SignedOut)
	})
}
