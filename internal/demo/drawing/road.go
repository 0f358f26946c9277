package drawing

import "math"

// parade is the road along the sea front: sky, sea, railing, kerb and road.
// It returns the height of the road's far edge.
func (p *plate) parade() float64 {
	horizon := p.h * p.pick(.5, .58)
	p.sky(horizon)
	p.headland(horizon, .75)
	p.mist(horizon-4, 18)
	edge := p.h * .74
	p.sea(horizon, edge)
	road := box(-2, edge, p.w+4, p.h)
	p.body(road, 1.2)
	p.surface(road, 0, 1.2, p.rough(down(edge, .12, p.h, .5), 50, .3))
	var posts []path
	for x := p.pick(0, 12); x < p.w+10; x += 13 {
		posts = append(posts, box(x, edge-25, 1.5, 25), oval(x+.75, edge-25, 1.6, 1.6))
	}
	posts = append(posts, box(-2, edge-23, p.w+4, 1.4), box(-2, edge-15, p.w+4, 1), box(-2, edge-8, p.w+4, 1))
	p.shape(1, posts...)
	return edge
}

func bus(p *plate) {
	edge := p.parade()
	f := frame{x: p.w * p.pick(.46, .56), y: p.h * .9, s: min(1.08, p.w/210), flip: p.chance(.5)}
	p.lamp(f.at(-92, 0).x, edge+3, 100)
	p.busBody(f)
	for _, x := range []float64{-44, 46} {
		p.wheel(f, x, -10, 12)
	}
	p.busStop(f.at(88, 0).x, p.h*.9)
	p.gulls(p.w*.4, p.h*.2, 40, 4)
}

func (p *plate) busBody(f frame) {
	p.reflectShadow(f, -76, 76)
	body := f.place(join(pts(-76, -12), curve(-76, -12, -77, -60, -75, -88, -70, -93), pts(62, -93), curve(62, -93, 70, -90, 74, -60, 77, -50, 77, -12)))
	p.body(body, 1.4)
	p.surface(f.box(-75, -91, 145, 9), 0, .8, flat(.3))
	band := f.place(join(pts(-76.4, -50, 73.6, -50), pts(74.5, -56, -76.6, -56)))
	skirt := f.pts(-76, -12, -76, -31, 77, -31, 77, -12)
	p.fill(1, band, skirt)
	p.hatch(skirt, p.mood.light, 0, .9, along(f.at(10, 0).x, 0, f.at(76, 0).x, .45))
	var panes []path
	for i := range 7 {
		x := -70 + 19.5*float64(i)
		panes = append(panes, f.box(x, -80, 16, 17))
		if i < 6 {
			panes = append(panes, f.box(x, -47, 16, 13.5))
		}
	}
	panes = append(panes, f.pts(66, -80, 69, -80, 72, -63, 66, -63), f.pts(66, -47, 73, -47, 75, -33, 66, -33))
	p.windows(1.6, panes...)
	p.riders(f)
	p.fill(p.mood.light, f.box(47, -45, 13, 30))
	p.outline(1, 1.2, f.box(47, -45, 6.5, 30), f.box(53.5, -45, 6.5, 30))
	p.shape(1, f.pts(75, -20, 80, -19, 80, -13, 75, -12))
	p.fill(0, f.oval(72, -21, 3, 3))
	p.outline(1, .8, f.oval(72, -21, 3, 3))
}

// riders are heads in the windows, dark against light or light against dark.
func (p *plate) riders(f frame) {
	tone := p.mood.light
	if p.mood.lamps {
		tone = 1
	}
	var heads []path
	for i := range 7 {
		for _, y := range []float64{-63, -33.5} {
			if p.chance(.5) && (y < -60 || i < 6) {
				x := -64 + 19.5*float64(i) + p.pick(0, 5)
				heads = append(heads, f.oval(x, y-8, 2.5, 3), f.pts(x-4.4, y, x-2.6, y-4.5, x+2.6, y-4.5, x+4.4, y))
			}
		}
	}
	p.fill(tone, heads...)
}

// reflectShadow is the shadow under something standing on the road.
func (p *plate) reflectShadow(f frame, from, to float64) {
	area := f.pts(from-4, -4, to+4, -4, to+12, 4, from-10, 4)
	p.hatch(area, 1, 0, .8, flat(.85))
}

