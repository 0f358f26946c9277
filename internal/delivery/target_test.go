package delivery_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"dateline.news/internal/delivery"
)

func TestAddress(t *testing.T) {
	t.Parallel()
	same := map[string][]string{
		"unknown parameters are ignored":           {"/a", "/a?utm_source=x", "/a?x=1&y=2", "/a?"},
		"order does not matter":                    {"/a?after=1&before=2", "/a?before=2&after=1"},
		"the first of several counts":              {"/a?before=1", "/a?before=1&before=2"},
		"an empty parameter is none":               {"/a", "/a?before=", "/a?before"},
		"escapes that mean the same":               {"/a?before=x+y", "/a?before=x%20y", "/a?b%65fore=x+y"},
		"letters may be escaped in a path":         {"/abc", "/%61bc", "/a%62c"},
		"escapes in a path may be small":           {"/caf%C3%A9", "/caf%c3%a9"},
		"a parameter with a semicolon is none":     {"/a", "/a?before=1;2"},
		"what cannot be decoded is none":           {"/a", "/a?before=%zz"},
		"an escaped slash stays escaped":           {"/a%2Fb", "/a%2fb"},
		"lite has no value":                        {"/a?lite", "/a?lite=1", "/a?lite="},
		"characters that need no escape in a path": {"/a(b)'!*", "/a%28b%29%27%21%2A"},
	}
	for name, targets := range same {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := start(t, newMemory(), delivery.Options{Render: numbered("k"), Params: []string{"before", "after"}})
			first := get(c, targets[0]).Body.String()
			for _, target := range targets[1:] {
				w := get(c, target)
				if w.Body.String() != first {
					t.Errorf("%s is not the page of %s", target, targets[0])
				}
				wantHeader(t, w, "Cache-Status", "dateline; hit")
			}
		})
	}
	t.Run("different pages are different", func(t *testing.T) {
		t.Parallel()
		c := start(t, newMemory(), delivery.Options{Render: numbered("k"), Params: []string{"before", "after"}})
		for _, target := range []string{"/a", "/a/", "/A", "/a?before=1", "/a?after=1", "/a?before=2", "/a?before=1&after=1", "/a?lite", "/a?before=1&lite", "/a%2Fb", "/a/b", "/a?before=%26after%3D1"} {
			wantHeader(t, get(c, target), "Cache-Status", "dateline; fwd=miss; stored")
		}
	})
	t.Run("a million parameters store one page", func(t *testing.T) {
		t.Parallel()
		c := start(t, newMemory(), delivery.Options{Render: numbered("k"), Params: []string{"before"}})
		for i := range 20_000 {
			get(c, "/a?p"+strconv.Itoa(i)+"="+strconv.Itoa(i))
		}
		if s := c.Stats(); s.Renders != 1 || s.Pages != 1 {
			t.Errorf("%d renders, %d pages kept, want 1 and 1", s.Renders, s.Pages)
		}
	})
	t.Run("an absurd address is refused and nothing kept", func(t *testing.T) {
		t.Parallel()
		c := start(t, newMemory(), delivery.Options{Render: numbered("k"), Params: []string{"before"}})
		long := strings.Repeat("x", 4000)
		for _, target := range []string{"/" + long, "/a?before=" + long} {
			if w := get(c, target); w.Code != http.StatusRequestURITooLong {
				t.Errorf("status %d for an address of %d bytes", w.Code, len(target))
			}
		}
		if w := get(c, "/a?junk="+long); w.Code != http.StatusOK {
			t.Errorf("status %d, though only what is ignored is long", w.Code)
		}
		if s := c.Stats(); s.Pages != 1 {
			t.Errorf("%d pages kept", s.Pages)
		}
	})
	t.Run("a render is shown the canonical address and nothing of the reader", func(t *testing.T) {
		t.Parallel()
		var seen *http.Request
		c := start(t, newMemory(), delivery.Options{Params: []string{"before"}, Render: func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
			seen = r
			return html("", "k"), nil
		}})
		get(c, "http://evil.example/%61?x=1&before=2&lite", "Cookie", "a=b", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "gopher", "Authorization", "Basic x")
		if seen.RequestURI != "/a?before=2" || seen.URL.String() != "/a?before=2" || seen.Host != "" || len(seen.Header) != 0 {
			t.Errorf("the render saw %q, %v, host %q, header %v", seen.RequestURI, seen.URL, seen.Host, seen.Header)
		}
	})
	t.Run("Host and X-Forwarded cannot change a stored byte", func(t *testing.T) {
		t.Parallel()
		echo := func(_ context.Context, r *http.Request, _ delivery.Mode) (delivery.Page, error) {
			return html(r.Host+r.URL.Host+r.Header.Get("X-Forwarded-Host")+r.Header.Get("X-Forwarded-Proto")+r.Header.Get("X-Original-Url")+r.RemoteAddr, "k"), nil
		}
		poisoned := get(start(t, newMemory(), delivery.Options{Render: echo}), "http://evil.example/a", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "x", "X-Original-Url", "/b")
		clean := get(start(t, newMemory(), delivery.Options{Render: echo}), "/a")
		if poisoned.Body.String() != clean.Body.String() || poisoned.Header().Get("Etag") != clean.Header().Get("Etag") {
			t.Error("a reader's header got into the page")
		}
	})
	t.Run("only GET and HEAD", func(t *testing.T) {
		t.Parallel()
		c := start(t, newMemory(), delivery.Options{Render: numbered("k")})
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PURGE", "get"} {
			w := do(c, method, "/a")
			if w.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s: status %d", method, w.Code)
			}
			wantHeader(t, w, "Allow", "GET, HEAD")
		}
		if c.Stats().Renders != 0 {
			t.Error("something was rendered")
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"/a?before=1", "/%61//..%2f?lite&after=%zz;", "/caf\xc3\xa9?before=a+b&before=", "//x?%6cite", "/%25%2e%2F", "/%00a b"} {
		f.Add(seed)
	}
	log := newMemory()
	c := start(f, log, delivery.Options{Params: []string{"before", "after"}, Render: func(_ context.Context, r *http.Request, mode delivery.Mode) (delivery.Page, error) {
		p := html("", "k")
		p.Body = []byte(url.PathEscape(r.URL.Path) + " " + r.URL.RawQuery + " " + strconv.Itoa(int(mode)))
		return p, nil
	}})
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || u.Path == "" || u.Path[0] != '/' || u.Host != "" {
			return
		}
		r := &http.Request{Method: http.MethodGet, URL: u, Header: http.Header{}}
		w := &sink{header: http.Header{}}
		c.ServeHTTP(w, r)
		if w.status == http.StatusRequestURITooLong {
			return
		}
		path, rest, _ := strings.Cut(string(w.body), " ")
		query, _, _ := strings.Cut(rest, " ")
		if path != url.PathEscape(u.Path) {
			t.Fatalf("%q was rendered as %q", u.Path, path)
		}
		got, err := url.ParseQuery(query)
		if err != nil {
			t.Fatalf("the render's query %q: %v", query, err)
		}
		asked := u.Query()
		for name, values := range got {
			if len(values) != 1 || !strings.Contains("before after", name) || values[0] == "" {
				t.Fatalf("%q became %q", target, query)
			}
			if !contains(asked[name], values[0]) {
				t.Fatalf("%q was asked for %q, the render saw %q", target, asked[name], values[0])
			}
		}
	})
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// sink is a response writer that makes nothing.
type sink struct {
	header http.Header
	status int
	body   []byte
}

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(status int)      { s.status = status }
func (s *sink) Write(b []byte) (int, error) { s.body = b; return len(b), nil }
