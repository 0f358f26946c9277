package drawing

import (
	"math"
	"slices"
)

// tone is how dark a place is to be, 0 to 1. Hatching turns it into the width
// of its lines.
type tone func(x, y float64) float64

func flat(v float64) tone { return func(_, _ float64) float64 { return v } }

// down runs from a at height y0 to b at height y1.
func down(y0, a, y1, b float64) tone {
	return func(_, y float64) float64 { return lerp(a, b, clamp((y-y0)/(y1-y0))) }
}

// along runs from a at x0 to b at x1.
func along(x0, a, x1, b float64) tone {
	return func(x, _ float64) float64 { return lerp(a, b, clamp((x-x0)/(x1-x0))) }
}

// round is a at the middle and b at the distance r from it.
func round(c point, a, r, b float64) tone {
	return func(x, y float64) float64 { return lerp(a, b, clamp(math.Hypot(x-c.x, y-c.y)/r)) }
}

// rough breaks a tone up as a worn surface does.
func (p *plate) rough(t tone, size, share float64) tone {
	salt := p.rng.Uint32()
	return func(x, y float64) float64 {
		return t(x, y) + share*(billow(x/size, y/size, salt)-.5)
	}
}

// hatch rules an area with lines at an angle, gap gauges apart, as wide as the
// tone asks. Lines are clipped by geometry, not by a mask, so they end cleanly
// at the edge as cut lines do.
func (p *plate) hatch(area path, ink, angle, gap float64, t tone) {
	p.work.reset()
	p.rule(area, angle, gap, t)
	p.press(ink)
}

// surface hatches a lit thing: the mood's shade is added to its tone.
func (p *plate) surface(area path, angle, gap float64, t tone) {
	p.hatch(area, p.ink(0), angle, gap, func(x, y float64) float64 { return t(x, y) + p.mood.shade })
}

// rule adds the hatching of an area to the layer.
func (p *plate) rule(area path, angle, gap float64, t tone) {
	sin, cos := math.Sincos(angle)
	turned := make(path, len(area))
	for i, a := range area {
		turned[i] = point{a.x*cos + a.y*sin, a.y*cos - a.x*sin}
	}
	lo, hi := turned.bounds()
	step := p.gauge * gap
	square := angle == 0 || angle == math.Pi/2
	if square {
		// These lines sit on whole pixels: crisper, and a third of the bytes.
		step = max(2, math.Round(step*p.scale)) / p.scale
	}
	wobble := min(.35, step*.12)
	for k := math.Floor(lo.y/step) - 1; k*step <= hi.y; k++ {
		v := (k + .5) * step
		if !square {
			v += wobble * (noise(k*3.7, 1, p.salt) - .5) * 2
		}
		for _, span := range turned.spans(v) {
			p.cutLine(span[0], span[1], v, sin, cos, step, t)
		}
	}
}

// spans are the stretches of the level line at v that lie within the area.
func (q path) spans(v float64) [][2]float64 {
	var xs []float64
	for i, a := range q {
		b := q[(i+1)%len(q)]
		if (a.y > v) != (b.y > v) {
			xs = append(xs, a.x+(b.x-a.x)*(v-a.y)/(b.y-a.y))
		}
	}
	slices.Sort(xs)
	out := make([][2]float64, 0, len(xs)/2)
	for i := 0; i+1 < len(xs); i += 2 {
		if xs[i+1]-xs[i] > .2 {
			out = append(out, [2]float64{xs[i], xs[i+1]})
		}
	}
	return out
}

// faint is the tone below which a graver lifts.
const faint = .07

// cutLine adds one line of hatching from a to b along the turned level v,
// lifting wherever the tone is faint.
func (p *plate) cutLine(a, b, v, sin, cos, step float64, t tone) {
	n := max(2, int((b-a)/max(3.2, 5/p.scale)))
	least := .55 / p.scale / 2
	var run path
	var half []float64
	flush := func() {
		p.ribbon(run, func(i int) float64 { return half[i] })
		run, half = run[:0], half[:0]
	}
	for i := range n + 1 {
		u := lerp(a, b, float64(i)/float64(n))
		at := point{u*cos - v*sin, u*sin + v*cos}
		dark := t(at.x, at.y)
		if dark < faint {
			flush()
			continue
		}
		w := max(least, min(dark, 1)*step/2)
		if len(run) == 0 && i > 0 {
			w *= .5
		}
		run, half = append(run, at), append(half, w)
	}
	flush()
}
