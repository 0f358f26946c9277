package drawing

import "math"

// point is a place on the plate, in units, x to the right and y down.
type point struct{ x, y float64 }

// path is a line of points; as an area it closes on itself.
type path []point

// pts makes a path of x, y pairs.
func pts(xy ...float64) path {
	q := make(path, len(xy)/2)
	for i := range q {
		q[i] = point{xy[2*i], xy[2*i+1]}
	}
	return q
}

// box is the rectangle whose top left corner is x, y.
func box(x, y, w, h float64) path { return pts(x, y, x+w, y, x+w, y+h, x, y+h) }

// oval is the ellipse about cx, cy.
func oval(cx, cy, rx, ry float64) path { return arc(cx, cy, rx, ry, 0, 2*math.Pi) }

// arc is the part of an ellipse between two angles, clockwise from the right.
func arc(cx, cy, rx, ry, from, to float64) path {
	n := 8 + int(math.Abs(to-from)*6)
	q := make(path, n+1)
	for i := range q {
		s, c := math.Sincos(from + (to-from)*float64(i)/float64(n))
		q[i] = point{cx + rx*c, cy + ry*s}
	}
	return q
}

// arched is a doorway or window with a round head.
func arched(x, y, w, h float64) path {
	q := pts(x, y+h)
	q = append(q, arc(x+w/2, y+w/2, w/2, w/2, math.Pi, 2*math.Pi)...)
	return append(q, point{x + w, y + h})
}

// smooth threads a Catmull-Rom curve through the points.
func smooth(q path) path {
	const steps = 7
	out := make(path, 0, len(q)*steps)
	for i := range len(q) - 1 {
		a, b, c, d := q[max(i-1, 0)], q[i], q[i+1], q[min(i+2, len(q)-1)]
		for s := range steps {
			out = append(out, catmull(a, b, c, d, float64(s)/steps))
		}
	}
	return append(out, q[len(q)-1])
}

func catmull(a, b, c, d point, t float64) point {
	f := func(a, b, c, d float64) float64 {
		return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*b-a-3*c+d)))
	}
	return point{f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)}
}

// curve is smooth over x, y pairs.
func curve(xy ...float64) path { return smooth(pts(xy...)) }

// closed returns to where the path began.
func (q path) closed() path { return append(q[:len(q):len(q)], q[0]) }

// join runs one path after another.
func join(parts ...path) path {
	var out path
	for _, q := range parts {
		out = append(out, q...)
	}
	return out
}

// bounds is the smallest upright box round the path.
func (q path) bounds() (lo, hi point) {
	lo, hi = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, a := range q {
		lo = point{min(lo.x, a.x), min(lo.y, a.y)}
		hi = point{max(hi.x, a.x), max(hi.y, a.y)}
	}
	return lo, hi
}

// area is twice the signed area; its sign tells which way the path turns.
func (q path) area() float64 {
	var s float64
	for i, a := range q {
		b := q[(i+1)%len(q)]
		s += a.x*b.y - b.x*a.y
	}
	return s
}

// frame places a thing drawn about its own origin: at x, y, scaled by s, and
// turned to face left when flip is set.
type frame struct {
	x, y, s float64
	flip    bool
}

func (f frame) at(x, y float64) point {
	if f.flip {
		x = -x
	}
	return point{f.x + x*f.s, f.y + y*f.s}
}

// place moves a path from the thing's own coordinates to the plate.
func (f frame) place(q path) path {
	out := make(path, len(q))
	for i, a := range q {
		out[i] = f.at(a.x, a.y)
	}
	return out
}

func (f frame) pts(xy ...float64) path       { return f.place(pts(xy...)) }
func (f frame) curve(xy ...float64) path     { return f.place(curve(xy...)) }
func (f frame) box(x, y, w, h float64) path  { return f.place(box(x, y, w, h)) }
func (f frame) oval(x, y, a, b float64) path { return f.place(oval(x, y, a, b)) }
func lerp(a, b, t float64) float64           { return a + (b-a)*t }
func clamp(v float64) float64                { return max(0, min(1, v)) }

// ease is 0 below a, 1 above b and smooth between.
func ease(a, b, v float64) float64 {
	t := clamp((v - a) / (b - a))
	return t * t * (3 - 2*t)
}
