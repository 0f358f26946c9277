package drawing

import "math"

// seaWall is the wall seen from the water, running away to its light.
func seaWall(p *plate) {
	horizon := p.h * p.pick(.46, .54)
	p.sky(horizon)
	p.headland(horizon, .75)
	p.mist(horizon-4, 16)
	p.sea(horizon, p.h)
	w := wallView{frame{flip: p.chance(.5)}, point{p.w * p.pick(.76, .88), horizon}, p.pick(64, 76), p.h - horizon + 4}
	if w.flip {
		w.x = p.w
	}
	w.s = 1
	p.wallEnd(w)
	p.wallFace(w)
	p.parapet(w)
	p.wash(w)
	z := p.pick(1.7, 2.3)
	p.spray(w.at(w.low*.9, z), 62/z*p.pick(.9, 1.15))
	p.gulls(w.frame.at(p.w*p.pick(.6, .85), 0).x, horizon*.4, 28, p.count(3, 6))
}

// wallView is the wall's perspective: its line runs to the vanishing point, its
// top stands high above the eye and its foot low below, both at z = 1.
type wallView struct {
	frame
	vanish    point
	high, low float64
}

// at is the place on the wall's face that lies v below the eye, at depth z.
func (w wallView) at(v, z float64) point {
	return w.frame.at(w.vanish.x-(w.vanish.x+6)/z, w.vanish.y+v/z)
}

// wallDepth is where the wall ends.
const wallDepth = 9.0

// wallFace is the face in courses of dressed stone, darker towards its foot.
func (p *plate) wallFace(w wallView) {
	face := path{w.at(-w.high, .96), w.at(-w.high, wallDepth), w.at(w.low*.94, wallDepth), w.at(w.low*.94, .96)}
	p.body(face, 1)
	near, far := w.at(0, 1).x, w.at(0, wallDepth).x
	grade := along(near, .16, far, .55)
	weed := w.low * .5
	p.surface(face, 1.15*sign(!w.flip), 1.15, p.rough(func(x, y float64) float64 {
		z := (w.vanish.x + 6) / max(1, math.Abs(w.frame.at(w.vanish.x, 0).x-x))
		return grade(x, y) + .5*ease(weed*.4, weed*1.3, (y-w.vanish.y)*z)
	}, 14, .55))
	const courses = 11
	var joints []path
	for c := 1; c < courses; c++ {
		v := lerp(-w.high, w.low*.94, float64(c)/courses)
		joints = append(joints, path{w.at(v, .96), w.at(v, wallDepth)})
	}
	for c := range courses {
		a, b := lerp(-w.high, w.low*.94, float64(c)/courses), lerp(-w.high, w.low*.94, float64(c+1)/courses)
		for d := .97 + .11*float64(c%2); d < wallDepth; d += .21 * p.pick(.85, 1.15) {
			if d > 4 && c%2 == 0 {
				d += .4
			}
			joints = append(joints, path{w.at(a, d), w.at(b, d)})
		}
	}
	p.pen(p.mood.light, 1.2, joints...)
	p.pen(1, .5, joints...)
}

// parapet is the coping with its railing, lamps and walkers.
func (p *plate) parapet(w wallView) {
	coping := path{w.at(-w.high-7, .96), w.at(-w.high-7, wallDepth), w.at(-w.high, wallDepth), w.at(-w.high, .96)}
	for _, z := range []float64{5.2, 3.2, 2, 1.3} {
		at := w.at(-w.high-6, z)
		p.lamp(at.x, at.y, 78/z)
	}
	for _, z := range []float64{p.pick(1.45, 1.9), p.pick(2.3, 2.8)} {
		at := w.at(-w.high-5, z)
		g := p.passer(at.x, at.y, 44/z)
		g.coat = true
		p.person(g, 1)
	}
	p.body(coping, 1.2)
	p.fill(1, path{w.at(-w.high-1.4, .96), w.at(-w.high-1.4, wallDepth), w.at(-w.high+1.4, wallDepth), w.at(-w.high+1.4, .96)})
	var posts, rails []path
	for z := .98; z < 6; z *= 1.085 {
		a, b := w.at(-w.high-6, z), w.at(-w.high-24, z)
		posts = append(posts, limb(a, b, 1.5/z, 1.5/z))
	}
	for _, v := range []float64{24, 15} {
		rails = append(rails, limb(w.at(-w.high-v, .96), w.at(-w.high-v, wallDepth), 1.7, .2))
	}
	p.fill(1, append(posts, rails...)...)
}

// wallEnd is the little light at the far end of the wall.
func (p *plate) wallEnd(w wallView) {
	a := w.at(w.low*.94, wallDepth)
	f := frame{x: a.x, y: a.y, s: .9}
	p.shape(p.ink(.3), f.pts(-4, 0, -2.6, -36, 2.6, -36, 4, 0), f.box(-4, -38, 8, 2.4), f.pts(-3, -45, 0, -50, 3, -45), f.box(-6, -6, 12, 7))
	p.fill(p.glow(), f.box(-2, -45, 4, 7))
}

// wash is the broken water along the foot of the wall.
func (p *plate) wash(w wallView) {
	var edge path
	for z := .96; z < wallDepth; z *= 1.05 {
		a := w.at(w.low*(.86+.12*noise(z*9, 1, p.salt)), z)
		edge = append(edge, a)
	}
	for i := len(edge) - 1; i >= 0; i-- {
		z := .96 * math.Pow(1.05, float64(i))
		edge = append(edge, w.at(w.low*(1.02+.1*noise(z*7, 5, p.salt)), z))
	}
	p.fill(0, edge)
	p.outline(1, .7, edge)
	p.dots(edge, 90, 1, .5)
}
