package dateline_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"dateline.news/internal/dateline"
)

// opening is one labelled line of testdata.
type opening struct {
	line                     int
	text, places, source, on string
	rest                     string
	has                      bool
}

func openings(t *testing.T, file string) []opening {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []opening
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		if sc.Text() == "" || strings.HasPrefix(sc.Text(), "# ") {
			continue
		}
		cols := append(strings.Split(sc.Text(), "\t"), "", "", "")
		o := opening{line: n, places: cols[1], source: cols[2], on: cols[3]}
		text := strings.ReplaceAll(cols[0], `\n`, "\n")
		head, rest, has := strings.Cut(text, "¦")
		o.text, o.rest, o.has = head+rest, rest, has
		if !has {
			o.rest = text
		}
		all = append(all, o)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// written puts a result into the form of the table.
func written(r dateline.Result) (places, source, on string) {
	var names []string
	for _, p := range r.Dateline.Places {
		name := p.Name
		if p.Region != "" {
			name += "@" + p.Region
		}
		names = append(names, name)
	}
	return strings.Join(names, ";"), r.Dateline.Source, r.Dateline.FiledOn.String()
}

// tally counts; a hit needs every field right.
type tally struct{ hits, found, wanted, total int }

func (c tally) precision() float64 { return float64(c.hits) / float64(max(c.found, 1)) }
func (c tally) recall() float64    { return float64(c.hits) / float64(max(c.wanted, 1)) }

func measure(t *testing.T, all []opening) tally {
	t.Helper()
	var c tally
	for _, o := range all {
		r := dateline.Parse(o.text)
		places, source, on := written(r)
		found := !r.Dateline.IsZero() || r.Rest != o.text
		right := found == o.has && places == o.places && source == o.source && on == o.on && r.Rest == o.rest
		c.total++
		if found {
			c.found++
		}
		if o.has {
			c.wanted++
		}
		if right && o.has {
			c.hits++
		}
		if !right {
			t.Logf("line %d: %q\n\tgot  places %q source %q on %q rest %q\n\twant places %q source %q on %q rest %q",
				o.line, o.text, places, source, on, r.Rest, o.places, o.source, o.on, o.rest)
		}
	}
	return c
}

func TestParse_Openings(t *testing.T) {
	t.Parallel()
	c := measure(t, openings(t, "testdata/openings.tsv"))
	t.Logf("%d openings, %d with a dateline: precision %.4f, recall %.4f", c.total, c.wanted, c.precision(), c.recall())
	if c.precision() < 0.99 || c.recall() < 0.98 {
		t.Errorf("precision %.4f and recall %.4f are below 0.99 and 0.98", c.precision(), c.recall())
	}
}

// TestTables holds that no compiled-in table is empty: without one, Parse would
// quietly know less.
func TestTables(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"wires", "outlets", "gazetteer", "regions", "months", "weekdays", "leadins"} {
		b, err := os.ReadFile("data/" + file + ".txt")
		if err != nil || len(b) < 500 {
			t.Errorf("data/%s.txt has %d bytes (%v)", file, len(b), err)
		}
	}
}
