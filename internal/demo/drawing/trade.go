package drawing

import "math"

func fishMarket(p *plate) {
	p.indoors = true
	back := p.h * .6
	p.marketHall(back)
	n := p.count(3, 4)
	for i := range n {
		g := p.passer(p.w*(.14+.72*(float64(i)+p.pick(-.2, .2))/float64(n-1)), p.h*.84, p.pick(66, 74))
		g.stride = .04
		p.person(g, 1)
		if g.coat {
			f := g.frame()
			p.fill(p.mood.light, f.pts(.0, -.7, .085, -.7, .1, -.28, -.02, -.28))
		}
	}
	p.slab(p.h * .75)
}

// marketHall is the roof on iron columns, with the quay seen through it.
func (p *plate) marketHall(back float64) {
	p.sky(back)
	p.skyline(back-6, .7, .7)
	p.mist(back-14, 18)
	p.water(box(0, back-6, p.w, 16), p.mood.rough)
	p.cobbles(back + 8)
	roof := box(-2, -2, p.w+4, p.h*.17)
	p.fill(1, roof)
	p.hatch(roof, p.mood.light, 1.2, 1.3, flat(.2))
	n := max(3, int(math.Round(p.w/76)))
	span := p.w / float64(n)
	top := p.h * .15
	for i := range n {
		x := span * float64(i)
		spandrel := join(pts(x, top), pts(x+span, top), pts(x+span, top+28), arc(x+span/2, top+28, span/2-2, 25, 0, -math.Pi), pts(x, top+28))
		p.shape(1, spandrel)
		p.outline(p.mood.light, .9, oval(x+9, top+8, 5, 5), oval(x+span-9, top+8, 5, 5))
	}
	for i := range n + 1 {
		x := span * float64(i)
		p.shape(1, pts(x-2.4, p.h*.82, x-1.8, top+22, x+1.8, top+22, x+2.4, p.h*.82), box(x-5, top+26, 10, 3), box(x-4, p.h*.8, 8, 6))
		p.pen(p.mood.light, .6, pts(x-.8, p.h*.8, x-.8, top+30))
	}
	for i := range n {
		p.hangingLamp(span*(float64(i)+.5), top, 30)
	}
}

func (p *plate) hangingLamp(x, top, drop float64) {
	if p.mood.lamps {
		c := point{x, top + drop + 6}
		p.hatch(oval(c.x, c.y, 24, 24), 0, 0, 1, round(c, .95, 24, 0))
	}
	p.pen(1, .9, pts(x, top, x, top+drop))
	p.shape(1, join(pts(x-1.5, top+drop-4, x+1.5, top+drop-4), pts(x+9, top+drop+5, x-9, top+drop+5)))
	p.fill(p.glow(), arc(x, top+drop+5, 4, 4, 0, math.Pi))
}

// slab is the counter in front, with boxes of fish.
func (p *plate) slab(top float64) {
	table := box(-2, top+22, p.w+4, p.h)
	p.body(table, 1.3)
	p.surface(table, 0, .9, down(top+22, .3, p.h, .8))
	counter := pts(-2, top+24, -2, top+2, p.w+2, top+2, p.w+2, top+24)
	p.body(counter, 1.5)
	p.dots(counter, int(p.w*1.2), 1, .45)
	n := int(p.w / 62)
	wide := p.w / float64(n)
	for i := range n {
		p.fishBox(wide*(float64(i)+.5), top, wide*.84, i)
	}
}

func (p *plate) fishBox(x, y, wide float64, kind int) {
	tray := pts(x-wide/2+5, y-4, x+wide/2-5, y-4, x+wide/2, y+18, x-wide/2, y+18)
	p.fill(1, tray)
	p.outline(p.mood.light, 1, tray)
	if (kind+int(p.salt%3))%3 == 2 {
		for i := range 5 {
			p.crab(frame{x: x + (float64(i)-2)*wide*.17, y: y + 4 + 7*float64(i%2), s: .95})
		}
	} else {
		for row := range 3 {
			for i := range 3 {
				p.fish(frame{x: x + (float64(i)-1)*wide*.28 + 3*float64(row%2), y: y + 1.4 + 6*float64(row), s: wide / 92, flip: (row+i)%2 == 0 && kind%2 == 0})
			}
		}
	}
	front := box(x-wide/2-1, y+17, wide+2, 11)
	p.body(front, 1.4)
	p.surface(front, 0, 1, flat(.3))
	p.fill(1, box(x-7, y+20, 14, 3))
}

