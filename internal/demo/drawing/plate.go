package drawing

import (
	"image"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// plate is the picture while it is being made: one byte of ink a pixel, and the
// tools to put it there.
type plate struct {
	w, h    float64 // size in units; the short side is 200
	scale   float64 // pixels a unit
	gauge   float64 // units from one hatching line to the next
	mood    mood
	rng     *rand.Rand
	salt    uint32
	sun     point // sun or moon, once the sky is drawn
	gleam   bool  // the sun or moon is to be seen
	indoors bool  // no weather falls here
	width   int
	height  int
	ink8    []uint8
	ras     vector.Rasterizer
	cover   []uint8
	work    layer
}

func newPlate(width, height int, m mood, rng *rand.Rand) *plate {
	short := float64(min(width, height))
	scale := short / 200
	gap := math.Round(max(3, min(12, short/135)))
	return &plate{
		w: float64(width) / scale, h: float64(height) / scale,
		scale: scale, gauge: gap / scale, mood: m, rng: rng, salt: rng.Uint32(),
		width: width, height: height, ink8: make([]uint8, width*height),
	}
}

// pick is a chance value from a up to b.
func (p *plate) pick(a, b float64) float64 { return a + (b-a)*p.rng.Float64() }

// count is a chance whole number from a to b.
func (p *plate) count(a, b int) int { return a + p.rng.IntN(b-a+1) }

// chance is true about the given share of the time.
func (p *plate) chance(share float64) bool { return p.rng.Float64() < share }

// ink is the tone of ink at a depth: 0 at hand, 1 at the horizon.
func (p *plate) ink(depth float64) float64 {
	return lerp(1, p.mood.sky+.1, clamp(depth)*p.mood.fade)
}

// glow is the tone of a window or lamp: bare plate when lit.
func (p *plate) glow() float64 {
	if p.mood.lamps {
		return 0
	}
	return p.mood.light
}

// comeIn moves the picture indoors: no weather falls, and after dark a lamp is
// lit in the room.
func (p *plate) comeIn() {
	p.indoors = true
	if p.mood.lamps {
		p.mood.light *= .35
		p.mood.shade *= .5
	}
}

// print reduces the ink to the mood's palette.
func (p *plate) print() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, p.width, p.height), p.mood.palette())
	var step [256]uint8
	for i := range step {
		step[i] = uint8((i*(shades-1) + 127) / 255)
	}
	for i, v := range p.ink8 {
		img.Pix[i] = step[v]
	}
	return img
}
