package demo_test

import (
	"path/filepath"
	"testing"

	"dateline.news/internal/db/migrate"
	"dateline.news/internal/db/sqlite"
	"dateline.news/internal/demo"
)

// BenchmarkPlant plants the paper, pictures and all, into a new SQLite file
// that waits for the disk, as the demo does when it starts.
func BenchmarkPlant(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		d, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "dateline.db"), sqlite.Options{Now: clock})
		must(b, err)
		must(b, migrate.Up(b.Context(), d))
		n := newNewsroom(b, d)
		b.StartTimer()
		must(b, demo.Plant(b.Context(), n, now))
		b.StopTimer()
		must(b, d.Close())
		b.StartTimer()
	}
}