func (p *plate) fish(f frame) {
	q := f.curve(-15, 0, -8, -4.4, 2, -5, 11, -1.4, 18, -5.4, 16, 0, 18, 5.4, 11, 1.6, 2, 4.6, -8, 3.8, -15, 0)
	p.outline(1, 1.2, q)
	p.fill(0, q)
	p.hatch(q, 1, .5, .62, down(f.at(0, -5).y, .85, f.at(0, 3).y, 0))
	p.pen(1, .8, f.curve(-8.6, -3.4, -7, 0, -8.6, 3))
	p.fill(1, f.oval(-11.4, -.8, 1, 1))
}

func (p *plate) crab(f frame) {
	var legs []path
	for _, side := range []float64{-1, 1} {
		for i := range 3 {
			y := float64(i)*2 - 1
			legs = append(legs, f.pts(side*5, y, side*9, y-2, side*11, y+2.6))
		}
		legs = append(legs, f.curve(side*4, -3, side*8, -6, side*5, -9))
	}
	p.pen(p.mood.light, 1.5, legs...)
	shell := f.oval(0, 0, 6.6, 4.6)
	p.body(shell, 1)
	p.surface(shell, 0, .7, round(f.at(-2, -2), .1, 7*f.s, .9))
	p.fill(p.mood.light, f.oval(-5, -9, 2, 1.7), f.oval(5, -9, 2, 1.7))
}

func marketStall(p *plate) {
	ground := p.h * .84
	p.sky(ground)
	p.shopRow(ground - 8)
	p.mist(ground-40, 30)
	p.cobbles(ground - 8)
	f := frame{x: p.w * p.pick(.45, .55), y: ground + 4, s: min(p.h/200, p.w/200), flip: p.chance(.5)}
	p.stallBack(f)
	seller := &figure{x: f.at(p.pick(-26, 26), 0).x, foot: f.at(0, 2).y, tall: 78 * f.s, left: p.chance(.5), hat: flatCap, arm: [2]float64{.9, -.5}, fore: [2]float64{1, .9}}
	p.person(seller, 1)
	p.stallGoods(f)
	p.awning(f)
	for i := range p.count(1, 2) {
		g := p.passer(f.at(78-160*float64(i), 0).x, f.at(0, 11).y, 78*f.s)
		g.left = g.x > f.x
		g.coat = true
		p.person(g, 1)
		p.bag(g)
	}
	p.bunting()
}

func (p *plate) bag(g *figure) {
	f := frame{x: g.hands[1].x, y: g.hands[1].y, s: g.tall / 80}
	p.shape(1, f.pts(-5, 4, 5, 4, 6.5, 17, -6.5, 17))
	p.pen(1, .9, f.curve(-3, 5, 0, -2, 3, 5))
	p.hatch(f.pts(-4, 5, 4, 5, 5.5, 16, -5.5, 16), p.mood.light, .8, 1, flat(.4))
}

// shopRow is a row of houses behind the market.
func (p *plate) shopRow(foot float64) {
	for x := -10.0; x < p.w; {
		w, h := p.pick(34, 48), p.h*p.pick(.42, .6)
		wall := box(x, foot-h, w, h)
		p.fill(p.mood.light, wall)
		p.outline(p.ink(.4), 1, wall)
		p.hatch(wall, p.ink(.45), 0, 1, flat(p.pick(.12, .34)+p.mood.shade))
		roof := pts(x-2, foot-h, x+w*.18, foot-h-p.h*.1, x+w*.82, foot-h-p.h*.1, x+w+2, foot-h)
		p.fill(p.ink(.4), roof, box(x+w*.7, foot-h-p.h*.16, 5, p.h*.12))
		var panes []path
		for _, t := range []float64{.18, .62} {
			for _, v := range []float64{.12, .45} {
				panes = append(panes, box(x+w*t, foot-h*(1-v), w*.2, h*.2))
			}
		}
		p.windows(1, panes...)
		x += w
	}
}

