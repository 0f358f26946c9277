package cldr

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAppendInt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tag  string
		n    int64
		want string
	}{
		{"en", 0, "0"},
		{"en", 999, "999"},
		{"en", 1000, "1,000"},
		{"en", -1234567, "-1,234,567"},
		{"en", math.MinInt64, "-9,223,372,036,854,775,808"},
		{"en-IN", 1234567, "12,34,567"},
		{"de", 12345, "12.345"},
		{"de-AT", 12345, "12\u00a0345"},
		{"de-CH", 12345, "12'345"},
		{"es", 1234, "1234"}, // Spain marks no group in four digits
		{"es", 12345, "12.345"},
		{"es-MX", 1234, "1,234"},
		{"ar", 1234, "1,234"},
		{"ar-EG", 1234, "١٬٢٣٤"},
		{"ar-EG-u-nu-latn", 1234, "1,234"},
		{"ar-u-nu-arab", 1234, "١٬٢٣٤"},
	} {
		if got := string(locale(t, test.tag).AppendInt(nil, test.n)); got != test.want {
			t.Errorf("%s: %d is %q, want %q", test.tag, test.n, got, test.want)
		}
	}
}

func TestAppendInt_groups_lose_no_digit(t *testing.T) {
	t.Parallel()
	l := locale(t, "en-IN")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		got := strings.ReplaceAll(string(l.AppendInt(nil, n)), ",", "")
		if got != strconv.FormatInt(n, 10) {
			t.Fatalf("%d became %s", n, got)
		}
	})
}

func TestAppendDecimal(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tag      string
		f        float64
		decimals int
		want     string
	}{
		{"en", 1234.565, 1, "1,234.6"},
		{"de", 1234.5, 2, "1.234,50"},
		{"en", -0.04, 1, "0.0"},
		{"en", -2.5, -1, "-2"},
		{"ar-EG", 1.5, 1, "١٫٥"},
		{"en", math.Inf(1), 1, "+Inf"},
		{"en", math.NaN(), 1, "NaN"},
	} {
		if got := string(locale(t, test.tag).AppendDecimal(nil, test.f, test.decimals)); got != test.want {
			t.Errorf("%s: %v is %q, want %q", test.tag, test.f, got, test.want)
		}
	}
}

func TestAppendPercent(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "12.5%", "de": "12,5\u00a0%", "es": "12,5\u00a0%", "es-MX": "12.5%", "ar-EG": "١٢٫٥٪\u061c",
	} {
		if got := string(locale(t, tag).AppendPercent(nil, 0.125, 1)); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestCompileNumbers_a_sign_may_stand_before_the_number(t *testing.T) {
	t.Parallel()
	n, err := compileNumbers(map[string]string{
		"number.system": "latn", "number.minimumGrouping": "1", "number.latn.pattern": "#,##0.###",
		"number.latn.percent": "%\u00a0#,##0", "number.latn.percentSign": "%",
	}, map[string]string{"latn": "0123456789"}, "")
	if err != nil || n.percent != [2]string{"%\u00a0", ""} {
		t.Errorf("percent is %q, %v", n.percent, err)
	}
}
