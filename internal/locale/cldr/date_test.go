package cldr

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func moment(t testing.TB, zone, value string) time.Time {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	m, err := time.Parse(time.RFC3339, value)
	if err != nil {
		t.Fatal(err)
	}
	return m.In(z)
}

func TestAppendTime_zones(t *testing.T) {
	t.Parallel()
	const winter, summer = "2026-01-15T23:05:00Z", "2026-07-15T23:05:00Z"
	for _, test := range []struct{ tag, zone, at, want string }{
		{"en-GB", "Europe/London", winter, "23:05 GMT"},
		{"en-GB", "Europe/London", summer, "00:05 BST"},
		{"en", "Europe/London", summer, "12:05\u202fAM GMT+1"}, // America has no name for it
		{"en", "America/New_York", winter, "6:05\u202fPM EST"},
		{"en-GB", "America/New_York", winter, "18:05 GMT-5"},
		{"en-IE", "Europe/Dublin", winter, "23:05 GMT"},
		{"en-IE", "Europe/Dublin", summer, "00:05 IST"},
		{"en-IN", "Asia/Kolkata", winter, "4:35\u202fam IST"},
		{"en-AU", "Australia/Sydney", winter, "10:05\u202fam AEDT"}, // the south's summer
		{"de", "Europe/Berlin", winter, "00:05 MEZ"},
		{"de", "Europe/Berlin", summer, "01:05 MESZ"},
		{"de", "Asia/Kathmandu", winter, "04:50 GMT+5:45"},
		{"de", "America/St_Johns", winter, "19:35 GMT-3:30"},
		{"es", "Europe/Madrid", winter, "0:05 CET"},
		{"es-MX-u-hc-h23", "America/Mexico_City", winter, "17:05 GMT-6"},
		{"de-u-hc-h12", "UTC", winter, "11:05\u202fPM UTC"},
		{"ar", "Asia/Riyadh", winter, "2:05 ص غرينتش+3"},
		{"ar-EG", "Africa/Cairo", summer, "٢:٠٥ ص غرينتش+٣"},
		{"ar", "Africa/Abidjan", winter, "11:05 م غرينتش"},
	} {
		if got := string(locale(t, test.tag).AppendTime(nil, ClockZone, moment(t, test.zone, test.at))); got != test.want {
			t.Errorf("%s in %s at %s: %q, want %q", test.tag, test.zone, test.at, got, test.want)
		}
	}
}

func TestAppendTime_midnight_and_noon(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"2026-01-15T00:00:00Z": "12:00\u202fAM", "2026-01-15T12:00:00Z": "12:00\u202fPM", "2026-01-15T13:01:00Z": "1:01\u202fPM",
	} {
		if got := string(locale(t, "en").AppendTime(nil, Clock, moment(t, "UTC", at))); got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
}

func TestCompilePattern(t *testing.T) {
	t.Parallel()
	t.Run("quotations are text", func(t *testing.T) {
		t.Parallel()
		fields, err := compilePattern("d 'de' MMMM''yy")
		if err != nil {
			t.Fatal(err)
		}
		l := locale(t, "es")
		l.dates.patterns[LongDate] = fields
		if got := string(l.AppendTime(nil, LongDate, moment(t, "UTC", "2006-03-02T00:00:00Z"))); got != "2 de marzo'06" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("damaged patterns are refused", func(t *testing.T) {
		t.Parallel()
		for _, pattern := range []string{"", "d 'de", "QQQ"} {
			if _, err := compilePattern(pattern); err == nil {
				t.Errorf("%q was accepted", pattern)
			}
		}
	})
}

func FuzzCompilePattern(f *testing.F) {
	l := locale(f, "ar-EG")
	at := moment(f, "Africa/Cairo", "2026-11-22T11:40:00Z")
	for _, seed := range []string{"d. MMMM y", "EEEE, d 'de' MMMM 'de' y", "h:mm\u202fa v", "''", "d\u200f/M\u200f/yy", "LLLL cccc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		fields, err := compilePattern(pattern)
		if err != nil || len(pattern) > 100 {
			return
		}
		own := *l
		own.dates.patterns[LongDate] = fields
		own.AppendTime(nil, LongDate, at)
	})
}
