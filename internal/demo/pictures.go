package demo

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"

	"dateline.news/internal/demo/drawing"
	"dateline.news/internal/media"
)

// The size of a lead picture, in pixels.
const (
	pictureWidth  = 1200
	pictureHeight = 800
)

// illustrate draws the pictures, each once, and adds them as each comes off
// the press, once for every article that shows it.
func (p *planting) illustrate(ctx context.Context, g *errgroup.Group) {
	var mu sync.Mutex // of p.pictures
	for _, plate := range p.plates() {
		g.Go(func() error {
			first := plate[0].Picture.engraving
			data, err := drawing.PNG(first.Draw, first.Seed, first.Mood, pictureWidth, pictureHeight)
			if err != nil {
				return fmt.Errorf("%s: %w", plate[0].head.file, err)
			}
			for _, a := range plate {
				id, err := p.Media.Add(ctx, p.by, data, p.describe(a))
				if err != nil {
					return fmt.Errorf("%s: %w", a.head.file, err)
				}
				mu.Lock()
				p.pictures[a] = id
				mu.Unlock()
			}
			return nil
		})
	}
}

// plates groups the articles that show the same drawing, in the order of the paper.
func (p *planting) plates() [][]*article {
	var plates [][]*article
	at := map[engraving]int{}
	for _, a := range p.paper.articles {
		if a.Picture == nil {
			continue
		}
		i, known := at[a.Picture.engraving]
		if !known {
			i = len(plates)
			at[a.Picture.engraving] = i
			plates = append(plates, nil)
		}
		plates[i] = append(plates[i], a)
	}
	return plates
}

// describe is what is known about an article's picture.
func (p *planting) describe(a *article) media.Picture {
	shown, from := a.Picture, a.Picture.Provenance
	return media.Picture{
		Caption: shown.Caption, Credit: shown.Credit, Source: shown.Source, Alt: shown.Alt,
		Provenance: media.Provenance{
			What: from.What, MadeBy: from.MadeBy, ObtainedFrom: from.ObtainedFrom, UploadedOn: from.UploadedOn.on(p.paper.newest),
			Platform: from.Platform, Verified: from.Verified, Unverified: from.Unverified,
		},
	}
}
