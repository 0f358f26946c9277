package apptest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline.news/internal/intake"
	"dateline.news/internal/interchange/page"
	"dateline.news/internal/news"
)

// seedFiles are the documents that the project starts from. They stand beside
// the work tree, not in it.
func seedFiles(t testing.TB) []string {
	t.Helper()
	for up := "."; len(up) < 20; up = filepath.Join("..", up) {
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil {
			files, err := filepath.Glob(filepath.Join(up, "../shared/seed/*.txt"))
			if err != nil {
				t.Fatal(err)
			}
			return files
		}
	}
	t.Fatal("the top of the work tree was not found")
	return nil
}

// HasSeed reports whether the document that the project starts from is here.
func HasSeed(t testing.TB) bool { return len(seedFiles(t)) > 0 }

// Seed reads the document that the project starts from. The test is skipped
// where it is not, unless DATELINE_TEST_REQUIRE asks for the corpus.
func Seed(t testing.TB) page.Page {
	t.Helper()
	files := seedFiles(t)
	if len(files) == 0 {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
			t.Fatal("DATELINE_TEST_REQUIRE asks for the corpus, and ../shared/seed is not there")
		}
		t.Skip("the seed document is not here: ../shared/seed")
	}
	file, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, err := page.Understand(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// PublishSeed brings the seed in and publishes it, as
// "dateline import page --publish" does.
func (h *House) PublishSeed(t testing.TB) intake.Imported {
	t.Helper()
	in := intake.Pages{Rooms: h.Intake()}
	done, err := in.Import(t.Context(), news.Program("test"), Seed(t), intake.PageOptions{Publish: true})
	if err != nil {
		t.Fatal(err)
	}
	return done
}
