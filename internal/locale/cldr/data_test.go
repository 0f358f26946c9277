package cldr

import (
	"testing"

	"golang.org/x/text/language"
)

func load(t testing.TB) *Data {
	t.Helper()
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func locale(t testing.TB, tag string) *Locale {
	t.Helper()
	l, err := load(t).Locale(language.MustParse(tag))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLocale(t *testing.T) {
	t.Parallel()
	t.Run("every shipped locale compiles and every form has a pattern", func(t *testing.T) {
		t.Parallel()
		d := load(t)
		if len(d.Locales) < 180 {
			t.Errorf("only %d locales are shipped", len(d.Locales))
		}
		for tag := range d.Locales {
			l, err := d.Locale(language.MustParse(tag))
			if err != nil {
				t.Errorf("%s: %v", tag, err)
				continue
			}
			for form, p := range l.dates.patterns {
				if len(p) == 0 {
					t.Errorf("%s: form %d has no pattern", tag, form)
				}
			}
			for width, names := range l.dates.months {
				for m, name := range names {
					if name == "" {
						t.Errorf("%s: month %d has no name of width %d", tag, m+1, width)
					}
				}
			}
			for width, names := range l.dates.days {
				for day, name := range names {
					if name == "" {
						t.Errorf("%s: day %d has no name of width %d", tag, day, width)
					}
				}
			}
			if l.zones.zero == "" || l.zones.before+l.zones.after == "" || l.zones.plus == "" || l.zones.minus == "" {
				t.Errorf("%s: zones %q %q %q", tag, l.zones.zero, l.zones.before, l.zones.plus)
			}
		}
	})
	t.Run("a region is read through its parents", func(t *testing.T) {
		t.Parallel()
		for tag, want := range map[string]string{
			"en-AU": "en-AU en-001 en", "en-US": "en", "en-XA": "en", "es-MX": "es-MX es-419 es", "ar-EG-u-nu-latn": "ar-EG ar", "fr": "",
		} {
			got := ""
			for i, name := range load(t).Chain(language.MustParse(tag)) {
				if i > 0 {
					got += " "
				}
				got += name
			}
			if got != want {
				t.Errorf("%s is read through %q, want %q", tag, got, want)
			}
		}
	})
	t.Run("unknown languages and digits are refused", func(t *testing.T) {
		t.Parallel()
		for _, tag := range []string{"fr", "und", "de-u-nu-arab"} {
			if _, err := load(t).Locale(language.MustParse(tag)); err == nil {
				t.Errorf("%s was accepted", tag)
			}
		}
	})
	t.Run("weeks begin on the region's day", func(t *testing.T) {
		t.Parallel()
		for tag, want := range map[string]string{"en": "Sunday", "en-GB": "Monday", "de": "Monday", "ar-EG": "Saturday", "es-MX": "Sunday"} {
			if got := locale(t, tag).FirstDay.String(); got != want {
				t.Errorf("%s: %s, want %s", tag, got, want)
			}
		}
	})
}
