package drawing

import "math"

// strokes are the digits as a draughtsman letters them, in a box one wide and
// two high, each a set of polylines.
var strokes = [10][][]float64{
	{{.5, 0, .1, .4, 0, 1, .1, 1.6, .5, 2, .9, 1.6, 1, 1, .9, .4, .5, 0}},
	{{.2, .4, .6, 0, .6, 2}},
	{{0, .4, .3, 0, .8, 0, 1, .5, .7, 1.1, 0, 2, 1, 2}},
	{{.05, .3, .4, 0, .9, .2, .9, .7, .4, .95, .95, 1.2, .95, 1.7, .5, 2, 0, 1.75}},
	{{.75, 2, .75, 0, 0, 1.4, 1, 1.4}},
	{{.9, 0, .15, 0, .1, .9, .6, .75, 1, 1.1, .95, 1.7, .5, 2, 0, 1.8}},
	{{.85, .1, .4, .3, .05, 1.1, .15, 1.8, .5, 2, .95, 1.7, .9, 1.1, .5, .95, .1, 1.3}},
	{{0, 0, 1, 0, .4, 2}},
	{{.5, .95, .1, .6, .2, .1, .5, 0, .85, .1, .9, .6, .5, .95, .05, 1.3, .05, 1.75, .5, 2, .95, 1.75, .95, 1.3, .5, .95}},
	{{.9, .75, .5, 1.05, .1, .85, .05, .35, .5, 0, .9, .3, .95, .9, .6, 1.7, .2, 1.95}},
}

// number letters n, centred on x, y, with digits the given units high.
func (p *plate) number(n int, x, y, high, tone float64) {
	var digits []int
	for ok := true; ok; ok = n > 0 {
		digits = append([]int{n % 10}, digits...)
		n /= 10
	}
	s := high / 2
	left := x - (float64(len(digits))*1.45-.45)*s/2
	var lines []path
	for i, d := range digits {
		f := frame{x: left + float64(i)*1.45*s, y: y - high/2, s: s}
		for _, q := range strokes[d] {
			lines = append(lines, f.pts(q...))
		}
	}
	p.pen(tone, high*.14, lines...)
}

// tideChart is a day's tides as the harbour office draws them.
func tideChart(p *plate) {
	p.comeIn()
	p.fill(p.mood.light*.6, box(-2, -2, p.w+4, p.h+4))
	lo, hi := point{p.w*.5 - (p.w-40)*.5 + 6, p.h * .2}, point{p.w - 14, p.h - 24}
	p.chartGrid(lo, hi)
	p.moons(lo, hi)
	first, second := p.pick(2, 10), p.pick(-1.2, 1.2)
	spring := p.pick(.62, 1)
	level := func(t float64) float64 { // 0 to 1 over the day
		h := math.Cos((t*24-first)/12.42*2*math.Pi) + .16*math.Cos((t*24-first*2)/24.8*2*math.Pi+second) + .05*math.Sin(t*50)
		return lerp(hi.y, lo.y, .5+.38*spring*h)
	}
	p.tideCurve(lo, hi, level)
	p.outline(1, 1.8, box(lo.x, lo.y, hi.x-lo.x, hi.y-lo.y))
	p.outline(1, .6, box(6, 6, p.w-12, p.h-12), box(8.4, 8.4, p.w-16.8, p.h-16.8))
}

func (p *plate) chartGrid(lo, hi point) {
	var fine, ticks []path
	for i := range 25 {
		x := lerp(lo.x, hi.x, float64(i)/24)
		fine = append(fine, pts(x, lo.y, x, hi.y))
		if i%6 == 0 {
			ticks = append(ticks, pts(x, hi.y, x, hi.y+4))
		}
		if i%3 == 0 {
			p.number(i, x, hi.y+9.6, 6.4, 1)
		}
	}
	for i := range 8 {
		y := lerp(hi.y, lo.y, float64(i)/7)
		fine = append(fine, pts(lo.x, y, hi.x, y))
		p.number(i, lo.x-7, y, 6.4, 1)
	}
	p.pen(.4+p.mood.light*.6, .45, fine...)
	p.pen(1, 1, ticks...)
}

// moons are the phases of the week along the head of the chart.
func (p *plate) moons(lo, hi point) {
	phase, r := p.pick(0, 1), 6.4
	n := 7
	for i := range n {
		c := point{lerp(lo.x+14, hi.x-14, float64(i)/float64(n-1)), (lo.y + 9) / 2}
		p.outline(1, 1.1, oval(c.x, c.y, r, r))
		p.fill(1, oval(c.x, c.y, r, r))
		t := math.Mod(phase+float64(i)/14, 1)
		k := math.Cos(2 * math.Pi * t)
		var lit path
		if t < .5 {
			lit = join(arc(c.x, c.y, r, r, -math.Pi/2, math.Pi/2), arc(c.x, c.y, r*k, r, math.Pi/2, -math.Pi/2))
		} else {
			lit = join(arc(c.x, c.y, r, r, math.Pi/2, math.Pi*1.5), arc(c.x, c.y, -r*k, r, math.Pi*1.5, math.Pi/2))
		}
		p.fill(0, lit)
	}
}

// tideCurve hatches the water under the curve, following it as engraved water
// does, and marks the turns of the tide.
func (p *plate) tideCurve(lo, hi point, level func(float64) float64) {
	const n = 96
	curveAt := func(k float64) path {
		q := make(path, n+1)
		for i := range q {
			t := float64(i) / n
			y := level(t)
			q[i] = point{lerp(lo.x, hi.x, t), y + (hi.y-y)*k}
		}
		return q
	}
	top := curveAt(0)
	p.fill(p.mood.light*.5+.1, append(curveAt(0), pts(hi.x, hi.y, lo.x, hi.y)...))
	p.work.reset()
	rows := int((hi.y - lo.y) / p.gauge * .62)
	for r := 1; r < rows; r++ {
		k := math.Pow(float64(r)/float64(rows), 1.25)
		q := curveAt(k)
		p.ribbon(q, func(i int) float64 {
			deep := (hi.y - top[i].y) / (hi.y - lo.y)
			return p.gauge * .5 * max(.1, min(.85, .16+.5*k*deep+.3*deep*noise(q[i].x/24, k*9, p.salt)))
		})
	}
	p.press(.92)
	p.pen(p.mood.light*.6, 5, top)
	p.pen(1, 2.6, top)
	for i := 1; i < n; i++ {
		if (top[i].y-top[i-1].y)*(top[i+1].y-top[i].y) <= 0 {
			p.fill(1, oval(top[i].x, top[i].y, 4.2, 4.2))
			p.fill(0, oval(top[i].x, top[i].y, 2.2, 2.2))
		}
	}
	t := p.pick(.2, .8)
	x := lerp(lo.x, hi.x, t)
	p.pen(1, 1.1, pts(x, lo.y, x, hi.y))
	p.fill(1, pts(x-3.4, lo.y, x+3.4, lo.y, x, lo.y+5.4))
}
