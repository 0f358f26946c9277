package site

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"time"

	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// MonthsPage is the archive's entrance: every month that has stories, by year.
type MonthsPage struct {
	Frame
	Heading string
	Years   []ArchiveYear
}

// ArchiveYear is a year of the archive.
type ArchiveYear struct {
	Year   string
	Months []NavItem
}

func (s *Site) listMonths(ctx context.Context, v *visit) (answer, error) {
	v.uses(news.LatestKey(v.edition.ID))
	months, err := s.Stories.Months(ctx, v.edition.ID)
	if err != nil {
		return answer{}, err
	}
	heading := v.l.T("archive.title")
	p := MonthsPage{Frame: s.frame(v, heading), Heading: heading}
	for _, m := range months {
		first, err := time.ParseInLocation("2006-01", m.Date, v.edition.Zone)
		if err != nil {
			return answer{}, err
		}
		year := v.l.Year(first)
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != year {
			p.Years = append(p.Years, ArchiveYear{Year: year})
		}
		item := NavItem{Label: v.l.N("archive.month", m.Stories, "month", v.l.Month(first)), URL: s.url(v.edition, first.Format("/archive/2006/01"))}
		last := &p.Years[len(p.Years)-1]
		last.Months = append(last.Months, item)
	}
	return page("archive/months.html", p)
}

// MonthPage is a calendar of a month.
type MonthPage struct {
	Frame
	Heading  string
	DayNames []string
	Weeks    [][]CalendarDay
	Previous *NavItem
	Next     *NavItem
}

// CalendarDay is a field of a calendar.
type CalendarDay struct {
	Number  string // empty outside of the month
	URL     string // where there were stories
	Label   string // the day and how many stories, for those who hear the page
	Count   string // of its stories, as a number
	Stories string // and in words
}

func (s *Site) showMonth(ctx context.Context, v *visit) (answer, error) {
	first, err := s.dayFrom(v, "1")
	if err != nil {
		return answer{}, err
	}
	v.uses(news.LatestKey(v.edition.ID))
	last := first.AddDate(0, 1, -1)
	days, err := s.Stories.Days(ctx, v.edition.ID, first.Format(time.DateOnly), last.Format(time.DateOnly))
	if err != nil {
		return answer{}, err
	}
	p := MonthPage{Frame: s.frame(v, v.l.Month(first)), Heading: v.l.Month(first), Weeks: s.calendar(v, first, last, days)}
	names := v.l.ShortDayNames()
	for i := range 7 {
		p.DayNames = append(p.DayNames, names[(int(v.l.FirstDay())+i)%7])
	}
	p.Previous = s.monthLink(v, first.AddDate(0, -1, 0))
	if next := first.AddDate(0, 1, 0); !next.After(s.now()) {
		p.Next = s.monthLink(v, next)
	} else {
		v.until(next)
	}
	return page("archive/month.html", p)
}

func (s *Site) monthLink(v *visit, month time.Time) *NavItem {
	return &NavItem{Label: v.l.Month(month), URL: s.url(v.edition, month.Format("/archive/2006/01"))}
}

// calendar lays the days of a month into weeks.
func (s *Site) calendar(v *visit, first, last time.Time, days []story.Day) [][]CalendarDay {
	counts := map[string]int64{}
	for _, d := range days {
		counts[d.Date] = d.Stories
	}
	fields := make([]CalendarDay, (int(first.Weekday())-int(v.l.FirstDay())+7)%7)
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		field := CalendarDay{Number: v.l.Number(int64(day.Day()))}
		if n := counts[day.Format(time.DateOnly)]; n > 0 {
			field.URL = s.url(v.edition, day.Format("/archive/2006/01/02"))
			field.Count, field.Stories = v.l.Number(n), v.l.N("topic.stories", n)
			field.Label = v.l.Date(day) + ", " + field.Stories
		}
		fields = append(fields, field)
	}
	fields = append(fields, make([]CalendarDay, (7-len(fields)%7)%7)...)
	return slices.Collect(slices.Chunk(fields, 7))
}

// DayPage lists the stories of a day.
type DayPage struct {
	Frame
	Heading  string
	Month    NavItem
	Cards    []Card
	Previous NavItem
	Next     *NavItem
}

// mostOfADay bounds the stories on a day's page.
const mostOfADay = 500

func (s *Site) showDay(ctx context.Context, v *visit) (answer, error) {
	day, err := s.dayFrom(v, v.PathValue("day"))
	if err != nil {
		return answer{}, err
	}
	v.uses(news.DayKey(v.edition.ID, day.Format(time.DateOnly)))
	tomorrow := day.AddDate(0, 0, 1)
	from, err := s.Stories.Between(ctx, v.edition.ID, day, tomorrow, mostOfADay)
	if err != nil {
		return answer{}, err
	}
	cards, err := s.cards(ctx, v, from)
	if err != nil {
		return answer{}, err
	}
	heading := v.l.FullDate(day)
	p := DayPage{Frame: s.frame(v, heading), Heading: heading, Cards: cards, Month: *s.monthLink(v, day), Previous: s.dayLink(v, day.AddDate(0, 0, -1))}
	p.NoIndex = len(cards) == 0
	if !tomorrow.After(s.now()) {
		next := s.dayLink(v, tomorrow)
		p.Next = &next
	} else {
		v.until(tomorrow)
	}
	return page("archive/day.html", p)
}

func (s *Site) dayLink(v *visit, day time.Time) NavItem {
	return NavItem{Label: v.l.Date(day), URL: s.url(v.edition, day.Format("/archive/2006/01/02"))}
}

// slashTooMany is the address of a story, a topic, a tag, a person or a month
// with a slash at its end.
var slashTooMany = regexp.MustCompile(`^/(\d{4}/\d{2}/\d{2}|topics|tags|people|archive/\d{4})/[^/]+/$`)

// cutAddress is a story's address without the story, or without the day.
var cutAddress = regexp.MustCompile(`^/\d{4}/\d{2}(/\d{2})?/?$`)

// dayFrom reads the day that an archive's address names. Only the one way of
// writing a day has a page, and days to come have none.
func (s *Site) dayFrom(v *visit, day string) (time.Time, error) {
	year, month := v.PathValue("year"), v.PathValue("month")
	n, err := strconv.Atoi(day)
	if err == nil && len(year) == 4 && len(month) == 2 && (len(day) == 2 || v.PathValue("day") == "") {
		t, err := time.ParseInLocation("2006-01-2", year+"-"+month+"-"+strconv.Itoa(n), v.edition.Zone)
		if err == nil && t.Year() >= 1600 && !t.After(s.now()) {
			return t, nil
		}
	}
	return time.Time{}, news.Errorf(news.NotFound, "there is no such day in the archive")
}
