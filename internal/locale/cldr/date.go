package cldr

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Form is a form in which a date or a time is written.
type Form uint8

// The forms, as American English has them.
const (
	LongDate   Form = iota // November 22, 2026
	FullDate               // Sunday, November 22, 2026
	MediumDate             // Nov 22, 2026
	ShortDay               // Nov 22
	LongDay                // November 22
	Month                  // November 2026
	Year                   // 2026
	Clock                  // 11:40 AM
	ClockZone              // 11:40 AM EST
	forms
)

var dayKeys = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// dates is how a locale writes dates and times.
type dates struct {
	patterns [forms][]field
	// the joint of date and time, and whether the date stands first
	joint     [3]string
	dateFirst bool
	months    [4][12]string // wide, abbreviated, and both standing alone
	days      [4][7]string
	periods   [2]string
}

const (
	wide = iota
	short
	wideAlone
	shortAlone
)

// field is one part of a compiled pattern: a literal (letter 0), or a letter
// of UTS #35, part 4, §8 with its width.
type field struct {
	letter  byte
	width   int
	literal string
}

func compileDates(values map[string]string, cycle string) (dates, error) {
	var d dates
	for width, name := range map[int]string{wide: "wide.", short: "short.", wideAlone: "wide.alone.", shortAlone: "short.alone."} {
		for m := range 12 {
			d.months[width][m] = values["month."+name+strconv.Itoa(m+1)]
		}
		for i, key := range dayKeys {
			d.days[width][i] = values["day."+name+key]
		}
	}
	d.periods = [2]string{values["period.am"], values["period.pm"]}
	clock, clockZone := clockPatterns(values, cycle)
	for form, pattern := range map[Form]string{
		LongDate:   values["date.long"],
		FullDate:   values["date.full"],
		MediumDate: values["skeleton.yMMMd"],
		ShortDay:   values["skeleton.MMMd"],
		LongDay:    values["skeleton.MMMMd"],
		Month:      values["skeleton.yMMMM"],
		Year:       "y",
		Clock:      clock,
		ClockZone:  clockZone,
	} {
		var err error
		if d.patterns[form], err = compilePattern(pattern); err != nil {
			return dates{}, fmt.Errorf("pattern %q: %w", pattern, err)
		}
	}
	return d, d.compileJoint(values["datetime"])
}

// clockPatterns chooses between 12 and 24 hours: what the tag demands, else
// the custom of the locale.
func clockPatterns(values map[string]string, cycle string) (clock, clockZone string) {
	clock = values["time.short"]
	switch cycle {
	case "h12", "h11":
		return values["skeleton.hm"], values["skeleton.hmv"]
	case "h23", "h24":
		return values["skeleton.Hm"], values["skeleton.Hmv"]
	}
	if strings.Contains(clock, "H") {
		return clock, values["skeleton.Hmv"]
	}
	return clock, values["skeleton.hmv"]
}

func (d *dates) compileJoint(pattern string) error {
	date, clock := strings.Index(pattern, "{1}"), strings.Index(pattern, "{0}")
	if date < 0 || clock < 0 {
		return fmt.Errorf("date and time are joined by %q", pattern)
	}
	first, second := min(date, clock), max(date, clock)
	d.dateFirst = date < clock
	d.joint = [3]string{pattern[:first], pattern[first+3 : second], pattern[second+3:]}
	return nil
}

// compilePattern reads a date pattern of UTS #35.
func compilePattern(pattern string) ([]field, error) {
	if pattern == "" {
		return nil, fmt.Errorf("it is empty")
	}
	var fields []field
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			fields = append(fields, field{literal: literal.String()})
			literal.Reset()
		}
	}
	for rest := pattern; rest != ""; {
		c := rest[0]
		switch {
		case c == '\'':
			text, after, err := quoted(rest)
			if err != nil {
				return nil, err
			}
			literal.WriteString(text)
			rest = after
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			if !strings.ContainsRune("yMLdEcHhmavz", rune(c)) {
				return nil, fmt.Errorf("field %q is not known", c)
			}
			flush()
			after := strings.TrimLeft(rest, string(c))
			fields = append(fields, field{letter: c, width: len(rest) - len(after)})
			rest = after
		default:
			_, size := utf8.DecodeRuneInString(rest)
			literal.WriteString(rest[:size])
			rest = rest[size:]
		}
	}
	flush()
	return fields, nil
}

// quoted reads a quotation at the start of s; two apostrophes are one.
func quoted(s string) (text, rest string, err error) {
	if strings.HasPrefix(s, "''") {
		return "'", s[2:], nil
	}
	text, rest, ok := strings.Cut(s[1:], "'")
	if !ok {
		return "", "", fmt.Errorf("a quotation is not closed")
	}
	return text, rest, nil
}

// AppendTime appends a moment, seen from its own zone.
func (l *Locale) AppendTime(b []byte, form Form, t time.Time) []byte {
	for _, f := range l.dates.patterns[form] {
		if f.letter == 0 {
			b = append(b, f.literal...)
			continue
		}
		b = l.appendField(b, f, t)
	}
	return b
}

// AppendDateTime appends a date in the given form with the time and the zone.
func (l *Locale) AppendDateTime(b []byte, date Form, t time.Time) []byte {
	first, second := date, ClockZone
	if !l.dates.dateFirst {
		first, second = second, first
	}
	b = append(b, l.dates.joint[0]...)
	b = l.AppendTime(b, first, t)
	b = append(b, l.dates.joint[1]...)
	b = l.AppendTime(b, second, t)
	return append(b, l.dates.joint[2]...)
}

// MonthNames are the names of January to December, standing alone.
func (l *Locale) MonthNames() [12]string { return l.dates.months[wideAlone] }

// DayNames are the names of Sunday to Saturday, standing alone.
func (l *Locale) DayNames() [7]string { return l.dates.days[wideAlone] }

// ShortDayNames are the abbreviations of Sunday to Saturday, standing alone.
func (l *Locale) ShortDayNames() [7]string { return l.dates.days[shortAlone] }

func (l *Locale) appendField(b []byte, f field, t time.Time) []byte {
	n := &l.numbers
	switch f.letter {
	case 'y':
		year := t.Year()
		if f.width == 2 {
			year %= 100
		}
		return n.appendPlain(b, year, f.width)
	case 'M', 'L':
		if f.width < 3 {
			return n.appendPlain(b, int(t.Month()), f.width)
		}
		return append(b, l.dates.months[nameWidth(f)][t.Month()-1]...)
	case 'd':
		return n.appendPlain(b, t.Day(), f.width)
	case 'E', 'c':
		return append(b, l.dates.days[nameWidth(f)][t.Weekday()]...)
	case 'H':
		return n.appendPlain(b, t.Hour(), f.width)
	case 'h':
		return n.appendPlain(b, (t.Hour()+11)%12+1, f.width)
	case 'm':
		return n.appendPlain(b, t.Minute(), f.width)
	case 'a':
		return append(b, l.dates.periods[t.Hour()/12]...)
	}
	return l.zones.append(b, t, n) // v and z
}

func nameWidth(f field) int {
	width := short
	if f.width == 4 {
		width = wide
	}
	if f.letter == 'L' || f.letter == 'c' {
		width += wideAlone
	}
	return width
}
