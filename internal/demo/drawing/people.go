package drawing

import "math"

func football(p *plate) {
	far := p.h * .48
	p.sky(far)
	p.mist(far-14, 26)
	p.stand(far)
	pitch := box(-2, far, p.w+4, p.h)
	p.body(pitch, 1)
	salt := p.salt
	p.surface(pitch, 0, 1.1, func(x, y float64) float64 {
		d := (y - far) / (p.h - far)
		mown := .12
		if int(math.Floor((x-p.w/2)/(22+50*d)+40))%2 == 0 {
			mown = .4
		}
		return mown + .16*(noise(x/16, y/5, salt)-.5)
	})
	p.pen(0, 1.8, pts(-2, far+9, p.w+2, far+9), arc(p.w*.5, p.h*.82, p.w*.28, p.h*.12, 0, 2*math.Pi))
	left := p.chance(.5)
	f := frame{x: p.w * .06, s: min(1, p.w/230), flip: false, y: p.h * .84}
	if left {
		f.x, f.flip = p.w*.94, true
	}
	p.goal(f)
	p.players(f)
}

// stand is the crowd behind the far touchline, under its roof, and the lights.
func (p *plate) stand(foot float64) {
	top := foot - p.h*.2
	x0, x1 := p.w*p.pick(.02, .12), p.w*p.pick(.88, .98)
	for _, x := range []float64{x0 - 4, x1 + 4} {
		p.shape(1, box(x-1, top-46, 2, foot-top+46), box(x-11, top-58, 22, 14))
		var lights []path
		for i := range 4 {
			for j := range 2 {
				lights = append(lights, oval(x-7.5+5*float64(i), top-54+6*float64(j), 1.8, 1.8))
			}
		}
		p.fill(p.glow(), lights...)
	}
	area := pts(x0, foot, x0, top, x1, top, x1, foot)
	p.fill(1, area)
	p.shape(1, pts(x0-8, top+2, x0+5, top-9, x1-5, top-9, x1+8, top+2))
	p.hatch(pts(x0-8, top+2, x0+5, top-9, x1-5, top-9, x1+8, top+2), p.mood.light, 1.2, 1.3, flat(.22))
	var heads []path
	for row := range 6 {
		y := lerp(top+9, foot-4, float64(row)/5)
		for x := x0 + 3 + 2*float64(row%2); x < x1-3; x += 4.7 {
			if p.chance(.78) {
				heads = append(heads, oval(x+p.pick(-.8, .8), y, 1.25, 1.5))
			}
		}
	}
	p.fill(p.mood.light, heads...)
	p.body(box(-2, foot-2, p.w+4, 8), 1)
	var boards []path
	for x := p.pick(0, 20); x < p.w; x += 33 {
		boards = append(boards, box(x, foot-1, 22, 6))
	}
	p.fill(.9, boards...)
}

func (p *plate) goal(f frame) {
	mouth := [4]point{{0, 0}, {0, -62}, {34, -84}, {34, -26}}
	net := f.place(path{{0, -62}, {34, -84}, {18, -84}, {-16, -60}, {-22, 0}, {0, 0}})
	p.work.reset()
	p.rule(net, .75, 1.7, flat(.24))
	p.rule(net, -.75, 1.7, flat(.24))
	p.press(1)
	posts := []path{f.place(path{mouth[0], mouth[1], mouth[2], mouth[3]})}
	p.pen(1, 5, posts...)
	p.pen(0, 2.8, posts...)
	p.pen(1, 1, f.pts(0, -62, -16, -60, -22, 0), f.pts(34, -84, 18, -84, -16, -60))
}

