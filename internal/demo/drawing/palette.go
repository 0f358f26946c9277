package drawing

import "image/color"

// shades is the length of every palette. Sixteen would also print at four bits a
// pixel; twelve look the same and make files a tenth smaller.
const shades = 12

// mood is the light a scene is drawn in. Tones run from 0 (bare plate) to 1
// (solid ink); the tint colours the tones between.
type mood struct {
	name string
	tint color.RGBA // colour of the middle of the ramp
	// light is the tone of a lit surface, sky and sea the flat tones laid
	// under the hatching there.
	light, sky, sea float64
	// shade is added to the tone of hatched surfaces.
	shade float64
	// fade is how far ink pales with distance, 0 to 1.
	fade float64
	// rough is the height of the waves, 1 for an ordinary day.
	rough float64
	lamps bool // windows and lamps are lit
}

var moods = []mood{
	{name: "day", tint: color.RGBA{126, 134, 142, 255}, light: 0, sky: 0, sea: .04, fade: .35, rough: 1},
	{name: "dusk", tint: color.RGBA{147, 130, 115, 255}, light: .08, sky: .12, sea: .16, shade: .08, fade: .3, rough: .8, lamps: true},
	{name: "night", tint: color.RGBA{72, 92, 116, 255}, light: .36, sky: .46, sea: .46, shade: .16, fade: .1, rough: .7, lamps: true},
	{name: "fog", tint: color.RGBA{138, 154, 164, 255}, light: .06, sky: .14, sea: .14, fade: .85, rough: .4},
	{name: "gale", tint: color.RGBA{104, 118, 124, 255}, light: .1, sky: .2, sea: .24, shade: .1, fade: .35, rough: 2.2},
}

// The plate and the ink are the newspaper's own paper-grey and near-black.
var (
	plateColour = color.RGBA{244, 245, 246, 255}
	inkColour   = color.RGBA{18, 20, 23, 255}
)

// palette is the ramp from bare plate through the mood's tint to ink.
func (m mood) palette() color.Palette {
	ramp := make(color.Palette, shades)
	for i := range ramp {
		t := float64(i) / (shades - 1)
		if t < .5 {
			ramp[i] = blend(plateColour, m.tint, t*2)
		} else {
			ramp[i] = blend(m.tint, inkColour, t*2-1)
		}
	}
	return ramp
}

func blend(a, b color.RGBA, t float64) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + .5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
