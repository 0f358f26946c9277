package page

import (
	"regexp"
	"strings"

	"dateline.news/internal/news"
)

// Provenance is what a caption says about where a picture comes from. It is read
// from captions in English; in other languages only dates, platforms and doubt are.
type Provenance struct {
	What         string           `json:"what,omitempty"`   // "image grab from a video"
	TakenOn      news.PartialDate `json:"takenOn,omitzero"` // when it was made
	UploadedOn   news.PartialDate `json:"uploadedOn,omitzero"`
	ReleasedOn   news.PartialDate `json:"releasedOn,omitzero"`
	By           string           `json:"by,omitempty"` // who uploaded, released or provided it
	Platform     string           `json:"platform,omitempty"`
	Verification string           `json:"verification,omitempty"` // "not independently verified" where the caption keeps its distance
	Doubt        string           `json:"doubt,omitempty"`        // the caption's own words of doubt
}

// NotVerified is the verification of a picture whose caption keeps its distance.
const NotVerified = "not independently verified"

var (
	fromVideo = regexp.MustCompile(`^\W*(?:taken |made |captured )?(?:from|of) (?:an? |the )?(?:[\p{L}-]+ ){0,2}?(?:video|footage|film|broadcast)\b`)
	imageBy   = regexp.MustCompile(`\b(?:uploaded|posted|released|published|provided|made available|distributed|shared|obtained|taken)\b(?:\s+on\s+[^,]*?,?\s*\d{4})?,?\s+(?:by|from)\s+(?:((?:the\s+)?\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:of\s+|the\s+|for\s+|de\s+|al\s+)*\p{Lu}[\p{L}\p{M}.'’-]*)*)|(the\s+\p{Ll}+(?:\s+\p{Ll}+){0,2}?)(?:,|\.|$|\s+(?:shows?|on|in|at|which|who|where|and)\b))`)
	platforms = regexp.MustCompile(`(?i)\b(youtube|twitter|facebook|telegram|instagram|tiktok|vkontakte|whatsapp|vimeo|flickr)\b`)
)

var platformNames = map[string]string{
	"youtube": "YouTube", "twitter": "Twitter", "facebook": "Facebook", "telegram": "Telegram", "instagram": "Instagram",
	"tiktok": "TikTok", "vkontakte": "VKontakte", "whatsapp": "WhatsApp", "vimeo": "Vimeo", "flickr": "Flickr",
}

// provenanceOf reads a caption.
func provenanceOf(caption string, dayFirst bool) Provenance {
	caption = caption[:min(len(caption), 2000)]
	var p Provenance
	image, rest := captionImage(caption)
	p.What = image
	if image != "" && fromVideo.MatchString(rest) {
		p.What += " from a video"
	}
	p.readDates(caption, dayFirst)
	if m := imageBy.FindStringSubmatch(caption); m != nil {
		p.By = m[1] + m[2]
	}
	if m := platforms.FindString(caption); m != "" {
		p.Platform = platformNames[strings.ToLower(m)]
	}
	if p.Doubt = doubtIn(caption); p.Doubt != "" {
		p.Verification = NotVerified
	}
	return p
}

// readDates gives each date of a caption to the verb before it; a date without one,
// in a caption that begins as a photograph's does, is when it was taken.
func (p *Provenance) readDates(caption string, dayFirst bool) {
	r := reader{tokens(caption), dayFirst}
	for i := 0; i < len(r.tokens); i++ {
		day, next, ok := r.date(i)
		if !ok {
			continue
		}
		switch verb := r.verbBefore(i); {
		case verb == "uploaded" || verb == "posted" || verb == "shared":
			p.UploadedOn = day
		case verb == "released" || verb == "published" || verb == "provided" || verb == "available" || verb == "distributed":
			p.ReleasedOn = day
		case verb != "" || p.What != "":
			p.TakenOn = day
		}
		i = next - 1
	}
}

// verbBefore is the verb of a caption within the five words before token i.
func (r reader) verbBefore(i int) string {
	for j := i - 1; j >= max(0, i-6); j-- {
		switch t := r.tokens[j].text; t {
		case "uploaded", "posted", "shared", "released", "published", "provided", "available", "distributed", "taken", "shot", "made", "photographed", "filmed", "recorded":
			return t
		}
	}
	return ""
}

// doubtIn returns the words by which a caption keeps its distance, to the end of
// their clause.
func doubtIn(caption string) string {
	lower := strings.ToLower(caption)
	if len(lower) != len(caption) {
		return "" // a rare letter changes its length: positions would not agree
	}
	first := -1
	for _, word := range words.doubt {
		if at := strings.Index(lower, word); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	if first < 0 {
		return ""
	}
	clause := caption[first:]
	if end := strings.IndexAny(clause, ",;.،؛"); end > 0 {
		clause = clause[:end]
	}
	return strings.TrimSpace(clause)
}
