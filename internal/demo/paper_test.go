package demo

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"
)

func TestReadPaper_lies_in_the_past(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		now  time.Time
		want string // D-0
	}{
		"in the evening":         {time.Date(2026, 11, 22, 20, 0, 0, 0, london), "2026-11-22"},
		"in the morning":         {time.Date(2026, 11, 22, 9, 0, 0, 0, london), "2026-11-15"},
		"just after midnight":    {time.Date(2026, 11, 23, 0, 0, 1, 0, london), "2026-11-22"},
		"years later":            {time.Date(2028, 2, 29, 22, 0, 0, 0, london), "2026-11-22"},
		"a clock behind a month": {time.Date(2026, 10, 20, 1, 30, 0, 0, time.UTC), "2026-10-18"},
		"as the clocks go back":  {time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC), "2026-10-18"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := readPaper(files, test.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.newest.String(); got != test.want {
				t.Errorf("D-0 is %s, want %s", got, test.want)
			}
			checkPast(t, p, test.now)
		})
	}
}

func TestReadPaper_keeps_its_weekdays(t *testing.T) {
	t.Parallel()
	p, err := readEditions(files)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_780_000_000, 2_500_000_000).Draw(t, "now"), 0)
		if err := p.settleDays(now); err != nil {
			t.Fatal(err)
		}
		checkPast(t, p, now)
		if day := midnight(p.newest, time.UTC).Weekday(); day != time.Sunday {
			t.Errorf("at %v the newest day is a %v", now, day)
		}
	})
}

func checkPast(t interface{ Errorf(string, ...any) }, p *paper, now time.Time) {
	for i, a := range p.articles {
		if a.published.After(now) || a.updated.After(now) {
			t.Errorf("%s lies after %v", a.head.file, now)
		}
		if i > 0 && a.published.Before(p.articles[i-1].published) {
			t.Errorf("%s is older than the one before it", a.head.file)
		}
	}
}

// TestReadPaper_errors_name_the_place spoils one file of the paper at a time.
func TestReadPaper_errors_name_the_place(t *testing.T) {
	t.Parallel()
	const cracks = "paper/en/stories/84-engineers-warned-of-cracks.md"
	const arabic = "paper/ar/stories/13-muhandisun-hadhdharu-min-shuquq.md"
	tests := map[string]struct{ file, old, new, want string }{
		"a key written wrongly":       {cracks, "kicker =", "kiker =", cracks + ":5: there is no key kiker"},
		"a table written wrongly":     {cracks, "[picture]", "[pictures]", cracks + ":15: there is no key pictures"},
		"broken TOML":                 {cracks, `label = "news"`, `label = "news`, cracks + ":4: "},
		"a wrong moment":              {cracks, `"D-0 11:40"`, `"D-0 25:40"`, `"D-0 25:40" is not a moment`},
		"a wrong day":                 {cracks, `"D-0 11:40"`, `"D-x 11:40"`, `"D-x" is not a day`},
		"no fence":                    {cracks, "+++\nslug", "slug", cracks + ":1: the file must begin"},
		"no second fence":             {cracks, "\n+++\n", "\n", cracks + ":1: no second line of +++"},
		"a section that is not there": {cracks, `section = "harbour"`, `section = "harbor"`, cracks + `:3: there is no section "harbor"`},
		"a topic that is not there":   {cracks, `["harbour-wall"]`, `["wall"]`, cracks + `:12: there is no topic "wall"`},
		"a chapter that is not there": {cracks, `"The inquiry"`, `"The end"`, cracks + `:13: the topic harbour-wall has no chapter "The end"`},
		"a tag that is not there":     {cracks, `"Hanne Brix", "Port`, `"Hanna Brix", "Port`, cracks + `:14: there is neither a tag nor a person "Hanna Brix"`},
		"a story that is not there":   {cracks, "story:night-of-the-breach", "story:night", cracks + `:31: there is no story "night" in this edition`},
		"an update without a note":    {cracks, `updated = "D-0 13:52"`, `updated = "D-0 13:50"`, cracks + ":11: the last correction says"},
		"a correction of no kind":     {cracks, `kind = "correction"`, `kind = "erratum"`, `correction 1 is of the kind "erratum"`},
		"a correction too early":      {cracks, "[[corrections]]\nkind = \"correction\"\nat = \"D-0 13:52\"", "[[corrections]]\nkind = \"correction\"\nat = \"D-1 13:52\"", "correction 1 is older than the story"},
		"an address not allowed":      {cracks, "story:night-of-the-breach", "javascript:alert", cracks},
		"a slug used twice":           {cracks, `"engineers-warned-of-cracks"`, `"night-of-the-breach"`, "has the slug"},
		"a date in the future":        {cracks, `"D-0 11:40"`, `"2096-01-01 11:40"`, cracks + ":2: 2096-01-01 11:40:00 lies in the future"},
		"no original":                 {arabic, `translation_of = "engineers-warned-of-cracks"`, `translation_of = "cracks"`, `there is no story "cracks" to translate`},
		"older than the original":     {arabic, `published = "D-0 13:10"`, `published = "D-0 11:00"`, "the translation is not newer than " + cracks},
		"a wrong zone":                {"paper/en/edition.toml", "Europe/London", "Europe/Ellery", `paper/en/edition.toml: "Europe/Ellery" is not a time zone`},
		"a wrong language":            {"paper/en/edition.toml", `"en-GB"`, `"??"`, "paper/en/edition.toml: the language"},
		"a page that is not there":    {"paper/en/edition.toml", "page:about", "page:abut", "the foot menu leads to /abut"},
		"a rule out of place":         {"paper/ar/standards.toml", "number = 2\n", "number = 3\n", "rule 3 stands in place 2"},
		"a timeline's missing story":  {"paper/en/topics.toml", `story = "night-of-the-breach"`, `story = "night"`, `names the story "night"`},
	}
	at := time.Date(2026, time.November, 22, 20, 0, 0, 0, time.UTC)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := readPaper(spoilt(t, test.file, test.old, test.new), at)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "paper/") {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// spoilt is the paper with one piece of one file replaced.
func spoilt(t *testing.T, file, old, with string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		if path == file {
			if !strings.Contains(string(text), old) {
				t.Fatalf("%s holds no %q to spoil", path, old)
			}
			text = []byte(strings.Replace(string(text), old, with, 1))
		}
		all[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