func (p *plate) wheel(f frame, x, y, r float64) {
	p.shape(1, f.oval(x, y, r, r))
	p.fill(p.mood.light, f.oval(x, y, r*.56, r*.56))
	p.fill(1, f.oval(x, y, r*.34, r*.34))
	var nuts []path
	for i := range 8 {
		s, c := math.Sincos(float64(i) * math.Pi / 4)
		nuts = append(nuts, f.oval(x+c*r*.45, y+s*r*.45, r*.05, r*.05))
	}
	p.fill(1, nuts...)
}

func (p *plate) busStop(x, foot float64) {
	p.shape(1, box(x-1, foot-78, 2, 78), box(x-3, foot-2, 6, 2))
	sign := oval(x, foot-80, 8, 8)
	p.shape(1, sign)
	p.fill(p.glow(), oval(x, foot-80, 5.6, 5.6))
	p.fill(1, box(x-5.6, foot-81.4, 11.2, 2.8))
	p.shape(1, box(x-5, foot-68, 10, 14))
	p.hatch(box(x-4, foot-67, 8, 12), p.mood.light, 0, .9, flat(.5))
	for i := range p.count(1, 2) {
		p.person(p.passer(x+13*float64(2*i-1), foot+2, 46), 1)
	}
}

func bicycle(p *plate) {
	edge := p.parade()
	f := frame{x: p.w * p.pick(.44, .56), y: p.h * .93, s: min(1.06, p.w/200), flip: p.chance(.5)}
	p.bollard(f.at(86, 0).x, p.h*.93)
	p.reflectShadow(f, -70, 70)
	p.bikeWheels(f)
	p.bikeFrame(f)
	p.basket(f)
	p.gulls(p.w*p.pick(.2, .8), edge*.3, 30, p.count(3, 5))
}

func (p *plate) bollard(x, foot float64) {
	q := join(pts(x-9, foot), curve(x-7, foot-3, x-6, foot-20, x-10, foot-26, x-6, foot-32, x+6, foot-32, x+10, foot-26, x+6, foot-20, x+7, foot-3), pts(x+9, foot))
	p.shape(1, q)
	p.hatch(q, p.mood.light, 0, 1, along(x-9, .5, x+1, 0))
}

func (p *plate) bikeWheels(f frame) {
	for _, x := range []float64{-43, 43} {
		p.pen(p.mood.light, 5.4, f.oval(x, -31, 30, 30))
		p.pen(1, 3, f.oval(x, -31, 30, 30))
		p.pen(1, .7, f.oval(x, -31, 26.6, 26.6))
		var spokes []path
		for i := range 18 {
			a := float64(i) * math.Pi / 9
			s, c := math.Sincos(a)
			s2, c2 := math.Sincos(a + .9*sign(i%2 == 0))
			spokes = append(spokes, f.pts(x+c2*2.6, -31+s2*2.6, x+c*26.6, -31+s*26.6))
		}
		p.pen(p.mood.light, 1.3, spokes...)
		p.pen(1, .45, spokes...)
		p.fill(1, f.oval(x, -31, 3.2, 3.2))
		p.pen(p.mood.light, 4, f.place(arc(x, -31, 33.6, 33.6, math.Pi*1.05, math.Pi*1.8)))
		p.pen(1, 2, f.place(arc(x, -31, 33.6, 33.6, math.Pi*1.05, math.Pi*1.8)))
	}
}

func (p *plate) bikeFrame(f frame) {
	tubes := []path{
		f.pts(-43, -31, -20, -76), f.pts(-16, -68, 25, -76), f.pts(-4, -30, 24, -70),
		f.pts(-4, -30, -43, -31), f.pts(-4, -30, -21, -80), f.curve(22, -84, 27, -68, 33, -50, 43, -31),
	}
	p.pen(p.mood.light, 5, tubes...)
	p.pen(1, 3, tubes...)
	p.pen(1, 2.2, f.curve(22, -82, 21, -92, 30, -97, 38, -92, 30, -87))
	p.shape(1, f.place(join(curve(-35, -85, -24, -86, -6, -83), curve(-6, -82, -20, -78, -34, -80))))
	p.shape(1, f.oval(-4, -30, 7.4, 7.4))
	p.fill(p.mood.light, f.oval(-4, -30, 4.4, 4.4))
	p.fill(1, f.oval(-4, -30, 2, 2), f.box(-2, -16, 10, 2.4), f.box(-14, -46, 10, 2.4))
	p.pen(1, 1.7, f.pts(-4, -30, 3, -15), f.pts(-4, -30, -10, -45))
	p.pen(1, .9, f.pts(-43, -34.4, -4, -37), f.pts(-43, -27.6, -4, -22.8))
	p.pen(1, 1.2, f.pts(-66, -68, -24, -68), f.pts(-62, -68, -43, -31))
}

