package drawing

import "math"

// pool is the drained town baths, seen from the shallow end.
func pool(p *plate) {
	p.comeIn()
	w := view{point{p.w * p.pick(.45, .55), p.h * .36}}
	half := p.w * .56
	p.bathsShell(w, half)
	p.basin(w, half*.74)
	p.divingBoard(w)
	p.ladder(w, -half*.74)
	if p.chance(.6) {
		at := w.at(half*p.pick(-.3, .3), -112, p.pick(1.5, 2.1))
		p.person(p.passer(at.x, at.y, 34), 1)
	}
}

// bathsShell is the hall round the pool: end wall, glazing, roof and walks.
func (p *plate) bathsShell(w view, half float64) {
	p.fill(p.mood.light, box(-2, -2, p.w+4, p.h+4))
	for _, side := range []float64{-1, 1} {
		wall := w.wall(side*half, .55, 3.4, -70, 130)
		p.body(wall, 1)
		p.surface(wall, math.Pi/2, 1, flat(.3+.24*side))
		var panes []path
		for _, z := range []float64{.8, 1.05, 1.4, 1.9, 2.6} {
			panes = append(panes, w.wall(side*half, z, z*1.18, -10, 66))
		}
		p.outline(1, 1.4, panes...)
		p.fill(p.mood.sky*.6, panes...)
		walk := path{w.at(side*half, -70, .55), w.at(side*half, -70, 3.4), w.at(side*half*.74, -70, 3.4), w.at(side*half*.74, -70, .55)}
		p.body(walk, 1.2)
		p.surface(walk, 0, 1.2, flat(.1))
	}
	end := path{w.at(-half, -70, 3.4), w.at(-half, 60, 3.4), w.at(0, 132, 3.4), w.at(half, 60, 3.4), w.at(half, -70, 3.4)}
	roof := path{{-2, -2}, {p.w + 2, -2}, w.at(half, 60, 3.4), w.at(0, 132, 3.4), w.at(-half, 60, 3.4)}
	p.body(roof, 1)
	p.surface(roof, 0, 1, p.rough(flat(.5), 40, .2))
	p.body(end, 1.4)
	p.surface(end, 0, 1, flat(.3))
	p.rafters(w, half)
	var panes []path
	for i := range 5 {
		a := w.at(half*(-.74+.32*float64(i)), 44, 3.4)
		b := w.at(half*(-.54+.32*float64(i)), -34, 3.4)
		panes = append(panes, arched(a.x, a.y, b.x-a.x, b.y-a.y))
	}
	p.outline(1, 1.8, panes...)
	p.fill(p.mood.sky*.6, panes...)
}

func (p *plate) rafters(w view, half float64) {
	var beams, glass []path
	for _, z := range []float64{3.4, 2.5, 1.85, 1.4, 1.06, .8} {
		beams = append(beams, path{w.at(-half, 60, z), w.at(0, 132, z), w.at(half, 60, z)}, path{w.at(-half, 60, z), w.at(half, 60, z)}, path{w.at(0, 132, z), w.at(0, 60, z)})
	}
	for _, side := range []float64{-1, 1} {
		glass = append(glass, path{w.at(side*half*.12, 124, .8), w.at(side*half*.12, 124, 3.4), w.at(side*half*.42, 102, 3.4), w.at(side*half*.42, 102, .8)})
	}
	p.fill(p.mood.sky*.6, glass...)
	p.outline(1, 1, glass...)
	p.pen(1, 2, beams...)
}

// basin is the empty pool: tiled walls, lanes on the floor, and no water.
func (p *plate) basin(w view, half float64) {
	left, right := w.wall(-half, .5, 3, -70, -70), w.wall(half, .5, 3, -70, -70)
	left[0], left[3] = w.at(-half, -112, .5), w.at(-half, -150, 3)
	right[0], right[3] = w.at(half, -112, .5), w.at(half, -150, 3)
	end := path{w.at(-half, -150, 3), w.at(-half, -70, 3), w.at(half, -70, 3), w.at(half, -150, 3)}
	floor := path{w.at(-half, -112, .5), w.at(-half, -150, 3), w.at(half, -150, 3), w.at(half, -112, .5)}
	p.body(floor, 1.2)
	p.surface(floor, 0, 1, down(w.at(0, -150, 3).y, .42, p.h, .04))
	for i, q := range []path{left, right, end} {
		p.body(q, 1.3)
		p.surface(q, []float64{math.Pi / 2, math.Pi / 2, 0}[i], .9, flat([]float64{.62, .2, .36}[i]))
	}
	var grout, lanes []path
	for z := .6; z < 3; z *= 1.14 {
		d := lerp(-112, -150, (z-.5)/2.5)
		grout = append(grout, path{w.at(-half, -70, z), w.at(-half, d, z), w.at(half, d, z), w.at(half, -70, z)})
	}
	for k := 1; k < 5; k++ {
		t := float64(k) / 5
		for _, u := range []float64{-half, half} {
			grout = append(grout, path{w.at(u, lerp(-70, -112, t), .5), w.at(u, lerp(-70, -150, t), 3)})
		}
	}
	for k := -2; k <= 2; k++ {
		u := half * float64(k) * .36
		lanes = append(lanes, path{w.at(u-3, -112, .5), w.at(u-3, -148, 2.8), w.at(u+3, -148, 2.8), w.at(u+3, -112, .5)})
	}
	p.pen(1, .5, grout...)
	p.fill(1, lanes...)
	p.pen(1, 2.6, path{w.at(-half, -70, .5), w.at(-half, -70, 3), w.at(half, -70, 3), w.at(half, -70, .5)})
}

func (p *plate) divingBoard(w view) {
	a := w.at(0, -70, 3.1)
	f := frame{x: a.x, y: a.y, s: .62}
	p.shape(1, f.box(-15, -60, 2.6, 60), f.box(12.4, -60, 2.6, 60), f.pts(-9, -34, 9, -34, 13, -24, -13, -24), f.pts(-10, -62, 10, -62, 15, -52, -15, -52))
	p.pen(1, 1, f.pts(-14, -60, -14, -76), f.pts(14, -60, 14, -76), f.pts(-14, -76, 14, -76), f.pts(-14, -14, 14, -14), f.pts(-14, -42, 14, -42))
}

func (p *plate) ladder(w view, u float64) {
	f := frame{x: w.at(u, -70, 1.05).x, y: w.at(u, -70, 1.05).y, s: 1}
	rails := []path{f.curve(-8, 0, -6, -17, 4, -17, 6, 0, 6, 36), f.curve(6, 5, 8, -12, 18, -12, 20, 5, 20, 42)}
	p.pen(1, 3.6, rails...)
	p.pen(0, 2, rails...)
	p.pen(1, 1.6, f.pts(6, 12, 20, 17), f.pts(6, 22, 20, 27), f.pts(6, 32, 20, 37))
}
