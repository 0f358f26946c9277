package drawing

import "math"

// window looks out at the harbour from a room.
func window(p *plate) {
	horizon := p.h * p.pick(.46, .54)
	p.sky(horizon)
	p.skyline(horizon, .7, .7)
	p.mist(horizon-6, 18)
	p.sea(horizon, p.h*.8)
	x0, x1 := p.w*.5-p.h*.42, p.w*.5+p.h*.42
	top, sill := p.h*.07, p.h*.76
	p.sailing(frame{x: lerp(x0, x1, p.pick(.25, .75)), y: horizon + 17, s: p.pick(.55, .75), flip: p.chance(.5)})
	p.gulls(p.w/2, horizon*.5, 34, 4)
	p.weather()
	p.comeIn()
	p.roomWall(x0, x1, top, sill)
	p.casement(x0, x1, top, sill)
	for _, side := range []bool{false, true} {
		f := frame{x: x0, s: 1, flip: false}
		if side {
			f = frame{x: x1, s: 1, flip: true}
		}
		p.curtain(f, sill+16)
	}
	p.shape(1, box(x0-13, sill, x1-x0+26, 4))
	ledge := box(x0-16, sill+3, x1-x0+32, 8)
	p.body(ledge, 1.3)
	p.surface(ledge, 0, .8, down(sill+3, .05, sill+11, .6))
	spots := []float64{.22, .76}
	if p.chance(.5) {
		spots[0], spots[1] = spots[1], spots[0]
	}
	p.cat(frame{x: lerp(x0, x1, spots[0]), y: sill + 5, s: 1, flip: p.chance(.5)})
	p.potPlant(frame{x: lerp(x0, x1, spots[1]), y: sill + 5, s: 1})
}

// roomWall covers everything round the opening.
func (p *plate) roomWall(x0, x1, top, sill float64) {
	walls := []path{box(-2, -2, x0+2, p.h+4), box(x1, -2, p.w-x1+2, p.h+4), box(x0, -2, x1-x0, top+2), box(x0, sill, x1-x0, p.h)}
	p.fill(p.mood.light, walls...)
	p.work.reset()
	for _, q := range walls {
		p.rule(q, math.Pi/2, 1, flat(.52+p.mood.shade))
	}
	p.press(1)
}

func (p *plate) casement(x0, x1, top, sill float64) {
	bars := []path{box(x0-4, top-4, x1-x0+8, 5), box(x0-4, top-4, 5, sill-top+6), box(x1-1, top-4, 5, sill-top+6)}
	w := x1 - x0
	for i := 1; i < 3; i++ {
		bars = append(bars, box(x0+w*float64(i)/3-1.2, top, 2.4, sill-top))
	}
	for i := 1; i < 3; i++ {
		bars = append(bars, box(x0, lerp(top, sill, float64(i)/3)-1, w, 2))
	}
	p.outline(p.mood.light, 2.4, bars...)
	p.fill(1, bars...)
}

// curtain hangs at the left of an opening, drawn back to a tie.
func (p *plate) curtain(f frame, foot float64) {
	edge := join(curve(34, -2, 31, p.h*.2, 18, p.h*.42, 4, p.h*.5), curve(3, p.h*.53, 12, p.h*.64, 16, foot+2))
	q := f.place(join(pts(-24, -2), edge, pts(-22, foot+2)))
	q = append(q, f.curve(-22, foot, -12, p.h*.64, -8, p.h*.53, -12, p.h*.48, -22, p.h*.3, -24, -2)...)
	p.body(q, 1.5)
	var folds []path
	for i := range 13 {
		t := float64(i) / 12
		folds = append(folds, f.curve(lerp(-23, 33, t), -2, lerp(-22, 30, t), p.h*.2, lerp(-15, 18, t), p.h*.42, lerp(-10, 4, t), p.h*.515, lerp(-14, 11, t), p.h*.64, lerp(-21, 15, t), foot))
	}
	p.work.reset()
	for i, q := range folds {
		last := float64(len(q) - 1)
		heavy := .5 + 1.3*noise(float64(i)*1.7, 3, p.salt)
		p.ribbon(q, func(i int) float64 { return heavy * (.35 + .65*math.Sin(float64(i)/last*math.Pi)) })
	}
	p.press(1)
	p.shape(1, f.pts(-13, p.h*.5, 6, p.h*.495, 6, p.h*.53, -13, p.h*.535))
}

func (p *plate) cat(f frame) {
	body := f.curve(-15, 0, -17, -14, -11, -27, -3, -35, 1, -38, 2, -46, 4, -52, 7.4, -47.4, 11.4, -47.2, 15, -51.6, 16.6, -45, 16, -39, 12, -34, 11, -26, 13, -12, 14, 0)
	tail := f.curve(-13, -1, -24, -1, -29, 6, -27, 16, -24, 18)
	p.pen(p.mood.light, 5.4, tail)
	p.shape(1, body)
	p.pen(1, 3.8, tail)
	p.pen(p.mood.light, .7, f.curve(-13, -12, -8, -25, 0, -33), f.curve(-10, -8, -6, -18, -2, -25), f.curve(8, -24, 9, -12, 9, -2), f.pts(14, -41, 23, -43), f.pts(14, -40, 23, -39))
	p.fill(p.mood.light*.4, f.oval(11.6, -44, 1.1, 1.3), f.oval(6.6, -44, 1, 1.3))
}

func (p *plate) potPlant(f frame) {
	var leaves []path
	for range 17 {
		a, l := p.pick(-2.7, -.45), p.pick(18, 36)
		s, c := math.Sincos(a)
		bend := p.pick(-5, 5)
		stem := curve(0, -14, c*l*.5+bend, -14+s*l*.6, c*l*1.1, -14+s*l*.85)
		tip := stem[len(stem)-1]
		leaves = append(leaves, f.place(limb(point{0, -14}, stem[7], 1.2, 1)), f.place(limb(stem[7], tip, 7, .6)), f.oval(stem[7].x, stem[7].y, 3.5, 3.5))
	}
	p.shape(1, leaves...)
	var veins []path
	for i := 1; i < len(leaves); i += 3 {
		q := leaves[i]
		veins = append(veins, path{{(q[0].x + q[3].x) / 2, (q[0].y + q[3].y) / 2}, {(q[1].x + q[2].x) / 2, (q[1].y + q[2].y) / 2}})
	}
	p.pen(p.mood.light, .6, veins...)
	pot := f.pts(-11, -17, 11, -17, 8, 0, -8, 0)
	p.body(pot, 1.3)
	p.surface(pot, math.Pi/2, .8, along(f.at(-9, 0).x, .08, f.at(10, 0).x, .9))
	p.shape(1, f.box(-12.5, -20, 25, 4))
}

// sailing is a small yacht under sail.
func (p *plate) sailing(f frame) {
	p.shape(1, f.curve(-26, -6, -20, 2, 0, 4, 20, 1, 28, -8))
	main, jib := f.curve(-2, -10, -3, -40, 0, -76, -14, -44, -24, -11), f.curve(3, -70, 14, -40, 25, -11, 12, -14, 3, -12)
	for _, s := range []path{main, jib} {
		p.body(s, 1.1)
		p.surface(s, math.Pi/2, 1, flat(.18))
	}
	p.pen(1, 1.3, f.pts(0, -4, 0, -80))
	c := f.at(0, 4)
	p.reflect(c.x, c.y, 40*f.s, 20*f.s)
}
