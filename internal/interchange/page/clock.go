package page

import "strings"

// zones are the abbreviations that stand for one offset in the news: hours east
// of UTC. IST, ET and their like stand for several and are kept as words only.
var zones = map[string]float64{
	"gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3,
	"gst": 4, "pkt": 5, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "غرينتش": 0,
}

var vagueZones = map[string]bool{"et": true, "ct": true, "mt": true, "pt": true, "ist": true, "ast": true}

// zone is what a page says about the zone of a clock.
type zone struct {
	name   string
	offset int
	known  bool
}

// clock reads a time of day that begins at token i: 22:15, 22:15:07, 3:15 PM,
// 3 p.m., 22h15, 20.15 Uhr; with its zone, if one follows.
func (r reader) clock(i int) (c Clock, z zone, next int, ok bool) {
	hour := r.at(i).number(2)
	if hour < 0 || hour > 24 {
		return c, z, i, false
	}
	minute, next := r.minutes(i + 1)
	second := 0
	if minute >= 0 && r.is(next, ":") && r.at(next+1).number(2) >= 0 {
		second, next = r.at(next+1).number(2), next+2
	}
	half, next := r.halfDay(next)
	switch {
	case minute < 0 && half < 0, half >= 0 && (hour < 1 || hour > 12):
		return c, z, i, false
	case half >= 0:
		hour = hour%12 + half
	}
	if minute < 0 {
		minute = 0
	}
	if hour > 23 || minute > 59 || second > 59 {
		return c, z, i, false
	}
	next = r.skip(next, "uhr", "hrs", "h")
	z, next = r.zone(next)
	return Clock{hour, minute, second, true}, z, next, true
}

// minutes reads ":15", "h15" and, before "Uhr" or a half of the day, ".15".
func (r reader) minutes(i int) (minute, next int) {
	m := r.at(i + 1).number(2)
	if m < 0 || len(r.at(i+1).text) != 2 {
		return -1, i
	}
	if r.is(i, ":", "h") {
		return m, i + 2
	}
	_, after := r.halfDay(i + 2)
	if r.is(i, ".") && (r.is(i+2, "uhr") || after > i+2) {
		return m, i + 2
	}
	return -1, i
}

// halfDay reads "PM", "p.m." and returns the hours to add, or -1.
func (r reader) halfDay(i int) (hours, next int) {
	half := map[string]int{"am": 0, "pm": 12, "a": 0, "p": 12}
	h, ok := half[r.at(i).text]
	switch {
	case !ok:
		return -1, i
	case len(r.at(i).text) == 2:
		return h, i + 1
	case r.is(i+1, ".") && r.is(i+2, "m"):
		return h, r.skip(i+3, ".")
	}
	return -1, i
}

// zone reads "GMT", "(EDT)", "UTC+3", "+03:00".
func (r reader) zone(i int) (zone, int) {
	start := i
	i = r.skip(i, "(")
	z, next := zone{}, i
	if hours, ok := zones[r.at(i).text]; ok {
		z, next = zone{strings.ToUpper(r.at(i).text), int(hours * 3600), true}, i+1
	} else if vagueZones[r.at(i).text] {
		return zone{name: strings.ToUpper(r.at(i).text)}, r.skip(i+1, ")")
	} else if !r.is(i, "+", "-") {
		return zone{}, start
	}
	if seconds, after, ok := r.numericOffset(next); ok && z.offset == 0 {
		return zone{"UTC", seconds, true}, r.skip(after, ")")
	}
	if !z.known {
		return zone{}, start
	}
	return z, r.skip(next, ")")
}

// numericOffset reads +3, +03:00 and +0300. A minus sign needs the long form,
// because a hyphen also parts a clock from a date.
func (r reader) numericOffset(i int) (seconds, next int, ok bool) {
	if !r.is(i, "+", "-") || r.at(i+1).kind != digits || r.at(i+1).start != r.at(i).end {
		return 0, i, false
	}
	hours, minutes, next := r.at(i+1).number(2), 0, i+2
	if long := r.at(i + 1).number(4); len(r.at(i+1).text) == 4 {
		hours, minutes = long/100, long%100
	} else if r.is(i+2, ":") && len(r.at(i+3).text) == 2 {
		minutes, next = r.at(i+3).number(2), i+4
	} else if r.is(i, "-") {
		return 0, i, false
	}
	if hours < 0 || hours > 14 || minutes < 0 || minutes > 59 {
		return 0, i, false
	}
	seconds = hours*3600 + minutes*60
	if r.is(i, "-") {
		seconds = -seconds
	}
	return seconds, next, true
}
