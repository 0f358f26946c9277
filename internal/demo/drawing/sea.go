package drawing

import "math"

// sea fills the plate between two heights with water: wave lines that lengthen
// and part as they come nearer, broken where the light catches them.
func (p *plate) sea(top, bottom float64) { p.water(box(0, top, p.w, bottom-top), p.mood.rough) }

// water is the same over any upright box, with waves of the given height.
func (p *plate) water(area path, rough float64) {
	p.fill(p.mood.sea, area)
	lo, hi := area.bounds()
	p.work.reset()
	deep := hi.y - lo.y
	y := lo.y + p.gauge*.6
	for k := 0; y < hi.y; k++ {
		d := (y - lo.y) / deep
		p.waveLine(lo.x, hi.x, y, d, k, rough)
		y += p.gauge * (.8 + .75*d*deep/90)
	}
	p.press(.88)
	if p.gleam {
		p.glitter(lo, hi)
	}
}

// waveLine adds one broken line of water at depth d, 0 at the horizon.
func (p *plate) waveLine(x0, x1, y, d float64, k int, rough float64) {
	long := 9 + 46*d
	high := (.25 + 2.1*d) * rough
	row := float64(k) * .63
	var run path
	var half []float64
	flush := func() {
		last := len(run) - 1
		p.ribbon(run, func(i int) float64 { return half[i] * (.35 + .65*min(1, float64(min(i, last-i))/2)) })
		run, half = run[:0], half[:0]
	}
	step := 2.2 + 1.4*d
	for x := x0; x <= x1+step; x += step {
		lit := p.dark(x, y, row, long)
		if lit < .16 {
			flush()
			continue
		}
		v := (noise(x/long, row, p.salt+9) - .5) * 2
		run = append(run, point{min(x, x1), y + high*v})
		half = append(half, p.gauge*.5*min(.9, lit*(.8+.5*d)))
	}
	flush()
}

// dark is how dark the water is at a place: streaks of noise, paler under the
// sun or moon.
func (p *plate) dark(x, y, row, long float64) float64 {
	v := .1 + .85*noise(x/(long*1.5), row*1.3, p.salt+5) - .16
	if p.mood.name == "fog" {
		v -= .12
	}
	if p.gleam && y > p.sun.y {
		v *= .25 + .75*ease(4, 26+(y-p.sun.y)*.16, math.Abs(x-p.sun.x))
	}
	return v
}

// glitter cuts the sun's or moon's path into the water.
func (p *plate) glitter(lo, hi point) {
	p.work.reset()
	for y := lo.y + p.gauge; y < hi.y; y += p.gauge * 1.3 {
		d := (y - lo.y) / (hi.y - lo.y)
		for range 3 {
			x := p.sun.x + p.pick(-1, 1)*(5+13*d)
			l := p.pick(2, 5+9*d)
			if x-l > lo.x && x+l < hi.x {
				p.line(pts(x-l, y, x, y+.3, x+l, y), p.gauge*.62)
			}
		}
	}
	p.press(0)
}

// reflect darkens water under something standing in it, in broken strokes.
func (p *plate) reflect(x, y, width, length float64) {
	p.work.reset()
	for v := y + p.gauge; v < y+length; v += p.gauge * 1.15 {
		t := (v - y) / length
		half := width / 2 * (1 - .35*t) * p.pick(.55, 1.1)
		cx := x + p.pick(-1, 1)*width*.12*t
		p.line(pts(cx-half, v, cx, v+.3, cx+half, v), p.gauge*(.85-.5*t))
	}
	p.press(p.ink(.1))
}

// swell is a rank of steep waves across the plate: a lit body, its hatching
// running with the crests, and foam. lean is how far the crests topple.
func (p *plate) swell(y, height, long, shift, drop, lean float64) {
	crest := func(x float64) float64 {
		t := (x + shift) / long
		bend := noise(t*.7, y, p.salt+3)
		s := math.Abs(math.Sin(t*math.Pi + bend*1.8))
		return y - height*(.25+.75*bend)*math.Pow(1-s, 1.35) + height*.1*math.Sin(t*2.3)
	}
	line := func(t float64) path {
		var q path
		for x := -30.0; x <= p.w+30; x += 2.4 {
			rise := max(0, y-crest(x)) * (1 - t)
			q = append(q, point{x + lean*rise, crest(x)*(1-t) + (y+drop)*t + t*(1-t)*height*.25*math.Sin(x/long*5)})
		}
		return q
	}
	top := line(0)
	p.fill(p.mood.light*.7, join(top, pts(p.w+31, p.h+9, -31, p.h+9)))
	p.work.reset()
	n := int((height*.55 + drop) / (p.gauge * 1.02))
	for k := range n {
		p.swellLine(line(float64(k)/float64(n)), float64(k)/float64(n), long, shift, k)
	}
	p.press(.95)
	p.foam(top, height)
}

// swellLine adds one contour of a swell, heavy on the lee side.
func (p *plate) swellLine(q path, t, long, shift float64, k int) {
	p.ribbon(q, func(i int) float64 {
		x := q[i].x
		lee := .5 + .5*math.Sin((x+shift)/long*2*math.Pi+.9)
		n := noise(x/(long*.35), float64(k)*.5, p.salt+21)
		return p.gauge * .5 * max(.12, min(.92, .2+.75*lee*n+.25*t))
	})
}

// foam whitens the crest of a wave where it turns, and throws drops off it.
func (p *plate) foam(top path, height float64) {
	p.work.reset()
	reach := max(3, int(height*.2))
	for i, a := range top {
		if i == 0 || i == len(top)-1 || top[i-1].y < a.y || top[i+1].y < a.y {
			continue
		}
		from, to := max(0, i-reach), min(len(top), i+reach+1)
		crest := make(path, 0, to-from)
		for _, b := range top[from:to] {
			crest = append(crest, point{b.x, b.y + .5})
		}
		last := float64(len(crest) - 1)
		p.ribbon(crest, func(i int) float64 {
			return .2 + height*.036*math.Sin(float64(i)/last*math.Pi)*(.5+noise(crest[i].x/2, 3, p.salt))
		})
		for range 12 {
			x, r := a.x+p.pick(-.5, .7)*height, p.pick(.2, .7)
			p.area(oval(x, a.y+math.Abs(x-a.x)*.45-p.pick(-.15, .3)*height, r, r*.8))
		}
	}
	p.press(0)
}
