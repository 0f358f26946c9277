package page

import (
	"fmt"
	"time"

	"dateline.news/internal/news"
)

// Moment is a time as a page gives it: a day, perhaps with a clock, perhaps with
// a zone. It never says more than the page does.
type Moment struct {
	Day    news.PartialDate // with its year
	Clock  Clock
	Zone   string // "GMT", "EDT", as written; empty where the page gives none
	Offset int    // seconds east of UTC, where Zoned
	Zoned  bool
}

// Clock is a time of day; the zero value means that none is known.
type Clock struct {
	Hour, Minute, Second int
	Known                bool
}

// IsZero reports that no time is known.
func (m Moment) IsZero() bool { return m == Moment{} }

// String writes as much of ISO 8601 as the page says: 2015-05-18,
// 2015-05-18T22:15:00, 2015-05-18T22:15:00Z.
func (m Moment) String() string {
	if m.IsZero() {
		return ""
	}
	if !m.Clock.Known {
		return m.Day.String()
	}
	s := fmt.Sprintf("%sT%02d:%02d:%02d", m.Day, m.Clock.Hour, m.Clock.Minute, m.Clock.Second)
	if !m.Zoned {
		return s
	}
	return s + offset(m.Offset)
}

func offset(seconds int) string {
	if seconds == 0 {
		return "Z"
	}
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// MarshalText writes the form of String.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// instant is the moment on the time line; without a zone it is off by some hours,
// which is good enough to order days.
func (m Moment) instant() time.Time {
	return time.Date(m.Day.Year, m.Day.Month, m.Day.Day, m.Clock.Hour, m.Clock.Minute, m.Clock.Second, 0,
		time.FixedZone(m.Zone, m.Offset))
}

func dayOf(d news.PartialDate) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

func partial(t time.Time) news.PartialDate {
	return news.PartialDate{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// In returns the moment on the time line, read in zone where the page gives no
// zone of its own; midnight where it gives no clock; the zero time for none.
func (m Moment) In(zone *time.Location) time.Time {
	if m.IsZero() {
		return time.Time{}
	}
	if m.Zoned {
		zone = time.FixedZone(m.Zone, m.Offset)
	}
	return time.Date(m.Day.Year, m.Day.Month, m.Day.Day, m.Clock.Hour, m.Clock.Minute, m.Clock.Second, 0, zone)
}
