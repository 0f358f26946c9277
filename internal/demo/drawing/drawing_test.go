package drawing

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"

	"dateline.news/internal/news"
)

var sizes = []image.Point{{300, 200}, {320, 180}, {200, 200}}

func TestDraw(t *testing.T) {
	t.Parallel()
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, mood := range Moods() {
				for i, size := range sizes {
					img, err := Draw(name, uint64(i+1), mood, size.X, size.Y)
					if err != nil {
						t.Fatalf("%s at %v: %v", mood, size, err)
					}
					if img.Bounds().Size() != size {
						t.Fatalf("%s: size %v, want %v", mood, img.Bounds().Size(), size)
					}
					checkInk(t, mood, img)
				}
			}
		})
	}
}

// checkInk wants every pixel within the palette and every picture to hold solid
// ink, neither so little that it is empty nor so much that it is a blot.
func checkInk(t *testing.T, mood string, img *image.Paletted) {
	t.Helper()
	var count [256]int
	for _, v := range img.Pix {
		if int(v) >= len(img.Palette) {
			t.Fatalf("%s: pixel %d outside a palette of %d", mood, v, len(img.Palette))
		}
		count[v]++
	}
	var dark int
	for v := len(img.Palette) * 2 / 3; v < len(img.Palette); v++ {
		dark += count[v]
	}
	share := float64(dark) / float64(len(img.Pix))
	most := .7
	if mood == "night" {
		most = .9
	}
	if share < .05 || share > most {
		t.Errorf("%s: %.0f %% of the plate is dark", mood, share*100)
	}
	if count[len(img.Palette)-1] == 0 {
		t.Errorf("%s: no solid ink", mood)
	}
}

func TestPNG(t *testing.T) {
	t.Parallel()
	t.Run("same arguments give the same bytes, from many goroutines", func(t *testing.T) {
		t.Parallel()
		for _, name := range Names() {
			want := mustPNG(t, name, 7, "gale", 300, 200)
			var wg sync.WaitGroup
			for range 3 {
				wg.Go(func() {
					if got, err := PNG(name, 7, "gale", 300, 200); err != nil || !bytes.Equal(got, want) {
						t.Errorf("%s differs between calls (error %v)", name, err)
					}
				})
			}
			wg.Wait()
		}
	})
	t.Run("decodes to the picture drawn", func(t *testing.T) {
		t.Parallel()
		img, err := png.Decode(bytes.NewReader(mustPNG(t, "ferry", 1, "day", 300, 200)))
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := Draw("ferry", 1, "day", 300, 200)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(img.(*image.Paletted).Pix, drawn.Pix) {
			t.Error("decoded pixels differ from the drawing")
		}
	})
	t.Run("a picture for the web stays small", func(t *testing.T) {
		t.Parallel()
		for _, name := range []string{"harbour-cranes", "ferry", "council-hall"} {
			if n := len(mustPNG(t, name, 1, "day", 1200, 800)); n > 80<<10 {
				t.Errorf("%s takes %d bytes", name, n)
			}
		}
	})
}

func TestVariety(t *testing.T) {
	t.Parallel()
	t.Run("seeds and moods change every scene", func(t *testing.T) {
		t.Parallel()
		for _, name := range Names() {
			first := mustDraw(t, name, 1, "day")
			if share := changed(first, mustDraw(t, name, 2, "day")); share < .08 {
				t.Errorf("%s: seeds 1 and 2 differ in only %.1f %% of the plate", name, share*100)
			}
			if share := changed(first, mustDraw(t, name, 1, "night")); share < .2 {
				t.Errorf("%s: day and night differ in only %.1f %% of the plate", name, share*100)
			}
		}
	})
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what, name, mood string
		width, height    int
		says             string
	}{
		{"an unknown scene lists the scenes", "volcano", "day", 300, 200, "lighthouse"},
		{"an unknown mood lists the moods", "ferry", "jolly", 300, 200, "dusk"},
		{"too narrow", "ferry", "day", MinSide - 1, 200, "64 to 4000"},
		{"too low", "ferry", "day", 200, MinSide - 1, "64 to 4000"},
		{"too large", "ferry", "day", MaxSide + 1, 200, "64 to 4000"},
		{"negative", "ferry", "day", -300, 200, "64 to 4000"},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			_, err := PNG(c.name, 1, c.mood, c.width, c.height)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("error %v, want one naming %q", err, c.says)
			}
			if kind, ok := errors.AsType[*news.Error](err); !ok || kind.Kind != news.Invalid {
				t.Errorf("error %v is not news.Invalid", err)
			}
		})
	}
	t.Run("the least and an odd shape are drawn", func(t *testing.T) {
		t.Parallel()
		for _, size := range []image.Point{{MinSide, MinSide}, {600, MinSide}, {MinSide, 600}} {
			for _, name := range Names() {
				if _, err := Draw(name, 3, "gale", size.X, size.Y); err != nil {
					t.Errorf("%s at %v: %v", name, size, err)
				}
			}
		}
	})
}

func TestNames(t *testing.T) {
	t.Parallel()
	names := Names()
	for i, n := range names {
		if i > 0 && names[i-1] >= n {
			t.Errorf("%q and %q are out of order or twice there", names[i-1], n)
		}
	}
	names[0] = "changed"
	if Names()[0] == "changed" {
		t.Error("callers can change the list of scenes")
	}
}

func mustPNG(t *testing.T, name string, seed uint64, mood string, w, h int) []byte {
	t.Helper()
	b, err := PNG(name, seed, mood, w, h)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustDraw(t *testing.T, name string, seed uint64, mood string) *image.Paletted {
	t.Helper()
	img, err := Draw(name, seed, mood, 300, 200)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// changed is the share of pixels in which two pictures of one size differ.
func changed(a, b *image.Paletted) float64 {
	n := 0
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			n++
		}
	}
	return float64(n) / float64(len(a.Pix))
}

func BenchmarkPNG(b *testing.B) {
	for _, mood := range Moods() {
		b.Run(mood, func(b *testing.B) {
			names, bytes, i := Names(), 0, 0
			for b.Loop() {
				data, err := PNG(names[i%len(names)], 1, mood, 1200, 800)
				if err != nil {
					b.Fatal(err)
				}
				bytes += len(data)
				i++
			}
			b.ReportMetric(float64(bytes)/1024/float64(b.N), "KB/picture")
		})
	}
}
