package drawing

import "math"

// view is a street in one-point perspective: u across, v up from the eye, both
// in units at z = 1, which lies just before the plate.
type view struct{ eye point }

func (w view) at(u, v, z float64) point { return point{w.eye.x + u/z, w.eye.y - v/z} }

// wall is an upright rectangle along the street.
func (w view) wall(u, z0, z1, low, high float64) path {
	return path{w.at(u, low, z0), w.at(u, high, z0), w.at(u, high, z1), w.at(u, low, z1)}
}

func street(p *plate) {
	eye := point{p.w * p.pick(.42, .58), p.h * .56}
	p.sky(eye.y + 4)
	p.skyline(eye.y+5, .45, .75)
	p.sea(eye.y+4, eye.y+12)
	p.mist(eye.y-8, 20)
	w := view{eye}
	half := p.w * .36
	p.roadway(w, half)
	for _, side := range []float64{-1, 1} {
		p.terrace(w, side*half, p.salt%2 == 0 == (side > 0))
	}
	for _, z := range []float64{2.6, 1.5} {
		at := w.at(half*.74, -62, z)
		p.lamp(at.x, at.y, 116/z)
	}
	walker := w.at(-half*p.pick(.1, .5), -62, p.pick(1.25, 1.6))
	p.umbrella(walker.x, walker.y, 44)
	far := w.at(half*p.pick(-.2, .3), -62, 3)
	p.person(p.passer(far.x, far.y, 18), 1)
}

func (p *plate) roadway(w view, half float64) {
	p.cobbles(w.at(0, -62, 7).y)
	for _, side := range []float64{-1, 1} {
		kerb := path{w.at(side*half, -62, .7), w.at(side*half, -62, 7), w.at(side*half*.66, -62, 7), w.at(side*half*.66, -62, .7)}
		p.body(kerb, 1)
		p.surface(kerb, 0, 1.2, flat(.14))
		p.pen(1, 1.6, path{w.at(side*half*.66, -62, .7), w.at(side*half*.66, -62, 7)})
	}
}

// terrace is the row of houses along one side, farthest first.
func (p *plate) terrace(w view, u float64, shaded bool) {
	z := []float64{.62, .86, 1.15, 1.55, 2.1, 2.9, 4.1, 6.2}
	for i := len(z) - 2; i >= 0; i-- {
		p.terraceHouse(w, u, z[i], z[i+1], p.pick(52, 76), shaded)
	}
}

func (p *plate) terraceHouse(w view, u, z0, z1, high float64, shaded bool) {
	front := w.wall(u, z0, z1, -62, high)
	dark := .2
	if shaded {
		dark = .6
	}
	p.body(front, 1)
	angle := 0.0
	if p.chance(.5) {
		angle = math.Pi / 2
	}
	p.surface(front, angle, .9, p.rough(flat(dark), 16, .25))
	roof := path{w.at(u, high, z0), w.at(u*1.22, high+26, z0), w.at(u*1.22, high+26, z1), w.at(u, high, z1)}
	eave := path{w.at(u*.96, high, z0), w.at(u*.96, high+5, z0), w.at(u*.96, high+5, z1), w.at(u*.96, high, z1)}
	zc := lerp(z0, z1, .3)
	chimney := path{w.at(u*1.1, high+8, zc), w.at(u*1.1, high+38, zc), w.at(u*1.16, high+38, zc*1.05), w.at(u*1.16, high+8, zc*1.05)}
	p.shape(1, chimney, roof, eave)
	p.hatch(roof, p.mood.light, 1, 1.2, flat(.22))
	slot := func(a, b, low, top float64) path { return w.wall(u, lerp(z0, z1, a), lerp(z0, z1, b), low, top) }
	panes := []path{slot(.14, .36, 8, 34), slot(.58, .82, 8, 34), slot(.5, .84, -40, -10)}
	p.outline(p.mood.light, 2.2, panes...)
	p.windows(1.2, panes...)
	p.pen(p.mood.light, .7, path{w.at(u, 8, lerp(z0, z1, .25)), w.at(u, 34, lerp(z0, z1, .25))}, path{w.at(u, 8, lerp(z0, z1, .7)), w.at(u, 34, lerp(z0, z1, .7))},
		path{w.at(u, 21, lerp(z0, z1, .14)), w.at(u, 21, lerp(z0, z1, .36))}, path{w.at(u, 21, lerp(z0, z1, .58)), w.at(u, 21, lerp(z0, z1, .82))})
	p.outline(p.mood.light, 1.6, slot(.12, .34, -62, -12))
	p.fill(1, slot(.12, .34, -62, -12), slot(.05, .41, -10, -6))
}

