package page

import (
	"time"

	"dateline.news/internal/news"
)

// reader walks over tokens and reads dates and clocks.
type reader struct {
	tokens   []token
	dayFirst bool // 03/04/2015 is the third of April
}

func (r reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) {
		return token{kind: mark}
	}
	return r.tokens[i]
}

func (r reader) is(i int, texts ...string) bool {
	for _, text := range texts {
		if r.at(i).text == text {
			return true
		}
	}
	return false
}

// date reads a date that begins at token i and returns the token after it.
func (r reader) date(i int) (day news.PartialDate, next int, ok bool) {
	for _, form := range []func(int) (news.PartialDate, int, bool){r.dateISO, r.dateNumeric, r.dateDayMonth, r.dateMonthDay} {
		if day, next, ok = form(i); ok {
			return day, next, true
		}
	}
	return news.PartialDate{}, i, false
}

// dateISO reads 2015-05-18, 2015/05/18 and 2015.05.18.
func (r reader) dateISO(i int) (news.PartialDate, int, bool) {
	separator := r.at(i + 1).text
	if len(r.at(i).text) != 4 || !r.is(i+1, "-", "/", ".") || !r.is(i+3, separator) {
		return news.PartialDate{}, i, false
	}
	return dated(i+5, r.at(i).number(4), r.at(i+2).number(2), r.at(i+4).number(2))
}

// dateNumeric reads 18.05.2015 and, where the order of day and month is certain
// (by the language, or because one of them is above 12), 18/05/2015 and 05/18/2015.
func (r reader) dateNumeric(i int) (news.PartialDate, int, bool) {
	a, b, year := r.at(i).number(2), r.at(i+2).number(2), r.at(i+4).number(4)
	separator := r.at(i + 1).text
	if a < 1 || b < 1 || len(r.at(i+4).text) != 4 || !r.is(i+1, ".", "/", "-") || !r.is(i+3, separator) {
		return news.PartialDate{}, i, false
	}
	switch {
	case separator == "." || r.dayFirst || a > 12 || a == b:
		return dated(i+5, year, b, a)
	case b > 12:
		return dated(i+5, year, a, b)
	}
	return news.PartialDate{}, i, false
}

// ambiguous reports a date such as 03/04/2015 whose day and month cannot be told apart.
func (r reader) ambiguous() bool {
	for i := range r.tokens {
		a, b := r.at(i).number(2), r.at(i+2).number(2)
		_, _, ok := r.dateNumeric(i)
		if !ok && a > 0 && b > 0 && a <= 12 && b <= 12 && r.is(i+1, "/", "-") && r.at(i+3).text == r.at(i+1).text && len(r.at(i+4).text) == 4 && r.at(i+4).kind == digits {
			return true
		}
	}
	return false
}

// dateDayMonth reads 18 May 2015, 18. Mai 2015, 1er mai 2015, 18 de mayo de 2015.
func (r reader) dateDayMonth(i int) (news.PartialDate, int, bool) {
	day := r.at(i).number(2)
	if day < 1 {
		return news.PartialDate{}, i, false
	}
	j := r.skip(i+1, ".", "er", "st", "nd", "rd", "th", "º", "de", "of", "-")
	month, j, ok := r.month(j)
	if !ok {
		return news.PartialDate{}, i, false
	}
	j = r.skip(j, ".", ",", "de", "del", "-")
	if len(r.at(j).text) != 4 {
		return news.PartialDate{}, i, false
	}
	return dated(j+1, r.at(j).number(4), int(month), day)
}

// dateMonthDay reads May 18, 2015.
func (r reader) dateMonthDay(i int) (news.PartialDate, int, bool) {
	month, j, ok := r.month(i)
	if !ok {
		return news.PartialDate{}, i, false
	}
	j = r.skip(j, ".")
	day := r.at(j).number(2)
	j = r.skip(j+1, "st", "nd", "rd", "th", ",")
	if len(r.at(j).text) != 4 {
		return news.PartialDate{}, i, false
	}
	return dated(j+1, r.at(j).number(4), int(month), day)
}

// month reads the name of a month, of one or two words.
func (r reader) month(i int) (time.Month, int, bool) {
	if m, ok := words.months[r.at(i).text+" "+r.at(i+1).text]; ok {
		return m, i + 2, true
	}
	m, ok := words.months[r.at(i).text]
	return m, i + 1, ok
}

func (r reader) skip(i int, texts ...string) int {
	for r.is(i, texts...) {
		i++
	}
	return i
}

// dated is a day that the calendar has, within the age of news on the web's pages.
func dated(next, year, month, day int) (news.PartialDate, int, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1600 || year > 2144 || int(t.Month()) != month || t.Day() != day {
		return news.PartialDate{}, next, false
	}
	return partial(t), next, true
}
