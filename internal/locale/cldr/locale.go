package cldr

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Locale writes in the manner of one language and region.
type Locale struct {
	// RightToLeft is the direction in which lines are written.
	RightToLeft bool
	// FirstDay is the day on which a week begins.
	FirstDay time.Weekday

	languages map[string]string // "de" → "German"

	numbers numbers
	dates   dates
	zones   zones
	list    list
	plurals Plurals
}

// Locale compiles the locale of a tag. The extensions "nu" (digits, as in
// ar-EG-u-nu-latn) and "hc" (clock, as in es-MX-u-hc-h23) are honoured. It
// fails for a language that is not in the data and for digits that the
// language does not use.
func (d *Data) Locale(tag language.Tag) (*Locale, error) {
	chain := d.Chain(tag)
	if len(chain) == 0 {
		return nil, fmt.Errorf("no formats for the language %q; there are %s", tag, strings.Join(d.Languages(), ", "))
	}
	base, _ := tag.Base()
	values := d.values(chain)
	l := &Locale{
		RightToLeft: values["order"] == "right-to-left",
		FirstDay:    d.firstDay(tag),
		languages:   make(map[string]string),
	}
	for key, value := range values {
		if code, ok := strings.CutPrefix(key, "language."); ok {
			l.languages[code] = value
		}
	}
	var err error
	if l.numbers, err = compileNumbers(values, d.Digits, tag.TypeForKey("nu")); err != nil {
		return nil, fmt.Errorf("numbers of %s: %w", tag, err)
	}
	if l.dates, err = compileDates(values, tag.TypeForKey("hc")); err != nil {
		return nil, fmt.Errorf("dates of %s: %w", tag, err)
	}
	if l.plurals, err = ParsePlurals(d.Plurals[base.String()]); err != nil {
		return nil, fmt.Errorf("plurals of %s: %w", tag, err)
	}
	l.zones = compileZones(values, d.Metazones)
	l.list = compileList(values, base.String() == "es")
	return l, nil
}

func (d *Data) firstDay(tag language.Tag) time.Weekday {
	region, _ := tag.Region()
	name, ok := d.FirstDays[region.String()]
	if !ok {
		name = d.FirstDays["001"]
	}
	for day := range 7 {
		if dayKeys[day] == name {
			return time.Weekday(day)
		}
	}
	return time.Monday
}

// Plurals are the plural rules of the language.
func (l *Locale) Plurals() Plurals { return l.plurals }

// LanguageName is the name of a language that has a two-letter code; ok is
// false for one that has no such code or no name here.
func (l *Locale) LanguageName(code string) (name string, ok bool) {
	name, ok = l.languages[code]
	return name, ok && name != ""
}
