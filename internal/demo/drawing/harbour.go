package drawing

import "math"

func harbourCranes(p *plate) {
	horizon := p.h * p.pick(.58, .66)
	p.sky(horizon)
	p.skyline(horizon, 1, .55)
	p.mist(horizon-14, 22)
	p.sea(horizon, p.h)
	quay := horizon + 9
	n := 2
	if p.w > 240 {
		n = p.count(2, 3)
	}
	left := p.chance(.5)
	for i := range n {
		x := p.w * (.17 + .44*float64(i)/float64(n-1)) // leaves room for the jib
		if left {
			x = p.w - x
		}
		p.crane(frame{x: x + p.pick(-9, 9), y: quay - 2, s: p.pick(.82, 1.12) * (1 - .14*float64(i%2)), flip: left}, float64(i%2)*.25)
	}
	p.quay(quay)
	for range n {
		p.reflect(p.pick(.15, .85)*p.w, quay+7, p.pick(12, 24), 40)
	}
	p.rowboat(frame{x: p.w * p.pick(.15, .85), y: p.h - p.pick(14, 26), s: 1.1, flip: p.chance(.5)})
	p.gulls(p.w*p.pick(.2, .8), horizon*.4, 34, p.count(4, 7))
}

// skyline is a town at the water's edge, a silhouette with its windows cut out.
func (p *plate) skyline(y, size, depth float64) {
	var roofs, panes, lines []path
	for x := -6.0; x < p.w+4; {
		w, h := p.pick(9, 22)*size, p.pick(7, 21)*size
		house := pts(x, y+1, x, y-h, x+w, y-h, x+w, y+1)
		if p.chance(.6) {
			peak := p.pick(3, 7) * size
			house = pts(x, y+1, x, y-h, x+w/2, y-h-peak, x+w, y-h, x+w, y+1)
		}
		roofs = append(roofs, house)
		if p.chance(.6) {
			roofs = append(roofs, box(x+w*p.pick(.15, .7), y-h-7*size, 2*size, 9*size))
		}
		for wx := x + 2*size; wx < x+w-2.5*size; wx += 3.6 * size {
			for wy := y - h + 2*size; wy < y-4*size; wy += 4.6 * size {
				if p.chance(.5) {
					panes = append(panes, box(wx, wy, 1.5*size, 2.2*size))
				}
			}
		}
		lines = append(lines, pts(x+w, y, x+w, y-h))
		x += w * p.pick(.86, 1.04)
	}
	if p.chance(.7) {
		x := p.pick(.1, .9) * p.w
		roofs = append(roofs, box(x-4*size, y-28*size, 8*size, 28*size), pts(x-4.6*size, y-27*size, x, y-49*size, x+4.6*size, y-27*size))
	}
	p.fill(p.ink(depth), roofs...)
	p.pen(p.mood.light, .35, lines...)
	p.fill(p.glow(), panes...)
}

// quay is the near edge of the harbour: coping, piles and bollards.
func (p *plate) quay(y float64) {
	face := box(-2, y, p.w+4, 8)
	p.fill(p.mood.light, face)
	p.surface(face, math.Pi/2, 1, p.rough(down(y, .35, y+8, .9), 9, .6))
	p.fill(1, box(-2, y-2.4, p.w+4, 3))
	var posts []path
	for x := p.pick(2, 12); x < p.w; x += p.pick(16, 28) {
		posts = append(posts, box(x, y-6, 2.6, 5), oval(x+1.3, y-6, 2.1, 1.2))
	}
	p.fill(1, posts...)
}

// crane is a hammerhead crane on its tapering leg.
func (p *plate) crane(f frame, depth float64) {
	ink := p.ink(depth)
	leg := []path{f.pts(-8, 0, -3.2, -66, 3.2, -66, 8, 0), f.box(-12, -5, 24, 6)}
	deck := []path{f.box(-27, -72, 89, 3.4), f.box(-27, -72, 15, 11), f.pts(-5, -72, -4, -83, 6, -83, 7, -72)}
	p.shape(ink, append(leg, deck...)...)
	p.pen(ink, .9*f.s, f.pts(-27, -72, 1, -97, 62, -72), f.pts(1, -97, 0, -70), f.pts(1, -97, 30, -72), f.pts(1, -97, -14, -72))
	var lattice []path
	for x := 8.0; x < 60; x += 5 {
		lattice = append(lattice, f.pts(x, -72, x+2.5, -77+.02*x, x+5, -72))
	}
	lattice = append(lattice, f.pts(6, -77, 60, -75))
	p.pen(ink, .5*f.s, lattice...)
	var cuts []path
	for y := -12.0; y > -60; y -= 9 {
		w := 5.6 + y*.06
		cuts = append(cuts, f.pts(-w, y, w, y-8), f.pts(w, y, -w, y-8))
	}
	p.pen(p.mood.light, .55*f.s, cuts...)
	p.fill(p.glow(), f.box(-3, -81, 3.4, 4.6), f.box(1.6, -81, 3.4, 4.6))
	p.hook(f, p.pick(28, 56), p.pick(-48, -22), ink)
}

