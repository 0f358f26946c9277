package dateline

import (
	"strings"
	"time"
	"unicode/utf8"

	"dateline.news/internal/news"
)

// date is a stretch of the head that says when. on stays zero where the text
// gives too little ("Monday", "3 (EUROPA PRESS)").
type date struct {
	said    bool
	dayOnly bool // nothing but a day of the month: too weak to stand alone
	on      news.PartialDate
}

// date reads a date at i, with the weekday before it and the time after it.
func (h *head) date(i int) (date, int, bool) {
	behind := h.skipWeekday(i)
	from := behind
	if onWords.has(h.at(from).text) {
		from++
	}
	if d, next, ok := h.day(from); ok {
		return d, h.skipTime(h.skipWeekdayBehind(next)), true
	}
	if behind > i {
		behind = h.backOverComma(behind)
		if _, next, ok := h.dayNumber(behind); ok && h.at(next).kind == dash { // "Mon 26 -"
			behind = next
		}
		return date{said: true, dayOnly: true}, behind, true
	}
	return date{}, i, false
}

// onWords are the "on" of «دبي في 3 مارس», "Paris, le 3 mars", "Wien, am 3. März".
var onWords = set{"في": {}, "فى": {}, "le": {}, "am": {}, "den": {}}

// skipWeekdayBehind steps over the ", kedd" of "2015. március 3., kedd (MTI)".
func (h *head) skipWeekdayBehind(i int) int {
	at := i
	if h.at(at).kind == comma {
		at++
	}
	if t := h.at(at); t.kind == word && t.after != newLine && weekdays.has(t.text) {
		if k := h.at(at + 1).kind; k == open || k == dash || k == comma {
			return at + 1
		}
	}
	return i
}

func (h *head) backOverComma(i int) int {
	if h.at(i-1).kind == comma {
		return i - 1
	}
	return i
}

func (h *head) skipWeekday(i int) int {
	if h.at(i).kind != word || !weekdays.has(h.at(i).text) {
		return i
	}
	i = h.skipTight(i+1, stop)
	if h.at(i).kind == comma {
		i++
	}
	return i
}

// skipTight steps over a mark that stands directly behind the token before it.
func (h *head) skipTight(i int, k kind) int {
	if t := h.at(i); t.kind == k && t.after == tight {
		return i + 1
	}
	return i
}

func (h *head) day(i int) (date, int, bool) {
	for _, form := range []func(int) (date, int, bool){
		h.isoDate, h.dottedDate, h.yearMonthDay, h.monthDay, h.dayMonth, h.bareDay,
	} {
		if d, next, ok := form(i); ok {
			return d, next, true
		}
	}
	return date{}, i, false
}

// monthDay reads "March 3", "Oct. 5, 2001", "MARCH 3rd 2015".
func (h *head) monthDay(i int) (date, int, bool) {
	m, next, ok := h.month(i)
	if !ok {
		return date{}, i, false
	}
	day, next, ok := h.dayNumber(next)
	if !ok {
		return date{}, i, false
	}
	// "március 3.": the stop belongs to the number, but is left to stand for
	// an ending where nothing else follows.
	year, next := h.year(next)
	return valid(year, m, day, next)
}

// dayMonth reads "3 mars 2015", "3. März", "3 de marzo de 2015", "3 марта 2015 года".
func (h *head) dayMonth(i int) (date, int, bool) {
	day, next, ok := h.dayNumber(i)
	if !ok {
		return date{}, i, false
	}
	next = h.skipTight(next, stop)
	if dateGlue.has(h.at(next).text) {
		next++
	}
	m, next, ok := h.month(next)
	if !ok {
		return date{}, i, false
	}
	next = h.secondMonthName(next)
	year, next := h.year(next)
	return valid(year, m, day, next)
}

var dateGlue = set{"de": {}, "of": {}, "d'": {}}
var yearGlue = set{"de": {}, "del": {}}
var yearTails = set{"года": {}, "г": {}, "року": {}, "р": {}, "м": {}, "م": {}, "r": {}, "године": {}, "ம": {}}

// secondMonthName steps over the other name of an Arabic month: «آذار/مارس».
func (h *head) secondMonthName(i int) int {
	if k := h.at(i).kind; k == slash || k == open {
		if _, next, ok := h.month(i + 1); ok {
			if k == open && h.at(next).kind == closed {
				return next + 1
			}
			if k == slash {
				return next
			}
		}
	}
	return i
}

// yearMonthDay reads the Hungarian "2015. március 3."
func (h *head) yearMonthDay(i int) (date, int, bool) {
	y, ok := intOf(h.at(i).text)
	if !ok || y < 1800 || y > 2199 {
		return date{}, i, false
	}
	d, next, ok := h.monthDay(h.skipTight(i+1, stop))
	if !ok || d.on.Year != 0 {
		return date{}, i, false
	}
	return valid(y, d.on.Month, d.on.Day, h.skipTight(next, stop))
}

// isoDate reads "2015-03-03".
func (h *head) isoDate(i int) (date, int, bool) {
	if h.at(i+1).kind != dash || h.at(i+3).kind != dash || h.at(i+1).after != tight {
		return date{}, i, false
	}
	y, ok1 := intOf(h.at(i).text)
	m, ok2 := intOf(h.at(i + 2).text)
	d, ok3 := intOf(h.at(i + 4).text)
	if !ok1 || !ok2 || !ok3 || y < 1800 {
		return date{}, i, false
	}
	return valid(y, time.Month(m), d, i+5)
}

