package delivery

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkLevels is where the levels come from: time and size of a page of
// words with a Zipf distribution.
func BenchmarkLevels(b *testing.B) {
	zipf := rand.NewZipf(rand.New(rand.NewPCG(1, 2)), 1.2, 4, 5000)
	var page strings.Builder
	for page.Len() < 38_000 {
		fmt.Fprintf(&page, "w%x ", zipf.Uint64()*2654435761%0xfffff)
	}
	body := []byte(page.String())
	for _, l := range []level{fast, hard} {
		c, err := newCompressor(l, 1)
		if err != nil {
			b.Fatal(err)
		}
		for as := gzipped; as < codings; as++ {
			b.Run(fmt.Sprintf("%s-%c", token[as], l), func(b *testing.B) {
				var size int
				for b.Loop() {
					packed, err := c.compress(as, body)
					if err != nil {
						b.Fatal(err)
					}
					size = len(packed)
				}
				b.ReportMetric(float64(size), "bytes/page")
			})
		}
	}
}