// hook hangs a load from the jib.
func (p *plate) hook(f frame, x, y, ink float64) {
	p.pen(ink, .55*f.s, f.pts(x-1, -69, x-1, y), f.pts(x+1, -69, x+1, y))
	p.fill(ink, f.box(x-2.6, -70, 5.2, 2.6))
	if p.chance(.5) {
		p.pen(ink, .5*f.s, f.pts(x-7, y+6, x, y, x+7, y+6))
		crate := f.box(x-7, y+6, 14, 9)
		p.body(crate, .8)
		p.surface(crate, math.Pi/2, 1, flat(.5))
		return
	}
	p.pen(ink, 1*f.s, f.curve(x, y, x, y+4, x+2.4, y+5, x+2.6, y+2.4))
}

func sign(flip bool) float64 {
	if flip {
		return -1
	}
	return 1
}

// lamp is a street lamp; in the dark it has a halo.
func (p *plate) lamp(x, foot, tall float64) {
	f := frame{x: x, y: foot, s: tall / 100}
	if p.mood.lamps {
		halo := f.at(0, -94)
		p.hatch(oval(halo.x, halo.y, 17*f.s, 17*f.s), 0, 0, 1, round(halo, 1, 17*f.s, 0))
	}
	p.shape(1, f.pts(-1.4, 0, -1, -86, 1, -86, 1.4, 0), f.box(-3, -7, 6, 7), f.box(-5, -79, 10, 1.6),
		f.pts(-3, -86, -5, -98, 0, -104, 5, -98, 3, -86))
	p.fill(p.glow(), f.pts(-2, -87.4, -3.4, -96.6, 3.4, -96.6, 2, -87.4))
}

// headland is far land along the horizon.
func (p *plate) headland(y, depth float64) {
	from, to := -10.0, p.w*p.pick(.4, .7)
	if p.chance(.5) {
		from, to = p.w-to, p.w+10
	}
	high := p.pick(9, 20)
	q := path{{from, y + .5}}
	for i := range 13 {
		t := float64(i) / 12
		ends := 1.0
		if from > 0 {
			ends = ease(0, .4, t)
		} else {
			ends = 1 - ease(.6, 1, t)
		}
		q = append(q, point{lerp(from, to, t), y - high*ends*(.5+.5*noise(t*5, 2, p.salt+2))})
	}
	q = append(smooth(q), point{to, y + .5})
	p.fill(p.mood.sky*.8, q)
	p.hatch(q, p.ink(depth), -.5, .8, p.rough(flat(.62), 12, .5))
}

// spray throws water up over a wall.
func (p *plate) spray(at point, size float64) {
	size *= .6 + .4*p.mood.rough
	var jets, drops []path
	for i := range 15 {
		a := -math.Pi*.5 + (float64(i)/14-.5)*1.9 + p.pick(-.08, .08)
		l := size * p.pick(.75, 1.5) * (1.15 - .5*math.Abs(float64(i)/14-.5)*2)
		s, c := math.Sincos(a)
		jets = append(jets, curve(at.x, at.y, at.x+c*l*.5, at.y+s*l*.62, at.x+c*l, at.y+s*l*.95, at.x+c*l*1.22, at.y+s*l*.8))
		for range 5 {
			k, r := l*p.pick(.5, 1.35), p.pick(.3, 1)
			drops = append(drops, oval(at.x+c*k+p.pick(-2, 2), at.y+s*k, r, r))
		}
	}
	p.pen(1, 2.7, jets...)
	p.pen(0, 1.7, jets...)
	p.fill(1, grown(drops, .35)...)
	p.fill(0, drops...)
}

// grown swells round areas about their middles by the given units.
func grown(areas []path, by float64) []path {
	out := make([]path, len(areas))
	for i, q := range areas {
		lo, hi := q.bounds()
		cx, cy, r := (lo.x+hi.x)/2, (lo.y+hi.y)/2, (hi.x-lo.x)/2
		out[i] = oval(cx, cy, r+by, r+by)
	}
	return out
}
