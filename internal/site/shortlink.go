package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"rsc.io/qr"

	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// addShort adds the short address, which is bound to the story's identity.
func (s *Site) addShort(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	code, err := s.Short.Code(ctx, st.ID)
	if err != nil {
		return err
	}
	at := s.absolute("/s/" + code)
	_, text, _ := strings.Cut(at, "://")
	p.Short = &Short{URL: at, Text: text}
	if v.form != full {
		return nil
	}
	p.Short.QR, p.Short.Size, err = qrPath(at)
	return err
}

// qrQuiet is the margin that a scanner needs around the code, in modules
// (ISO/IEC 18004).
const qrQuiet = 4

// qrPath draws an address as a QR code: SVG path data of its dark modules, row
// by row, and the length of a side with its margin, in modules.
func qrPath(address string) (data string, size int, err error) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return "", 0, fmt.Errorf("draw the QR code of %s: %w", address, err)
	}
	var b strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+qrQuiet, y+qrQuiet, run, run)
				x += run
			}
		}
	}
	return b.String(), code.Size + 2*qrQuiet, nil
}

// followShortLink leads from a short address to where the story is now. The
// answer is not kept: the story may move.
func (s *Site) followShortLink(w http.ResponseWriter, r *http.Request) error {
	id, err := s.Short.Story(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	st, err := s.Stories.ForReaders(r.Context(), id)
	if err != nil {
		return err
	}
	p, err := s.Publication.Current(r.Context())
	if err != nil {
		return err
	}
	if e, known := p.Edition(st.Edition); !known || !e.Active {
		return news.Errorf(news.NotFound, "the edition of story %d is closed", id)
	}
	w.Header().Set("Cache-Control", "private, max-age=60")
	http.Redirect(w, r, s.storyURL(p, st.Edition, st.Path), http.StatusFound)
	return nil
}

// tellTime tells the masthead's clock the server's time, in milliseconds since
// the Unix epoch.
func (s *Site) tellTime(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(map[string]int64{"now": s.now().UnixMilli()}) // the reader may have gone
}
