package drawing

import "math"

// piano is a grand piano by a tall window.
func piano(p *plate) {
	p.comeIn()
	floor := p.h * .74
	wall := box(-2, -2, p.w+4, floor+4)
	p.fill(p.mood.light, wall)
	flip := p.chance(.5)
	lightX := p.w * .8
	if flip {
		lightX = p.w * .2
	}
	p.surface(wall, math.Pi/2, 1, p.rough(round(point{lightX, p.h * .35}, .06, p.w*.7, .8), 40, .14))
	p.tallWindow(lightX, floor)
	p.floorboards(floor, lightX)
	p.fill(1, box(-2, floor-6, p.w+4, 2), box(-2, floor-1, p.w+4, 2))
	size := min(1.06, p.w/205)
	f := frame{x: p.w*.5 + 16*size*sign(flip), y: p.h * .9, s: size, flip: flip}
	p.grand(f)
	p.pianoStool(f)
}

func (p *plate) tallWindow(x, floor float64) {
	q := arched(x-25, p.h*.07, 50, floor-p.h*.15)
	p.fill(p.mood.sky*.5, q)
	p.hatch(q, .8, 0, 1, p.rough(down(0, .2+p.mood.sky, floor, .05), 22, .3))
	p.outline(1, 3.2, q)
	var bars []path
	for i := 1; i < 5; i++ {
		y := lerp(p.h*.07+20, floor-p.h*.08, float64(i)/5)
		bars = append(bars, pts(x-25, y, x+25, y))
	}
	p.pen(1, 1.7, append(bars, pts(x, p.h*.07, x, floor-p.h*.08), pts(x-25, p.h*.07+20, x+25, p.h*.07+20))...)
	p.shape(1, box(x-30, floor-p.h*.085, 60, 4))
}

// floorboards run towards the reader; the window's light lies across them.
func (p *plate) floorboards(floor, lightX float64) {
	area := box(-2, floor, p.w+4, p.h)
	p.body(area, 1)
	lit := math.Copysign(1, p.w/2-lightX)
	p.surface(area, 0, 1, p.rough(func(x, y float64) float64 {
		mid := lightX + lit*(y-floor)*1.5
		return .62 * ease(10, 44, math.Abs(x-mid))
	}, 30, .14))
	var joints []path
	for i := range 15 {
		t := float64(i)/7 - 1
		joints = append(joints, pts(p.w/2+t*p.w*.56, floor, p.w/2+t*p.w*1.1, p.h+2))
	}
	p.pen(1, .8, joints...)
}

func (p *plate) grand(f frame) {
	p.reflectShadow(frame{x: f.x, y: f.y + 2, s: f.s, flip: f.flip}, -60, 60)
	p.shape(1, f.pts(-57, -66, -38, -124, 48, -134, 66, -118, 70, -64))
	p.hatch(f.pts(-50, -68, -34, -119, 46, -129, 61, -116, 64, -68), p.mood.light, .5*sign(f.flip), .9, along(f.at(-40, 0).x, .1, f.at(66, 0).x, .62))
	p.pen(1, 2, f.pts(26, -64, 38, -116))
	body := f.place(join(pts(-64, -66, 68, -66), curve(68, -66, 74, -58, 70, -46), pts(-50, -46, -52, -50, -64, -50)))
	p.shape(1, body)
	p.hatch(f.pts(-48, -63, 66, -63, 68, -49, -46, -49), p.mood.light, 0, 1, along(f.at(-44, 0).x, .55, f.at(30, 0).x, 0))
	p.shape(1, f.pts(-78, -58, -50, -58, -50, -50, -80, -50))
	p.fill(0, f.pts(-78, -60, -56, -60, -56, -57, -79, -57))
	var keys []path
	for i := range 8 {
		keys = append(keys, f.box(-76.5+2.6*float64(i), -60, 1.2, 2))
	}
	p.fill(1, keys...)
	p.shape(1, f.pts(-54, -66, -48, -66, -40, -90, -45, -91))
	for _, x := range []float64{-56, 8, 56} {
		p.shape(1, f.pts(x-4.4, -48, x-2, -6, x+2, -6, x+4.4, -48), f.oval(x, -3, 2.4, 2.4))
	}
	p.pen(1, 1.5, f.pts(-28, -46, -32, -4), f.pts(-20, -46, -24, -4), f.pts(-34, -4, -20, -4))
}

func (p *plate) pianoStool(f frame) {
	p.shape(1, f.box(-108, -35, 28, 6), f.pts(-105, -29, -107, 0, -104, 0, -100, -29), f.pts(-83, -29, -81, 0, -84, 0, -88, -29))
	p.pen(p.mood.light, .7, f.pts(-106, -32, -82, -32))
	if p.chance(.5) {
		g := &figure{x: f.at(-94, 0).x, foot: f.y + 9, tall: 86 * f.s, left: f.flip, lean: .12, arm: [2]float64{.55, .4}, fore: [2]float64{.95, 1}}
		p.seated(g)
	}
}

// seated draws a figure sitting, hands forward.
func (p *plate) seated(g *figure) {
	f := frame{x: g.x, y: g.foot - .02*g.tall, s: g.tall, flip: g.left}
	hip := point{0, -.48}
	knee, foot := point{.24, -.46}, point{.22, -.1}
	parts := []path{f.pts(-.07, -.8, .02, -.85, .12, -.8, .1, -.48, -.1, -.46), f.oval(.07, -.93, .058, .07), f.place(limb(point{.03, -.86}, point{.05, -.8}, .05, .06)),
		f.place(limb(hip, knee, .14, .1)), f.place(limb(knee, foot, .1, .06)), f.oval(knee.x, knee.y, .05, .05), f.pts(.19, -.13, .25, -.13, .32, -.09, .19, -.09)}
	for i := range 2 {
		parts = append(parts, g.armParts(f, i)...)
	}
	if p.chance(.5) {
		parts = append(parts, f.oval(.0, -.97, .045, .045))
	}
	p.shape(1, parts...)
}
