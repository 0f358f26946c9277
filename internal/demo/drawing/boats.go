package drawing

import "math"

// rowboat is a small open boat with someone at the oars.
func (p *plate) rowboat(f frame) {
	p.shape(1, f.curve(-15, -4, -9, 1.5, 0, 3, 9, 1.5, 16, -5), f.oval(-1, -12, 2, 2.3), f.pts(-4, -2, -3, -9.5, 1.5, -9.5, 3, -2),
		f.place(limb(point{0, -8}, point{7, -6}, 1.8, 1.2)))
	p.pen(1, .7*f.s, f.pts(7, -7.5, -6, 4), f.pts(5, -5, 14, 4))
	p.pen(p.mood.light, .6*f.s, f.curve(-12, -1.6, -4, .6, 4, .6, 12, -2))
	c := f.at(0, 3)
	p.reflect(c.x, c.y, 24*f.s, 9*f.s)
}

func ferry(p *plate) {
	horizon := p.h * p.pick(.52, .6)
	p.sky(horizon)
	p.headland(horizon, .7)
	p.mist(horizon-5, 18)
	s := min(1.15, p.w/215) * p.pick(.9, 1.02)
	f := frame{x: p.w * p.pick(.46, .54), y: horizon + p.h*.13, s: s, flip: p.chance(.5)}
	p.sea(horizon, p.h)
	p.smoke(f.at(-24, -66).x, f.at(-24, -66).y, 10)
	p.ferryHull(f)
	p.ferryDecks(f)
	p.wake(f, -88, 84)
	p.gulls(f.at(-60, 0).x, horizon*.5, 26, p.count(4, 7))
	p.gulls(f.at(50, 0).x, horizon*.3, 20, 3)
}

func (p *plate) ferryHull(f frame) {
	hull := f.place(join(pts(-86, -20), pts(84, -20), curve(84, -20, 76, -9, 68, 4), curve(-78, 4, -84, -6, -86, -20)))
	p.shape(1, hull)
	p.pen(p.mood.light, 1*f.s, f.pts(-84, -14, 79, -14))
	p.hatch(hull, p.mood.light, 0, 1, along(f.at(-40, 0).x, .0, f.at(90, 0).x, .4))
	var ports []path
	for x := -74.0; x < 70; x += 9 {
		ports = append(ports, f.oval(x, -8, 1.5, 1.5))
	}
	p.fill(p.glow(), ports...)
}

func (p *plate) ferryDecks(f frame) {
	decks := []path{f.pts(-80, -20, -80, -34, 58, -34, 66, -20), f.pts(-66, -34, -66, -46, 44, -46, 52, -34), f.pts(14, -46, 16, -57, 40, -57, 44, -46)}
	var panes, rails []path
	for i, d := range decks {
		p.body(d, 1*f.s)
		p.surface(d, 0, .8, along(f.at(66, 0).x, .02, f.at(-80, 0).x, .42))
		lo, hi := d.bounds()
		w := (3.8 - .6*float64(i)) * f.s
		for x := lo.x + 6*f.s; x < hi.x-12*f.s; x += w * 1.75 {
			panes = append(panes, box(x, lo.y+3.6*f.s, w, 4.8*f.s))
		}
		rails = append(rails, f.pts(-80+14*float64(i), -24.5-12*float64(i), -66+14*float64(i), -24.5-12*float64(i)))
	}
	p.windows(1.2*f.s, panes...)
	p.pen(1, .6*f.s, rails...)
	funnel := f.pts(-30, -46, -28, -67, -14, -67, -12, -46)
	p.shape(1, funnel)
	p.fill(p.mood.light, f.pts(-29, -56, -28.5, -61, -13.6, -61, -13.2, -56))
	p.pen(1, 1*f.s, f.pts(30, -57, 29, -84), f.pts(24, -76, 34, -76), f.pts(-52, -46, -52, -72))
	p.pen(1, .4*f.s, f.pts(29, -82, 82, -21), f.pts(29, -82, -52, -70, -84, -34))
	for _, x := range []float64{-58, -44, 2} {
		boat := f.curve(x-5, -50, x, -46.4, x+5, -50)
		p.shape(1, boat)
	}
	p.fill(1, f.pts(29, -84, 41, -81, 29, -77))
}

