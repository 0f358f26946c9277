package drawing

import "math"

// windows draws panes in the wall of a house: dark glass by day; after dark
// most of them are lit.
func (p *plate) windows(border float64, panes ...path) {
	p.outline(1, border, panes...)
	var lit, dark []path
	for _, q := range panes {
		if p.mood.lamps && p.chance(.75) {
			lit = append(lit, q)
		} else {
			dark = append(dark, q)
		}
	}
	p.fill(.9, dark...)
	p.fill(0, lit...)
}

func councilHall(p *plate) {
	p.sky(p.h * .8)
	p.skyline(p.h*.78, .8, .75)
	p.mist(p.h*.68, 20)
	ground := p.h * .8
	p.cobbles(ground)
	f := frame{x: p.w / 2, y: ground + 3, s: min(p.h/200*1.02, p.w/205)}
	for _, side := range []bool{false, true} {
		p.hallWing(frame{x: f.x, y: f.y, s: f.s, flip: side})
	}
	p.cupola(f)
	p.portico(f)
	for range p.count(2, 4) {
		p.person(p.passer(p.pick(.1, .9)*p.w, p.pick(ground+12, p.h-5), 29), 1)
	}
	p.lamp(p.w*.09, ground+12, 66)
	p.lamp(p.w*.91, ground+12, 66)
	p.gulls(p.w*p.pick(.1, .9), p.h*.2, 24, 3)
}

// hallWing is the wing to the right of the portico.
func (p *plate) hallWing(f frame) {
	wall := f.box(34, -62, 54, 62)
	p.body(wall, 1)
	tone := .16
	if f.flip == (p.salt%2 == 0) {
		tone = .5
	}
	p.surface(wall, 0, .9, flat(tone))
	p.shape(1, f.box(33, -66, 58, 4.5), f.pts(34, -66, 40, -78, 84, -78, 90, -66))
	p.hatch(f.pts(34, -66, 40, -78, 84, -78, 90, -66), p.mood.light, 1.2, 1.3, flat(.2))
	p.fill(1, f.box(32, -5, 58, 5))
	var panes []path
	for i := range 3 {
		x := 42 + 16*float64(i)
		panes = append(panes, f.place(arched(x, -55, 8.4, 20)), f.box(x, -27, 8.4, 14))
	}
	p.windows(1.8, panes...)
	var bars []path
	for i := range 3 {
		x := 46.2 + 16*float64(i)
		bars = append(bars, f.pts(x, -55, x, -35), f.pts(x, -27, x, -13), f.pts(x-4.2, -44, x+4.2, -44), f.pts(x-4.2, -20, x+4.2, -20))
	}
	p.pen(p.mood.light, .8, bars...)
}

// portico is steps, columns and pediment.
func (p *plate) portico(f frame) {
	p.fill(1, f.box(-37, -66, 74, 60))
	p.hatch(f.box(-37, -66, 74, 60), p.mood.light, math.Pi/2, 1.2, flat(.12))
	door := f.place(arched(-7, -42, 14, 38))
	p.fill(p.glow(), door)
	p.pen(1, 1, f.pts(0, -42, 0, -4), f.pts(-7, -34, 7, -34))
	var cols []path
	for i := range 6 {
		x := -33 + 13.2*float64(i)
		cols = append(cols, f.pts(x-3.2, -5, x-2.6, -62, x+2.6, -62, x+3.2, -5), f.box(x-4.2, -65, 8.4, 3.4), f.box(x-4.4, -7, 8.8, 3))
	}
	for _, c := range cols {
		lo, hi := c.bounds()
		p.body(c, .8)
		p.surface(c, math.Pi/2, .7, along(lo.x, .05, hi.x, 1))
	}
	band := f.box(-42, -73, 84, 8)
	gable := f.pts(-44, -73, 0, -94, 44, -73)
	p.body(band, 1)
	p.surface(band, 0, .8, down(f.at(0, -73).y, .1, f.at(0, -65).y, .6))
	p.body(gable, 1.8)
	inner := f.pts(-33, -75.5, 0, -90, 33, -75.5)
	p.surface(inner, 0, .8, flat(.62))
	p.body(f.oval(0, -80.5, 5, 4.6), 1)
	for i := range 4 {
		d := float64(i)
		step := f.box(-42-2.6*d, -4+2.6*d, 84+5.2*d, 2.8)
		p.body(step, .9)
		p.surface(step, 0, .6, down(f.at(0, -4+2.6*d).y, .1, f.at(0, -1+2.6*d).y, .7))
	}
}