func (p *plate) stallBack(f frame) {
	p.shape(1, f.box(-66, -112, 3, 112), f.box(63, -112, 3, 112))
	p.pen(1, 1.6, f.pts(-64, -92, 64, -92))
	for i := range 7 {
		x := -48 + 16*float64(i)
		if p.chance(.65) {
			p.pen(1, .8, f.pts(x, -92, x, -82))
			q := f.curve(x, -84, x-4, -76, x-3, -68, x, -64, x+3, -68, x+4, -76, x, -84)
			p.body(q, 1)
			p.surface(q, 1, .8, flat(.5))
		}
	}
}

// stallGoods are sloping crates of fruit and roots on a boarded table.
func (p *plate) stallGoods(f frame) {
	for i := range 4 {
		x := -62 + 31.5*float64(i)
		crate := f.pts(x, -47, x+30, -47, x+31, -24, x-1, -24)
		p.fill(1, crate)
		kind := p.count(0, 2)
		for row := range 3 {
			for k := range 5 {
				p.fruit(f, x+3.6+5.7*float64(k)+1.6*float64(row%2), -44+7.4*float64(row), kind)
			}
		}
		lip := f.box(x-2, -25, 33, 7)
		p.body(lip, 1.2)
		p.surface(lip, 0, 1, flat(.35))
	}
	table := f.box(-66, -18, 132, 19)
	p.body(table, 1.3)
	p.surface(table, math.Pi/2, 1, p.rough(flat(.6), 10, .5))
	p.scales(f)
}

func (p *plate) fruit(f frame, x, y float64, kind int) {
	switch kind {
	case 0:
		q := f.oval(x, y, 3.4, 3.4)
		p.fill(p.mood.light*.5, q)
		p.hatch(q, 1, .7, .6, round(f.at(x-1.2, y-1.2), -.2, 4.6*f.s, .9))
	case 1:
		q := f.oval(x, y, 3.2, 4)
		p.fill(1, q)
		p.fill(p.mood.light*.5, f.oval(x-1, y-1.4, .8, 1.1))
		p.outline(p.mood.light, .5, q)
	default:
		q := f.pts(x-2, y-3, x+2, y-3, x+.4, y+5)
		p.fill(p.mood.light*.5, q)
		p.pen(1, .5, f.pts(x-1.4, y-1, x+.6, y-1), f.pts(x-.6, y+1, x+1, y+1))
		p.pen(p.mood.light, .8, f.pts(x, y-3, x-2, y-6), f.pts(x, y-3, x+2, y-6))
	}
}

func (p *plate) scales(f frame) {
	p.shape(1, f.pts(44, -47, 58, -47, 54, -62, 48, -62), f.oval(51, -66, 7, 7))
	p.fill(0, f.oval(51, -66, 5, 5))
	p.pen(1, .9, f.pts(51, -66, 53.4, -69))
	p.shape(1, f.curve(40, -76, 51, -70, 62, -76))
}

// awning is a striped, scalloped roof over the stall.
func (p *plate) awning(f frame) {
	n := 12
	for i := range n {
		t0, t1 := float64(i)/float64(n), float64(i+1)/float64(n)
		x0, x1 := lerp(-76, 76, t0), lerp(-76, 76, t1)
		strip := f.pts(lerp(-62, 62, t0), -128, lerp(-62, 62, t1), -128, x1, -102, x0, -102)
		drop := f.place(join(pts(x0, -102, x1, -102), arc((x0+x1)/2, -96, (x1-x0)/2, 6, 0, math.Pi)))
		if i%2 == 0 {
			p.shape(1, strip, drop)
			p.hatch(strip, p.mood.light, 0, 1.2, flat(.16))
			continue
		}
		p.body(strip, 1.1)
		p.body(drop, 1.1)
		p.surface(strip, 0, 1, down(f.at(0, -128).y, .02, f.at(0, -102).y, .3))
	}
	under := f.box(-63, -96, 126, 10)
	p.hatch(under, 1, 0, .8, down(f.at(0, -96).y, .7, f.at(0, -84).y, .1))
}

// bunting hangs across the top of the plate.
func (p *plate) bunting() {
	rope := curve(-4, p.h*.06, p.w*.25, p.h*.13, p.w*.5, p.h*.08, p.w*.75, p.h*.14, p.w+4, p.h*.05)
	rope = rope.dense(8)
	p.pen(1, .8, rope)
	var flags []path
	for i := 0; i+1 < len(rope); i += 2 {
		a := rope[i]
		flags = append(flags, pts(a.x-3.6, a.y, a.x+3.6, a.y+.4, a.x+.4, a.y+9))
	}
	p.shape(1, flags...)
}
