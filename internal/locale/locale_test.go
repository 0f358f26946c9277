package locale

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"golang.org/x/text/language"
)

func shipped(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func speak(t testing.TB, tag, zone string) *Locale {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	l, err := shipped(t).For(tag, z)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFor(t *testing.T) {
	t.Parallel()
	t.Run("a region falls back to its parents", func(t *testing.T) {
		t.Parallel()
		for _, test := range []struct{ tag, dek, lang, dir string }{
			{"en", "Dek", "en", "ltr"},
			{"en-US", "Dek", "en-US", "ltr"},
			{"en-GB", "Standfirst", "en-GB", "ltr"},
			{"en-ZA", "Standfirst", "en-ZA", "ltr"},
			{"de-AT", "Vorspann", "de-AT", "ltr"},
			{"es-ES", "Entradilla", "es-ES", "ltr"},
			{"es-AR", "Bajada", "es-AR", "ltr"},
			{"ar-EG-u-nu-latn", "الموجز", "ar-EG", "rtl"},
			{"en-GB-u-hc-h12", "Standfirst", "en-GB", "ltr"},
		} {
			l := speak(t, test.tag, "UTC")
			if got := l.T("word.dek"); got != test.dek {
				t.Errorf("%s: dek is %q, want %q", test.tag, got, test.dek)
			}
			if l.Lang() != test.lang || l.Dir() != test.dir || l.Tag() != language.MustParse(test.tag) {
				t.Errorf("%s: lang %q, dir %q, tag %q", test.tag, l.Lang(), l.Dir(), l.Tag())
			}
			// What the region does not say is said by its language.
			if got := l.T("story.tags"); strings.HasPrefix(got, "«") {
				t.Errorf("%s: %s", test.tag, got)
			}
		}
	})
	t.Run("what is not spoken is refused with the choice", func(t *testing.T) {
		t.Parallel()
		for _, tag := range []string{"fr", "fr-CA", "und", "", "no tag", "de-u-nu-arab"} {
			_, err := shipped(t).For(tag, nil)
			if err == nil {
				t.Errorf("%q was accepted", tag)
			}
			if tag == "fr" && !strings.Contains(err.Error(), "ar, de, en, es") {
				t.Errorf("the error does not name the choice: %v", err)
			}
		}
	})
	t.Run("no zone is UTC", func(t *testing.T) {
		t.Parallel()
		l, err := shipped(t).For("en", nil)
		if err != nil || l.Zone() != time.UTC {
			t.Errorf("zone %v, %v", l.Zone(), err)
		}
	})
}

func TestT(t *testing.T) {
	t.Parallel()
	t.Run("arguments are found by name", func(t *testing.T) {
		t.Parallel()
		l := speak(t, "en-GB", "Europe/London")
		at := time.Date(2026, 7, 1, 23, 30, 0, 0, time.UTC) // already the next day in London
		for want, got := range map[string]string{
			"Part 3 of 1,881 in this running story": l.T("story.part", "n", 1881, "i", int64(3)),
			"By Ana, Ben and Cem":                   l.T("story.by", "names", []string{"Ana", "Ben", "Cem"}),
			"Version of 2 July 2026":                l.T("standards.version", "date", at),
			"Page 7":                                l.T("paging.page", "i", int32(7)),
			"Rule 4.2":                              l.T("standards.clause", "number", 4.2),
			"At capture on 2 July 2026: 1 comment, 114 views":                l.T("story.at-capture", "date", at, "comments", l.N("story.comments", 1), "views", l.N("story.views", 114)),
			"February 2026: 28 stories":                                      l.N("archive.month", 28, "month", "February 2026"),
			"First story 2 July 2026, latest " + l.Date(at.AddDate(1, 0, 0)): l.T("topic.span", "first", at, "last", at.AddDate(1, 0, 0)),
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
	t.Run("mistakes show and do not panic", func(t *testing.T) {
		t.Parallel()
		l := speak(t, "de", "UTC")
		for want, got := range map[string]string{
			"«no.such»":        l.T("no.such"),
			"«story.comments»": l.T("story.comments"),
			"«story.tags»":     l.N("story.tags", 1),
			"«no.plural»":      l.N("no.plural", 1),
			"Von «names»":      l.T("story.by", "name", "Ana"),
			"Seite «i»":        l.T("paging.page", "i"),
			"Quelle: «name»":   l.T("story.source", 1, "name"),
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
	t.Run("text against the direction is isolated", func(t *testing.T) {
		t.Parallel()
		arabic, english := speak(t, "ar", "UTC"), speak(t, "en", "UTC")
		for want, got := range map[string]string{
			"تصوير: \u2068Reuters/AP\u2069": arabic.T("picture.photograph", "name", "Reuters/AP"),
			"تصوير: \u2068Ödön\u2069":       arabic.T("picture.photograph", "name", "Ödön"),
			"تصوير: محمد علي":               arabic.T("picture.photograph", "name", "محمد علي"),
			"القاعدة 4.2":                   arabic.T("standards.clause", "number", "4.2"),
			"Photograph: \u2068محمد\u2069":  english.T("picture.photograph", "name", "محمد"),
			"Photograph: Ödön von Horváth":  english.T("picture.photograph", "name", "Ödön von Horváth"),
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
}

func TestN(t *testing.T) {
	t.Parallel()
	counts := []int64{0, 1, 2, 3, 11, 100, 1_000_000}
	for tag, want := range map[string]string{
		"en": "0 comments|1 comment|2 comments|3 comments|11 comments|100 comments|1,000,000 comments",
		"de": "0 Kommentare|1 Kommentar|2 Kommentare|3 Kommentare|11 Kommentare|100 Kommentare|1.000.000 Kommentare",
		"es": "0 comentarios|1 comentario|2 comentarios|3 comentarios|11 comentarios|100 comentarios|1.000.000 de comentarios",
		"ar": "لا تعليقات|تعليق واحد|تعليقان|3 تعليقات|11 تعليقًا|100 تعليق|1,000,000 تعليق",
	} {
		l := speak(t, tag, "UTC")
		var got []string
		for _, n := range counts {
			got = append(got, l.N("story.comments", n))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s:\n got %s\nwant %s", tag, strings.Join(got, "|"), want)
		}
	}
}

func TestN_every_message_has_a_form_for_every_number(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, tag := range c.Languages() {
		l := speak(t, tag, "UTC")
		for id, m := range l.messages {
			for _, n := range []int64{0, 1, 2, 3, 11, 100, 1_000_000} {
				if m.plural && m.forms[l.formats.Plurals().Of(n)] == nil {
					t.Errorf("%s: %s has no form for %d", tag, id, n)
				}
			}
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	l := speak(t, "ar", "UTC")
	if got := fmt.Sprint(l.Parts("story.date-between")); got != fmt.Sprint([]Part{{Text: "نُشر بين "}, {Arg: "from"}, {Text: " و"}, {Arg: "to"}}) {
		t.Errorf("parts are %v", got)
	}
	if got := l.Parts("no.such"); len(got) != 1 || got[0].Text != "«no.such»" {
		t.Errorf("parts of an unknown id are %v", got)
	}
	if !l.Has("story.by") || l.Has("no.such") {
		t.Error("Has is wrong about what there is")
	}
}
