package drawing

import "math"

// breach is the sea wall seen from the town with the sea coming through it.
func breach(p *plate) {
	horizon := p.h * .34
	p.sky(horizon)
	p.sea(horizon, p.h)
	p.swell(horizon+12, 13, 44, p.pick(0, 90), 22, .3)
	top, foot := p.h*.45, p.h*.74
	gap := p.w * p.pick(.42, .58)
	wide := p.w * p.pick(.13, .18)
	p.spray(point{gap, top + 18}, 26)
	p.torrent(gap, wide, top+14, foot)
	left := pts(-3, foot, -3, top, gap-wide-7, top, gap-wide, top+9, gap-wide-6, top+22, gap-wide+3, top+34, gap-wide-2, foot)
	right := pts(p.w+3, foot, p.w+3, top, gap+wide+4, top, gap+wide-3, top+12, gap+wide+6, top+24, gap+wide-4, top+40, gap+wide+2, foot)
	p.masonry(left, 8.4)
	p.masonry(right, 8.4)
	p.fill(1, box(-3, top-3.5, gap-wide-1, 4), box(gap+wide-1, top-3.5, p.w, 4))
	p.flood(gap, wide, foot)
	p.rubble(gap, wide, foot+6)
	p.person(p.passer(p.pick(.06, .22)*p.w, top-3, 25), 1)
	p.gulls(p.w*p.pick(.2, .8), horizon*.45, 28, 4)
}

// masonry is a face of dressed stone laid in courses.
func (p *plate) masonry(face path, course float64) {
	p.body(face, 1)
	lo, hi := face.bounds()
	p.surface(face, .5, .9, p.rough(flat(.3), 13, .8))
	var joints []path
	row := 0
	for y := lo.y + course; y < hi.y; y += course {
		for _, s := range face.spans(y - .01) {
			joints = append(joints, pts(s[0], y, s[1], y))
		}
		for x := lo.x + course*float64(row%2); x < hi.x; x += course * p.pick(1.7, 2.4) {
			if face.holds(point{x, y - course/2}) {
				joints = append(joints, pts(x, y-course, x, y))
			}
		}
		row++
	}
	p.pen(p.mood.light, 1.3, joints...)
	p.pen(1, .6, joints...)
}

// torrent pours through the gap towards the reader, in falling lines.
func (p *plate) torrent(x, wide, top, foot float64) {
	p.fill(0, pts(x-wide-4, top, x+wide+4, top, x+wide*1.5, foot+16, x-wide*1.5, foot+16))
	p.work.reset()
	n := int(wide * 2.6 / p.gauge)
	for i := range n {
		t := float64(i)/float64(n-1)*2 - 1
		wob := p.pick(-2, 2)
		q := curve(x+t*wide*.9, top+p.pick(-4, 10), x+t*wide+wob, top+14, x+t*wide*1.15-wob, lerp(top, foot, .6), x+t*wide*1.5+wob, foot+14)
		dark := p.pick(.15, .8)
		last := float64(len(q) - 1)
		p.ribbon(q, func(i int) float64 {
			u := float64(i) / last
			return p.gauge * .5 * max(.1, dark*math.Sin(u*math.Pi))
		})
	}
	p.press(.92)
}

// flood is the water spreading below the wall, in arcs about the gap.
func (p *plate) flood(x, wide, foot float64) {
	p.fill(p.mood.sea*.5, box(-2, foot, p.w+4, p.h))
	p.work.reset()
	for k := 1; ; k++ {
		r := wide*.9 + float64(k)*p.gauge*1.55
		q := arc(x, foot-10, r*1.9, r*.62, .02, math.Pi-.02)
		q = q.dense(3)
		for i := range q {
			q[i].y += 1.6 * p.mood.rough * (noise(q[i].x/9, float64(k)*.7, p.salt) - .5)
		}
		if foot-10+r*.62 > p.h+p.w*.32 {
			break
		}
		p.ribbon(q, func(i int) float64 {
			if q[i].y < foot {
				return 0
			}
			return p.gauge * .46 * max(.08, 1.3*noise(q[i].x/20, float64(k)*.6, p.salt+4)-.2)
		})
	}
	p.press(.9)
}

// rubble is what the sea threw down.
func (p *plate) rubble(x, wide, y float64) {
	for range p.count(7, 10) {
		s := p.pick(5, 11)
		cx, cy := x+p.pick(-2.1, 2.1)*wide, y+p.pick(-5, 13)
		tilt := p.pick(-.3, .3) * s
		front := pts(cx-s, cy+s*.5+tilt, cx-s, cy-s*.4+tilt, cx+s*.8, cy-s*.4-tilt, cx+s*.8, cy+s*.6-tilt)
		lid := pts(cx-s, cy-s*.4+tilt, cx-s*.4, cy-s*.85+tilt, cx+s*1.3, cy-s*.8-tilt, cx+s*.8, cy-s*.4-tilt)
		p.body(front, .8)
		p.surface(front, .9, .8, p.rough(flat(.6), 6, .5))
		p.body(lid, .8)
		p.pen(0, 1.1, pts(cx-s*1.3, cy+s*.62+tilt, cx, cy+s*.7, cx+s*1.3, cy+s*.66-tilt))
	}
}
