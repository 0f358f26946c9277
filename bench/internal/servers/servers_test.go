package servers

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNginxHeaders(t *testing.T) {
	t.Parallel()
	got, err := nginxHeaders(http.Header{
		"X-Frame-Options": {"DENY"}, "Cache-Groups": {`"topic:7", "a\b"`}, "Etag": {`"1"`}, "Content-Length": {"9"},
	})
	want := []string{`Cache-Groups "\"topic:7\", \"a\\b\""`, `X-Frame-Options "DENY"`}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	if _, err := nginxHeaders(http.Header{"X": {"$host"}}); err == nil {
		t.Error("a variable of nginx was let through")
	}
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	text := []byte("# HELP pages_total Pages.\n# TYPE pages_total counter\npages_total 1.5e+03\npages_total_x 2\n")
	if got, err := parseNumber(text, "pages_total"); err != nil || got != 1500 {
		t.Errorf("got %v (%v), want 1500", got, err)
	}
	if _, err := parseNumber(text, "pages"); err == nil {
		t.Error("a number was found that is not there")
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Encoding", r.Header.Get("Accept-Encoding"))
		_, _ = w.Write([]byte("as it is"))
	}))
	defer site.Close()
	p, err := Fetch(t.Context(), site.URL+"/", "gzip")
	if err != nil || string(p.Body) != "as it is" || p.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("got %q, %v (%v)", p.Body, p.Header, err)
	}
	if _, err := Fetch(t.Context(), site.URL+"/gone", "gzip"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a page that is not there: %v", err)
	}
}

func TestNewCertificate_CanBeServed(t *testing.T) {
	t.Parallel()
	c, err := NewCertificate(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := pair.Leaf.VerifyHostname("127.0.0.1"); err != nil {
		t.Error(err)
	}
}

func TestFiles_StandWhereNginxLooks(t *testing.T) {
	t.Parallel()
	f := Files{Dir: t.TempDir(), Pages: map[string]File{"/2026/11/22/gale": {Plain: []byte("plain"), Gzip: []byte("packed")}}}
	if err := f.write(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"gale": "plain", "gale.gz": "packed"} {
		if got, err := os.ReadFile(filepath.Join(f.Dir, "files/2026/11/22", name)); err != nil || string(got) != want {
			t.Errorf("%s: got %q (%v), want %q", name, got, err, want)
		}
	}
}

func TestVersion_OfWhatIsNotHere(t *testing.T) {
	t.Parallel()
	if got := Version(t.Context(), "no-such-program-anywhere"); got != "not installed" {
		t.Errorf("got %q", got)
	}
}
