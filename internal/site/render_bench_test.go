package site_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/news"
)

// A page of a story made anew: queries, template and one compression.
func BenchmarkRender_Story(b *testing.B) {
	h := apptest.Demo(b, apptest.With(func(c *config.Config) { c.CacheSize = 1 }))
	cards, err := h.Stories.Latest(b.Context(), "en", news.LatestPubKey, 60)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		r := httptest.NewRequest(http.MethodGet, cards[i%len(cards)].Path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		h.Handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
