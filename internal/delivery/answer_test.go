package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dateline.news/internal/delivery"
)

// static renders one page for ever.
func static(p delivery.Page) delivery.Render {
	return func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
		q := p
		q.Header, q.Body = p.Header.Clone(), slices.Clone(p.Body)
		return q, nil
	}
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	modified := time.Date(2026, 2, 28, 9, 0, 0, 500, time.UTC)
	story := html("the end", "story:1", "topic:7")
	story.Modified = modified
	story.Header["Content-Language"] = []string{"ar"}
	open := func(t *testing.T, o delivery.Options) *delivery.Cache {
		t.Helper()
		if o.Render == nil {
			o.Render = static(story)
		}
		if o.Now == nil {
			o.Now = newClock().Now
		}
		return start(t, newMemory(), o)
	}
	t.Run("each coding comes back whole, with a tag of its own", func(t *testing.T) {
		t.Parallel()
		c := open(t, delivery.Options{})
		unpack := map[string]func(io.Reader) (io.Reader, error){
			"":     func(r io.Reader) (io.Reader, error) { return r, nil },
			"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
			"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
			"zstd": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
		}
		tags := map[string]string{}
		for coding, from := range unpack {
			for range 2 {
				w := get(c, "/a", "Accept-Encoding", coding)
				wantHeader(t, w, "Content-Encoding", coding)
				wantHeader(t, w, "Content-Length", fmt.Sprint(w.Body.Len()))
				tag := w.Header().Get("Etag")
				if other, taken := tags[tag]; taken && other != coding || !strings.HasPrefix(tag, `"`) {
					t.Errorf("%q has the tag %s, as has %q", coding, tag, other)
				}
				tags[tag] = coding
				r, err := from(w.Body)
				if err != nil {
					t.Fatal(err)
				}
				if got, err := io.ReadAll(r); err != nil || string(got) != string(story.Body) {
					t.Errorf("%q does not come back whole: %v", coding, err)
				}
			}
		}
	})
	t.Run("headers for browsers and caches", func(t *testing.T) {
		t.Parallel()
		w := get(open(t, delivery.Options{Fixed: []delivery.Field{{Name: "X-Frame-Options", Value: "DENY"}}}), "/a")
		for name, want := range map[string]string{
			"Cache-Control": "no-cache", "Cdn-Cache-Control": "max-age=60, must-revalidate", "Vary": "Accept-Encoding, Save-Data",
			"Cache-Tag": "story:1, topic:7", "Surrogate-Key": "story:1 topic:7", "Cache-Groups": `"story:1", "topic:7"`,
			"Last-Modified": "Sat, 28 Feb 2026 09:00:00 GMT", "Content-Type": "text/html; charset=utf-8", "Content-Language": "ar",
			"Cache-Status": "dateline; fwd=miss; stored", "X-Frame-Options": "DENY",
		} {
			wantHeader(t, w, name, want)
		}
	})
	t.Run("Vary names only what matters", func(t *testing.T) {
		t.Parallel()
		small := open(t, delivery.Options{Render: static(delivery.Page{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte("x"), Keys: []string{"k"}})})
		wantHeader(t, get(small, "/a"), "Vary", "Save-Data")
		wantHeader(t, get(small, "/a?lite"), "Vary", "")
		wantHeader(t, get(open(t, delivery.Options{}), "/a?lite"), "Vary", "Accept-Encoding")
	})
	t.Run("a CDN that is told of changes keeps pages for long, but only what it can be told of", func(t *testing.T) {
		t.Parallel()
		long, short := "max-age=2592000, must-revalidate", "max-age=60, must-revalidate"
		clock := newClock()
		wantHeader(t, get(open(t, delivery.Options{Purge: true}), "/a"), "Cdn-Cache-Control", long)
		timed := story
		timed.Until = clock.Now().Add(time.Hour)
		wantHeader(t, get(open(t, delivery.Options{Purge: true, Render: static(timed)}), "/a"), "Cdn-Cache-Control", short)
		broad := story
		for i := range 500 {
			broad.Keys = append(broad.Keys, fmt.Sprintf("story:%d", i))
		}
		w := get(open(t, delivery.Options{Purge: true, Render: static(broad)}), "/a")
		wantHeader(t, w, "Cdn-Cache-Control", short)
		wantHeader(t, w, "Surrogate-Key", "")
		free := story
		free.Keys = nil
		wantHeader(t, get(open(t, delivery.Options{Purge: true, Render: static(free)}), "/a"), "Cdn-Cache-Control", "no-store")
	})
	t.Run("a CDN keeps nothing beyond its Until", func(t *testing.T) {
		t.Parallel()
		clock := newClock()
		timed := story
		timed.Until = clock.Now().Add(90 * time.Second)
		c := open(t, delivery.Options{Render: static(timed), Now: clock.Now})
		for _, step := range []struct {
			wait time.Duration
			want string
			fast bool
		}{{0, "max-age=60, must-revalidate", true}, {31 * time.Second, "max-age=59, must-revalidate", false}, {58500 * time.Millisecond, "max-age=0, must-revalidate", false}} {
			clock.advance(step.wait)
			wantHeader(t, get(c, "/a"), "Cdn-Cache-Control", step.want)
			if _, _, ok := c.Lookup([]byte("/a"), 0); ok != step.fast {
				t.Errorf("the fast loop may send it: %v", ok)
			}
		}
	})
	t.Run("keys that mean something in a header are escaped", func(t *testing.T) {
		t.Parallel()
		p := story
		p.Keys = []string{"tag:a b", "tag:\"x\",y", "tag:é\r\n"}
		w := get(open(t, delivery.Options{Render: static(p)}), "/a")
		wantHeader(t, w, "Surrogate-Key", "tag:%22x%22%2Cy tag:a%20b tag:%C3%A9%0D%0A")
		if delivery.Tag("tag:a b") != "tag:a%20b" {
			t.Error("Tag disagrees with the header")
		}
	})
	t.Run("HEAD is GET without the body", func(t *testing.T) {
		t.Parallel()
		c := open(t, delivery.Options{})
		get(c, "/a", "Accept-Encoding", "gzip")
		whole, head := get(c, "/a", "Accept-Encoding", "gzip"), do(c, http.MethodHead, "/a", "Accept-Encoding", "gzip")
		if head.Body.Len() != 0 || fmt.Sprint(head.Header()) != fmt.Sprint(whole.Header()) {
			t.Errorf("HEAD: %d bytes, %v; GET: %v", head.Body.Len(), head.Header(), whole.Header())
		}
	})
	t.Run("Range is ignored", func(t *testing.T) {
		t.Parallel()
		w := get(open(t, delivery.Options{}), "/a", "Range", "bytes=0-10")
		if w.Code != http.StatusOK || w.Body.Len() != len(story.Body) {
			t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
		}
	})
	t.Run("other statuses are kept by their keys, and have no tag", func(t *testing.T) {
		t.Parallel()
		for _, status := range []int{301, 302, 308, 404, 410, 451} {
			p := html("", "slug:x")
			p.Status = status
			p.Header["Location"] = []string{"/b"}
			c := open(t, delivery.Options{Render: static(p)})
			get(c, "/a")
			w := get(c, "/a", "If-None-Match", "*", "If-Modified-Since", "Sat, 28 Feb 2026 09:00:00 GMT")
			wantHeader(t, w, "Cache-Status", "dateline; hit")
			wantHeader(t, w, "Etag", "")
			wantHeader(t, w, "Location", "/b")
			if w.Code != status {
				t.Errorf("status %d, want %d", w.Code, status)
			}
		}
	})
	t.Run("what no page may have is an error", func(t *testing.T) {
		t.Parallel()
		for name, spoil := range map[string]func(p *delivery.Page){
			"a cookie":            func(p *delivery.Page) { p.Header["Set-Cookie"] = []string{"a=b"} },
			"a header of ours":    func(p *delivery.Page) { p.Header["Vary"] = []string{"Cookie"} },
			"a split header":      func(p *delivery.Page) { p.Header["Location"] = []string{"/\r\nSet-Cookie: a=b"} },
			"a header's name":     func(p *delivery.Page) { p.Header["x-small"] = []string{"x"} },
			"a bodyless status":   func(p *delivery.Page) { p.Status = 304 },
			"an absurd status":    func(p *delivery.Page) { p.Status = 99 },
			"no type with a body": func(p *delivery.Page) { delete(p.Header, "Content-Type") },
		} {
			p := html("", "k")
			spoil(&p)
			var failed error
			c := open(t, delivery.Options{Render: static(p), Failed: func(_ string, err error) { failed = err }})
			w := get(c, "/a")
			if w.Code != http.StatusServiceUnavailable || failed == nil {
				t.Errorf("%s: status %d, error %v", name, w.Code, failed)
			}
			wantHeader(t, w, "Cache-Control", "no-store")
		}
	})
	t.Run("a page's own header stands in for a fixed one", func(t *testing.T) {
		t.Parallel()
		p := html("", "k")
		p.Header["Content-Security-Policy"] = []string{"media-src x"}
		w := get(open(t, delivery.Options{Render: static(p), Fixed: []delivery.Field{{Name: "content-security-policy", Value: "default-src 'none'"}}}), "/a")
		if got := w.Header()["Content-Security-Policy"]; len(got) != 1 || got[0] != "media-src x" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("the tag changes with the headers", func(t *testing.T) {
		t.Parallel()
		p := html("", "k")
		before := get(open(t, delivery.Options{Render: static(p)}), "/a").Header().Get("Etag")
		again := get(open(t, delivery.Options{Render: static(p)}), "/a").Header().Get("Etag")
		p.Header["Content-Security-Policy"] = []string{"media-src x"}
		after := get(open(t, delivery.Options{Render: static(p)}), "/a").Header().Get("Etag")
		if before != again || before == after {
			t.Errorf("tags %s, %s on another node, %s with another header", before, again, after)
		}
	})
	t.Run("Save-Data gets the lite page", func(t *testing.T) {
		t.Parallel()
		c := open(t, delivery.Options{Render: func(_ context.Context, r *http.Request, m delivery.Mode) (delivery.Page, error) {
			return html(fmt.Sprintf("mode %d of %s", m, r.URL), "k"), nil
		}})
		wantEnd(t, get(c, "/a"), "mode 0 of /a")
		wantEnd(t, get(c, "/a", "Save-Data", "on"), "mode 1 of /a")
		wantEnd(t, get(c, "/a?lite"), "mode 1 of /a")
		wantEnd(t, get(c, "/a", "Save-Data", "off"), "mode 0 of /a")
		if n := c.Stats().Renders; n != 2 {
			t.Errorf("%d renders of two pages", n)
		}
	})
	t.Run("a failure is told in the caller's words", func(t *testing.T) {
		t.Parallel()
		c := open(t, delivery.Options{
			Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) { panic("at the disco") },
			Fail:   func(w http.ResponseWriter, _ *http.Request, err error) { http.Error(w, fmt.Sprint(err != nil), 500) },
		})
		if w := get(c, "/a"); w.Code != 500 || w.Body.String() != "true\n" {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if c.Stats().Failures != 1 {
			t.Error("not counted")
		}
	})
	t.Run("options that cannot be", func(t *testing.T) {
		t.Parallel()
		for _, o := range []delivery.Options{{}, {Render: static(story)}, {Render: static(story), Positions: newMemory(), Bytes: -1},
			{Render: static(story), Positions: newMemory(), Fixed: []delivery.Field{{Name: "A", Value: "\n"}}}} {
			if _, err := delivery.New(o); err == nil {
				t.Errorf("%+v should be refused", o)
			}
		}
	})
}

func TestConditions(t *testing.T) {
	t.Parallel()
	story := html("the end", "k")
	story.Modified = time.Date(2026, 2, 28, 9, 0, 0, 0, time.UTC)
	c := start(t, newMemory(), delivery.Options{Render: static(story), Now: newClock().Now})
	get(c, "/a")
	plain := get(c, "/a").Header().Get("Etag")
	zipped := get(c, "/a", "Accept-Encoding", "gzip").Header().Get("Etag")
	on, before := "Sat, 28 Feb 2026 09:00:00 GMT", "Sat, 28 Feb 2026 08:59:59 GMT"
	for _, tt := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"the tag matches", []string{"If-None-Match", plain}, 304},
		{"a weak tag matches", []string{"If-None-Match", "W/" + plain}, 304},
		{"one of a list", []string{"If-None-Match", `"x" , ` + plain + `, "y"`}, 304},
		{"one of several lines", []string{"If-None-Match", `"x"`, "If-None-Match", plain}, 304},
		{"any", []string{"If-None-Match", "*"}, 304},
		{"another tag", []string{"If-None-Match", `"x"`}, 200},
		{"the tag without quotes", []string{"If-None-Match", strings.Trim(plain, `"`)}, 200},
		{"the tag of another coding", []string{"If-None-Match", zipped}, 200},
		{"the coding's own", []string{"If-None-Match", zipped, "Accept-Encoding", "gzip"}, 304},
		{"not modified since", []string{"If-Modified-Since", on}, 304},
		{"modified since", []string{"If-Modified-Since", before}, 200},
		{"no date", []string{"If-Modified-Since", "yesterday"}, 200},
		{"two dates", []string{"If-Modified-Since", on, "If-Modified-Since", on}, 200},
		{"the tag beats the date", []string{"If-None-Match", `"x"`, "If-Modified-Since", on}, 200},
		{"the tag beats the date the other way", []string{"If-None-Match", plain, "If-Modified-Since", before}, 304},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				w := do(c, method, "/a", tt.headers...)
				if w.Code != tt.want {
					t.Errorf("%s: status %d, want %d", method, w.Code, tt.want)
				}
				if w.Code != http.StatusNotModified {
					continue
				}
				if w.Body.Len() > 0 || w.Header().Get("Content-Length") != "" || w.Header().Get("Content-Type") != "" {
					t.Errorf("304 with a body or its headers: %v", w.Header())
				}
				for _, name := range []string{"Cache-Control", "Cdn-Cache-Control", "Etag", "Vary", "Cache-Tag", "Last-Modified"} {
					if w.Header().Get(name) == "" {
						t.Errorf("304 without %s", name)
					}
				}
			}
		})
	}
	t.Run("a copy from the second of the modification proves nothing", func(t *testing.T) {
		t.Parallel()
		clock := newClock()
		p := html("", "k")
		p.Modified = clock.Now()
		clock.advance(300 * time.Millisecond)
		c := start(t, newMemory(), delivery.Options{Render: static(p), Now: clock.Now})
		last := get(c, "/a").Header().Get("Last-Modified")
		if w := get(c, "/a", "If-Modified-Since", last); w.Code != http.StatusOK {
			t.Errorf("status %d", w.Code)
		}
	})
	t.Run("Last-Modified is never in the future", func(t *testing.T) {
		t.Parallel()
		clock := newClock()
		p := html("", "k")
		p.Modified = clock.Now().Add(time.Hour)
		c := start(t, newMemory(), delivery.Options{Render: static(p), Now: clock.Now})
		wantHeader(t, get(c, "/a"), "Last-Modified", clock.Now().Format(http.TimeFormat))
	})
}

