package drawing

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"

	"dateline.news/internal/news"
)

// The sides a plate may have, in pixels.
const (
	MinSide = 64
	MaxSide = 4000
)

// Names lists the scenes Draw knows, sorted.
func Names() []string {
	names := make([]string, len(scenes))
	for i, s := range scenes {
		names[i] = s.name
	}
	slices.Sort(names)
	return names
}

// Moods lists the moods a scene can be drawn in.
func Moods() []string {
	names := make([]string, len(moods))
	for i, m := range moods {
		names[i] = m.name
	}
	return names
}

// Draw engraves the named scene in the given mood on a plate of width by height
// pixels. The image uses 12 shades, so it encodes at four bits a pixel.
// An unknown scene or mood, or a side outside MinSide to MaxSide, is a
// news.Invalid error that says what is allowed.
func Draw(name string, seed uint64, moodName string, width, height int) (*image.Paletted, error) {
	paint, err := findScene(name)
	if err != nil {
		return nil, err
	}
	m, err := findMood(moodName)
	if err != nil {
		return nil, err
	}
	if min(width, height) < MinSide || max(width, height) > MaxSide {
		return nil, news.Errorf(news.Invalid, "a drawing of %d by %d pixels cannot be made: each side must be %d to %d", width, height, MinSide, MaxSide)
	}
	p := newPlate(width, height, m, rand.New(rand.NewPCG(seed, hash(name))))
	paint(p)
	p.weather()
	return p.print(), nil
}

// PNG is Draw encoded as a PNG file.
func PNG(name string, seed uint64, moodName string, width, height int) ([]byte, error) {
	img, err := Draw(name, seed, moodName, width, height)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.DefaultCompression}
	if err := enc.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode drawing %s: %w", name, err)
	}
	return b.Bytes(), nil
}

func findScene(name string) (func(*plate), error) {
	for _, s := range scenes {
		if s.name == name {
			return s.paint, nil
		}
	}
	return nil, news.Errorf(news.Invalid, "no drawing is called %q; there are %s", name, strings.Join(Names(), ", "))
}

func findMood(name string) (mood, error) {
	for _, m := range moods {
		if m.name == name {
			return m, nil
		}
	}
	return mood{}, news.Errorf(news.Invalid, "no drawing has the mood %q; there are %s", name, strings.Join(Moods(), ", "))
}

// hash gives each scene its own stream of chance, so that equal seeds do not
// put the sun in the same place in every picture.
func hash(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}
