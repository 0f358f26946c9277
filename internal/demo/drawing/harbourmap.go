package drawing

import "math"

// coastField is a height over the map: land above 0, sea below, falling away
// with the distance from the shore.
type coastField func(x, y float64) float64

// mapHarbour is a chart of the harbour: land, streets, breakwaters, soundings,
// and the sea water-lined along the shore as old charts are.
func mapHarbour(p *plate) {
	p.comeIn()
	p.fill(p.mood.light*.6, box(-2, -2, p.w+4, p.h+4))
	land := p.coast()
	p.rhumbs()
	p.waterLines(land)
	p.landMass(land)
	p.blocks(land)
	p.breakwaters(land)
	p.soundings(land)
	p.compassRose(p.w*.84, p.h*.78, 22)
	p.fill(p.mood.light*.6, box(-2, -2, p.w+4, 8), box(-2, p.h-6, p.w+4, 8), box(-2, -2, 8, p.h+4), box(p.w-6, -2, 8, p.h+4))
	p.chartBorder()
}

// coast makes the land: a shore across the plate with a bay bitten out of it.
func (p *plate) coast() coastField {
	bay := point{p.w * p.pick(.34, .6), p.h * p.pick(.4, .5)}
	slope, base := p.pick(-.28, .28), p.h*p.pick(.4, .48)
	r := p.pick(34, 44)
	isle := point{p.w * p.pick(.1, .26), p.h * p.pick(.74, .86)}
	small := p.pick(9, 16)
	salt := p.salt
	return func(x, y float64) float64 {
		shore := base + slope*(x-p.w/2) - y
		shore += 26*(billow(x/46, y/46, salt)-.5) + 7*(noise(x/9, y/9, salt+2)-.5)
		inlet := math.Hypot((x-bay.x)*.8, y-bay.y) - r + 9*(noise(x/14, y/14, salt+4)-.5)
		out := min(shore, inlet)
		island := small - math.Hypot(x-isle.x, y-isle.y) + 8*(noise(x/10, y/10, salt+6)-.5)
		return max(out, island)
	}
}

// contour walks the map in cells and hands each the part of it that lies above
// the level, and the piece of shoreline through it, if any.
func (p *plate) contour(land coastField, level float64, cell float64, do func(part path, edge path)) {
	nx, ny := int(p.w/cell)+2, int(p.h/cell)+2
	row := func(j int) []float64 {
		v := make([]float64, nx+1)
		for i := range v {
			v[i] = land(float64(i)*cell, float64(j)*cell) - level
		}
		return v
	}
	above := row(0)
	for j := range ny {
		below := row(j + 1)
		for i := range nx {
			x, y := float64(i)*cell, float64(j)*cell
			part, edge := clipCell(box(x, y, cell, cell), [4]float64{above[i], above[i+1], below[i+1], below[i]})
			if len(part) > 2 {
				do(part, edge)
			}
		}
		above = below
	}
}

// clipCell keeps the part of a cell whose corners stand above 0.
func clipCell(q path, v [4]float64) (part, edge path) {
	for i, a := range q {
		b, va, vb := q[(i+1)%4], v[i], v[(i+1)%4]
		if va > 0 {
			part = append(part, a)
		}
		if (va > 0) != (vb > 0) {
			t := va / (va - vb)
			cut := point{lerp(a.x, b.x, t), lerp(a.y, b.y, t)}
			part, edge = append(part, cut), append(edge, cut)
		}
	}
	return part, edge
}

// waterLines follow the shore outward, finer and wider apart.
func (p *plate) waterLines(land coastField) {
	p.work.reset()
	far := 0.0
	for k := range 15 {
		far += p.gauge * (.8 + .17*float64(k))
		half := max(.3/p.scale, p.gauge*(.24-.014*float64(k)))
		p.contour(land, -far, 3.4, func(_, edge path) {
			if len(edge) == 2 {
				p.ribbon(edge, func(int) float64 { return half })
			}
		})
	}
	p.press(.92)
}

func (p *plate) landMass(land coastField) {
	p.work.reset()
	var shore []path
	p.contour(land, 0, 2.6, func(part, edge path) {
		p.area(part)
		if len(edge) == 2 {
			shore = append(shore, edge)
		}
	})
	p.press(min(.3, p.mood.light*.5+.12))
	p.hatch(box(0, 0, p.w, p.h), .9, .8, 1.2, func(x, y float64) float64 {
		h := land(x, y)
		if h < 1 {
			return 0
		}
		hill := billow(x/34, y/34, p.salt+12)
		return .12*ease(12, 0, h) + ease(.5, .8, hill)*.6*ease(12, 40, h)
	})
	p.work.reset()
	for _, e := range shore {
		p.ribbon(e, func(int) float64 { return .8 })
	}
	p.press(1)
}

