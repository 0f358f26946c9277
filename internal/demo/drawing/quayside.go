package drawing

import "math"

// netLoft is one of the tall black timber stores where nets are hung to dry.
func netLoft(p *plate) {
	horizon := p.h * p.pick(.6, .66)
	p.sky(horizon)
	p.skyline(horizon, .7, .75)
	p.mist(horizon-8, 20)
	p.sea(horizon, p.h*.77)
	ground := p.h * .84
	p.cobbles(p.h * .76)
	f := frame{x: p.w * p.pick(.4, .6), y: ground, s: p.h / 200, flip: p.chance(.5)}
	lofts := []struct{ x, w, h float64 }{{-44, 34, 92}, {40, 38, 102}, {-4, 46, 132}}
	for _, l := range lofts {
		p.loft(f, l.x, l.w, l.h*p.pick(.95, 1.06))
	}
	p.hungNets(f)
	for range p.count(2, 4) {
		p.barrel(frame{x: f.at(p.pick(-70, 66), 0).x, y: ground + p.pick(5, 16), s: p.pick(.9, 1.2)})
	}
	g := p.passer(f.at(p.pick(20, 34), 0).x, ground+11, 31)
	p.person(g, 1)
	p.gulls(p.w*p.pick(.15, .85), p.h*.2, 26, 4)
}

// cobbles is paved ground from top to the foot of the plate.
func (p *plate) cobbles(top float64) {
	area := box(-2, top, p.w+4, p.h-top+4)
	p.body(area, 1)
	p.work.reset()
	row := 0
	for y := top + 2; y < p.h; row++ {
		d := (y - top) / (p.h - top)
		w := 4 + 9*d
		for x := -w * float64(row%2) * .5; x < p.w+w; x += w * 1.06 {
			if noise(x/26, y/7, p.salt+8) > .36 {
				p.line(arc(x, y, w*.46, w*.2, math.Pi*1.08, math.Pi*1.92), .55+.4*d)
			}
		}
		y += 2.1 + 3.2*d
	}
	p.press(p.ink(.15))
	p.surface(area, 0, 1.3, p.rough(down(top, .3, p.h, .02), 40, .4))
}

func (p *plate) loft(f frame, x, w, h float64) {
	front := f.pts(x-w/2, 0, x-w/2, -h*.78, x, -h, x+w/2, -h*.78, x+w/2, 0)
	side := f.pts(x+w/2, 0, x+w/2, -h*.78, x+w/2+9, -h*.78-1, x+w/2+9, 0)
	roof := f.pts(x+w/2+2, -h*.76, x, -h-2, x+9, -h-2, x+w/2+12, -h*.76)
	p.shape(1, front, side, roof)
	p.hatch(front, p.mood.light, math.Pi/2, 1.25, p.rough(down(f.at(0, -h).y, .3, f.y, .16), 8, .3))
	p.pen(p.mood.light, .9, f.pts(x-w/2-2, -h*.76, x, -h-2, x+w/2+2, -h*.76), f.pts(x+w/2, 0, x+w/2, -h*.77))
	levels := 3
	for i := range levels {
		y := -h * (.06 + .25*float64(i))
		door := f.box(x-5.5, y-h*.17, 11, h*.17)
		p.fill(1, door)
		p.outline(p.mood.light, .9, door)
		if i > 0 || p.mood.lamps {
			p.fill(p.glow(), f.box(x-3.6, y-h*.15, 3.2, h*.06), f.box(x+.6, y-h*.15, 3.2, h*.06))
		}
		p.pen(p.mood.light, .5, f.pts(x-w/2+3, y-h*.19, x+w/2-3, y-h*.19))
	}
	beam := f.box(x-1.2, -h-1, 2.4, 5)
	p.fill(1, beam)
	p.pen(p.mood.light, 1.5, f.pts(x+7.5, -h*.86, x+7.5, -h*.4))
	p.pen(1, .7, f.pts(x+7.5, -h*.86, x+7.5, -h*.4))
}

// hungNets is a line of nets drying on poles across the foreground.
func (p *plate) hungNets(f frame) {
	y, far := -34.0, 1.0
	if p.chance(.5) {
		far = -1
	}
	x0, x1 := far*44, far*104
	p.shape(1, f.place(limb(point{x0, 14}, point{x0, y - 3}, 2.4, 1.8)), f.place(limb(point{x1, 14}, point{x1, y - 3}, 2.4, 1.8)))
	rope := f.curve(x0, y, (x0*2+x1)/3, y+4, (x0+2*x1)/3, y+4, x1, y)
	low := f.curve(x1, y+30, x0+.75*(x1-x0), y+42, x0+.5*(x1-x0), y+34, x0+.25*(x1-x0), y+43, x0, y+28)
	net := join(rope, low)
	p.work.reset()
	p.rule(net, .8, 1.7, p.rough(flat(.3), 14, .3))
	p.rule(net, -.75, 1.7, p.rough(flat(.3), 14, .3))
	p.press(1)
	p.pen(1, 1.2, rope, low)
	var floats []path
	for i := 3; i < len(rope); i += 4 {
		floats = append(floats, oval(rope[i].x, rope[i].y, 1.5, 1.5))
	}
	p.shape(1, floats...)
}

func (p *plate) barrel(f frame) {
	side := f.place(join(curve(-6, 0, -7.4, -8, -6, -16), curve(6, -16, 7.4, -8, 6, 0)))
	p.body(side, .9)
	p.surface(side, math.Pi/2, .8, along(f.at(-6, 0).x, .1, f.at(7, 0).x, .9))
	lid := f.oval(0, -16, 6, 1.8)
	p.body(lid, .8)
	p.pen(1, 1.3, f.curve(-7, -4.5, 0, -3, 7, -4.5), f.curve(-7, -11.5, 0, -10, 7, -11.5))
}
