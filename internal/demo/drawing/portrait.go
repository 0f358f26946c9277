package drawing

import "math"

// portrait is a head and shoulders in profile, cut like a cameo: no one's face,
// but a different one for every seed.
func portrait(p *plate) {
	p.comeIn()
	ground := box(-2, -2, p.w+4, p.h+4)
	p.fill(p.mood.sky, ground)
	p.sun = point{p.w * .5, p.h * .42}
	f := frame{x: p.w * .5, y: p.h*.8 + 8, s: 1.34, flip: p.chance(.5)}
	light := f.at(74, -84)
	angle := []float64{0, .6, -.6, math.Pi / 2}[p.count(0, 3)]
	p.hatch(ground, .92, angle, 1.3, p.rough(round(light, .12, 190, .9), 40, .18))
	face := p.profile()
	head := f.place(face)
	trunk := f
	trunk.y -= 11 * f.s
	p.shoulders(trunk)
	p.outline(p.mood.light*.5, 2.4, head)
	p.fill(1, head)
	p.modelling(f, head)
	p.collar(trunk)
	p.headwear(f)
}

// profile is the outline of a head facing right, neck and all.
func (p *plate) profile() path {
	nose, chin, brow, neck := p.pick(-2.5, 3.5), p.pick(-2, 3), p.pick(-1.5, 2), p.pick(-2.5, 2.5)
	front := curve(2, -93, 15, -89, 21, -80, 22+brow, -72, 21, -67, 25+nose*.5, -60, 31+nose, -54, 29.5+nose*.7, -51.4, 24.5, -50,
		26.6, -46.6, 26, -45, 23.8, -43.8, 25.6, -41.6, 25, -39.4, 22.6, -37, 24+chin, -32, 21.5+chin, -28, 14, -25, 7, -23, 5+neck, -14, 8+neck, 6)
	back := curve(-25-neck, 8, -21-neck*.6, -12, -21, -28, -29, -42, -33, -60, -28, -78, -14, -90, 2, -93)
	return join(front, back)
}

// modelling scratches the light into the face: cheek, jaw, ear and eye.
func (p *plate) modelling(f frame, head path) {
	lit, lost := f.at(27, -58).x, f.at(-4, 0).x
	p.hatch(head, p.mood.light, .5*sign(!f.flip), .85, func(x, y float64) float64 {
		t := clamp((x - lost) / (lit - lost))
		return .8*t*t + .1*(noise(x/9, y/9, p.salt)-.5)
	})
	socket := f.curve(12, -69, 16, -71.6, 21, -69.4, 20, -66, 15, -65.4, 12, -69)
	p.fill(1, socket, f.curve(10, -74.4, 15, -77, 21.6, -74.6, 21, -72.6, 15, -74.4, 10, -74.4))
	p.pen(p.mood.light, .9, f.curve(14, -68, 17, -69.4, 20, -68))
	p.pen(1, 1.3, f.curve(25, -44.2, 21, -44, 18, -42.6), f.curve(27, -53, 24.6, -55, 24.4, -51.6), f.curve(14, -26, 4, -31, -5, -44))
	p.pen(p.mood.light, 1.1, f.curve(-9, -64, -12, -69, -7, -71, -4, -66, -6, -59, -8, -54, -10, -57), f.curve(-8, -65, -6, -67, -6, -62))
	if p.chance(.35) {
		p.pen(p.mood.light, 2.6, f.oval(17, -68, 6, 5.6), f.pts(11, -69, -8, -67))
		p.pen(1, 1.3, f.oval(17, -68, 6, 5.6), f.pts(11, -69, -8, -67))
	}
}

func (p *plate) shoulders(f frame) {
	wide := p.pick(-6, 8)
	coat := f.place(join(curve(7, -8, 20, 2, 38+wide, 12, 48+wide, 34, 52+wide, 60), curve(-72-wide, 60, -68-wide, 28, -52-wide, 8, -30, -2, -22, -12)))
	p.shape(1, coat)
	p.hatch(coat, p.mood.light, -.9*sign(!f.flip), 1.1, p.rough(along(f.at(-20, 0).x, .02, f.at(54, 0).x, .42), 18, .3))
}

