package locale

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"
)

// The first hour of summer time in Europe, 29 March 2026, one minute before
// and one minute after the clocks go forward.
var (
	beforeChange = time.Date(2026, time.March, 29, 0, 59, 0, 0, time.UTC)
	afterChange  = time.Date(2026, time.March, 29, 1, 1, 0, 0, time.UTC)
)

func TestDateTime_across_the_change_to_summer_time(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ tag, zone, before, after string }{
		{"en-GB", "Europe/London", "29 March 2026, 00:59 GMT", "29 March 2026, 02:01 BST"},
		{"en", "America/New_York", "March 28, 2026, 8:59\u202fPM EDT", "March 28, 2026, 9:01\u202fPM EDT"},
		{"de", "Europe/Berlin", "29. März 2026, 01:59 MEZ", "29. März 2026, 03:01 MESZ"},
		{"de-AT", "Europe/Vienna", "29. März 2026, 01:59 MEZ", "29. März 2026, 03:01 MESZ"},
		{"es", "Europe/Madrid", "29 de marzo de 2026, 1:59 CET", "29 de marzo de 2026, 3:01 CEST"},
		{"es-AR", "America/Argentina/Buenos_Aires", "28 de marzo de 2026, 9:59\u202fp.\u202fm. ART", "28 de marzo de 2026, 10:01\u202fp.\u202fm. ART"},
		{"ar", "Asia/Riyadh", "29 مارس 2026، 3:59 ص غرينتش+3", "29 مارس 2026، 4:01 ص غرينتش+3"},
		{"ar-EG", "Africa/Cairo", "٢٩ مارس ٢٠٢٦، ٢:٥٩ ص غرينتش+٢", "٢٩ مارس ٢٠٢٦، ٣:٠١ ص غرينتش+٢"},
		{"ar-LB", "Asia/Beirut", "٢٩ آذار ٢٠٢٦، ٣:٥٩ ص غرينتش+٣", "٢٩ آذار ٢٠٢٦، ٤:٠١ ص غرينتش+٣"},
	} {
		l := speak(t, test.tag, test.zone)
		if got := l.DateTime(beforeChange); got != test.before {
			t.Errorf("%s before: %q, want %q", test.tag, got, test.before)
		}
		if got := l.DateTime(afterChange); got != test.after {
			t.Errorf("%s after: %q, want %q", test.tag, got, test.after)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.November, 22, 11, 40, 0, 0, time.UTC)
	for tag, want := range map[string]string{
		"en":    "November 22, 2026|Sunday, November 22, 2026|Nov 22, 2026|Nov 22|November 2026|2026|11:40\u202fAM|11:40\u202fAM UTC",
		"en-GB": "22 November 2026|Sunday, 22 November 2026|22 Nov 2026|22 Nov|November 2026|2026|11:40|11:40 UTC",
		"de":    "22. November 2026|Sonntag, 22. November 2026|22. Nov. 2026|22. Nov.|November 2026|2026|11:40|11:40 UTC",
		"es":    "22 de noviembre de 2026|domingo, 22 de noviembre de 2026|22 nov 2026|22 nov|noviembre de 2026|2026|11:40|11:40 UTC",
		"ar":    "22 نوفمبر 2026|الأحد، 22 نوفمبر 2026|22 نوفمبر 2026|22 نوفمبر|نوفمبر 2026|2026|11:40 ص|11:40 ص UTC",
	} {
		l := speak(t, tag, "UTC")
		got := strings.Join([]string{
			l.Date(at), l.FullDate(at), l.ShortDate(at), l.DayMonth(at), l.Month(at), l.Year(at), l.Time(at), l.TimeZone(at),
		}, "|")
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", tag, got, want)
		}
	}
}

func TestPartialDate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tag   string
		year  int
		month time.Month
		day   int
		want  string
	}{
		{"en-GB", 2026, 11, 22, "22 November 2026"},
		{"en-GB", 0, 11, 22, "22 November"},
		{"en", 0, 11, 22, "November 22"},
		{"de", 0, 2, 29, "29. Februar"},
		{"es", 0, 5, 18, "18 de mayo"},
		{"ar", 0, 5, 18, "18 مايو"},
		{"de-AT", 2026, 1, 0, "Jänner 2026"},
		{"es", 2026, 5, 0, "mayo de 2026"},
		{"es", 0, 5, 0, "mayo"},
		{"ar-EG", 2026, 0, 0, "٢٠٢٦"},
		{"en", 0, 0, 0, ""},
		{"en", 2026, 13, 1, ""},
		{"en", 0, -1, 0, ""},
	} {
		if got := speak(t, test.tag, "UTC").PartialDate(test.year, test.month, test.day); got != test.want {
			t.Errorf("%s: %d-%d-%d is %q, want %q", test.tag, test.year, test.month, test.day, got, test.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "1,234,567|0.5|12.5%", "de": "1.234.567|0,5|12,5\u00a0%", "es": "1.234.567|0,5|12,5\u00a0%", "ar-EG": "١٬٢٣٤٬٥٦٧|٠٫٥|١٢٫٥٪\u061c",
	} {
		l := speak(t, tag, "UTC")
		if got := l.Number(1234567) + "|" + l.Decimal(0.5, 1) + "|" + l.Percent(0.125, 1); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "A, B, and C", "en-GB": "A, B and C", "de": "A, B und C", "es": "A, B y C", "ar": "A وB وC",
	} {
		l, items := speak(t, tag, "UTC"), []string{"A", "B", "C"}
		joined := ""
		for i, item := range items {
			joined += l.Joint(items, i) + item
		}
		if got := l.List(items); got != want || joined != want {
			t.Errorf("%s: %q and %q, want %q", tag, got, joined, want)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	l := speak(t, "de", "UTC")
	if l.MonthNames()[2] != "März" || l.DayNames()[0] != "Sonntag" || l.ShortDayNames()[1] != "Mo" || l.FirstDay() != time.Monday {
		t.Errorf("%v %v %v %v", l.MonthNames(), l.DayNames(), l.ShortDayNames(), l.FirstDay())
	}
	for tag, want := range map[string]string{"ar": "Arabisch", "en-GB": "Englisch", "tlh": "tlh"} {
		if got := l.LanguageName(language.MustParse(tag)); got != want {
			t.Errorf("%s is %q, want %q", tag, got, want)
		}
	}
}