func (p *plate) cupola(f frame) {
	drum, dome := f.box(-12, -112, 24, 30), f.place(join(pts(-13, -112), arc(0, -112, 13, 15, math.Pi, 2*math.Pi), pts(13, -112)))
	p.body(drum, 1)
	p.surface(drum, math.Pi/2, .8, along(f.at(-12, 0).x, .05, f.at(12, 0).x, .9))
	p.windows(1, f.place(arched(-8, -106, 4.5, 12)), f.place(arched(-2.2, -106, 4.5, 12)), f.place(arched(3.6, -106, 4.5, 12)))
	p.shape(1, dome, f.box(-15, -114, 30, 3), f.box(-.8, -150, 1.6, 26), f.oval(0, -128, 2.4, 2.4))
	p.hatch(dome, p.mood.light, math.Pi/2, .9, along(f.at(-11, 0).x, .5, f.at(4, 0).x, 0))
	fly := sign(p.chance(.5))
	flag := f.curve(0, -150, fly*8, -152, fly*14, -148, fly*22, -150)
	p.shape(1, append(flag, f.curve(fly*22, -140, fly*14, -138, fly*8, -142, 0, -140)...))
}

func libraryClock(p *plate) {
	ground := p.h * .9
	p.sky(ground)
	p.skyline(ground-4, 1, .7)
	p.mist(ground-30, 24)
	p.cobbles(ground)
	f := frame{x: p.w * p.pick(.36, .64), y: ground + 2, s: p.h / 200 * 1.04}
	for _, side := range []bool{false, true} {
		p.libraryWing(frame{x: f.x, y: f.y, s: f.s, flip: side})
	}
	p.clockTower(f)
	p.clock(f.at(0, -118), 26*f.s)
	p.person(p.passer(f.at(p.pick(20, 50), 0).x, ground+9, 27), 1)
	p.person(p.passer(f.at(-p.pick(20, 60), 0).x, ground+12, 29), 1)
	p.gulls(p.w*p.pick(.1, .9), p.h*.25, 24, 4)
}

func (p *plate) clockTower(f frame) {
	shaft := f.box(-33, -156, 66, 156)
	p.masonry(shaft, 7.5*f.s)
	p.hatch(f.box(14, -156, 19, 156), 1, math.Pi/2, .8, along(f.at(12, 0).x, 0, f.at(33, 0).x, .8))
	roof := f.pts(-39, -156, -4, -196, 4, -196, 39, -156)
	p.shape(1, roof, f.box(-39, -159, 78, 5), f.box(-36, -86, 72, 4), f.box(-1, -206, 2, 14))
	p.hatch(roof, p.mood.light, 0, 1.3, along(f.at(-34, 0).x, .38, f.at(14, 0).x, 0))
	door := f.place(arched(-10, -36, 20, 36))
	p.outline(p.mood.light, 3, door)
	p.outline(1, 1.4, f.place(arched(-13, -39, 26, 39)))
	p.fill(1, door)
	p.fill(p.glow(), f.place(arched(-7, -33, 14, 12)))
	p.windows(1.6, f.place(arched(-20, -76, 9, 24)), f.place(arched(-4.5, -78, 9, 26)), f.place(arched(11, -76, 9, 24)))
}

// libraryWing is the reading room to the right of the tower.
func (p *plate) libraryWing(f frame) {
	wall := f.box(33, -68, 150, 68)
	p.body(wall, 1)
	p.surface(wall, 0, .9, p.rough(flat(.24), 20, .3))
	p.shape(1, f.box(33, -72, 152, 5), f.pts(33, -72, 45, -92, 190, -92, 190, -72))
	p.hatch(f.pts(33, -72, 45, -92, 190, -92, 190, -72), p.mood.light, 1.25, 1.4, flat(.22))
	var panes, bars []path
	for x := 46.0; x < 170; x += 24 {
		panes = append(panes, f.place(arched(x, -56, 13, 42)))
		bars = append(bars, f.pts(x+6.5, -56, x+6.5, -14), f.pts(x, -40, x+13, -40), f.pts(x, -27, x+13, -27))
	}
	p.windows(2, panes...)
	p.pen(p.mood.light, .8, bars...)
	p.fill(1, f.box(33, -6, 152, 6))
}

// clock is a dial with strokes for hours, at a time of the seed's choosing.
func (p *plate) clock(c point, r float64) {
	p.fill(1, oval(c.x, c.y, r*1.14, r*1.14))
	p.outline(p.mood.light, .8, oval(c.x, c.y, r*1.07, r*1.07))
	face := 0.0
	if !p.mood.lamps {
		face = p.mood.light * .4
	}
	p.fill(face, oval(c.x, c.y, r, r))
	spoke := func(a, from, to, w0, w1 float64) path {
		s, k := math.Sincos(a)
		return limb(point{c.x + s*from*r, c.y - k*from*r}, point{c.x + s*to*r, c.y - k*to*r}, w0*r, w1*r)
	}
	var marks []path
	for i := range 60 {
		a := float64(i) * math.Pi / 30
		switch {
		case i%15 == 0:
			marks = append(marks, spoke(a, .68, .92, .1, .1))
		case i%5 == 0:
			marks = append(marks, spoke(a, .74, .92, .05, .05))
		default:
			marks = append(marks, spoke(a, .89, .93, .02, .02))
		}
	}
	minutes := float64(p.count(0, 719))
	hour, minute := minutes/360*math.Pi, minutes/30*math.Pi
	marks = append(marks, spoke(hour, -.14, .5, .1, .09), spoke(hour, .42, .62, .18, .01), spoke(minute, -.18, .86, .07, .025), oval(c.x, c.y, r*.08, r*.08))
	p.fill(1, marks...)
}

