package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline.news/internal/news"
)

// Bounds is what can be said of a day of publication that the page does not give.
// Days are those of the page; zero where there is no bound.
type Bounds struct {
	After         news.PartialDate // published on this day or later
	Before        news.PartialDate // published on this day or earlier
	Weekday       string           // "Friday", where the text says it
	FirstPossible news.PartialDate // the first such weekday within the bounds
	LastPossible  news.PartialDate
	Reasons       []string
}

func (b Bounds) isZero() bool { return b.After.IsZero() && b.Before.IsZero() && b.Weekday == "" }

// evidence is a day on or before which the story cannot have been published.
type evidence struct {
	day news.PartialDate
	why string
}

// readBounds narrows the day of publication where the page does not give it.
func (r *reading) readBounds() {
	if r.page.PublishedAt.IsZero() {
		r.readAddressDay()
	}
	if !r.page.PublishedAt.IsZero() {
		return
	}
	b := &r.page.PublishedBetween
	r.boundBefore(b)
	r.boundAfter(b)
	r.boundWeekday(b)
	r.boundFiled(b)
}

var addressDay = regexp.MustCompile(`/(\d{4})[/-]?(\d{2})[/-]?(\d{2})(?:\d{4,12})?[/-]`)

// readAddressDay reads the day that many sites put into their addresses.
func (r *reading) readAddressDay() {
	m := addressDay.FindStringSubmatch(r.page.Address + "/")
	if m == nil {
		return
	}
	day, err := news.ParsePartialDate(strings.Join(m[1:], "-"))
	if err == nil {
		r.page.PublishedAt = Moment{Day: day}
		r.infer(ToPublishedAt, "the day in the page's address, %s", r.page.Address)
	}
}

func (r *reading) boundBefore(b *Bounds) {
	for _, at := range []struct {
		m   Moment
		why string
	}{{r.page.CapturedAt, "the page was saved on %s"}, {r.page.UpdatedAt, "the page was updated on %s"}} {
		if !at.m.IsZero() && (b.Before.IsZero() || dayOf(at.m.Day).Before(dayOf(b.Before))) {
			b.Before = at.m.Day
			b.Reasons = append(b.Reasons, "not later: "+fmt.Sprintf(at.why, at.m.Day))
		}
	}
}

// boundAfter takes the latest day that the page speaks of as past.
func (r *reading) boundAfter(b *Bounds) {
	var best evidence
	for _, e := range r.pastDays() {
		late := !b.Before.IsZero() && dayOf(e.day).After(dayOf(b.Before))
		if !late && (best.day.IsZero() || dayOf(e.day).After(dayOf(best.day))) {
			best = e
		}
	}
	if !best.day.IsZero() {
		b.After = best.day
		b.Reasons = append(b.Reasons, "not earlier: "+best.why)
	}
}

func (r *reading) pastDays() []evidence {
	var all []evidence
	for _, p := range r.page.Pictures {
		for _, d := range []struct {
			day  news.PartialDate
			verb string
		}{{p.Provenance.TakenOn, "taken"}, {p.Provenance.UploadedOn, "uploaded"}, {p.Provenance.ReleasedOn, "released"}} {
			if !d.day.IsZero() {
				all = append(all, evidence{d.day, fmt.Sprintf("a picture's caption says that it was %s on %s", d.verb, d.day)})
			}
		}
	}
	if d := r.page.Dateline.FiledOn; d.Year != 0 {
		all = append(all, evidence{d, fmt.Sprintf("the dateline says that it was filed on %s", d)})
	}
	for _, text := range r.storyTexts() {
		for _, sentence := range sentences(text) {
			if !future.MatchString(sentence) {
				all = append(all, pastIn(sentence, r.dayFirst)...)
			}
		}
	}
	return all
}

// storyTexts is the dek and the body.
func (r *reading) storyTexts() []string {
	texts := []string{r.page.Dek}
	for _, p := range r.page.Body {
		texts = append(texts, p.Text)
	}
	return texts
}

