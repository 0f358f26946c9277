package page

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline.news/internal/news"
)

// FuzzUnderstand holds that nothing panics, that the JSON can be read back, and that
// every line of the source is accounted for exactly once.
func FuzzUnderstand(f *testing.F) {
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for _, text := range []string{"©", "“", "»", "by", "12:", "(1)", "1 2", "Tags:", "a,b\nc", "© 2021 / a", "Photo:", "said “", "\xFF\xFEa\x00", "May 32, 2015 25:61"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		page, err := Understand(strings.NewReader(text))
		if err != nil {
			if news.KindOf(err) != news.Invalid || news.Say(err) == "" {
				t.Fatalf("an error without a sentence: %v", err)
			}
			return
		}
		raw, err := json.Marshal(page)
		if err != nil || !json.Valid(raw) {
			t.Fatalf("%v: %s", err, raw)
		}
		decoded, err := decode([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		source, lines := splitLines(decoded), page.Lines()
		if len(source) != len(lines) {
			t.Fatalf("%d lines accounted for, the source has %d", len(lines), len(source))
		}
		for i, line := range lines {
			if line.Number != i+1 || line.Text != source[i] || len(line.Fields) == 0 {
				t.Fatalf("line %d: %+v", i+1, line)
			}
			if (line.Fields[0] == Blank) != (plain(source[i]) == "") {
				t.Fatalf("line %d is %v: %q", i+1, line.Fields, source[i])
			}
		}
		if err := page.Report(&strings.Builder{}); err != nil {
			t.Fatal(err)
		}
	})
}
