package delivery_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"dateline.news/internal/delivery"
)

// What the fast loop writes is what net/http would have written, header for
// header.
func TestLookupIsServeHTTP(t *testing.T) {
	t.Parallel()
	fixed := []delivery.Field{{Name: "X-Content-Type-Options", Value: "nosniff"}, {Name: "Referrer-Policy", Value: "strict-origin-when-cross-origin"}}
	for _, status := range []int{200, 301, 404, 410} {
		c := start(t, newMemory(), delivery.Options{Fixed: fixed, Params: []string{"before"}, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
			p := html(r.URL.String(), "story:1", "latest:en")
			p.Status = status
			p.Modified = newClock().Now()
			p.Header["Link"] = []string{"</a.css>; rel=preload; as=style", "</b.js>; rel=preload; as=script"}
			p.Header["Location"] = []string{"/b"}
			return p, nil
		}})
		server := httptest.NewServer(c)
		t.Cleanup(server.Close)
		for _, accept := range []string{"", "gzip", "gzip, br", "gzip, br, zstd", "deflate"} {
			for _, target := range []string{"/a", "/a?before=1", "/ar/%D8%A3", "/a?lite", "/"} {
				ask(t, server, target, accept)
				want, wantBody := ask(t, server, target, accept)
				head, body, ok := c.Lookup([]byte(target), delivery.ParseEncodings([]byte(accept)))
				if !ok {
					t.Errorf("%s in %q is kept and not found", target, accept)
					continue
				}
				got, err := http.ReadResponse(bufio.NewReader(io.MultiReader(bytes.NewReader(head), bytes.NewReader([]byte("\r\n")), bytes.NewReader(body))), nil)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = got.Body.Close() }()
				if got.Status != want.Status || fmt.Sprint(got.Header) != fmt.Sprint(want.Header) {
					t.Errorf("%s in %q:\nfast %s %v\nslow %s %v", target, accept, got.Status, got.Header, want.Status, want.Header)
				}
				if !bytes.Equal(body, wantBody) {
					t.Errorf("%s in %q: other bytes", target, accept)
				}
			}
		}
	}
}

// ask gets a page as it is on the wire, without its Date.
func ask(t *testing.T, server *httptest.Server, target, accept string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header["Accept-Encoding"] = []string{accept} // else the client decodes
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	answer, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Header.Get("Date") == "" {
		t.Error("no Date")
	}
	answer.Header.Del("Date")
	return answer, body
}

func TestLookupDeclines(t *testing.T) {
	t.Parallel()
	log := newMemory()
	c := start(t, log, delivery.Options{Render: numbered("k")})
	declines := func(why, target string, accepted delivery.Encodings) {
		t.Helper()
		if _, _, ok := c.Lookup([]byte(target), accepted); ok {
			t.Errorf("%s: it should decline", why)
		}
	}
	declines("nothing is kept", "/a", 0)
	get(c, "/a", "Accept-Encoding", "gzip")
	if _, _, ok := c.Lookup([]byte("/a"), delivery.Gzip); !ok {
		t.Error("it is kept in gzip")
	}
	declines("nobody asked for brotli yet", "/a", delivery.Brotli)
	declines("not the canonical address", "/%61", 0)
	declines("a parameter to be ignored", "/a?x=1", 0)
	declines("no address", "", 0)
	log.change("k")
	declines("it is stale", "/a", delivery.Gzip)
}

// Not parallel: it counts allocations.
func TestAllocations(t *testing.T) {
	log := newMemory()
	c := start(t, log, delivery.Options{Render: numbered("k"), HotHits: 1 << 40})
	r := httptest.NewRequest(http.MethodGet, "/2026/03/01/a-story", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	w := &sink{header: http.Header{}}
	c.ServeHTTP(w, r)
	target := []byte("/2026/03/01/a-story")
	accepted := delivery.ParseEncodings([]byte("gzip, deflate, br, zstd"))
	weighted := []byte("gzip;q=0.5, br, zstd;q=0.1")
	for name, f := range map[string]func(){
		"a hit in ServeHTTP":         func() { c.ServeHTTP(w, r) },
		"a hit in Lookup":            func() { c.Lookup(target, accepted) },
		"reading Accept-Encoding":    func() { delivery.ParseEncodings(weighted) },
		"a hit after another change": func() { log.change("other"); c.Lookup(target, accepted) },
	} {
		if n := testing.AllocsPerRun(200, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	arabic := httptest.NewRequest(http.MethodGet, "/ar/2026/03/01/%D8%A3%D9%87%D9%84%D8%A7", nil)
	arabic.Header = r.Header
	if n := testing.AllocsPerRun(200, func() { c.ServeHTTP(w, arabic) }); n > 2 {
		t.Errorf("a hit with escapes in its address: %v allocations", n)
	}
	if s := c.Stats(); s.Renders != 2 || s.Hits < 600 {
		t.Errorf("these were no hits: %+v", s)
	}
}
