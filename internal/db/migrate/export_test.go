package migrate

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
)

// UpTo is Up as far as a version.
var UpTo = upTo

// File is one migration as written.
type File struct {
	Name    string
	Version int64
	Text    string
}

// Files are the migrations in their order.
func Files(t *testing.T) (all []File) {
	t.Helper()
	entries, err := fs.ReadDir(schema, "schema")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := schema.ReadFile("schema/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		number, _, _ := strings.Cut(e.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
		all = append(all, File{Name: e.Name(), Version: version, Text: string(text)})
	}
	return all
}

// Versions are the versions of the migrations, in their order.
func Versions(t *testing.T) (all []int64) {
	t.Helper()
	for _, f := range Files(t) {
		all = append(all, f.Version)
	}
	return all
}
