package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline.news/bench/internal/contest"
)

func TestReport(t *testing.T) {
	t.Parallel()
	r := New("Reading", "go run ./bench/read", time.Date(2026, 11, 23, 9, 5, 0, 0, time.UTC),
		Machine{Processor: "A Processor", CPUs: 2, Memory: "1 kB", System: "Debian", Load: "0.10"}, "nginx 1.22.1", "wrk 4.1.0")
	last := r.Scores([]contest.Scores{
		{Name: "nginx", PerSecond: []float64{100, 200, 150}, CPU: []float64{10, 10, 10}, P99: []float64{1, 2, 3}},
		{Name: "dateline|fast", PerSecond: []float64{110, 180, 300}, CPU: []float64{8, 9, 10}, Errors: 1},
	})
	r.Say("%d rounds", 3)
	text := r.String()
	for _, want := range []string{
		"## Reading, 2026-11-23 09:05 UTC\n",
		"A Processor, 2 processors, 1 kB of memory, Debian",
		"nginx 1.22.1, wrk 4.1.0.\n",
		"| nginx | 150 (100–200) | 10.0 (10.0–10.0) | 2.0 (1.0–3.0) | 0 | 1.00 (1.00–1.00) |",
		`| dateline\|fast | 180 (110–300) | 9.0 (8.0–10.0) |  | 1 |`,
		"\n3 rounds\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if want := "dateline|fast : nginx = 1.10 (0.90–2.00); processor time 0.90 (0.80–1.00)"; last != want {
		t.Errorf("the ratio is %q, want %q", last, want)
	}
}

func TestAppend_KeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "RESULTS.md")
	r := New("Reading", "x", time.Now(), Machine{})
	if err := r.Append(file); err == nil {
		t.Error("results were written to a file that was not there")
	}
	if err := os.WriteFile(file, []byte("# Results\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.Append(file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(text), "# Results\n\n## Reading") {
		t.Errorf("the file is (%v):\n%s", err, text)
	}
}

func TestThisMachine(t *testing.T) {
	t.Parallel()
	if m := ThisMachine(); m.CPUs < 1 || m.String() == "" {
		t.Errorf("the machine is %+v", m)
	}
	if got := field("processor\t: 0\nmodel name\t: A: B\n", "model name", ":"); got != "A: B" {
		t.Errorf("got %q", got)
	}
	if got := field("x", "y", "="); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestMachine_SaysWhenItIsBusy(t *testing.T) {
	t.Parallel()
	for load, want := range map[string]bool{"0.10": false, "1.00": false, "1.50": true, "": false} {
		m := Machine{CPUs: 2, Load: load}
		if got := strings.Contains(m.String(), "busy"); got != want {
			t.Errorf("with a load of %s on two processors: %s", load, m)
		}
	}
}
