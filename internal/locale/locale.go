package locale

import (
	"slices"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/locale/cldr"
)

// Locale speaks one language, as one region writes it, in one time zone. It
// does not change and may be used by many goroutines.
type Locale struct {
	tag      language.Tag
	zone     *time.Location
	formats  *cldr.Locale
	messages map[string]*message
}

// Tag is the tag that was asked for.
func (l *Locale) Tag() language.Tag { return l.tag }

// Lang is the tag without extensions, for the lang attribute of HTML.
func (l *Locale) Lang() string {
	t, err := l.tag.SetTypeForKey("nu", "")
	if err == nil {
		t, err = t.SetTypeForKey("hc", "")
	}
	if err != nil {
		return l.tag.String()
	}
	return t.String()
}

// Dir is "rtl" for languages that are written from right to left, else
// "ltr": the dir attribute of HTML.
func (l *Locale) Dir() string {
	if l.formats.RightToLeft {
		return "rtl"
	}
	return "ltr"
}

// Zone is the time zone in which times are told.
func (l *Locale) Zone() *time.Location { return l.zone }

// T is the message of an id with its arguments, given in pairs of name and
// value. Values are text, whole numbers, []string (joined as a list) or
// time.Time (written as a long date). For an id that is not in the catalogue,
// or has plurals, T gives the id in guillemets; for an argument that is
// missing, its name in guillemets.
func (l *Locale) T(id string, args ...any) string {
	m, ok := l.messages[id]
	if !ok || m.plural {
		return "«" + id + "»"
	}
	return l.render(m.forms[cldr.Other], args)
}

// N is the plural form of a message that fits the number n, which the message
// may name as {n}. Arguments and mistakes are treated as in [Locale.T].
func (l *Locale) N(id string, n int64, args ...any) string {
	m, ok := l.messages[id]
	if !ok || !m.plural {
		return "«" + id + "»"
	}
	p := m.forms[l.formats.Plurals().Of(n)]
	if p == nil {
		p = m.forms[cldr.Other]
	}
	return l.render(p, append([]any{"n", n}, args...))
}

// Parts are the pieces of a plain message, for templates that set markup
// around an argument: a link around a name. An unknown id is one piece of
// text, the id in guillemets.
func (l *Locale) Parts(id string) []Part {
	m, ok := l.messages[id]
	if !ok || m.plural {
		return []Part{{Text: "«" + id + "»"}}
	}
	return slices.Clone(m.forms[cldr.Other])
}

// Has reports whether the catalogue has a message: for ids that are made from
// data, as "label.analysis" is.
func (l *Locale) Has(id string) bool {
	_, ok := l.messages[id]
	return ok
}