// collar is a scarf, a shirt or a jersey's roll neck.
func (p *plate) collar(f frame) {
	switch p.count(0, 2) {
	case 0:
		scarf := f.place(join(curve(13, -15, 0, -9, -26, -16), curve(-30, -3, -8, 6, 17, -2)))
		p.body(scarf, 1.3)
		p.surface(scarf, 1.1*sign(f.flip), 1, along(f.at(16, 0).x, .2, f.at(-28, 0).x, .8))
		tail := f.pts(6, 0, 16, -3, 22, 30, 11, 32)
		p.body(tail, 1.3)
		p.surface(tail, 0, 1.1, flat(.45))
	case 1:
		p.body(f.pts(-25, -12, -8, -3, 9, -9, 17, 4, 8, 14, -6, 3, -28, -2), 1.3)
		p.shape(1, f.pts(8, 6, 12, 8, 14, 44, 6, 48, 2, 40))
	default:
		roll := f.place(join(curve(12, -17, -4, -13, -25, -20), curve(-28, -4, -6, 3, 14, -5)))
		p.body(roll, 1.3)
		p.surface(roll, math.Pi/2, .9, along(f.at(14, 0).x, .25, f.at(-27, 0).x, .85))
	}
}

// headwear gives the head hair, and often a hat.
func (p *plate) headwear(f frame) {
	p.hair(f, p.count(0, 4))
	switch p.count(0, 5) {
	case 0: // fisherman's cap
		crown := f.place(join(curve(-33, -76, -32, -96, -6, -104, 18, -98, 24, -82), pts(23, -77, -33, -74)))
		p.cloth(f, crown, .5)
		p.shape(1, f.curve(19, -82, 32, -80, 38, -74, 26, -75, 18, -76), f.pts(-33, -79, 24, -83, 24, -77, -33, -73))
	case 1: // wool hat
		crown := f.place(join(curve(-33, -74, -33, -100, -4, -110, 20, -98, 24, -80), pts(23, -77, -33, -71)))
		p.cloth(f, crown, .9)
		band := f.pts(-35, -80, 25, -86, 25, -76, -35, -69)
		p.body(band, 1.3)
		p.surface(band, math.Pi/2, .9, flat(.4))
		p.shape(1, f.oval(-5, -109, 5, 5))
	case 2: // brimmed hat
		crown := f.pts(-26, -80, -24, -104, -2, -108, 17, -105, 21, -84)
		p.shape(1, f.curve(-46, -72, -24, -84, 20, -88, 40, -78, 20, -80, -20, -76, -46, -72))
		p.cloth(f, crown, .4)
		p.pen(p.mood.light, 2, f.pts(-26, -84, 21, -89))
	}
}

func (p *plate) cloth(f frame, q path, gap float64) {
	p.shape(1, q)
	p.hatch(q, p.mood.light, 1.1*sign(!f.flip), .8+gap, along(f.at(-24, 0).x, .05, f.at(22, 0).x, .5))
}

// hair is one of five ways to wear it; strands are scratched along the head.
func (p *plate) hair(f frame, style int) {
	cap := curve(20, -82, 13, -93, -6, -98, -27, -90, -36, -70, -33, -50, -25, -40)
	inner := curve(-16, -46, -13, -62, -4, -72, 10, -77, 20, -82)
	areas := []path{f.place(join(cap, inner))}
	switch style {
	case 1: // bun
		areas = append(areas, f.oval(-37, -76, 12, 11))
	case 2: // long
		areas = append(areas, f.curve(-30, -80, -38, -52, -40, -24, -34, -2, -16, -4, -12, -30, -12, -58, -20, -76))
	case 3: // curls
		for range 40 {
			a := p.pick(math.Pi*.85, math.Pi*1.85)
			s, c := math.Sincos(a)
			areas = append(areas, f.oval(-6+c*29, -66+s*29, p.pick(4, 8), p.pick(4, 8)))
		}
	case 4: // beard
		areas = append(areas, f.curve(-10, -54, -5, -44, 8, -42, 22, -49, 25, -48, 22, -43, 27, -38, 28, -24, 19, -14, 6, -17, -6, -30, -12, -44))
	}
	p.fill(1, areas...)
	var strands []path
	for i := range 9 {
		k := 1 - .055*float64(i)
		strands = append(strands, f.place(arc(-6, -66, 29*k, 29*k, math.Pi*(1.02+.03*p.pick(0, 4)), math.Pi*(1.62+.02*p.pick(0, 6)))))
	}
	p.pen(p.mood.light, .7, strands...)
	if style == 4 {
		var whisk []path
		for i := range 8 {
			x := -4 + 3.6*float64(i)
			whisk = append(whisk, f.curve(x, -38+.2*float64(i), x+1.6, -30, x+p.pick(0, 2), -22))
		}
		p.pen(p.mood.light, .7, whisk...)
	}
}
