package drawing

import "math"

// sky lays the heavens from the top of the plate down to the horizon.
func (p *plate) sky(horizon float64) {
	area := box(0, 0, p.w, horizon)
	p.fill(p.mood.sky, area)
	p.sun = point{p.w * p.pick(.12, .88), horizon * p.pick(.22, .5)}
	switch p.mood.name {
	case "dusk":
		p.duskSky(area, horizon)
	case "night":
		p.nightSky(area, horizon)
	case "fog":
		p.fogSky(area, horizon)
	case "gale":
		p.galeSky(area, horizon)
	default:
		p.daySky(area, horizon)
	}
}

// clouds is how much of a cloud there is at a place, 0 to 1.
func (p *plate) clouds(cover float64) tone {
	wide, tall := p.pick(46, 80), p.pick(15, 24)
	return func(x, y float64) float64 {
		return ease(.62-cover, .78-cover, billow(x/wide, y/tall, p.salt))
	}
}

func (p *plate) daySky(area path, horizon float64) {
	cloud := p.clouds(p.pick(.08, .2))
	grade := down(0, p.pick(.3, .46), horizon, .1)
	p.hatch(area, .72, 0, 1, func(x, y float64) float64 {
		here := cloud(x, y)
		under := here * (1 - cloud(x, y+7)) * .3 // the flat shaded base
		return grade(x, y)*(1-here) + under
	})
}

func (p *plate) duskSky(area path, horizon float64) {
	p.sun.y, p.gleam = horizon*p.pick(.6, .84), true
	cloud, grade := p.clouds(p.pick(.1, .2)), down(0, .62, horizon, .16)
	r := p.pick(9, 13)
	p.hatch(area, .85, 0, 1, func(x, y float64) float64 {
		far := math.Hypot(x-p.sun.x, (y-p.sun.y)*1.25)
		return (grade(x, y) + .3*cloud(x, y)) * ease(r, r*6, far)
	})
	p.fill(0, oval(p.sun.x, p.sun.y, r, r))
}

func (p *plate) nightSky(area path, horizon float64) {
	p.sun.y, p.gleam = horizon*p.pick(.18, .4), true
	cloud, grade := p.clouds(p.pick(.1, .18)), down(0, .95, horizon, .3)
	r := p.pick(7, 10)
	p.hatch(area, 1, 0, 1, func(x, y float64) float64 {
		far := math.Hypot(x-p.sun.x, y-p.sun.y)
		return grade(x, y) * (.3 + .7*ease(r, r*5, far)) * (1 - .6*cloud(x, y))
	})
	p.dots(box(0, 0, p.w, horizon*.75), int(p.w/4), 0, .5)
	p.fill(0, oval(p.sun.x, p.sun.y, r, r))
	if p.chance(.6) {
		p.fill(p.mood.sky+.25, oval(p.sun.x+r*.5, p.sun.y-r*.25, r*.86, r*.86))
	}
}

func (p *plate) fogSky(area path, horizon float64) {
	bank := p.clouds(.16)
	p.hatch(area, .42, 0, 1.5, func(x, y float64) float64 {
		return (.26 - .16*y/horizon) * (1 - bank(x, y))
	})
	if p.chance(.6) {
		p.fill(.04, oval(p.sun.x, p.sun.y, 8, 8))
	}
}

func (p *plate) galeSky(area path, horizon float64) {
	slope := p.pick(.16, .34)
	if p.chance(.5) {
		slope = -slope
	}
	wide, tall := p.pick(60, 90), p.pick(14, 22)
	p.hatch(area, .85, 0, 1, func(x, y float64) float64 {
		v := billow((x+y*slope)/wide, (y-x*slope)/tall, p.salt)
		return 1.5*(v-.26) - .2*y/horizon
	})
}

// mist lays pale ruled lines over what has been drawn, thickest at height y;
// only fog has any.
func (p *plate) mist(y, depth float64) {
	if p.mood.name != "fog" {
		return
	}
	salt := p.rng.Uint32()
	p.hatch(box(0, y-depth, p.w, 2*depth), .1, 0, 1, func(x, v float64) float64 {
		thick := 1 - math.Abs(v-y)/depth
		return thick * (.35 + .9*billow(x/70, v/14, salt))
	})
}

// weather is drawn last, over everything: the rain of a gale, out of doors.
func (p *plate) weather() {
	if p.mood.name != "gale" || p.indoors {
		return
	}
	lean := p.pick(-.5, -.3)
	for _, tone := range []float64{0, .9} {
		p.work.reset()
		for range int(p.w * .2) {
			x, y, l := p.pick(-20, p.w+20), p.pick(-10, p.h), p.pick(7, 22)
			p.line(pts(x, y, x+l*lean, y+l), .42)
		}
		p.press(tone)
	}
}

// gulls scatters a few birds about a place.
func (p *plate) gulls(x, y, spread float64, n int) {
	p.work.reset()
	for range n {
		at := frame{x: x + p.pick(-spread, spread), y: y + p.pick(-spread, spread)*.5, s: p.pick(.7, 1.5), flip: p.chance(.5)}
		p.bird(at)
	}
	p.press(p.ink(.2))
}

func (p *plate) bird(at frame) {
	wings := at.place(join(curve(-5.5, -1.2, -3.2, -2.6, -.6, 0), curve(.4, 0, 2.4, -3.2, 5, -2.8)))
	last := float64(len(wings) - 1)
	p.ribbon(wings, func(i int) float64 {
		t := float64(i) / last
		return max(.12, .55*(1-math.Abs(2*t-1))) * at.s
	})
}

// smoke rises from x, y and drifts with the wind, in curled hatching.
func (p *plate) smoke(x, y, size float64) {
	drift := p.pick(.6, 1.2)
	if p.chance(.5) {
		drift = -drift
	}
	for i := range 9 {
		t := float64(i) / 8
		r := size * (.18 + .75*t)
		c := point{x + drift*size*4.2*t*t + p.pick(-.5, .5)*r, y - size*3.4*math.Pow(t, .8) + p.pick(-.2, .2)*r}
		puff := oval(c.x, c.y, r*1.2, r)
		p.fill(lerp(p.mood.light, p.mood.sky, t), puff)
		p.surface(puff, .5*drift, .8, round(point{c.x + r*.5, c.y - r*.6}, -.15, r*2.1, .75-.35*t))
	}
}