// blocks are the streets of the town behind the harbour.
func (p *plate) blocks(land coastField) {
	turn := p.pick(-.25, .25)
	s, c := math.Sincos(turn)
	mid := point{p.w * .5, p.h * .25}
	var houses []path
	for i := -14; i <= 14; i++ {
		for j := -9; j <= 12; j++ {
			u, v := float64(i)*8.6+p.pick(-.8, .8), float64(j)*6.4
			if i%4 == 0 || p.chance(.2) {
				continue
			}
			x, y := mid.x+u*c-v*s, mid.y+u*s+v*c
			h := land(x, y)
			if h < 5 || h > 34+16*noise(x/20, y/20, p.salt+14) {
				continue
			}
			f := func(a, b float64) point { return point{x + a*c - b*s, y + a*s + b*c} }
			w, d := p.pick(2, 3.5), p.pick(1.5, 2.4)
			houses = append(houses, path{f(-w, -d), f(w, -d), f(w, d), f(-w, d)})
		}
	}
	p.outline(p.mood.light*.6, 1.5, houses...)
	p.fill(1, houses...)
}

// breakwaters run out from the shore either side of the bay.
func (p *plate) breakwaters(land coastField) {
	for _, t := range []float64{.28, .68} {
		x := p.w * t
		y := p.h * .3
		for y < p.h*.8 && land(x, y) > -1 {
			y += 1.5
		}
		bend := (.48 - t) * p.w * p.pick(.34, .5)
		arm := curve(x, y-5, x+bend*.2, y+12, x+bend*.55, y+24, x+bend, y+p.pick(25, 31))
		p.pen(p.mood.light*.6, 5.6, arm)
		p.pen(1, 3.2, arm)
		end := arm[len(arm)-1]
		p.fill(1, oval(end.x, end.y, 3.2, 3.2))
		p.fill(p.glow(), oval(end.x, end.y, 1.4, 1.4))
	}
}

// soundings are depths, deeper farther out.
func (p *plate) soundings(land coastField) {
	for y := p.h * .5; y < p.h-14; y += 17 {
		for x := 20 + p.pick(0, 14); x < p.w-16; x += p.pick(22, 32) {
			d := -land(x, y+3)
			if d < 13 || math.Hypot(x-p.w*.84, y-p.h*.78) < 33 {
				continue
			}
			n := int(d/4) + p.count(0, 2)
			p.fill(p.mood.light*.6, oval(x, y, 6.2, 4.6))
			p.number(n, x, y, 5.2, 1)
		}
	}
}

func (p *plate) rhumbs() {
	c := point{p.w * .84, p.h * .78}
	var lines []path
	for i := range 16 {
		s, k := math.Sincos(float64(i) * math.Pi / 8)
		lines = append(lines, pts(c.x, c.y, c.x+k*p.w*1.2, c.y+s*p.w*1.2))
	}
	p.pen(.55, .4, lines...)
}

func (p *plate) compassRose(x, y, r float64) {
	p.fill(p.mood.light*.6, oval(x, y, r*1.2, r*1.2))
	p.outline(1, 1, oval(x, y, r*.74, r*.74), oval(x, y, r*.66, r*.66))
	for i := 15; i >= 0; i-- {
		long := [4]float64{1.12, .5, .78, .5}[i%4]
		if i%4 == 2 {
			long = .8
		}
		a := float64(i) * math.Pi / 8
		s, c := math.Sincos(a)
		sl, cl := math.Sincos(a - .39)
		sr, cr := math.Sincos(a + .39)
		tip, w := point{x + c*r*long, y + s*r*long}, r*.2
		left := path{{x, y}, {x + cl*w, y + sl*w}, tip}
		right := path{{x, y}, {x + cr*w, y + sr*w}, tip}
		p.fill(0, left)
		p.outline(1, .5, left)
		p.fill(1, right)
	}
	p.fill(1, oval(x, y-r*1.24, 1.6, 1.6), pts(x-3.4, y-r*1.15, x, y-r*1.42, x+3.4, y-r*1.15))
}

// chartBorder is the divided frame of a chart.
func (p *plate) chartBorder() {
	p.outline(1, 1.4, box(6, 6, p.w-12, p.h-12))
	p.outline(1, .7, box(2.6, 2.6, p.w-5.2, p.h-5.2))
	var bars []path
	const long = 12.0
	for i := 0; 6+float64(i)*long < p.w-6; i += 2 {
		x := 6 + float64(i)*long
		w := min(long, p.w-6-x)
		bars = append(bars, box(x, 3.4, w, 1.8), box(x, p.h-5.2, w, 1.8))
	}
	for i := 0; 6+float64(i)*long < p.h-6; i += 2 {
		y := 6 + float64(i)*long
		h := min(long, p.h-6-y)
		bars = append(bars, box(3.4, y, 1.8, h), box(p.w-5.2, y, 1.8, h))
	}
	p.fill(1, bars...)
}