// wake is the white water round a hull between two places along it.
func (p *plate) wake(f frame, from, to float64) {
	var white, dark []path
	for range 34 {
		x := p.pick(from-16, to+4)
		y := p.pick(2, 11)
		l := p.pick(4, 13)
		q := f.curve(x-l, y+p.pick(-.6, .6), x, y-1.4, x+l, y+p.pick(-.5, .8))
		if y < 7 {
			white = append(white, q)
		} else {
			dark = append(dark, q)
		}
	}
	white = append(white, f.curve(to-16, 4, to-8, 1, to+2, -3), f.curve(to-14, 6, to-2, 4, to+9, 5))
	p.pen(1, 2.2, white...)
	p.pen(0, 1.5, white...)
	p.pen(1, 1, dark...)
}

func trawler(p *plate) {
	horizon := p.h * p.pick(.5, .6)
	p.sky(horizon)
	p.headland(horizon, .75)
	p.mist(horizon-4, 16)
	p.sea(horizon, p.h)
	s := min(1.2, p.w/185) * p.pick(.95, 1.08)
	f := frame{x: p.w * p.pick(.45, .55), y: horizon + p.h*.16, s: s, flip: p.chance(.5)}
	p.reflect(f.x, f.y+4, 110*s, 34)
	p.trawlerRig(f)
	p.trawlerHull(f)
	p.wake(f, -64, 62)
	p.gulls(f.at(-44, 0).x, f.at(0, -52).y, 36, p.count(7, 12))
}

func (p *plate) trawlerHull(f frame) {
	hull := f.place(join(curve(-66, -19, -40, -16, 0, -15, 34, -20, 66, -35), curve(66, -35, 60, -16, 50, 4), curve(-58, 4, -65, -6, -66, -19)))
	house := f.pts(2, -16, 3, -45, 27, -45, 32, -36, 32, -18)
	p.body(house, 1*f.s)
	p.surface(house, 0, .8, along(f.at(30, 0).x, .05, f.at(0, 0).x, .62))
	p.shape(1, f.pts(-1, -45, -1, -48, 33, -48, 30, -45))
	panes := []path{f.box(6, -42, 5, 6), f.box(13, -42, 5, 6), f.box(20, -42, 5, 6), f.box(7, -30, 4, 4), f.box(16, -31, 6, 14)}
	p.windows(1.2*f.s, panes...)
	p.shape(1, hull)
	p.pen(p.mood.light, 1.1*f.s, f.curve(-64, -13, -40, -11, 0, -10, 34, -14, 62, -27))
	p.pen(p.mood.light, .5*f.s, f.curve(-62, -7, -30, -5, 0, -4, 30, -7, 58, -16), f.curve(-60, -2, -30, 0, 0, 1, 30, -1, 54, -7))
	for _, x := range []float64{-50, -36, -22} {
		p.fill(p.mood.light, f.oval(x, -7, 3.6, 3.6))
		p.fill(1, f.oval(x, -7, 1.8, 1.8))
	}
	g := &figure{x: f.at(-24, 0).x, foot: f.at(0, -15).y, tall: 24 * f.s, left: !f.flip, hat: wool, coat: true, arm: [2]float64{.8, .3}, fore: [2]float64{.7, .4}}
	p.person(g, 1)
}

