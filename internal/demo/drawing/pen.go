package drawing

import "math"

// ribbon adds a line whose half-width at its i-th point is half(i), in units.
func (p *plate) ribbon(q path, half func(i int) float64) {
	n := len(q)
	if n < 2 {
		return
	}
	for i := range n {
		a, nx, ny := q[i], 0.0, 0.0
		nx, ny = q.normal(i)
		w := half(i)
		p.work.add((a.x+nx*w)*p.scale, (a.y+ny*w)*p.scale)
	}
	for i := n - 1; i >= 0; i-- {
		nx, ny := q.normal(i)
		w := half(i)
		p.work.add((q[i].x-nx*w)*p.scale, (q[i].y-ny*w)*p.scale)
	}
	p.work.end()
}

// normal is the unit vector across the line at its i-th point, lengthened at
// corners (to twice at most) so that the line keeps its width round them.
func (q path) normal(i int) (nx, ny float64) {
	ax, ay := across(q[max(i-1, 0)], q[i])
	bx, by := across(q[i], q[min(i+1, len(q)-1)])
	nx, ny = ax+bx, ay+by
	d := math.Hypot(nx, ny)
	if d < 1e-9 {
		return ax, ay
	}
	nx, ny = nx/d, ny/d
	if i == 0 || i == len(q)-1 {
		return nx, ny
	}
	k := 1 / max(.5, nx*ax+ny*ay)
	return nx * k, ny * k
}

func across(a, b point) (x, y float64) {
	dx, dy := b.x-a.x, b.y-a.y
	d := math.Hypot(dx, dy)
	if d < 1e-9 {
		return 0, 0
	}
	return dy / d, -dx / d
}

// thin is the least a line may be wide, so that small plates keep their lines.
func (p *plate) thin(width float64) float64 { return max(width, .9/p.scale) }

// line adds a hand-drawn line: it swells a little and ends a little finer.
func (p *plate) line(q path, width float64) {
	q = q.dense(14)
	w := p.thin(width) / 2
	salt := p.rng.Uint32()
	last := float64(len(q) - 1)
	p.ribbon(q, func(i int) float64 {
		end := min(float64(i), last-float64(i))
		return w * (.82 + .36*noise(float64(i)*.7, 0, salt)) * (.65 + .35*min(1, end))
	})
}

// dense adds points so that no step is longer than the given units.
func (q path) dense(step float64) path {
	out := make(path, 0, 2*len(q))
	for i := range len(q) - 1 {
		a, b := q[i], q[i+1]
		n := max(1, int(math.Hypot(b.x-a.x, b.y-a.y)/step))
		for k := range n {
			t := float64(k) / float64(n)
			out = append(out, point{lerp(a.x, b.x, t), lerp(a.y, b.y, t)})
		}
	}
	return append(out, q[len(q)-1])
}

// pen draws lines of one width and tone in one pass.
func (p *plate) pen(tone, width float64, lines ...path) {
	p.work.reset()
	for _, q := range lines {
		if len(q) > 1 {
			p.line(q, width)
		}
	}
	p.press(tone)
}

// outline draws round areas.
func (p *plate) outline(tone, width float64, areas ...path) {
	p.work.reset()
	for _, q := range areas {
		p.line(q.closed(), width)
	}
	p.press(tone)
}

// body is a lit, outlined surface: the ground most things are hatched on.
func (p *plate) body(area path, width float64) {
	p.fill(p.mood.light, area)
	p.outline(p.ink(0), width, area)
}

// shape is a black silhouette with a sliver of light round it, which keeps it
// apart from the hatching behind.
func (p *plate) shape(tone float64, areas ...path) {
	p.outline(p.mood.light, 1.6, areas...)
	p.fill(tone, areas...)
}

// limb is a tapering stroke from a to b, for arms, legs, masts and branches.
func limb(a, b point, wa, wb float64) path {
	nx, ny := across(a, b)
	wa, wb = wa/2, wb/2
	return path{
		{a.x + nx*wa, a.y + ny*wa}, {b.x + nx*wb, b.y + ny*wb},
		{b.x - nx*wb, b.y - ny*wb}, {a.x - nx*wa, a.y - ny*wa},
	}
}

// dots stipples n points into an area, each of about the given radius.
func (p *plate) dots(area path, n int, tone, radius float64) {
	lo, hi := area.bounds()
	p.work.reset()
	for range n {
		x, y := p.pick(lo.x, hi.x), p.pick(lo.y, hi.y)
		if area.holds(point{x, y}) {
			r := max(radius*p.pick(.6, 1.3), .45/p.scale)
			p.area(pts(x-r, y, x, y-r, x+r, y, x, y+r))
		}
	}
	p.press(tone)
}

// holds tells whether a point lies within the area.
func (q path) holds(a point) bool {
	in := false
	for i, b := range q {
		c := q[(i+1)%len(q)]
		if (b.y > a.y) != (c.y > a.y) && a.x < (c.x-b.x)*(a.y-b.y)/(c.y-b.y)+b.x {
			in = !in
		}
	}
	return in
}