func (p *plate) players(f frame) {
	keeper := &figure{x: f.at(26, 0).x, foot: f.y - 6, tall: 50 * f.s, left: f.flip, lean: .34, stride: .24, arm: [2]float64{2.3, 1.9}, fore: [2]float64{.25, .3}}
	striker := &figure{x: f.at(p.pick(112, 122), 0).x, foot: p.h * .93, tall: 68 * f.s, left: !f.flip, lean: -.22, stride: .13, kick: .55, arm: [2]float64{-1.1, 1.5}, fore: [2]float64{.5, .5}}
	back := &figure{x: f.at(p.pick(150, 164), 0).x, foot: p.h * .88, tall: 60 * f.s, left: !f.flip, lean: .3, stride: .27, arm: [2]float64{1, -.9}, fore: [2]float64{1.1, .9}}
	wing := &figure{x: f.at(p.pick(76, 86), 0).x, foot: p.h * .68, tall: 38 * f.s, left: f.flip, lean: .15, stride: .2, arm: [2]float64{2.8, -.7}, fore: [2]float64{.2, .8}}
	for i, g := range []*figure{wing, back, keeper, striker} {
		p.reflectShadow(frame{x: g.x, y: g.foot, s: g.tall / 100}, -22, 22)
		p.person(g, 1)
		p.kit(g, i != 1)
	}
	ball := f.at(p.pick(62, 78), 0).x
	y := p.h * p.pick(.7, .78)
	p.fill(1, oval(ball, y, 5.4, 5.4))
	p.fill(0, oval(ball, y, 4.5, 4.5))
	p.fill(1, pts(ball-1.6, y-.4, ball, y-1.8, ball+1.6, y-.4, ball+1, y+1.6, ball-1, y+1.6), oval(ball-3.6, y-1.6, .8, 1), oval(ball+3.6, y-1.6, .8, 1), oval(ball, y+3.8, 1, .6))
}

// kit cuts a shirt's stripes, or the hem of plain shorts, into a player.
func (p *plate) kit(g *figure, striped bool) {
	f := g.frame()
	sh := g.lean * .34
	if !striped {
		p.fill(p.mood.light, f.pts(sh-.085, -.79, sh+.08, -.79, .07, -.55, -.07, -.55))
		return
	}
	var bars []path
	for i := range 3 {
		t := float64(i) - 1
		bars = append(bars, f.pts(sh+t*.055-.011, -.8, t*.05-.009, -.52))
	}
	p.pen(p.mood.light, .024*g.tall, bars...)
}

func brassBand(p *plate) {
	p.comeIn()
	floor := p.h * .72
	p.hall(floor)
	n := 4
	if p.w > 250 {
		n = p.count(5, 6)
	}
	first := p.count(0, 4)
	for i := range n {
		x := p.w * (.13 + .74*float64(i)/float64(n-1))
		p.bandsman(x, p.h*.86+p.pick(-2, 3), p.pick(74, 82), (first+i)%5)
	}
	c := &figure{x: p.w * p.pick(.42, .58), foot: p.h + 17, tall: 80, coat: true, left: p.chance(.5), arm: [2]float64{2.2, 1.7}, fore: [2]float64{.7, .6}}
	p.person(c, 1)
	tip := point{c.hands[0].x + 13*sign(c.left), c.hands[0].y - 11}
	p.pen(1, 2, path{c.hands[0], tip})
	p.pen(0, .8, path{c.hands[0], tip})
}

// hall is the drained baths where the band rehearses: arched windows over
// tiled walls, and the bottom of the pool for a floor.
func (p *plate) hall(floor float64) {
	wall := box(-2, -2, p.w+4, floor+4)
	p.fill(p.mood.light, wall)
	p.surface(wall, 0, 1, p.rough(down(0, .6, floor*.6, .28), 50, .2))
	n := int(p.w / 52)
	for i := range n {
		x := p.w*(float64(i)+.5)/float64(n) - 13
		q := arched(x, p.h*.07, 26, p.h*.34)
		p.fill(p.mood.sky*.5, q)
		if p.mood.name != "day" {
			p.hatch(q, .9, 0, 1, down(0, p.mood.sky*1.5+.1, p.h*.4, p.mood.sky))
		}
		p.outline(1, 2.4, q)
		p.pen(1, 1.1, pts(x+13, p.h*.07, x+13, p.h*.41), pts(x, p.h*.24, x+26, p.h*.24), pts(x+2, p.h*.15, x+24, p.h*.15))
	}
	tiles := box(-2, floor-p.h*.26, p.w+4, p.h*.26)
	p.body(tiles, 1.4)
	p.tiling(tiles, 8)
	p.fill(1, box(-2, floor-p.h*.23, p.w+4, 3))
	ground := box(-2, floor, p.w+4, p.h)
	p.body(ground, 1.2)
	p.surface(ground, 0, 1.1, p.rough(down(floor, .5, p.h, .12), 40, .2))
	var lanes []path
	for i := range 7 {
		t := float64(i)/6*2 - 1
		lanes = append(lanes, pts(p.w/2+t*p.w*.46, floor, p.w/2+t*p.w*.9, p.h+2))
	}
	p.pen(1, 1.4, lanes...)
}

