package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// root is the top of the work tree, seen from this package.
const root = "../.."

// imports calls f with every import of every Go file that is not a test.
func imports(t *testing.T, tree fs.FS, f func(from, to string)) {
	t.Helper()
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f(filepath.ToSlash(filepath.Dir(name)), path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tools are folders whose programs stand beside the house, not in it.
func tools(from string) bool {
	return within(from, "bench") || within(from, "web") || within(from, "e2e")
}

func TestHouse(t *testing.T) {
	t.Parallel()
	seen := 0
	imports(t, os.DirFS(root), func(from, to string) {
		seen++
		if tools(from) {
			return
		}
		if v := violation(from, to); v != "" {
			t.Error(v)
		}
	})
	if seen < 100 {
		t.Errorf("only %d imports were looked at: is %s the top of the tree?", seen, root)
	}
}

// Every rule must bite: each of these imports is wrong and must be called so.
func TestHouse_Bites(t *testing.T) {
	t.Parallel()
	for _, wrong := range []struct{ rule, from, to string }{
		{"the vocabulary is the standard library's", "internal/news", "golang.org/x/text/language"},
		{"the vocabulary knows no room", "internal/news", module + "internal/story"},
		{"the platform knows no news", "internal/db", module + "internal/news"},
		{"the platform knows no capability", "internal/job", module + "internal/story"},
		{"capabilities know no HTTP", "internal/story", "net/http"},
		{"capabilities know no face", "internal/topic", module + "internal/site"},
		{"capabilities import only along the list", "internal/topic", module + "internal/story"},
		{"faces hold no SQL", "internal/site", module + "internal/db"},
		{"drivers belong to the root", "internal/site", "modernc.org/sqlite"},
		{"seams are chosen by the root", "internal/media", module + "internal/blob/s3"},
		{"a test's room is for tests", "internal/story", module + "internal/dbtest"},
		{"every room has a floor", "internal/kitchen", "fmt"},
		{"nobody imports a room without a floor", "internal/site", module + "internal/kitchen"},
		{"the kit stands below the faces", "internal/web", module + "internal/site"},
	} {
		if violation(wrong.from, wrong.to) == "" {
			t.Errorf("%s: %s may import %s", wrong.rule, wrong.from, wrong.to)
		}
	}
}

// The planted file is what a hurried change would look like.
func TestHouse_FindsAPlantedImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	place := filepath.Join(dir, "internal", "topic")
	if err := os.MkdirAll(place, 0o755); err != nil {
		t.Fatal(err)
	}
	planted := "package topic\n\nimport _ \"" + module + "internal/story\"\n"
	if err := os.WriteFile(filepath.Join(place, "hurried.go"), []byte(planted), 0o644); err != nil {
		t.Fatal(err)
	}
	found := ""
	imports(t, os.DirFS(dir), func(from, to string) { found += violation(from, to) })
	if !strings.Contains(found, "internal/topic imports internal/story") {
		t.Errorf("the planted import was not found: %q", found)
	}
}