// umbrella is a walker under an umbrella.
func (p *plate) umbrella(x, foot, tall float64) {
	g := &figure{x: x, foot: foot, tall: tall, coat: true, left: p.chance(.5), stride: .12, arm: [2]float64{.9, -.3}, fore: [2]float64{1.7, .3}}
	p.person(g, 1)
	h := g.hands[0]
	f := frame{x: h.x, y: h.y, s: tall / 44, flip: g.left}
	p.pen(1, .9*f.s, f.pts(0, 2, -1, -19))
	dome := f.place(join(arc(-2, -9, 17, 11, math.Pi, 2*math.Pi), curve(15, -9, 10, -11, 7, -8, 2, -10.6, -2, -8, -6, -10.6, -11, -8, -15, -11, -19, -9)))
	p.shape(1, dome)
	p.pen(p.mood.light, .6, f.curve(-2, -20, -9, -16, -11, -9), f.curve(-2, -20, 4, -16, 7, -9))
}

func cannery(p *plate) {
	ground := p.h * p.pick(.7, .75)
	p.sky(ground)
	p.headland(ground, .7)
	p.mist(ground-16, 24)
	f := frame{x: p.w * p.pick(.46, .54), y: ground, s: min(p.h/200*1.08, p.w/205), flip: p.chance(.5)}
	for i, x := range []float64{-58, -44} {
		if i == 1 && p.chance(.4) {
			break
		}
		tall := p.pick(108, 124) - 16*float64(i)
		p.smoke(f.at(x, -tall).x, f.at(x, -tall-4).y, 9)
		p.stack(f, x, tall)
	}
	p.sawtooth(f)
	p.quay(ground)
	p.water(box(0, ground+8, p.w, p.h-ground-8), p.mood.rough)
	p.reflect(f.x, ground+9, 150*f.s, 26)
	for range p.count(3, 5) {
		x := f.at(p.pick(-80, 84), 0).x
		crate := box(x, ground-9, 11, 7.5)
		p.body(crate, .9)
		p.surface(crate, 0, 1, flat(.45))
	}
	p.person(p.passer(f.at(p.pick(-30, 60), 0).x, ground-1.5, 21), 1)
	p.rowboat(frame{x: p.w * p.pick(.15, .85), y: p.h - 12, s: .95, flip: p.chance(.5)})
	p.gulls(p.w*.7, p.h*.25, 30, p.count(4, 7))
}

func (p *plate) stack(f frame, x, tall float64) {
	shaft := f.pts(x-6, 0, x-3.6, -tall, x+3.6, -tall, x+6, 0)
	p.body(shaft, 1)
	p.surface(shaft, 0, .8, along(f.at(x-5, 0).x, .12, f.at(x+5, 0).x, .95))
	p.fill(1, f.box(x-4.6, -tall-4, 9.2, 5), f.box(x-5, -tall+8, 10, 2))
}

// sawtooth is the packing hall with its north-lit roof.
func (p *plate) sawtooth(f frame) {
	for i := range 5 {
		x := -84 + 34*float64(i)
		roof := f.pts(x+3, -74, x+36, -46, x, -46)
		p.shape(1, roof, f.box(x-1, -74, 5, 28))
		p.hatch(roof, p.mood.light, .7*sign(f.flip)*-1, 1.2, flat(.25))
		p.fill(p.glow(), f.pts(x+5, -52, x+5, -67, x+9, -63.6, x+9, -52), f.pts(x+10.4, -52, x+10.4, -62.4, x+14.4, -59, x+14.4, -52))
	}
	wall := f.box(-84, -47, 170, 47)
	p.masonry(wall, 4.6*f.s)
	p.fill(1, f.box(-86, -49, 174, 3.4))
	var panes, bars []path
	for i := range 8 {
		x := -78 + 21*float64(i)
		if i == 3 || i == 6 {
			continue
		}
		panes = append(panes, f.place(arched(x, -39, 12, 25)))
		bars = append(bars, f.pts(x+6, -39, x+6, -14), f.pts(x, -30, x+12, -30), f.pts(x, -22, x+12, -22))
	}
	p.windows(1.8, panes...)
	p.pen(p.mood.light, .7, bars...)
	for _, x := range []float64{-17, 46} {
		door := f.box(x, -32, 17, 32)
		p.outline(p.mood.light, 2, door)
		p.fill(1, door)
		p.hatch(door, p.mood.light, math.Pi/2, 1.4, flat(.2))
	}
	p.shape(1, f.box(-19, -38, 21, 3), f.box(44, -38, 21, 3))
}
