package site_test

import (
	"net/http"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/htmlcheck"
)

// The reader learns that it is our fault and where to go, in the edition's
// language; the log learns the rest.
func TestFailure_TellsReadersNothingAndTheLogAll(t *testing.T) {
	t.Parallel()
	for prefix, want := range map[string]struct{ lang, dir, heading string }{
		"":    {"en", "ltr", "Something went wrong on our side"},
		"/ar": {"ar", "rtl", ""},
	} {
		t.Run("edition "+want.lang, func(t *testing.T) {
			t.Parallel()
			s := openSmall(t)
			s.Page(t, prefix+"/")
			must(t, s.DB.Close())
			s.Page(t, prefix+"/") // what is kept needs no database
			for _, path := range []string{prefix + "/topics/", prefix + "/2026/11/22/x", prefix + "/archive/", prefix + "/corrections", "/media/" + strings.Repeat("a", 64) + ".jpg", "/s/34679c"} {
				got := s.Get(t, path)
				if strings.HasPrefix(path, "/media/") && got.Code == http.StatusNotFound {
					continue // the bytes are not in the database
				}
				page := got.Page(t, http.StatusInternalServerError)
				if strings.HasPrefix(path, prefix+"/") && !strings.HasPrefix(path, "/s/") && !strings.HasPrefix(path, "/media/") {
					page.Is(t, htmlcheck.In("html", htmlcheck.Attr("lang", want.lang), htmlcheck.Attr("dir", want.dir)), htmlcheck.In("h1", htmlcheck.HasText(want.heading)))
				}
				page.Is(t, waysOn, htmlcheck.NothingInline())
				for _, secret := range []string{"sql", "closed", "database", "select", ".go", "dateline.db"} {
					if strings.Contains(strings.ToLower(got.Body.String()), secret) {
						t.Errorf("%s tells readers of %q", path, secret)
					}
				}
				if got.Header().Get("Cache-Control") != "no-cache" && got.Header().Get("Cache-Control") != "no-store" {
					t.Errorf("%s may be kept: %q", path, got.Header().Get("Cache-Control"))
				}
			}
			if log := s.Log.String(); !strings.Contains(log, "closed") || !strings.Contains(log, "level=ERROR") {
				t.Errorf("the log does not say why:\n%s", log)
			}
		})
	}
}

func TestFailure_BeforeThereIsAnEdition(t *testing.T) {
	t.Parallel()
	h := apptest.Empty(t)
	if got := h.Get(t, "/"); got.Code != http.StatusServiceUnavailable || !strings.Contains(got.Body.String(), "try again") {
		t.Errorf("answers %d: %s", got.Code, got.Body)
	}
}
