package delivery

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// TagHeader is a header in which the keys of a page are told to caches in
// front of this one, which can then drop by key what they hold.
type TagHeader int

const (
	CacheTag     TagHeader = iota // Cache-Tag: a, b
	SurrogateKey                  // Surrogate-Key: a b
	CacheGroups                   // Cache-Groups: "a", "b" (RFC 9875)
)

// tagBytes bounds each of these headers. Of a page with more keys none is told,
// and it is given to a CDN for the short time only.
const tagBytes = 2000

// For how long a CDN may keep a page, in seconds: where it is not told of
// changes, and where it is.
const (
	cdnShort = 60
	cdnLong  = 30 * 24 * 3600
)

// cdnControl is what a CDN may do with a page (RFC 9213).
const cdnControl = "Cdn-Cache-Control"

var noStore = []string{"no-store"}

// cdnFor lets a CDN keep a page, but not go on with it when it cannot reach us:
// the page may have been withdrawn.
func cdnFor(seconds int) string {
	return "max-age=" + strconv.Itoa(seconds) + ", must-revalidate"
}

// Tag is a key as it stands in the tag headers, for whoever tells a CDN to drop
// it: bytes that mean something in one of the dialects are escaped.
func Tag(key string) string {
	var b strings.Builder
	for i := range len(key) {
		c := key[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`",\%`, c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(capitals[c>>4])
			b.WriteByte(capitals[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// value writes tags in the header's own way.
func (h TagHeader) value(tags []string) string {
	switch h {
	case SurrogateKey:
		return strings.Join(tags, " ")
	case CacheGroups:
		return `"` + strings.Join(tags, `", "`) + `"`
	}
	return strings.Join(tags, ", ")
}

func (h TagHeader) name() string {
	return [...]string{CacheTag: "Cache-Tag", SurrogateKey: "Surrogate-Key", CacheGroups: "Cache-Groups"}[h]
}

// headers are the headers of a hit: those of every answer, and those that only
// come with a body. None depends on the request.
func headers(o *Options, e *entry, t target, p Page) (always, whole []line) {
	always = append(always, lineOf("Cache-Control", "no-cache"), line{cacheStatus, statuses[hit]})
	told, tagged := tags(o, e.keys)
	always = append(always, told...)
	switch {
	case !e.kept:
		always = append(always, line{cdnControl, noStore})
	case o.Purge && tagged && e.until == 0 && !e.storm:
		always = append(always, lineOf(cdnControl, cdnFor(cdnLong)))
	default:
		always = append(always, lineOf(cdnControl, cdnFor(cdnShort)))
	}
	if v := vary(e, t); v != "" {
		always = append(always, lineOf("Vary", v))
	}
	if e.tag != "" && !e.modified.IsZero() {
		always = append(always, lineOf("Last-Modified", e.modified.UTC().Format(http.TimeFormat)))
	}
	for _, f := range o.Fixed {
		if name := http.CanonicalHeaderKey(f.Name); p.Header[name] == nil {
			always = append(always, lineOf(name, f.Value))
		}
	}
	return always, lines(p.Header)
}

// tags tells the keys in every dialect, or reports that they are too many.
func tags(o *Options, keys []string) (told []line, all bool) {
	if len(keys) == 0 {
		return nil, false
	}
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = Tag(key)
	}
	for _, dialect := range o.Tags {
		value := dialect.value(names)
		if len(value) > tagBytes {
			return nil, false
		}
		told = append(told, lineOf(dialect.name(), value))
	}
	return told, len(told) > 0
}

// vary names the request's headers on which the bytes depend.
func vary(e *entry, t target) string {
	var names []string
	if e.packs {
		names = append(names, "Accept-Encoding")
	}
	if !t.lite {
		names = append(names, saveData)
	}
	return strings.Join(names, ", ")
}

// lines are headers in order of their names.
func lines(h http.Header) []line {
	all := make([]line, 0, len(h))
	for _, name := range slices.Sorted(maps.Keys(h)) {
		all = append(all, line{name, slices.Clip(slices.Clone(h[name]))})
	}
	return all
}

// early are the links that a browser can use before it has the page.
func early(links []string) (hints []string) {
	for _, l := range links {
		if strings.Contains(l, "preload") || strings.Contains(l, "preconnect") {
			hints = append(hints, l)
		}
	}
	return slices.Clip(hints)
}

// lastStretch reports that a page's end is so near that a CDN must be told
// exactly how near.
func (e *entry) lastStretch(now time.Time) (seconds int, near bool) {
	left := time.Duration(e.until - now.UnixNano())
	if e.until == 0 || left >= cdnShort*time.Second {
		return 0, false
	}
	return max(0, int(left/time.Second)), true
}

// outcome is how an answer came about.
type outcome int

const (
	hit        outcome = iota
	made               // rendered for this request
	joined             // rendered for a request that came before
	remade             // rendered, because what was kept had become stale
	unkept             // rendered, not kept
	staleBusy          // an older page, because all renders are busy
	staleError         // an older page, because it could not be made
)

const cacheStatus = "Cache-Status"

// statuses are the values of Cache-Status (RFC 9211).
var statuses = [...][]string{
	hit:        {"dateline; hit"},
	made:       {"dateline; fwd=miss; stored"},
	joined:     {"dateline; fwd=miss; stored; collapsed"},
	remade:     {"dateline; fwd=stale; stored"},
	unkept:     {"dateline; fwd=miss"},
	staleBusy:  {`dateline; hit; detail="stale: busy"`},
	staleError: {`dateline; hit; detail="stale: error"`},
}
