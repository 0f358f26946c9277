package load

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func testdata(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestParse(t *testing.T) {
	t.Parallel()
	wrk := Result{Requests: 66851, PerSecond: 33342.14, P50: 691 * time.Microsecond, P99: 70880 * time.Microsecond}
	h2load := Result{Requests: 57231, PerSecond: 28615.5}
	failing := func(r Result, errors int64) Result { r.Errors = errors; return r }
	for _, c := range []struct {
		file  string
		parse func(string) (Result, error)
		want  Result
	}{
		{"wrk.txt", parseWrk, wrk},
		{"wrk-errors.txt", parseWrk, failing(wrk, 60)},
		{"h2load.txt", parseH2load, h2load},
		{"h2load-errors.txt", parseH2load, failing(h2load, 31)},
	} {
		if got, err := c.parse(testdata(t, c.file)); err != nil || got != c.want {
			t.Errorf("%s: got %+v (%v), want %+v", c.file, got, err, c.want)
		}
	}
}

func TestParse_SaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, parse := range map[string]func(string) (Result, error){"wrk": parseWrk, "h2load": parseH2load} {
		if r, err := parse("unable to connect\n"); err == nil || !strings.Contains(err.Error(), "unable to connect") {
			t.Errorf("%s: a report without figures gives %+v (%v)", name, r, err)
		}
	}
}

func TestParseTimes(t *testing.T) {
	t.Parallel()
	got, err := parseTimes(strings.NewReader("1795441285523573\t200\t5073\n1795441285523578\t200\t21\n"))
	if want := []time.Duration{5073 * time.Microsecond, 21 * time.Microsecond}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
	for _, bad := range []string{"1\t200\n", "1\t200\tsoon\n"} {
		if _, err := parseTimes(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestPlan_NeedsSomethingToAskFor(t *testing.T) {
	t.Parallel()
	if _, err := Wrk(t.Context(), Plan{Connections: 1, For: time.Second}); err == nil {
		t.Error("a load without a path was run")
	}
}

func TestWriteScript_QuotesPaths(t *testing.T) {
	t.Parallel()
	p := Plan{Dir: t.TempDir(), Paths: []string{"/a", `/"b"`}}
	file, err := p.writeScript()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\"/a\",\n", `"/\"b\"",`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(testdata(f, "wrk-errors.txt"))
	f.Add(testdata(f, "h2load-errors.txt"))
	f.Fuzz(func(t *testing.T, out string) {
		for _, parse := range []func(string) (Result, error){parseWrk, parseH2load} {
			if r, err := parse(out); err != nil && r != (Result{}) {
				t.Errorf("a failure comes with figures: %+v", r)
			}
		}
	})
}
