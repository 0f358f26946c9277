package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/htmlcheck"
)

// small are the statements of a page view that may look at all of something,
// and why that is never much.
var small = map[string]string{
	"publication.loadEditions": "a publication has a few editions, read when they change",
	"publication.loadSections": "an edition has a dozen sections, read when they change",
	"story.Months":             "an edition has one row for each day: 9,000 in 25 years, on the archive's entrance only",
	"membership.NewestOf":      "scans what its own limited look-ups found: a dozen stories of each owner",
	"membership.of":            "sorts what one story is a member of",
	"tag.Of":                   "sorts the few tags of one story",
	"people.Said":              "sorts the quotes of one person within one story",
}

// Whatever a page view asks of the database is answered through an index, in
// an order that an index has: at a million stories as at a hundred.
func TestPageViews_NeverScan(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		planted := apptest.Demo(t)
		neverScans(t, apptest.With(func(c *config.Config) { c.Data = planted.Config.Data }))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		on := apptest.With(func(c *config.Config) { c.Database = config.DatabaseURL(dbtest.PostgresSchema(t)) })
		planted := apptest.Demo(t, on)
		neverScans(t, apptest.With(func(c *config.Config) { c.Database = planted.Config.Database }))
	})
}

// neverScans walks through a publication that was planted before and looks at
// the plan of every statement of the walk.
func neverScans(t *testing.T, same apptest.Option) {
	t.Helper()
	h := apptest.Empty(t, same)
	opened := map[string]bool{}
	for _, s := range h.DB.Statements() {
		opened[s.Text] = true
	}
	walk(t, h)
	looked, excused := map[string]bool{}, map[string]bool{}
	for _, s := range h.DB.Statements() {
		if opened[s.Text] {
			continue
		}
		looked[s.Caller] = true
		for _, fault := range faults(t, h.DB, s) {
			if small[s.Caller] == "" {
				t.Errorf("%s: %s\n%s", s.Caller, fault, s.Text)
			}
			excused[s.Caller] = true
		}
	}
	if len(looked) < 25 {
		t.Errorf("only %d statements were looked at: %v", len(looked), looked)
	}
	t.Logf("%d statements; excused: %v", len(looked), excused)
}

// mostPages ends the walk: the calendar has no beginning.
const mostPages = 250

// walk asks for every page that can be reached by links, and then the ones
// that are reached otherwise.
func walk(t *testing.T, h *apptest.House) {
	t.Helper()
	seen := map[string]bool{"/": true}
	for todo := []string{"/"}; len(todo) > 0; todo = todo[1:] {
		got := h.Get(t, todo[0])
		if got.Code != http.StatusOK || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") {
			continue
		}
		page := got.Page(t, http.StatusOK)
		for _, link := range append(page.Links(), alternates(page)...) {
			link, _, _ = strings.Cut(strings.TrimPrefix(link, apptest.Origin), "#")
			if strings.HasPrefix(link, "/") && !seen[link] && len(seen) < mostPages && !strings.Contains(link, "lite") {
				seen[link] = true
				todo = append(todo, link)
			}
		}
	}
	for _, path := range []string{"/no-such-page", "/2001/05/18/no-such-story", "/s/333333", "/topics/none", "/tags/none", "/people/none"} {
		h.Get(t, path)
	}
	if len(seen) < 100 {
		t.Errorf("the walk found only %d pages", len(seen))
	}
}

func alternates(p htmlcheck.Page) (all []string) {
	for _, n := range p.Find("link[rel=alternate]").EachIter() {
		if at, ok := n.Attr("href"); ok {
			all = append(all, at)
		}
	}
	return all
}

// faults are what is wrong with how a database would run a statement.
func faults(t *testing.T, d *db.DB, s db.Asked) []string {
	t.Helper()
	if d.Dialect() == db.PostgreSQL {
		return faultsInPostgres(t, d, s)
	}
	rows, err := d.Pool().QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+s.Text, make([]any, s.Params)...)
	if err != nil {
		t.Fatalf("explain %s: %v", s.Caller, err)
	}
	defer rows.Close()
	var wrong []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		if fault(step) {
			wrong = append(wrong, step)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return wrong
}

// fault judges a step of SQLite's. A scan of what a subquery found is none: the
// subquery's own steps are judged.
func fault(step string) bool {
	return strings.HasPrefix(step, "SCAN ") && step != "SCAN known" && step != "SCAN CONSTANT ROW" ||
		strings.HasPrefix(step, "USE TEMP B-TREE")
}

// node is a step of a plan of PostgreSQL's.
type node struct {
	Type      string `json:"Node Type"`
	Relation  string `json:"Relation Name"`
	Index     string `json:"Index Name"`
	IndexCond string `json:"Index Cond"`
	Plans     []node
}

// faultsInPostgres has the statement planned with scans and sorts made as dear
// as can be: what still scans or sorts has no index to go by.
func faultsInPostgres(t *testing.T, d *db.DB, s db.Asked) (wrong []string) {
	t.Helper()
	conn, err := d.Pool().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	run := func(text string) {
		if _, err := conn.ExecContext(t.Context(), text); err != nil {
			t.Fatalf("%s: %v", s.Caller, err)
		}
	}
	run("SET enable_seqscan = off")
	run("SET enable_sort = off")
	run("SET plan_cache_mode = force_generic_plan")
	run("PREPARE looked_at AS " + s.Text)
	defer run("DEALLOCATE looked_at")
	arguments := strings.TrimSuffix(strings.Repeat("NULL, ", s.Params), ", ")
	if arguments != "" {
		arguments = "(" + arguments + ")"
	}
	var text []byte
	if err := conn.QueryRowContext(t.Context(), "EXPLAIN (FORMAT JSON) EXECUTE looked_at"+arguments).Scan(&text); err != nil {
		t.Fatalf("explain %s: %v", s.Caller, err)
	}
	var plans []struct{ Plan node }
	if err := json.Unmarshal(text, &plans); err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		wrong = append(wrong, p.Plan.faults()...)
	}
	return wrong
}

func (n node) faults() (wrong []string) {
	switch {
	case n.Type == "Seq Scan", n.Type == "Sort":
		wrong = append(wrong, fmt.Sprintf("%s %s", n.Type, n.Relation))
	case strings.Contains(n.Type, "Index") && n.IndexCond == "":
		wrong = append(wrong, fmt.Sprintf("%s of all of %s", n.Type, n.Index))
	}
	for _, below := range n.Plans {
		wrong = append(wrong, below.faults()...)
	}
	return wrong
}

// The test bites: a search through words that no index has is called a fault.
func TestPageViews_NeverScan_Bites(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, text := range []string{
			`/* test */ SELECT id FROM story WHERE headline = $1`,
			`/* test */ SELECT id FROM story WHERE section_id = $1 AND pub_key > 0 ORDER BY headline`,
		} {
			if _, err := db.All(context.Background(), d, db.Value[int64], text, 1); err != nil && d.Dialect() == db.SQLite {
				t.Fatal(err)
			}
		}
		found := 0
		for _, s := range d.Statements() {
			if s.Caller != "test" {
				continue
			}
			found++
			if len(faults(t, d, s)) == 0 {
				t.Errorf("nothing is wrong with %s", s.Text)
			}
		}
		if found != 2 {
			t.Errorf("%d statements were seen", found)
		}
	})
}
