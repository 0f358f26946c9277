package site_test

import (
	"net/http"
	"strings"
	"testing"

	"dateline.news/internal/htmlcheck"
)

func TestMoved(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	id := s.publish(t, s.draft("Ferry to run again"))
	first, short := s.path(t, id), s.short(t, id)
	d := s.get(t, id).Draft
	for _, slug := range []string{"ferry-runs", "ferry-ran"} {
		d.Slug = slug
		must(t, s.Stories.Save(t.Context(), desk, id, d))
	}
	now := s.path(t, id)
	second := strings.Replace(now, "ferry-ran", "ferry-runs", 1)
	ar := s.draft("العبارة")
	ar.Edition, ar.Section, ar.Topics, ar.Tags, ar.Bylines, ar.Slug = "ar", s.section["ar"], nil, nil, nil, "abbara"
	ar.Body = d.Body
	arabic := s.publish(t, ar)
	old := s.path(t, arabic)
	moved := s.get(t, arabic).Draft
	moved.Slug = "abbara-2"
	must(t, s.Stories.Save(t.Context(), desk, arabic, moved))
	must(t, s.Publication.Redirect(t.Context(), desk, "/old/page.html", now))
	must(t, s.Publication.Redirect(t.Context(), desk, "/was-a-section/", "/arts/"))
	must(t, s.Publication.Redirect(t.Context(), desk, "/ar/qadim", "/ar/akhbar/"))
	for name, c := range map[string]struct {
		path   string
		status int
		to     string
	}{
		"the first slug":             {first, http.StatusMovedPermanently, now},
		"the second slug":            {second, http.StatusMovedPermanently, now},
		"the short link":             {short, http.StatusFound, now},
		"the short link in capitals": {"/s/" + strings.ToUpper(strings.TrimPrefix(short, "/s/")), http.StatusFound, now},
		"a slug of another edition":  {"/ar" + old, http.StatusMovedPermanently, "/ar" + s.path(t, arabic)},
		"its short link":             {s.short(t, arabic), http.StatusFound, "/ar" + s.path(t, arabic)},
		"a section without slash":    {"/arts", http.StatusMovedPermanently, "/arts/"},
		"of another edition":         {"/ar/akhbar", http.StatusMovedPermanently, "/ar/akhbar/"},
		"an old page":                {"/old/page.html", http.StatusMovedPermanently, now},
		"an old section":             {"/was-a-section/", http.StatusMovedPermanently, "/arts/"},
		"an old page of an edition":  {"/ar/qadim", http.StatusMovedPermanently, "/ar/akhbar/"},
	} {
		t.Run(name, func(t *testing.T) { s.Get(t, c.path).LeadsTo(t, c.status, c.to) })
	}
	// A story that has moved keeps nothing at its old address but the way.
	s.Page(t, now).Is(t, htmlcheck.In("h1", htmlcheck.IsText("Ferry to run again")))
	if got := s.Get(t, "/s/cdfghj"); got.Code != http.StatusNotFound {
		t.Errorf("an unknown code answers %d", got.Code)
	}
	if got := s.Get(t, "/ar"+now); got.Code != http.StatusNotFound {
		t.Errorf("a story under another edition's prefix answers %d", got.Code)
	}
}

// A prefix is a whole step of an address: /ar is an edition, /arts is not.
func TestEditions_ArePrefixes(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	for path, lang := range map[string]string{"/arts/": "en", "/ar/": "ar", "/": "en", "/ar/akhbar/": "ar", "/ar/archive/": "ar"} {
		s.Page(t, path).Is(t, htmlcheck.In("html", htmlcheck.Attr("lang", lang)))
	}
}