func (p *plate) trawlerRig(f frame) {
	p.shape(1, f.pts(-53, -16, -52, -64, -49, -64, -49, -16), f.pts(-63, -16, -61, -64, -58, -64, -60, -16), f.box(-65, -66, 19, 4),
		f.pts(36, -20, 37, -88, 39, -88, 41, -20), f.box(31, -66, 14, 1.8))
	p.pen(1, .45*f.s, f.pts(38, -86, 64, -35), f.pts(38, -86, -55, -65), f.pts(38, -84, 26, -46), f.pts(-46, -63, 3, -46), f.pts(38, -70, -2, -40))
	p.pen(1, 1.3*f.s, f.pts(39, -30, -4, -60), f.pts(-56, -63, -78, -34))
	net := f.place(join(curve(-60, -60, -66, -44, -64, -20), curve(-48, -18, -46, -40, -50, -60)))
	p.work.reset()
	p.rule(net, .9, 1.6, flat(.28))
	p.rule(net, -.9, 1.6, flat(.28))
	p.press(1)
	p.fill(1, f.oval(38, -90, 1.5, 1.5))
	if p.mood.lamps {
		c := f.at(38, -76)
		p.hatch(oval(c.x, c.y, 12, 12), 0, 0, 1, round(c, .9, 12, 0))
		p.fill(0, oval(c.x, c.y, 2, 2))
	}
}

func storm(p *plate) {
	horizon := p.h * .5
	p.sky(horizon + 26)
	if p.mood.name != "fog" {
		area := box(0, 0, p.w, horizon+26)
		wide := p.pick(50, 80)
		p.hatch(area, .9, -.42, 1, func(x, y float64) float64 {
			return 1.7*(billow((x+.4*y)/wide, (y-.4*x)/18, p.salt+31)-.36) - .3*y/horizon
		})
	}
	if p.chance(.55) && p.mood.name != "fog" {
		p.lightning(p.w*p.pick(.15, .85), horizon)
	}
	at, lean := p.pick(.34, .66), p.pick(.4, .62)*sign(p.chance(.5))
	ranks := 5
	for i := range ranks {
		t := float64(i) / float64(ranks-1)
		if i == 2 {
			p.tossed(frame{x: p.w * at, y: p.h * .63, s: .85, flip: p.chance(.5)})
		}
		p.swell(horizon+12+t*p.h*.46, 15+26*t+p.pick(-3, 3), 52+42*t, p.pick(0, 200), 26+20*t, lean)
		if i < 2 {
			p.mist(horizon+8+t*p.h*.4, 10)
		}
	}
	p.gulls(p.w*p.pick(.2, .8), horizon*.5, 26, 3)
}

// tossed is a boat thrown up on a wave.
func (p *plate) tossed(f frame) {
	tilt := .26
	s, c := math.Sincos(-tilt)
	lean := func(q path) path {
		out := make(path, len(q))
		for i, a := range q {
			out[i] = f.at(a.x*c-a.y*s, a.x*s+a.y*c)
		}
		return out
	}
	p.shape(1, lean(join(curve(-40, -14, 0, -10, 42, -24), curve(42, -24, 34, -6, 24, 12), curve(-34, 12, -40, 0, -40, -14))),
		lean(box(-14, -32, 22, 22)), lean(box(16, -66, 2.4, 54)), lean(box(-30, -52, 2, 40)))
	p.fill(p.glow(), lean(box(-10, -28, 5, 5)), lean(box(-1, -28, 5, 5)))
	p.pen(1, .6, lean(pts(17, -64, 41, -24)), lean(pts(17, -64, -29, -51, -39, -14)), lean(pts(17, -60, -3, -33)))
	p.pen(p.mood.light, .9, lean(curve(-38, -8, 0, -4, 38, -17)))
}

func (p *plate) lightning(x, horizon float64) {
	var bolt path
	y := 0.0
	for y < horizon {
		bolt = append(bolt, point{x, y})
		x, y = x+p.pick(-11, 11), y+p.pick(7, 15)
	}
	last := float64(max(1, len(bolt)-1))
	for _, pass := range []struct{ tone, width float64 }{{1, 2}, {0, 1.25}} {
		p.work.reset()
		p.ribbon(bolt, func(i int) float64 { return pass.width * (1.1 - float64(i)/last) })
		p.press(pass.tone)
	}
}
