package site_test

import (
	"net/http"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/publication"
)

// What is switched off is gone with its pages and every link to them, by
// whomever it was switched off.
func TestParts_VanishWithTheirLinks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		without  config.Part
		parts    publication.Parts
		gone     []string
		selector string
	}{
		"radio, by the operator":         {without: config.Radio, gone: []string{"/radio/", "/ar/radio/"}, selector: ".listen"},
		"radio, by the publication":      {parts: publication.Parts{NoRadio: true}, gone: []string{"/radio/"}, selector: ".listen"},
		"discussion, by the operator":    {without: config.Discussion, gone: []string{"/standards", "/standards/2026-11-22"}, selector: ".discussion"},
		"discussion, by the publication": {parts: publication.Parts{NoDiscussion: true}, gone: []string{"/standards"}, selector: ".discussion"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openSmall(t, apptest.With(func(cfg *config.Config) {
				if c.without != "" {
					cfg.Without = append(cfg.Without, c.without)
				}
			}))
			id := s.publish(t, s.draft("Ferry to run again"))
			if c.without == "" {
				s.Page(t, s.path(t, id)).Is(t, htmlcheck.Count(c.selector, 1)) // it is on at first
			}
			must(t, s.Publication.SetSettings(t.Context(), desk, publication.Settings{Name: "Paper", OldAfter: 1, Parts: c.parts}))
			for _, path := range c.gone {
				if got := s.Get(t, path); got.Code != http.StatusNotFound {
					t.Errorf("%s answers %d", path, got.Code)
				}
			}
			s.walk(t, func(path, text string) {
				for _, gone := range c.gone {
					if strings.Contains(text, `href="`+gone+`"`) {
						t.Errorf("%s links to %s", path, gone)
					}
				}
			}, s.path(t, id))
			s.Page(t, s.path(t, id)).Is(t, htmlcheck.None(c.selector))
		})
	}
}

func TestEdition_VanishesWithItsLinks(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	id := s.publish(t, s.draft("Ferry to run again"))
	ar := s.draft("العبارة")
	ar.Edition, ar.Section, ar.Topics, ar.Tags, ar.Bylines, ar.TranslationOf, ar.Slug = "ar", s.section["ar"], nil, nil, nil, id, "abbara"
	translation := s.publish(t, ar)
	linking := s.draft("See also")
	linking.Body = linkTo(translation)
	s.publish(t, linking)
	at := "/ar" + s.path(t, translation)
	s.Page(t, at)
	s.Page(t, s.path(t, id)).Is(t, htmlcheck.In(`main a[hreflang="ar"]`), htmlcheck.In(`header a[hreflang="ar"]`))
	s.saveArabic(t, false)
	for _, path := range []string{"/ar/", "/ar/akhbar/", at, "/ar/archive/"} {
		if got := s.Get(t, path); got.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, got.Code)
		}
	}
	if got := s.Get(t, s.short(t, translation)); got.Code != http.StatusNotFound {
		t.Errorf("the short link of a story of a closed edition answers %d, to %s", got.Code, got.Header().Get("Location"))
	}
	s.walk(t, func(path, text string) {
		if strings.Contains(text, `"/ar/`) || strings.Contains(text, `hreflang="ar"`) {
			t.Errorf("%s links to the edition that is closed", path)
		}
	}, s.path(t, id))
}

// The station's host, and nothing else, is allowed to play.
func TestRadio_PlaysFromItsOwnHostOnly(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	must(t, s.Publication.SetSettings(t.Context(), desk, publication.Settings{Name: "Paper", OldAfter: 1, Stream: "https://sound.example/live"}))
	got := s.Get(t, "/radio/")
	got.Page(t, http.StatusOK).Is(t, htmlcheck.In("audio", htmlcheck.Attr("src", "https://sound.example/live"), htmlcheck.Attr("preload", "none")),
		htmlcheck.In(`main a[href="https://sound.example/live"]`))
	if policy := got.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "media-src 'self' https://sound.example;") {
		t.Errorf("the policy is %q", policy)
	}
}
