package fast

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseEncodings(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]Encodings{
		"": 0, "gzip": Gzip, "gzip, deflate, br, zstd": Gzip | Brotli | Zstd, "GZIP ,\tBr": Gzip | Brotli, "identity": 0, ",,gzip,": Gzip, "gzipx, xbr": 0,
	} {
		if got, ok := ParseEncodings([]byte(value)); !ok || got != want {
			t.Errorf("%q is %d, %v; want %d", value, got, ok, want)
		}
	}
	for _, value := range []string{"*", "gzip;q=1", "br, gzip;q=0", "gzip br", "br, *;q=0"} {
		if _, ok := ParseEncodings([]byte(value)); ok {
			t.Errorf("%q is taken for a plain list", value)
		}
	}
}

func TestPlainTarget(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"/", "/a/b-c_d.html", "/a?b=c&d=/../e//f", "/%D8%a7", "/a?q=%c3%9f", "/a.b/c~d", "/a,b+c:d@e"} {
		if !plainTarget([]byte(target)) {
			t.Errorf("%q is not plain", target)
		}
	}
	for _, target := range []string{
		"", "a", "*", "//", "/a//b", "/.", "/..", "/a/../b", "/a/.", "/.well-known/x", "/%2e", "/%2E%2e/", "/%2f", "/%5c", "/%00", "/%41", "/%",
		"/%8", "/%8g", "/%g8", "/a?%0d%0a", "/a#b", "/a b", "/a\\b", "/a;b", "/a\x00", "/a\x7f", "/\xc3\xa9", "/<", `/"`, "http://a/",
	} {
		if plainTarget([]byte(target)) {
			t.Errorf("%q is plain", target)
		}
	}
}

func TestHarmless(t *testing.T) {
	t.Parallel()
	p := newParser(Options{Harmless: map[string]string{"X-Forwarded-For": "", "X-Forwarded-Proto": "https", "Transfer-Encoding": "", "If-Match": ""}})
	for line, want := range map[string]verdict{
		"X-FORWARDED-FOR: 10.0.0.1": plain, "X-Forwarded-Proto: https": plain, "X-Forwarded-Proto: http": other,
		"X-Forwarded-Host: x": other, "Transfer-Encoding: chunked": other, "If-Match: *": other,
	} {
		if _, got := p.parse([]byte(get(line))); got != want {
			t.Errorf("%q: verdict %d, want %d", line, got, want)
		}
	}
}

// TestParse_isMonotone: the beginning of a plain request is never judged to be
// anything else, and what is not plain never becomes so by further bytes.
func TestParse_isMonotone(t *testing.T) {
	t.Parallel()
	cases := desyncCases()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(cases).Draw(t, "case")
		p := newParser(Options{})
		whole, verdictOfAll := p.parse([]byte(c.bytes))
		n := rapid.IntRange(0, len(c.bytes)).Draw(t, "n")
		r, v := p.parse([]byte(c.bytes[:n]))
		switch {
		case v == more, v == verdictOfAll && (v == other || r.size == whole.size):
		default:
			t.Fatalf("%d bytes of %q have verdict %d, all of it %d", n, c.bytes, v, verdictOfAll)
		}
	})
}

func TestParse_bounds(t *testing.T) {
	t.Parallel()
	p := newParser(Options{})
	for name, c := range map[string]struct {
		head string
		want verdict
	}{
		"the most headers":   {get(strings.Repeat("Via: x\r\n", maxHeaders-2) + "Via: x"), plain},
		"one too many":       {get(strings.Repeat("Via: x\r\n", maxHeaders-1) + "Via: x"), other},
		"the longest target": {"GET /" + strings.Repeat("a", maxTarget-1) + " HTTP/1.1\r\n" + hostLine + "\r\n", plain},
		"one byte longer":    {"GET /" + strings.Repeat("a", maxTarget) + " HTTP/1.1\r\n" + hostLine + "\r\n", other},
	} {
		if _, got := p.parse([]byte(c.head)); got != c.want {
			t.Errorf("%s: verdict %d, want %d", name, got, c.want)
		}
	}
}

func TestClock(t *testing.T) {
	t.Parallel()
	var c clock
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", 3600))
	first := c.at(noon)
	if got, want := string(first.stay), "Date: Mon, 23 Nov 2026 11:00:00 GMT\r\n\r\n"; got != want {
		t.Errorf("the ending is %q, want %q", got, want)
	}
	if got, want := string(first.close), "Date: Mon, 23 Nov 2026 11:00:00 GMT\r\nConnection: close\r\n\r\n"; got != want {
		t.Errorf("the last ending is %q, want %q", got, want)
	}
	if c.at(noon.Add(999*time.Millisecond)) != first {
		t.Error("a date was made twice in a second")
	}
	if got := string(c.at(noon.Add(time.Second)).stay); !strings.Contains(got, "11:00:01") {
		t.Errorf("a second later the date is still %q", got)
	}
}
