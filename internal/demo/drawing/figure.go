package drawing

import "math"

// hat names what a figure wears.
type hat int

const (
	bare hat = iota
	flatCap
	brim
	wool
)

// figure is a person drawn as a silhouette, feet at x, foot. Angles are
// measured from hanging straight down, positive the way the figure faces.
type figure struct {
	x, foot, tall float64
	left          bool // faces left
	coat          bool
	hat           hat
	lean          float64
	stride        float64    // half the distance between the feet, of its height
	arm, fore     [2]float64 // upper arms and forearms
	kick          float64    // how far the forward leg is raised
	hands         [2]point   // where the hands came to be, once drawn
}

func (g *figure) frame() frame { return frame{x: g.x, y: g.foot, s: g.tall, flip: g.left} }

// person draws a figure as one silhouette and records where its hands are.
func (p *plate) person(g *figure, tone float64) {
	f := g.frame()
	parts := g.body(f)
	for i := range 2 {
		parts = append(parts, g.armParts(f, i)...)
	}
	p.shape(tone, parts...)
}

// body is the head, hat, trunk and legs.
func (g *figure) body(f frame) []path {
	sh, hip := point{g.lean * .34, -.8}, point{0, -.48}
	head := point{g.lean*.42 + .015, -.91}
	trunk := f.pts(sh.x-.105, sh.y, sh.x-.03, sh.y-.035, sh.x+.05, sh.y-.035, sh.x+.1, sh.y+.01, hip.x+.085, hip.y, hip.x-.085, hip.y)
	parts := []path{trunk, f.oval(head.x, head.y, .058, .07)}
	parts = append(parts, g.legs(f, hip)...)
	if g.coat {
		parts = append(parts, f.pts(sh.x-.1, sh.y+.02, sh.x+.1, sh.y+.02, hip.x+.12, -.27, hip.x-.14, -.25))
	}
	return append(parts, g.hatParts(f, head)...)
}

func (g *figure) legs(f frame, hip point) []path {
	var parts []path
	for i, side := range []float64{1, -1} {
		foot := point{side * max(g.stride, .035), 0}
		if i == 0 && g.kick > 0 {
			foot = point{g.stride + g.kick*.4, -g.kick * .45}
		}
		knee := point{(hip.x+foot.x)/2 + .05 + .1*g.stride, (hip.y+foot.y)/2 - .01}
		top := point{hip.x + side*.03, hip.y - .02}
		parts = append(parts,
			f.place(limb(top, knee, .1, .075)), f.place(limb(point{knee.x, knee.y - .02}, foot, .075, .05)),
			f.pts(foot.x-.03, foot.y-.035, foot.x+.04, foot.y-.03, foot.x+.085, foot.y, foot.x-.03, foot.y))
	}
	return parts
}

func (g *figure) armParts(f frame, i int) []path {
	side := float64(1 - 2*i)
	shoulder := point{g.lean*.34 + side*.06, -.79}
	s, c := math.Sincos(g.arm[i])
	elbow := point{shoulder.x + .17*s, shoulder.y + .17*c}
	s, c = math.Sincos(g.arm[i] + g.fore[i])
	hand := point{elbow.x + .17*s, elbow.y + .17*c}
	g.hands[i] = f.at(hand.x, hand.y)
	return []path{f.place(limb(shoulder, elbow, .065, .05)), f.place(limb(elbow, hand, .052, .036)), f.oval(hand.x, hand.y, .024, .024), f.oval(elbow.x, elbow.y, .025, .025)}
}

func (g *figure) hatParts(f frame, head point) []path {
	x, y := head.x, head.y
	switch g.hat {
	case flatCap:
		return []path{f.pts(x-.065, y-.03, x-.05, y-.08, x+.03, y-.085, x+.06, y-.05, x+.11, y-.035, x+.1, y-.02)}
	case brim:
		return []path{f.pts(x-.12, y-.03, x-.06, y-.045, x-.05, y-.1, x+.05, y-.1, x+.06, y-.045, x+.12, y-.03)}
	case wool:
		return []path{f.pts(x-.066, y-.015, x-.062, y-.06, x-.02, y-.095, x+.03, y-.093, x+.064, y-.05, x+.066, y-.015)}
	default:
		return nil
	}
}

// passer is someone walking or standing about, as chance has it.
func (p *plate) passer(x, foot, tall float64) *figure {
	g := &figure{x: x, foot: foot, tall: tall, left: p.chance(.5), coat: p.chance(.6), hat: hat(p.count(0, 3)), stride: p.pick(.03, .13)}
	g.arm = [2]float64{p.pick(-.1, .5), p.pick(-.5, .1)}
	g.fore = [2]float64{p.pick(.1, .9), p.pick(.1, .5)}
	return g
}