// tiling rules square tiles on an upright wall, some of them darker.
func (p *plate) tiling(area path, size float64) {
	lo, hi := area.bounds()
	var lines, dark []path
	for y := lo.y; y < hi.y; y += size {
		lines = append(lines, pts(lo.x, y, hi.x, y))
	}
	for x := lo.x; x < hi.x; x += size {
		lines = append(lines, pts(x, lo.y, x, hi.y))
		for y := lo.y; y < hi.y-size/2; y += size {
			if p.chance(.16) {
				dark = append(dark, box(x, y, size, min(size, hi.y-y)))
			}
		}
	}
	for _, q := range dark {
		p.surface(q, .8, 1, flat(.4))
	}
	p.pen(1, .45, lines...)
}

// bandsman is a player with one of five instruments.
func (p *plate) bandsman(x, foot, tall float64, part int) {
	g := &figure{x: x, foot: foot, tall: tall, left: x > p.w/2, coat: true, hat: flatCap, stride: .05}
	g.arm, g.fore = [2]float64{.7, .5}, [2]float64{1.3, 1.5}
	if part == 3 {
		g.arm, g.fore = [2]float64{.6, .5}, [2]float64{.9, .8}
	}
	p.person(g, 1)
	f := g.frame()
	switch part {
	case 0:
		p.trombone(f)
	case 1:
		p.tuba(f)
	case 2:
		p.cornet(f, .34)
	case 3:
		p.drum(f)
	default:
		p.cornet(f, .2)
	}
	p.pen(p.mood.light, .6, f.pts(-.02, -.76, .02, -.5))
}

// brass draws shining metal: lit, outlined, shaded on one side.
func (p *plate) brass(q path) {
	p.outline(1, 1.8, q)
	p.fill(0, q)
	lo, hi := q.bounds()
	p.hatch(q, 1, 0, .7, along(lo.x, .1, hi.x, .5))
}

// tube draws bent brass pipe.
func (p *plate) tube(width float64, lines ...path) {
	p.pen(1, width+1.2, lines...)
	p.pen(0, width, lines...)
}

func (p *plate) trombone(f frame) {
	p.tube(1, f.pts(.06, -.87, .62, -.8, .63, -.74, .06, -.81), f.pts(.06, -.84, -.12, -.9))
	p.brass(f.place(join(curve(-.04, -.93, .14, -.91, .26, -.98), curve(.28, -.76, .16, -.87, -.04, -.9))))
}

func (p *plate) cornet(f frame, long float64) {
	p.tube(1.1, f.pts(.06, -.87, .1+long, -.86), f.place(oval(.18, -.83, .07, .04)))
	p.brass(f.place(join(curve(.08+long*.6, -.875, .1+long, -.89, .15+long, -.95), curve(.15+long, -.77, .1+long, -.83, .08+long*.6, -.85))))
	p.pen(1, 1.6, f.pts(.15, -.9, .15, -.78), f.pts(.19, -.9, .19, -.78), f.pts(.23, -.9, .23, -.78))
}

func (p *plate) tuba(f frame) {
	p.tube(2.4, f.place(oval(.16, -.55, .13, .19)), f.place(oval(.17, -.56, .065, .12)))
	p.tube(1, f.curve(.05, -.87, .12, -.82, .13, -.7))
	p.brass(f.place(join(curve(.23, -.5, .24, -.8, .2, -.98, .06, -1.1), curve(.52, -1.1, .36, -.98, .33, -.8, .31, -.5))))
	p.brass(f.oval(.29, -1.1, .23, .045))
}

func (p *plate) drum(f frame) {
	p.brass(f.oval(.2, -.55, .27, .27))
	p.fill(0, f.oval(.2, -.55, .22, .22))
	p.pen(1, .8, f.oval(.2, -.55, .23, .23))
	var cords []path
	for i := range 10 {
		s, c := math.Sincos(float64(i) * math.Pi / 5)
		cords = append(cords, f.pts(.2+.23*c, -.55+.23*s, .2+.27*c, -.55+.27*s))
	}
	p.pen(1, 1.2, cords...)
	p.pen(1, 1.6, f.pts(.02, -.62, .26, -.5))
	p.shape(1, f.oval(.27, -.5, .045, .045))
}