func school(p *plate) {
	ground := p.h * .74
	p.sky(ground)
	p.headland(ground-2, .6)
	p.mist(ground-20, 22)
	area := box(-2, ground, p.w+4, p.h)
	p.body(area, 1)
	p.surface(area, 0, 1.4, p.rough(down(ground, .34, p.h, .1), 40, .3))
	f := frame{x: p.w * p.pick(.46, .54), y: ground + 2, s: min(p.h/200, p.w/225), flip: p.chance(.5)}
	p.schoolHouse(f)
	p.tree(p.w*.06, ground+5, 74)
	p.tree(p.w*.95, ground+7, 66)
	p.hopscotch(f)
	n := p.count(4, 6)
	for i := range n {
		g := p.passer(p.w*(.14+.72*float64(i)/float64(n-1))+p.pick(-6, 6), p.pick(ground+12, p.h-16), p.pick(21, 26))
		g.coat, g.stride, g.lean = false, p.pick(.12, .26), p.pick(.05, .3)
		g.arm = [2]float64{p.pick(.5, 2.4), -p.pick(.5, 1.2)}
		p.person(g, 1)
	}
	p.railings(p.h-3, 19)
}

func (p *plate) schoolHouse(f frame) {
	long := f.box(-84, -46, 168, 46)
	p.masonry(long, 5*f.s)
	roof := f.pts(-88, -46, -78, -72, 78, -72, 88, -46)
	p.shape(1, roof)
	p.hatch(roof, p.mood.light, 1.25, 1.1, p.rough(flat(.26), 18, .3))
	p.bellcote(f)
	var panes, bars []path
	for _, x := range []float64{-58, 58} {
		const half, top = 23.0, -84.0
		front := f.pts(x-half, 0, x-half, -46, x, top, x+half, -46, x+half, 0)
		p.masonry(front, 5*f.s)
		p.pen(1, 3, f.pts(x-half-4, -43, x, top-3, x+half+4, -43))
		for _, dx := range []float64{-15, -4.5, 6} {
			panes = append(panes, f.place(arched(x+dx, -42, 9, 29)))
			bars = append(bars, f.pts(x+dx+4.5, -42, x+dx+4.5, -13), f.pts(x+dx, -31, x+dx+9, -31), f.pts(x+dx, -22, x+dx+9, -22))
		}
		panes = append(panes, f.oval(x, -58, 4.5, 4.5))
	}
	panes = append(panes, f.box(-30, -38, 9, 24), f.box(22, -38, 9, 24))
	p.windows(1.8, panes...)
	p.pen(p.mood.light, .7, bars...)
	p.fill(1, f.place(arched(-6, -22, 12, 22)))
}

func (p *plate) bellcote(f frame) {
	p.shape(1, f.box(-7, -92, 14, 20), f.pts(-10, -92, 0, -108, 10, -92), f.box(-.6, -116, 1.2, 10))
	p.fill(p.mood.sky*.5, f.place(arched(-4.4, -89, 8.8, 15)))
	p.fill(1, f.place(join(arc(0, -82, 2.8, 4, math.Pi, 2*math.Pi), pts(4, -77.5, -4, -77.5))), f.oval(0, -77, 1, 1))
}

// hopscotch is chalked on the playground.
func (p *plate) hopscotch(f frame) {
	var lines []path
	for i := range 5 {
		x := -20 + 9*float64(i)
		lines = append(lines, f.pts(x, 24, x+9, 24, x+11, 30, x+2, 30, x, 24))
	}
	p.pen(0, 1.6, lines...)
	p.pen(1, .5, lines...)
}

// tree is a leafless tree, branching by chance.
func (p *plate) tree(x, foot, tall float64) {
	p.work.reset()
	p.branch(point{x, foot}, -math.Pi/2+p.pick(-.06, .06), tall*.34, tall*.055, 6)
	p.press(1)
}

func (p *plate) branch(from point, angle, long, wide float64, left int) {
	s, c := math.Sincos(angle)
	to := point{from.x + c*long, from.y + s*long}
	p.area(limb(from, to, p.thin(wide), p.thin(wide*.7)))
	if left == 0 {
		return
	}
	spread := p.pick(.3, .5)
	p.branch(to, angle-spread+p.pick(-.15, .15), long*p.pick(.68, .84), wide*.66, left-1)
	p.branch(to, angle+spread+p.pick(-.15, .15), long*p.pick(.68, .84), wide*.66, left-1)
}

// railings run along the foot of the plate.
func (p *plate) railings(foot, tall float64) {
	var bars []path
	for x := 1.0; x < p.w+4; x += 5.4 {
		bars = append(bars, box(x-.5, foot-tall, 1, tall), pts(x-1.3, foot-tall, x, foot-tall-4, x+1.3, foot-tall))
	}
	bars = append(bars, box(-2, foot-tall*.84, p.w+4, 1.2), box(-2, foot-tall*.16, p.w+4, 1.2))
	p.shape(1, bars...)
}
