package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline.news/internal/news"
)

// day is a day as the paper's files write it: "D-12", twelve days before the
// newest one, or a date, "2024-02-03". The zero day is not known.
type day struct {
	relative bool
	back     int // days before the newest one
	date     news.PartialDate
}

// UnmarshalText reads either form.
func (d *day) UnmarshalText(text []byte) error {
	s := string(text)
	if back, ok := strings.CutPrefix(s, "D-"); ok {
		n, err := strconv.ParseUint(back, 10, 16)
		if err != nil {
			return fmt.Errorf("%q is not a day; write D-12 or 2024-02-03", s)
		}
		*d = day{relative: true, back: int(n)}
		return nil
	}
	date, err := news.ParsePartialDate(s)
	if err != nil || date.Year == 0 {
		return fmt.Errorf("%q is not a day; write D-12 or 2024-02-03", s)
	}
	*d = day{date: date}
	return nil
}

// on is the date of the day when D-0 is newest; the zero date for the zero day.
func (d day) on(newest news.PartialDate) news.PartialDate {
	if !d.relative {
		return d.date
	}
	return dateOf(midnight(newest, time.UTC).AddDate(0, 0, -d.back))
}

// moment is a day and a time on the clock: "D-12 07:15". The zero moment is
// not known.
type moment struct {
	day
	hour, minute int
}

// UnmarshalText reads a day, a blank and a time of day.
func (m *moment) UnmarshalText(text []byte) error {
	on, clock, _ := strings.Cut(string(text), " ")
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return fmt.Errorf("%q is not a moment; write D-12 07:15 or 2024-02-03 07:15", text)
	}
	m.hour, m.minute = t.Hour(), t.Minute()
	return m.day.UnmarshalText([]byte(on))
}

// at is the moment when D-0 is newest, by the clocks of the zone. It is the
// zero time for the zero moment.
func (m moment) at(newest news.PartialDate, zone *time.Location) time.Time {
	if m == (moment{}) {
		return time.Time{}
	}
	d := m.on(newest)
	return time.Date(d.Year, d.Month, d.Day, m.hour, m.minute, 0, 0, zone)
}

func dateOf(t time.Time) news.PartialDate {
	year, month, day := t.Date()
	return news.PartialDate{Year: year, Month: month, Day: day}
}

func midnight(d news.PartialDate, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}
