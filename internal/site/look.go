package site

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"dateline.news/internal/locale"
	"dateline.news/internal/publication"
)

// lookSheet remembers the address of the style sheet for a publication's look.
type lookSheet struct {
	mu   sync.Mutex
	look publication.Look
	at   string
}

// styleSheet returns the address of the one style sheet: the house's, followed
// by what the publication changes about it. Colours and fonts are in a file and
// not in the page, because the security policy allows nothing inline.
func (s *Site) styleSheet(p *publication.Publication) string {
	s.look.mu.Lock()
	defer s.look.mu.Unlock()
	if s.look.at == "" || s.look.look != p.Settings.Look {
		s.look.look = p.Settings.Look
		s.look.at = s.assets.Set("look.css", append(s.assets.Bytes("site.css"), overrides(p.Settings.Look)...))
	}
	return s.look.at
}

// sendAsset sends a static file. The style sheet of the present look is made
// first, for a page of another node may have named it; without a database what
// is there is sent.
func (s *Site) sendAsset(w http.ResponseWriter, r *http.Request) {
	if p, err := s.Publication.Current(r.Context()); err == nil {
		s.styleSheet(p)
	}
	s.assets.ServeHTTP(w, r)
}

// overrides writes a look as custom properties. Package publication has
// checked every value.
func overrides(l publication.Look) string {
	var light, dark []string
	add := func(to *[]string, property, value string) {
		if value != "" {
			*to = append(*to, property+":"+value)
		}
	}
	add(&light, "--accent", l.Accent)
	add(&light, "--serif", l.Serif)
	add(&light, "--sans", l.Sans)
	add(&dark, "--accent", l.AccentDark)
	var b strings.Builder
	if len(light) > 0 {
		fmt.Fprintf(&b, ":root{%s}", strings.Join(light, ";"))
	}
	if len(dark) > 0 {
		d := strings.Join(dark, ";")
		fmt.Fprintf(&b, "@media(prefers-color-scheme:dark){:root:not([data-theme=light]){%s}}:root[data-theme=dark]{%s}", d, d)
	}
	return b.String()
}

// fonts are the fonts that the first screen needs, to be fetched early.
func (s *Site) fonts(l *locale.Locale) []string {
	names := s.assets.Named("newsreader-roman-", "instrument-sans-")
	if l.Dir() == "rtl" {
		names = s.assets.Named("arabic-")
	}
	return names
}
