package page

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestUnderstand_pages reads the invented pages of testdata/pages; the .json beside
// each holds the fields that it asserts.
func TestUnderstand_pages(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(files) < 24 {
		t.Fatalf("only %d pages to read (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			page := readFile(t, file)
			assertFields(t, page, strings.TrimSuffix(file, ".txt")+".json")
			assertAccounted(t, page, file)
		})
	}
}

func readFile(t *testing.T, file string) Page {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	page, err := Understand(f)
	if err != nil {
		t.Fatalf("Understand(%s): %v", file, err)
	}
	return page
}

// assertFields compares the fields that the wanted file names, wholly, and of
// objects the keys that it names.
func assertFields(t *testing.T, page Page, wanted string) {
	t.Helper()
	raw, err := os.ReadFile(wanted)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatalf("%s: %v", wanted, err)
	}
	got := asMap(t, page)
	for field, value := range want {
		if !includes(got[field], value) {
			t.Errorf("%s:\n got %s\nwant %s", field, asJSON(got[field]), asJSON(value))
		}
	}
	if t.Failed() {
		var report strings.Builder
		if err := page.Report(&report); err != nil {
			t.Error(err)
		}
		t.Log(report.String())
	}
}

func includes(got, want any) bool {
	wantMap, ok := want.(map[string]any)
	if !ok {
		return reflect.DeepEqual(got, want)
	}
	gotMap, ok := got.(map[string]any)
	if !ok {
		return false
	}
	for key, value := range wantMap {
		if !includes(gotMap[key], value) {
			return false
		}
	}
	return true
}

func asMap(t *testing.T, page Page) map[string]any {
	t.Helper()
	raw, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func asJSON(v any) string {
	raw, _ := json.MarshalIndent(v, "", "  ")
	return string(raw)
}

// assertAccounted checks that every line of the file is accounted for once, in order.
func assertAccounted(t *testing.T, page Page, file string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	source := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	lines := page.Lines()
	if len(lines) != len(source) {
		t.Fatalf("%d lines accounted for, the source has %d", len(lines), len(source))
	}
	for i, line := range lines {
		if line.Number != i+1 || line.Text != source[i] || len(line.Fields) == 0 {
			t.Errorf("line %d is accounted for as %+v, the source says %q", i+1, line, source[i])
		}
	}
}