func TestEarlyHints(t *testing.T) {
	t.Parallel()
	preload := "</assets/site.css>; rel=preload; as=style"
	log := newMemory()
	p := html("", "k")
	p.Header["Link"] = []string{preload, "</feed>; rel=alternate"}
	fails := false
	c := start(t, log, delivery.Options{Hints: []string{"</assets/first.css>; rel=preload; as=style"}, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) {
		if fails {
			return delivery.Page{}, errors.New("no")
		}
		return p, nil
	}})
	ask := func(major int) *early {
		r := httptest.NewRequest(http.MethodGet, "/a", nil)
		r.ProtoMajor = major
		w := &early{ResponseRecorder: httptest.NewRecorder()}
		c.ServeHTTP(w, r)
		return w
	}
	if w := ask(2); len(w.hints) != 1 || w.hints[0] != "</assets/first.css>; rel=preload; as=style" || len(w.Header()["Link"]) != 2 {
		t.Errorf("a page never made before: hints %q, then %q", w.hints, w.Header()["Link"])
	}
	if w := ask(2); len(w.hints) != 0 {
		t.Errorf("a hit needs none: %q", w.hints)
	}
	log.change("k")
	if w := ask(2); len(w.hints) != 1 || w.hints[0] != preload {
		t.Errorf("made anew: hints %q", w.hints)
	}
	log.change("k")
	p.Header = http.Header{"Content-Type": {"text/html"}}
	if w := ask(2); len(w.hints) != 1 || w.Header()["Link"] != nil {
		t.Errorf("a page without links: hints %q, then %q", w.hints, w.Header()["Link"])
	}
	log.change("k")
	if w := ask(1); len(w.hints) != 0 {
		t.Errorf("over HTTP/1.1: hints %q", w.hints)
	}
}

// early notes informational answers, which a recorder passes over.
type early struct {
	*httptest.ResponseRecorder
	hints []string
}

func (e *early) WriteHeader(status int) {
	if status == http.StatusEarlyHints {
		e.hints = append(e.hints, e.Header()["Link"]...)
		return
	}
	e.ResponseRecorder.WriteHeader(status)
}