// basket hangs from the handlebars with something from the market in it.
func (p *plate) basket(f frame) {
	load := []path{f.oval(42, -84, 5, 5), f.oval(50, -85, 4.6, 4.6)}
	if p.chance(.5) {
		load = []path{f.place(limb(point{36, -76}, point{52, -103}, 4, 3)), f.place(limb(point{44, -76}, point{59, -99}, 4, 3))}
	}
	for _, q := range load {
		p.body(q, 1)
		p.surface(q, .7, .8, flat(.34))
	}
	body := f.pts(31, -80, 58, -80, 54, -60, 35, -60)
	p.body(body, 1.3)
	p.work.reset()
	p.rule(body, .8, 1.5, flat(.3))
	p.rule(body, -.8, 1.5, flat(.3))
	p.press(1)
	p.pen(1, 2, f.pts(30, -80, 59, -80))
}

func bridge(p *plate) {
	horizon := p.h * .6
	p.sky(horizon)
	p.skyline(horizon, .6, .8)
	p.mist(horizon-8, 22)
	p.sea(horizon, p.h)
	foot := p.h * .74
	n := 3
	if p.w > 280 {
		n = p.count(3, 4)
	}
	p.stoneBridge(n, horizon-p.pick(8, 14), foot)
	p.rowboat(frame{x: p.w * p.pick(.2, .8), y: p.h - p.pick(12, 20), s: 1.2, flip: p.chance(.5)})
	p.gulls(p.w*p.pick(.2, .8), p.h*.2, 34, p.count(4, 7))
}

// stoneBridge spans the plate on n round arches, highest in the middle.
func (p *plate) stoneBridge(n int, top, foot float64) {
	hump := p.pick(12, 20)
	deck := func(x float64) float64 { t := x/p.w*2 - 1; return top - hump*(1-t*t) }
	span := p.w / float64(n)
	var face, cope path
	for i := range 25 {
		x := -4 + (p.w+8)*float64(i)/24
		cope = append(cope, point{x, deck(x)})
	}
	face = append(face, cope...)
	for i := n - 1; i >= 0; i-- {
		cx, r := span*(float64(i)+.5), span*.5-7
		high := min(foot-deck(cx)-11, r*1.25)
		p.reflect(cx-span/2, foot, 16, 40)
		face = append(face, arc(cx, foot, r, high, 0, -math.Pi)...)
	}
	face = append(face, point{-4, foot})
	face[len(cope)-1].x = p.w + 4
	face = append(face[:len(cope)], append(path{{p.w + 4, foot}}, face[len(cope):]...)...)
	p.masonry(face, 7)
	p.archRings(n, span, foot, deck)
	p.pen(1, 3.4, cope)
	p.pen(p.mood.light, .7, cope)
	for range p.count(2, 3) {
		x := p.pick(.15, .85) * p.w
		p.person(p.passer(x, deck(x)-1, 25), 1)
	}
	for _, t := range []float64{.04, .96} {
		p.lamp(p.w*t, deck(p.w*t), 52)
	}
}

// archRings are the wedge stones and the shaded inside of each arch.
func (p *plate) archRings(n int, span, foot float64, deck func(float64) float64) {
	for i := range n {
		cx, r := span*(float64(i)+.5), span*.5-7
		high := min(foot-deck(cx)-11, r*1.25)
		ring := join(arc(cx, foot, r+6, high+6, -math.Pi, 0), arc(cx, foot, r, high, 0, -math.Pi))
		p.body(ring, 1)
		var wedges []path
		for a := 1; a < 16; a++ {
			s, c := math.Sincos(-math.Pi * float64(a) / 16)
			wedges = append(wedges, pts(cx+c*r, foot+s*high, cx+c*(r+6), foot+s*(high+6)))
		}
		p.pen(1, .7, wedges...)
		under := join(arc(cx, foot, r, high, -math.Pi, 0), arc(cx+9, foot, r-2, high-2, 0, -math.Pi))
		p.hatch(under, 1, .3, .7, flat(.95))
		p.fill(1, box(cx-span/2-8, foot-2, 16, 5))
	}
}