// dottedDate reads "03.03.2015"; the dots are stops of their own.
func (h *head) dottedDate(i int) (date, int, bool) {
	k := h.at(i + 1).kind
	if k != stop && k != slash || h.at(i+3).kind != k || h.at(i+1).after != tight {
		return date{}, i, false
	}
	d, ok1 := intOf(h.at(i).text)
	m, ok2 := intOf(h.at(i + 2).text)
	y, ok3 := intOf(h.at(i + 4).text)
	if !ok1 || !ok2 || !ok3 || y < 1800 {
		return date{}, i, false
	}
	if k == slash && m > 12 {
		d, m = m, d
	} else if k == slash && d <= 12 && d != m {
		return date{said: true}, i + 5, true // 3/4/2015 is two days; neither is guessed
	}
	return valid(y, time.Month(m), d, i+5)
}

// bareDay reads "MADRID, 3 (EUROPA PRESS)": only where a bracket follows.
func (h *head) bareDay(i int) (date, int, bool) {
	_, next, ok := h.dayNumber(i)
	next = h.skipTight(next, stop)
	if !ok || h.at(next).kind != open && !(h.at(next).kind == slash && h.at(next).after != tight) {
		return date{}, i, false
	}
	return date{said: true, dayOnly: true}, next, true
}

// month reads a month's name and the stop that shortens it.
func (h *head) month(i int) (time.Month, int, bool) {
	t := h.at(i)
	if t.kind != word {
		return 0, i, false
	}
	if two := t.text + " " + h.at(i+1).text; h.at(i+1).kind == word {
		if m, ok := months[fold(two)]; ok {
			return m, i + 2, true
		}
	}
	key := fold(t.text)
	for _, prefix := range []string{"d'", "t-"} {
		key = strings.TrimPrefix(key, prefix)
	}
	m, ok := months[key]
	if !ok {
		return 0, i, false
	}
	next := h.skipTight(i+1, stop)
	return m, next, true
}

// dayNumber reads "3", "03", "3rd", "1er", "1º".
func (h *head) dayNumber(i int) (int, int, bool) {
	t := h.at(i)
	if t.kind != number {
		return 0, i, false
	}
	n, rest := leadingInt(t.text)
	if n < 1 || n > 31 || !ordinals.has(rest) && rest != "" {
		return 0, i, false
	}
	return n, i + 1, true
}

var ordinals = set{"st": {}, "nd": {}, "rd": {}, "th": {}, "er": {}, "º": {}, "o": {}, "e": {}}

// year reads ", 2015", " 2015", " de 2015 года" or nothing. A number that is
// no year of this or the last two centuries is left alone.
func (h *head) year(i int) (int, int) {
	at := i
	if h.at(at).kind == comma {
		at++
	}
	if yearGlue.has(h.at(at).text) {
		at++
	}
	t := h.at(at)
	y, ok := intOf(t.text)
	if t.kind != number || !ok || y < 1800 || y > 2199 || t.after == newLine {
		return 0, i
	}
	at++
	if yearTails.has(h.at(at).text) && h.at(at).after != newLine {
		long := utf8.RuneCountInString(h.at(at).text) > 1
		at++
		if !long {
			at = h.skipTight(at, stop)
		}
	}
	return y, at
}

// skipTime steps over ", 10:30 GMT" and "10.30 a.m. ET".
func (h *head) skipTime(i int) int {
	at := i
	if k := h.at(at).kind; k == comma || k == slash {
		at++
	}
	k := h.at(at + 1).kind
	if h.at(at).kind != number || h.at(at+2).kind != number || k != colon && k != stop || h.at(at+1).after != tight {
		return i
	}
	hour, ok1 := intOf(h.at(at).text)
	minute, rest := leadingInt(h.at(at + 2).text)
	if !ok1 || hour > 23 || minute > 59 || rest != "" && fold(rest) != "am" && fold(rest) != "pm" {
		return i
	}
	at += 3
	for timeZones.has(h.at(at).text) {
		at = h.skipTight(at+1, stop)
	}
	return at
}

var timeZones = set{"gmt": {}, "utc": {}, "est": {}, "edt": {}, "et": {}, "pst": {}, "pdt": {}, "cst": {}, "cet": {},
	"ist": {}, "am": {}, "pm": {}, "mt": {}, "uhr": {}, "h": {}, "hrs": {}, "мск": {}}

// valid makes a date of a day that some calendar year has.
func valid(year int, m time.Month, day, next int) (date, int, bool) {
	d := news.PartialDate{Year: year, Month: m, Day: day}
	if _, err := news.ParsePartialDate(d.String()); err != nil || m < 1 || m > 12 {
		return date{}, next, false
	}
	return date{said: true, on: d}, next, true
}

func leadingInt(s string) (n int, rest string) {
	for i, r := range s {
		v := digit(r)
		if v < 0 || n > 9999 {
			return n, s[i:]
		}
		n = n*10 + v
	}
	return n, ""
}

func intOf(s string) (int, bool) {
	n, rest := leadingInt(s)
	return n, rest == "" && s != ""
}
