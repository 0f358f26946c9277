package drawing

import "math"

// noise is smooth value noise in 0 to 1, one feature a unit. salt picks the
// field, so that two skies differ.
func noise(x, y float64, salt uint32) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	tx, ty := x-fx, y-fy
	tx, ty = tx*tx*(3-2*tx), ty*ty*(3-2*ty)
	i, j := int32(fx), int32(fy)
	top := lerp(lattice(i, j, salt), lattice(i+1, j, salt), tx)
	low := lerp(lattice(i, j+1, salt), lattice(i+1, j+1, salt), tx)
	return lerp(top, low, ty)
}

// billow is two octaves of noise, for clouds and smoke.
func billow(x, y float64, salt uint32) float64 {
	return .68*noise(x, y, salt) + .32*noise(x*2.3+7, y*2.3+3, salt+1)
}

// lattice mixes the coordinates of a grid point into 0 to 1.
func lattice(i, j int32, salt uint32) float64 {
	h := uint32(i)*0x9e3779b1 ^ uint32(j)*0x85ebca77 ^ salt*0xc2b2ae3d
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	h ^= h >> 15
	return float64(h>>8) / (1 << 24)
}
