package site

import (
	"slices"
	"time"

	"dateline.news/internal/news"
)

// uses notes what the page is made from. A page is right until one of these
// keys changes; a view that forgets one makes a page that can go stale.
func (v *visit) uses(keys ...news.Key) {
	for _, k := range keys {
		if key := string(k); !slices.Contains(v.keys, key) {
			v.keys = append(v.keys, key)
		}
	}
}

// until notes that the page is right no longer than until t: what time itself
// will change on it. The zero time changes nothing.
func (v *visit) until(t time.Time) {
	if !t.IsZero() && (v.expires.IsZero() || t.Before(v.expires)) {
		v.expires = t
	}
}
