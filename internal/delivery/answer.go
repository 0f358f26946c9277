package delivery

import (
	"net/http"
	"strings"
	"time"
)

// miss answers with a page that is not kept, or not any more.
func (c *Cache) miss(w http.ResponseWriter, r *http.Request, t target) {
	e, how, err := c.obtain(r.Context(), t, func(old *entry) { c.hint(w, r, old) })
	if err != nil {
		w.Header()["Cache-Control"] = noStore
		w.Header()[cacheStatus] = statuses[unkept]
		if r.Context().Err() != nil {
			w.WriteHeader(http.StatusServiceUnavailable) // the reader has gone, most likely
			return
		}
		c.o.Fail(w, r, err)
		return
	}
	switch how {
	case hit:
		c.hit(e)
	case staleBusy, staleError:
		c.stats.stale.Add(1)
	default:
		c.stats.misses.Add(1)
	}
	c.send(w, r, e, how)
}

// hint sends 103 Early Hints, so that a browser fetches style and fonts while
// the page is made. Browsers understand it over HTTP/2 only.
func (c *Cache) hint(w http.ResponseWriter, r *http.Request, old *entry) {
	links := c.o.Hints
	if old != nil && len(old.links) > 0 {
		links = old.links
	}
	if len(links) == 0 || r.ProtoMajor < 2 || r.Method != http.MethodGet {
		return
	}
	w.Header()["Link"] = links
	w.WriteHeader(http.StatusEarlyHints)
	delete(w.Header(), "Link")
	c.stats.hints.Add(1)
}

// send writes an answer. On a hit it makes nothing: header values are slices
// that all answers share.
func (c *Cache) send(w http.ResponseWriter, r *http.Request, e *entry, how outcome) {
	v, as, err := c.in(e, acceptedBy(r.Header))
	if err != nil {
		c.o.Failed(e.name, err)
		v, as = e.slots[identity].Load(), identity
	}
	h := w.Header()
	put(h, e.always)
	c.qualify(h, e, how)
	if v.etag != nil {
		h["Etag"] = v.etag
		if tag, same := unchanged(r.Header, e, v, as); same {
			if tag != v.etag[0] {
				h["Etag"] = []string{tag}
			}
			c.stats.unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	put(h, e.whole)
	put(h, v.lines)
	w.WriteHeader(e.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(v.body) // the reader may have gone
	}
}

func put(h http.Header, lines []line) {
	for _, l := range lines {
		h[l.name] = l.values
	}
}

// qualify corrects the headers of a hit for an answer that is something else,
// or a hit on a page whose end is near.
func (c *Cache) qualify(h http.Header, e *entry, how outcome) {
	if how != hit {
		h[cacheStatus] = statuses[how]
	}
	if how == staleBusy || how == staleError || how == unkept {
		h[cdnControl] = noStore
		return
	}
	if e.until == 0 {
		return
	}
	if seconds, near := e.lastStretch(c.o.Now()); near {
		h[cdnControl] = []string{cdnFor(seconds)}
	}
}

// unchanged evaluates the conditions of RFC 9110, section 13.2.2: a tag, where
// one is given, beats the date. It returns the tag that the reader's copy has.
func unchanged(h http.Header, e *entry, v *variant, as coding) (tag string, same bool) {
	if given := h["If-None-Match"]; len(given) > 0 {
		return e.matching(given, v, as)
	}
	if e.modified.IsZero() || len(h["If-Modified-Since"]) != 1 {
		return "", false
	}
	since, err := http.ParseTime(h["If-Modified-Since"][0])
	if err != nil || e.modified.After(since) {
		return "", false
	}
	// A copy from the second of the modification itself may be older than it.
	if e.made.Sub(e.modified) < time.Second {
		return "", false
	}
	return v.etag[0], true
}

// matching looks for a page's tag in If-None-Match. The tags of both levels of
// the coding stand for the same page.
func (e *entry) matching(given []string, v *variant, as coding) (tag string, same bool) {
	for _, list := range given {
		for t := range strings.SplitSeq(list, ",") { // our tags have no commas
			t = strings.TrimPrefix(strings.Trim(t, " \t"), "W/")
			switch {
			case t == v.etag[0]:
				return t, true
			case t == "*":
				return v.etag[0], true
			case as != identity && v.level == hard && t == e.etag(as, fast):
				return t, true
			}
		}
	}
	return "", false
}
