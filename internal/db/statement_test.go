package db

import (
	"strings"
	"testing"
)

func TestParseStatement_Placeholders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, text, sqlite string
		params             int
	}{
		{"numbers stay with their numbers", `/* a */ SELECT $2, $1`, `/* a */ SELECT ?2, ?1`, 2},
		{"a number may stand twice", `/* a */ SELECT $1, $1, $2`, `/* a */ SELECT ?1, ?1, ?2`, 2},
		{"two digits", `/* a */ SELECT $1,$2,$3,$4,$5,$6,$7,$8,$9,$10`, `/* a */ SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10`, 10},
		{"not in a string", `/* a */ SELECT '$2 it''s $3', $1`, `/* a */ SELECT '$2 it''s $3', ?1`, 1},
		{"not in a name", `/* a */ SELECT "$2", $1`, `/* a */ SELECT "$2", ?1`, 1},
		{"not in a comment", "/* a $2 */ SELECT 1 -- $3\n, $1 /* $4 */", "/* a $2 */ SELECT 1 -- $3\n, ?1 /* $4 */", 1},
		{"not in a comment that begins like its end", "/* a */ SELECT 1 /*/ $2 */, $1", "/* a */ SELECT 1 /*/ $2 */, ?1", 1},
		{"a comment does not open in a string", `/* a */ SELECT '/*', $1, '*/'`, `/* a */ SELECT '/*', ?1, '*/'`, 1},
		{"not in what is never closed", `/* a */ SELECT '$1`, `/* a */ SELECT '$1`, 0},
		{"a lone dollar stays", `/* a */ SELECT $x, $`, `/* a */ SELECT $x, $`, 0},
	} {
		s, err := parseStatement(SQLite, c.text)
		if err != nil || s.text != c.sqlite || s.params != c.params {
			t.Errorf("%s: %q, %d parameters, %v", c.rule, s.text, s.params, err)
		}
		if s, err := parseStatement(PostgreSQL, c.text); err != nil || s.text != c.text {
			t.Errorf("%s: PostgreSQL gets %q, %v", c.rule, s.text, err)
		}
	}
}

func TestParseStatement_Refuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, says string }{
		{"no label", `SELECT 1`, "does not begin with"},
		{"a label that is not the first", `SELECT /* a */ 1`, "does not begin with"},
		{"an empty label", `/*  */ SELECT 1`, "does not begin with"},
		{"a label without an end", `/* a SELECT 1`, "does not begin with"},
		{"a number left out", `/* a.B */ SELECT $1, $3`, "a.B uses 2 parameters but not $2"},
		{"the number nought", `/* a */ SELECT $0`, "but not $1"},
		{"a number beyond all numbers", `/* a */ SELECT $99999999999999999999`, "but not $1"},
		{"no text", ``, "does not begin with"},
	} {
		if _, err := parseStatement(SQLite, c.text); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
}

func FuzzParseStatement(f *testing.F) {
	for _, s := range []string{`/* a */ SELECT $1`, `/* a */ '$1`, "/* a */ -- $1", `/* a */ /*/`, `/* a */ "$1"$2`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lite, errLite := parseStatement(SQLite, text)
		post, errPost := parseStatement(PostgreSQL, text)
		if (errLite == nil) != (errPost == nil) || lite.params != post.params {
			t.Errorf("the databases differ: %v, %v", errLite, errPost)
		}
		if errPost == nil && post.text != text || len(lite.text) != len(post.text) {
			t.Errorf("%q became %q and %q", text, post.text, lite.text)
		}
	})
}
