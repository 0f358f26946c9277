package migrate_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dateline.news/internal/db/migrate"
)

var (
	owner   = regexp.MustCompile(`Owned by internal/([a-z]+)`)
	created = regexp.MustCompile(`(?i)CREATE TABLE (\w+)`)
	touched = regexp.MustCompile(`\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+([a-z_]+)\b`)
)

// joined are the tables that a room may read though another owns them, with
// the reason.
var joined = map[string]string{
	"topic roll":     "a list of topics shows each one's count and ends: one query and not one more for each",
	"tag membership": "the tags of a story with their names: one query and not one more for each",
	"tag roll":       "as with topics",
	"people roll":    "as with topics",
}

// owners are the tables and the rooms that own them.
func owners(t *testing.T) map[string]string {
	t.Helper()
	rooms := map[string]string{"goose_db_version": "db"}
	for _, f := range migrate.Files(t) {
		for _, table := range created.FindAllStringSubmatch(f.Text, -1) {
			rooms[table[1]] = owner.FindStringSubmatch(f.Text)[1]
		}
	}
	return rooms
}

// A table is read and written by the room that owns it and by no other, so
// that whoever changes a table finds all that depends on it in one folder.
func TestTables_AreTouchedByTheirOwnersOnly(t *testing.T) {
	t.Parallel()
	rooms, used := owners(t), map[string]bool{}
	eachTable(t, os.DirFS("../.."), func(file, table string) {
		room, _, _ := strings.Cut(file, "/")
		switch of, known := rooms[table]; {
		case !known:
		case of == room:
			used[table] = true
		case joined[room+" "+table] != "":
			used[room+" "+table] = true
		default:
			t.Errorf("internal/%s touches the table %s, which belongs to internal/%s", file, table, of)
		}
	})
	for table, room := range rooms {
		if room != "db" && !used[table] {
			t.Errorf("internal/%s owns the table %s and never touches it", room, table)
		}
	}
	for exception := range joined {
		if !used[exception] {
			t.Errorf("the exception %q is not needed any more", exception)
		}
	}
}

// The rule must bite.
func TestTables_AWrongHandIsSeen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := "package p\n\nconst q = `SELECT * FROM story s JOIN byline b` + \"UPDATE picture SET x\"\n"
	if err := os.WriteFile(path.Join(dir, "hurried.go"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	found := ""
	eachTable(t, os.DirFS(dir), func(_, table string) { found += table + " " })
	if found != "story byline picture " {
		t.Errorf("found %q", found)
	}
}

// eachTable calls f with every name in a string of a Go file, tests apart,
// that stands where SQL has a table.
func eachTable(t *testing.T, tree fs.FS, f func(file, table string)) {
	t.Helper()
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Error(err)
			}
			for _, m := range touched.FindAllStringSubmatch(s, -1) {
				f(name, m[1])
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
