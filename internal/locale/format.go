package locale

import (
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/locale/cldr"
)

// Number writes a whole number: "12,345", "12.345", "١٢٬٣٤٥".
func (l *Locale) Number(n int64) string {
	return string(l.formats.AppendInt(make([]byte, 0, 32), n))
}

// Decimal writes a number rounded to so many decimals.
func (l *Locale) Decimal(f float64, decimals int) string {
	return string(l.formats.AppendDecimal(make([]byte, 0, 32), f, decimals))
}

// Percent writes a share of one, 0.125, as per cent: "12.5%", "12,5 %".
func (l *Locale) Percent(share float64, decimals int) string {
	return string(l.formats.AppendPercent(make([]byte, 0, 32), share, decimals))
}

// List joins names: "A, B and C".
func (l *Locale) List(items []string) string {
	return string(l.formats.AppendList(make([]byte, 0, 128), items))
}

// Joint is what stands before item i of a list, for templates that set markup
// around the items: nothing, ", ", " and ".
func (l *Locale) Joint(items []string, i int) string { return l.formats.Joint(items, i) }

// Date writes the day of a moment: "22 November 2026".
func (l *Locale) Date(t time.Time) string { return l.write(cldr.LongDate, t) }

// FullDate writes the day with its weekday: "Sunday, 22 November 2026".
func (l *Locale) FullDate(t time.Time) string { return l.write(cldr.FullDate, t) }

// ShortDate writes the day with a short month: "22 Nov 2026".
func (l *Locale) ShortDate(t time.Time) string { return l.write(cldr.MediumDate, t) }

// DayMonth writes the day without its year: "22 Nov".
func (l *Locale) DayMonth(t time.Time) string { return l.write(cldr.ShortDay, t) }

// Month writes "November 2026".
func (l *Locale) Month(t time.Time) string { return l.write(cldr.Month, t) }

// Year writes "2026".
func (l *Locale) Year(t time.Time) string { return l.write(cldr.Year, t) }

// Time writes the time of day: "11:40".
func (l *Locale) Time(t time.Time) string { return l.write(cldr.Clock, t) }

// TimeZone writes the time of day with the short name of the zone, or with
// its distance from Greenwich where the region has no short name for it:
// "11:40 GMT", "12:40 MEZ", "14:40 GMT+3".
func (l *Locale) TimeZone(t time.Time) string { return l.write(cldr.ClockZone, t) }

// DateTime writes day, time and zone: "22 November 2026, 11:40 GMT".
func (l *Locale) DateTime(t time.Time) string {
	return string(l.formats.AppendDateTime(make([]byte, 0, 64), cldr.LongDate, t.In(l.zone)))
}

// PartialDate writes as much of a date as is known, in any zone: "22 November
// 2026", "22 November" (year 0), "November 2026" (day 0), "2026" (month 0 as
// well) and nothing for nothing or for a month that there is not.
func (l *Locale) PartialDate(year int, month time.Month, day int) string {
	form := cldr.LongDate
	switch {
	case month == 0 && year == 0, month < 0, month > 12:
		return ""
	case month == 0:
		form, month, day = cldr.Year, time.January, 1
	case day == 0 && year == 0:
		return l.MonthNames()[month-1]
	case day == 0:
		form, day = cldr.Month, 1
	case year == 0:
		form, year = cldr.LongDay, 2000 // a leap year, which has every day
	}
	t := time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	return string(l.formats.AppendTime(make([]byte, 0, 64), form, t))
}

// MonthNames are the names of January to December, standing alone.
func (l *Locale) MonthNames() [12]string { return l.formats.MonthNames() }

// DayNames are the names of Sunday to Saturday, standing alone.
func (l *Locale) DayNames() [7]string { return l.formats.DayNames() }

// ShortDayNames are the abbreviations of Sunday to Saturday, standing alone.
func (l *Locale) ShortDayNames() [7]string { return l.formats.ShortDayNames() }

// FirstDay is the day on which the weeks of a calendar begin.
func (l *Locale) FirstDay() time.Weekday { return l.formats.FirstDay }

// LanguageName is the name of a language in this one: "German",
// "alemán". A language without a two-letter code keeps its code.
func (l *Locale) LanguageName(tag language.Tag) string {
	base, _ := tag.Base()
	if name, ok := l.formats.LanguageName(base.String()); ok {
		return name
	}
	return base.String()
}

func (l *Locale) write(form cldr.Form, t time.Time) string {
	return string(l.formats.AppendTime(make([]byte, 0, 64), form, t.In(l.zone)))
}
