package app_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
)

// With a CDN that is told of changes, pages may be kept for long; and it is told.
func TestPurge_TheCDNIsToldAndMayKeepPages(t *testing.T) {
	t.Parallel()
	told := make(chan string, 100)
	edge := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		told <- r.Header.Get("Authorization") + " " + string(text)
	}))
	t.Cleanup(edge.Close)
	h := apptest.Founded(t, apptest.At(nil), apptest.With(func(c *config.Config) { c.Purge.URL, c.Purge.Token = edge.URL, "t0ken" }))
	if got := h.Get(t, "/privacy").Header().Get("Cdn-Cache-Control"); !strings.HasPrefix(got, "max-age=2592000") {
		t.Errorf("a CDN is told %q", got)
	}
	l, _ := apptest.Listener(t)
	h.Serve(t, l)
	hears(t, told, `Bearer t0ken {"all":true}`)
	must(t, h.DB.Write(t.Context(), func(tx *db.Tx) error { h.Changes.Append(tx, "story:1"); return nil }))
	hears(t, told, `Bearer t0ken {"keys":["story:1"]}`)
	if log := h.Log.String(); strings.Contains(log, "t0ken") {
		t.Errorf("the log tells the token:\n%s", log)
	}
	if got := apptest.Founded(t).Get(t, "/privacy").Header().Get("Cdn-Cache-Control"); !strings.HasPrefix(got, "max-age=60") {
		t.Errorf("a CDN that is told nothing is told %q", got)
	}
}

// hears waits until the CDN is told something.
func hears(t *testing.T, told <-chan string, want string) {
	t.Helper()
	for {
		select {
		case got := <-told:
			if got == want {
				return
			}
		case <-time.After(soon):
			t.Fatalf("the CDN is not told %s", want)
		}
	}
}
