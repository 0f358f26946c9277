package drawing

import "math"

func lighthouse(p *plate) {
	horizon := p.h * p.pick(.66, .72)
	p.sky(horizon)
	p.headland(horizon, .75)
	p.mist(horizon-5, 18)
	p.sea(horizon, p.h)
	s := p.h / 200 * p.pick(.92, 1.04)
	f := frame{x: p.w * p.pick(.3, .7), y: p.h * .8, s: s, flip: p.chance(.5)}
	p.beams(f)
	p.rock(f)
	p.tower(f)
	p.spray(f.at(-64, 12), 13)
	p.spray(f.at(58, 14), 10)
	p.gulls(f.at(46, 0).x, f.at(0, -74).y, 26, p.count(4, 7))
}

// beams is the light thrown to both sides, cut out of the sky.
func (p *plate) beams(f frame) {
	if p.mood.name == "day" {
		return
	}
	c := f.at(0, -127)
	tilt := p.pick(-.1, .16)
	for _, a := range []float64{tilt, math.Pi + tilt*.7} {
		wedge := path{c}
		for _, d := range []float64{-.09, .09} {
			s, k := math.Sincos(a + d)
			wedge = append(wedge, point{c.x + k*400, c.y + s*400})
		}
		p.hatch(wedge, 0, 0, 1, round(c, 1, 170, .25))
	}
	p.hatch(oval(c.x, c.y, 26, 26), 0, 0, 1, round(c, 1.2, 26, 0))
}

func (p *plate) tower(f frame) {
	shaft := f.pts(-15, -12, -9.5, -112, 9.5, -112, 15, -12)
	p.body(shaft, 1.1)
	lit, lee := f.at(-12, 0).x, f.at(14, 0).x
	p.surface(shaft, 0, .8, along(lit, 0, lee, .82))
	bands := p.count(2, 3)
	for i := range bands {
		t0 := (float64(i)*2 + 1) / float64(2*bands+1)
		t1 := t0 + 1/float64(2*bands+1)
		y0, y1 := lerp(-12, -112, t0), lerp(-12, -112, t1)
		w0, w1 := lerp(15, 9.5, t0), lerp(15, 9.5, t1)
		band := f.pts(-w0, y0, -w1, y1, w1, y1, w0, y0)
		p.fill(1, band)
		p.hatch(band, p.mood.light, 0, .8, along(lit, .55, f.at(3, 0).x, 0))
	}
	p.fill(1, f.box(-14, -115, 28, 3.4), f.pts(-9, -134, 0, -146, 9, -134), f.box(-.7, -152, 1.4, 8))
	p.pen(1, .7, f.pts(-13, -121, 13, -121), f.pts(-13, -115, -13, -121), f.pts(13, -115, 13, -121), f.pts(-8, -115, -8, -121), f.pts(8, -115, 8, -121), f.pts(-3, -115, -3, -121), f.pts(3, -115, 3, -121))
	room := f.box(-7, -134, 14, 19)
	p.fill(0, room)
	p.outline(1, 1, room)
	p.pen(1, .7, f.pts(-2.4, -134, -2.4, -115), f.pts(2.4, -134, 2.4, -115), f.pts(-7, -125, 7, -125))
	p.fill(1, f.box(-2.4, -24, 5.4, 12), f.box(-1.5, -62, 3, 5), f.box(-1.5, -96, 3, 5))
	p.cottage(f)
}

// cottage is the keepers' house beside the tower.
func (p *plate) cottage(f frame) {
	wall, roof := f.box(18, -28, 36, 18), f.pts(15, -28, 22, -40, 50, -40, 57, -28)
	p.body(wall, .9)
	p.surface(wall, 0, .9, flat(.16))
	p.shape(1, roof, f.box(26, -47, 5, 9), f.box(43, -47, 5, 9))
	p.hatch(roof, p.mood.light, 1.1, 1.2, flat(.24))
	panes := []path{f.box(23, -24, 5, 6), f.box(43, -24, 5, 6)}
	p.fill(1, f.box(33, -24, 5, 14))
	p.windows(1, panes...)
}

// rock is the skerry the light stands on, in slabs.
func (p *plate) rock(f frame) {
	edge := path{{-88, 22}}
	for i := range 15 {
		t := float64(i)/14*2 - 1
		high := -13 * (1 - math.Pow(math.Abs(t), 2.6))
		edge = append(edge, point{t * 80, high + p.pick(-2.4, 3.4)*math.Abs(t)})
	}
	edge = append(edge, point{86, 24})
	rock := f.place(append(edge, pts(40, 29, 0, 26, -44, 30)...))
	p.shape(1, rock)
	p.hatch(rock, p.mood.light, .75*sign(!f.flip), .95, p.rough(down(f.at(0, -14).y, .75, f.at(0, 24).y, .02), 11, 1.2))
	var cracks []path
	for range 12 {
		x, y := p.pick(-60, 60), p.pick(-4, 16)
		cracks = append(cracks, f.pts(x, y, x+p.pick(2, 9), y+p.pick(2, 7), x+p.pick(6, 14), y+p.pick(5, 10)))
	}
	p.pen(1, 1.2, cracks...)
	var foam []path
	for range 26 {
		x, l := p.pick(-92, 90), p.pick(4, 12)
		y := 25 + p.pick(-3, 6)
		foam = append(foam, f.curve(x-l, y, x, y-1.2, x+l, y+.5))
	}
	p.pen(0, 1.4, foam...)
}
