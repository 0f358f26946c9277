package cldr

import (
	"strings"
	"time"
)

// zones is how a locale names time zones in short.
type zones struct {
	names       map[string][2]string // zone → standard, daylight
	before      string               // around an offset
	after       string
	zero        string
	plus, minus string // signs of an offset
}

func compileZones(values, metazones map[string]string) zones {
	z := zones{names: make(map[string][2]string), zero: values["zone.zero"]}
	z.before, z.after, _ = strings.Cut(values["zone.offset"], "{0}")
	positive, negative, _ := strings.Cut(values["zone.hours"], ";")
	z.plus, _, _ = strings.Cut(positive, "HH")
	z.minus, _, _ = strings.Cut(negative, "HH")
	for zone, meta := range metazones {
		z.put(zone, values, "zone.meta."+meta)
	}
	for key := range values {
		if zone, ok := strings.CutPrefix(key, "zone.id."); ok {
			zone = strings.TrimSuffix(strings.TrimSuffix(zone, ".standard"), ".daylight")
			z.put(zone, values, "zone.id."+zone)
		}
	}
	z.names["UTC"] = z.names["Etc/UTC"]
	return z
}

// put adds what the values under a key say to what is known of a zone.
func (z *zones) put(zone string, values map[string]string, key string) {
	names := z.names[zone]
	if s := values[key+".standard"]; s != "" {
		names[0] = s
	}
	if s := values[key+".daylight"]; s != "" {
		names[1] = s
	}
	if names != [2]string{} {
		z.names[zone] = names
	}
}

// append writes the short name of the zone of t where the locale has one
// ("CET", "MEZ"), else the distance from Greenwich ("GMT+3", "GMT+5:30").
func (z *zones) append(b []byte, t time.Time, n *numbers) []byte {
	_, offset := t.Zone()
	if names, ok := z.names[t.Location().String()]; ok {
		if name := names[daylight(t, offset)]; name != "" {
			return append(b, name...)
		}
	}
	if offset == 0 {
		return append(b, z.zero...)
	}
	b = append(b, z.before...)
	sign := z.plus
	if offset < 0 {
		sign, offset = z.minus, -offset
	}
	b = append(b, sign...)
	b = n.appendPlain(b, offset/3600, 1)
	if minutes := offset % 3600 / 60; minutes != 0 {
		b = append(b, ':')
		b = n.appendPlain(b, minutes, 2)
	}
	return append(b, z.after...)
}

// daylight is 1 while clocks are ahead of the lesser of the offsets of
// January and July. time.Time.IsDST would call winter the daylight time of
// Dublin, whose law has it so, while CLDR and readers do not.
func daylight(t time.Time, offset int) int {
	_, january := time.Date(t.Year(), time.January, 1, 12, 0, 0, 0, t.Location()).Zone()
	_, july := time.Date(t.Year(), time.July, 1, 12, 0, 0, 0, t.Location()).Zone()
	if offset > min(january, july) {
		return 1
	}
	return 0
}
