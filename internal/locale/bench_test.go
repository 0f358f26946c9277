package locale

import (
	"testing"
	"time"
)

func BenchmarkLocale(b *testing.B) {
	german, arabic := speak(b, "de", "Europe/Berlin"), speak(b, "ar-EG", "Africa/Cairo")
	at := time.Date(2026, time.November, 22, 11, 40, 0, 0, time.UTC)
	for _, bench := range []struct {
		name string
		run  func()
	}{
		{"T/plain", func() { german.T("story.tags") }},
		{"T/argument", func() { german.T("picture.photograph", "name", "Jane Doe") }},
		{"T/isolated", func() { arabic.T("picture.photograph", "name", "Jane Doe") }},
		{"N", func() { german.N("story.comments", 12345) }},
		{"N/arabic", func() { arabic.N("story.comments", 12345) }},
		{"Number", func() { german.Number(12345) }},
		{"Date", func() { german.Date(at) }},
		{"DateTime", func() { german.DateTime(at) }},
		{"DateTime/arabic", func() { arabic.DateTime(at) }},
		{"List", func() { german.List([]string{"Ana", "Ben", "Cem"}) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.run()
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFor(b *testing.B) {
	c := shipped(b)
	for b.Loop() {
		if _, err := c.For("es-MX", time.UTC); err != nil {
			b.Fatal(err)
		}
	}
}
