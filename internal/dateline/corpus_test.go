package dateline_test

import (
	"html"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline.news/internal/dateline"
)

const corpus = "../../../shared/corpus"

var paragraph = regexp.MustCompile(`<p>\s*([^<]{8,})`)

// TestParse_WireExamples reads every paragraph of the published examples of
// NewsML-G2 and ninjs: these heads are datelines, and nothing else is.
func TestParse_WireExamples(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(corpus); err != nil {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
			t.Fatal("the corpus is required: ", err)
		}
		t.Skip("no corpus of wire examples beside the repository")
	}
	want := []string{
		"GROSSETO@Italy|AP|",
		"New York@NY||--10-21",
		"New York@NY||--11-21",
		"|Sports Network|",
		"|美國商業資訊|",
	}
	found := map[string]string{}
	for _, dir := range []string{"newsml-g2/examples", "ninjs/examples"} {
		for _, text := range paragraphs(t, filepath.Join(corpus, dir)) {
			r := dateline.Parse(text)
			if !r.Dateline.IsZero() {
				places, source, on := written(r)
				found[places+"|"+source+"|"+on] = text
			}
		}
	}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) {
		t.Errorf("datelines %q, want %q\n%q", got, want, found)
	}
}

func paragraphs(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(b), `\n`, " ")
		for _, m := range paragraph.FindAllStringSubmatch(text, -1) {
			all = append(all, html.UnescapeString(m[1]))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
