package site

import (
	"net/http"
	"strings"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/locale"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
)

// Picture is an image with what readers are told about it. URL is empty where
// only the words are known.
type Picture struct {
	URL        string
	Width      int
	Height     int
	Alt        string
	Caption    string
	Credit     string
	Facts      []string // where it comes from and what was verified, in sentences
	Unverified string   // what was not verified, in a sentence; empty: nothing is open
}

func (s *Site) picture(l *locale.Locale, p media.Picture, caption string) *Picture {
	if caption == "" {
		caption = p.Caption
	}
	out := &Picture{Width: p.Width, Height: p.Height, Alt: p.Alt, Caption: caption, Credit: p.Credit}
	if p.Blob != "" {
		out.URL = "/media/" + p.Hash() + extension(p.MIME)
	}
	out.Facts, out.Unverified = provenance(l, p)
	return out
}

// Figure is a picture as it stands in a page.
type Figure struct {
	L *locale.Locale
	*Picture
	Lite   bool // words and a link, in place of the picture
	Wide   bool
	Lead   bool   // above the text, fetched at once
	Anchor string // the id of the figure, or empty
}

// figure makes the markup of a picture in a body, by the layout's template.
func (s *Site) figure(v *visit, p media.Picture, use body.PictureUse) string {
	if p.ID == 0 {
		return ""
	}
	v.uses(p.ID.Key())
	f := Figure{L: v.l, Picture: s.picture(v.l, p, use.Caption), Lite: v.form != full, Wide: use.Wide, Anchor: use.Anchor}
	if use.Alt != "" {
		f.Alt = use.Alt
	}
	html, err := s.templates.Render("layout/figure.html", f)
	if err != nil {
		s.log.ErrorContext(v.Context(), "a picture could not be shown", "picture", p.ID, "error", err)
		return ""
	}
	return html.String()
}

// provenance says in plain words what is known about where a picture is from.
func provenance(l *locale.Locale, p media.Picture) (facts []string, unverified string) {
	say := func(condition bool, id string, args ...any) {
		if condition {
			facts = append(facts, l.T(id, args...))
		}
	}
	from := p.Provenance
	say(from.MadeBy != "", "picture.photograph", "name", from.MadeBy)
	say(from.ObtainedFrom != "", "picture.obtained", "who", from.ObtainedFrom)
	say(from.Platform != "" && !from.UploadedOn.IsZero(), "picture.uploaded", "date", dateText(l, from.UploadedOn), "platform", from.Platform)
	say(p.Source != "" && p.Source != from.ObtainedFrom, "picture.source", "name", p.Source)
	say(from.Verified != "", "picture.verified", "what", from.Verified)
	say(p.Licence != "", "picture.licence", "name", p.Licence)
	if from.Unverified != "" {
		unverified = l.T("picture.not-verified-what", "what", from.Unverified)
	}
	return facts, unverified
}

// dateText writes as much of a date as is known.
func dateText(l *locale.Locale, d news.PartialDate) string {
	return l.PartialDate(d.Year, d.Month, d.Day)
}

var extensions = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}

func extension(mime string) string { return extensions[mime] }

// sendPicture sends a picture's bytes. Its address is the hash of its content,
// so it may be kept for ever.
func (s *Site) sendPicture(w http.ResponseWriter, r *http.Request) error {
	hash, _, _ := strings.Cut(r.PathValue("name"), ".")
	content, info, err := s.Media.Open(r.Context(), hash)
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	h.Set("Content-Type", info.ContentType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", `"`+hash+`"`)
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}