// A sentence with one of these may speak of a day to come.
var future = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:will|would|shall|plans?|planned|scheduled|until|till|expected|next|deadline|expires?|due|upcoming|by|ahead|could|may|should|будет|будут|до|wird|werden|soll|bis|sera|seront|prévue?|jusqu|será|serán|hasta|previst[oa]|سوف|حتى)(?:$|[^\p{L}])`)

// pastIn finds full days, and months behind "since", in a sentence about the past.
func pastIn(sentence string, dayFirst bool) []evidence {
	var all []evidence
	r := reader{tokens(sentence[:min(len(sentence), 4000)]), dayFirst}
	for i := 0; i < len(r.tokens); i++ {
		if day, next, ok := r.date(i); ok {
			all = append(all, evidence{day, fmt.Sprintf("the text speaks of %s", day)})
			i = next - 1
			continue
		}
		if !r.is(i, "since") {
			continue
		}
		if month, j, ok := r.month(i + 1); ok {
			j = r.skip(j, ",")
			if year := r.at(j).number(4); len(r.at(j).text) == 4 && year > 1600 && year < 2144 {
				day := news.PartialDate{Year: year, Month: month, Day: 1}
				all = append(all, evidence{day, fmt.Sprintf("the text says “since %s %d”", month, year)})
			}
		}
	}
	return all
}

// boundWeekday finds the day on which the story says that its news happened:
// "said Friday", "am Freitag", near the beginning.
func (r *reading) boundWeekday(b *Bounds) {
	day, phrase, ok := r.saidOn()
	if !ok {
		return
	}
	b.Weekday = day.String()
	b.Reasons = append(b.Reasons, fmt.Sprintf("on a %s, or soon after: the text says “%s”", day, phrase))
	if !b.After.IsZero() && b.After != r.page.Dateline.FiledOn { // what is filed today tells of yesterday
		first := dayOf(b.After)
		b.FirstPossible = partial(first.AddDate(0, 0, (int(day)-int(first.Weekday())+7)%7))
		b.Reasons = append(b.Reasons, fmt.Sprintf("the first possible %s is %s", day, b.FirstPossible))
	}
	if !b.Before.IsZero() {
		last := dayOf(b.Before)
		b.LastPossible = partial(last.AddDate(0, 0, -(int(last.Weekday())-int(day)+7)%7))
		b.Reasons = append(b.Reasons, fmt.Sprintf("the last possible %s is %s", day, b.LastPossible))
	}
}

// saidOn looks for a weekday beside a verb of speech, or behind "on", in the first
// paragraphs.
func (r *reading) saidOn() (day time.Weekday, phrase string, ok bool) {
	texts := r.storyTexts()
	for _, text := range texts[:min(len(texts), 4)] {
		ts := tokens(text[:min(len(text), 4000)])
		for i, t := range ts {
			weekday, known := words.weekdays[t.text]
			if !known || len([]rune(t.text)) < 4 || i == 0 {
				continue
			}
			from := weekdayPhrase(ts, i)
			if from < i {
				return weekday, text[ts[from].start:t.end], true
			}
		}
	}
	return 0, "", false
}

// weekdayPhrase is where the phrase that ends with the weekday at i begins; i where
// the weekday is of another week, or nothing leads to it.
func weekdayPhrase(ts []token, i int) int {
	if slices.Contains([]string{"last", "next", "every", "each", "previous"}, ts[i-1].text) {
		return i
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if words.verbs[ts[j].text] {
			return j
		}
		if ts[j].kind != letters {
			break
		}
	}
	if slices.Contains([]string{"on", "am", "в", "el", "le", "ce", "يوم"}, ts[i-1].text) {
		return i - 1
	}
	return i
}

// boundFiled completes a filing day without a year by the years that the bounds,
// and the weekday, leave.
func (r *reading) boundFiled(b *Bounds) {
	filed := r.page.Dateline.FiledOn
	if filed.IsZero() || filed.Year != 0 || b.After.IsZero() || b.Before.IsZero() {
		return
	}
	var possible []news.PartialDate
	for year := b.After.Year; year <= b.Before.Year; year++ {
		day := time.Date(year, filed.Month, filed.Day, 0, 0, 0, 0, time.UTC)
		inside := day.Day() == filed.Day && !day.Before(dayOf(b.After)) && !day.After(dayOf(b.Before))
		if inside && (b.Weekday == "" || day.Weekday().String() == b.Weekday) {
			possible = append(possible, partial(day))
		}
	}
	switch n := len(possible); n {
	case 0:
		b.Reasons = append(b.Reasons, "the dateline's day fits none of the years between")
	default:
		b.FirstPossible, b.LastPossible = possible[0], possible[n-1]
		b.Reasons = append(b.Reasons, fmt.Sprintf("the dateline gives the day without the year; %d of the years between fit, the first on %s", n, possible[0]))
	}
}
