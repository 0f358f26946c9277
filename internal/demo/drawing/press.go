package drawing

import (
	"encoding/binary"
	"image"
	"image/draw"
	"math"
)

// layer collects areas that are inked in one pass.
type layer struct {
	at    []float32 // x, y pairs in pixels
	parts []part
	open  part // the area being added
}

// part is one area of a layer: where its points end, and its bounds.
type part struct {
	end    int
	lo, hi [2]float32
}

var unbounded = part{lo: [2]float32{math.MaxFloat32, math.MaxFloat32}, hi: [2]float32{-math.MaxFloat32, -math.MaxFloat32}}

func (l *layer) reset() { l.at, l.parts, l.open = l.at[:0], l.parts[:0], unbounded }

func (l *layer) add(x, y float64) {
	fx, fy := float32(x), float32(y)
	l.at = append(l.at, fx, fy)
	l.open.lo = [2]float32{min(l.open.lo[0], fx), min(l.open.lo[1], fy)}
	l.open.hi = [2]float32{max(l.open.hi[0], fx), max(l.open.hi[1], fy)}
}

func (l *layer) end() {
	l.open.end = len(l.at)
	l.parts, l.open = append(l.parts, l.open), unbounded
}

// on is the part's bounds in whole pixels, as far as they lie on the plate.
func (a part) on(plate image.Rectangle) image.Rectangle {
	far := func(v float32) int { return int(max(-1e6, min(1e6, v))) }
	return image.Rect(far(a.lo[0])-1, far(a.lo[1])-1, far(a.hi[0])+2, far(a.hi[1])+2).Intersect(plate)
}

// area adds a filled area, turned one way so that overlapping areas unite.
func (p *plate) area(q path) {
	if q.area() >= 0 {
		for _, a := range q {
			p.work.add(a.x*p.scale, a.y*p.scale)
		}
	} else {
		for i := len(q) - 1; i >= 0; i-- {
			p.work.add(q[i].x*p.scale, q[i].y*p.scale)
		}
	}
	p.work.end()
}

// fill inks areas flat, with the given tone.
func (p *plate) fill(tone float64, areas ...path) {
	p.work.reset()
	for _, q := range areas {
		p.area(q)
	}
	p.press(tone)
}

// The tiles a sparse layer is printed in, in pixels.
const tileWide, tileHigh = 160, 96

// press prints the collected layer onto the plate. The rasteriser's work grows
// with the bounds it is given rather than with the ink, so a layer that leaves
// most of its bounds bare is printed in tiles, skipping the bare ones.
func (p *plate) press(tone float64) {
	whole := image.Rect(0, 0, p.width, p.height)
	var all image.Rectangle
	inked := 0
	for _, a := range p.work.parts {
		r := a.on(whole)
		all = all.Union(r)
		inked += r.Dx() * r.Dy()
	}
	v := int32(clamp(tone)*255 + .5)
	if inked*2 > all.Dx()*all.Dy() {
		p.pressIn(all, v)
		return
	}
	for y := all.Min.Y; y < all.Max.Y; y += tileHigh {
		for x := all.Min.X; x < all.Max.X; x += tileWide {
			p.pressIn(image.Rect(x, y, x+tileWide, y+tileHigh).Intersect(all), v)
		}
	}
}

// pressIn prints what the layer has within r.
func (p *plate) pressIn(r image.Rectangle, v int32) {
	if r.Empty() || !p.trace(r) {
		return
	}
	w, h := r.Dx(), r.Dy()
	if cap(p.cover) < w*h {
		p.cover = make([]uint8, p.width*p.height)
	}
	mask := &image.Alpha{Pix: p.cover[:w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}
	p.ras.DrawOp = draw.Src
	p.ras.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	for y := range h {
		row := p.ink8[(r.Min.Y+y)*p.width+r.Min.X:]
		mix(row[:w], mask.Pix[y*w:(y+1)*w], v)
	}
}

// trace hands the rasteriser the outlines that touch r and tells whether there
// were any.
func (p *plate) trace(r image.Rectangle) bool {
	l, start, any := &p.work, 0, false
	dx, dy := float32(r.Min.X), float32(r.Min.Y)
	for _, a := range l.parts {
		if a.on(r).Empty() {
			start = a.end
			continue
		}
		if !any {
			p.ras.Reset(r.Dx(), r.Dy())
			any = true
		}
		p.ras.MoveTo(l.at[start]-dx, l.at[start+1]-dy)
		for i := start + 2; i < a.end; i += 2 {
			p.ras.LineTo(l.at[i]-dx, l.at[i+1]-dy)
		}
		p.ras.ClosePath()
		start = a.end
	}
	return any
}

// mix moves a row towards tone v as far as the mask covers it.
func mix(row, mask []uint8, v int32) {
	for i := 0; i < len(mask); i++ {
		if i+8 <= len(mask) && binary.LittleEndian.Uint64(mask[i:]) == 0 {
			i += 7
			continue
		}
		switch c := int32(mask[i]); c {
		case 0:
		case 255:
			row[i] = uint8(v)
		default:
			row[i] = uint8(int32(row[i]) + ((v-int32(row[i]))*c+127)/255)
		}
	}
}
