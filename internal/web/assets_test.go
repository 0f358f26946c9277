package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"dateline.news/internal/web"
)

const forever = "public, max-age=31536000, immutable"

func assets(t *testing.T) *web.Assets {
	t.Helper()
	files := fstest.MapFS{
		"site.css":                   {Data: []byte("body{}")},
		"site.js":                    {Data: []byte("1")},
		"fonts/serif-3F2A91BC.woff2": {Data: []byte("wOF2")},
		"app.webmanifest":            {Data: []byte("{}")},
		"mark.svg":                   {Data: []byte("<svg/>")},
	}
	a, err := web.LoadAssets("/assets/", files)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAssets_TheAddressCarriesTheContent(t *testing.T) {
	t.Parallel()
	a := assets(t)
	old := a.URL("site.css")
	if !strings.HasPrefix(old, "/assets/site.") || !strings.HasSuffix(old, ".css") || old == "/assets/site.css" {
		t.Errorf("the address is %s", old)
	}
	if again := assets(t).URL("site.css"); again != old {
		t.Errorf("the same content is at %s and %s", old, again)
	}
	if a.URL("nothing.css") != "" || a.Bytes("nothing.css") != nil {
		t.Error("a file that there is not has an address")
	}
	fresh := a.Set("site.css", []byte("p{}"))
	if fresh == old || a.URL("site.css") != fresh || string(a.Bytes("site.css")) != "p{}" {
		t.Errorf("new content is at %s, the old was at %s", fresh, old)
	}
	for address, want := range map[string]string{old: "body{}", fresh: "p{}", "/assets/site.css": "p{}"} {
		if got := ask(a, "GET", address).Body.String(); got != want {
			t.Errorf("%s answers %q, want %q", address, got, want)
		}
	}
}

func TestAssets_MayBeKeptForEverWhereTheAddressHasAHash(t *testing.T) {
	t.Parallel()
	a := assets(t)
	for address, want := range map[string]string{
		a.URL("site.css"):                    forever,
		"/assets/fonts/serif-3F2A91BC.woff2": forever,
		"/assets/site.css":                   "no-cache",
	} {
		if got := ask(a, "GET", address).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestAssets_ContentTypes(t *testing.T) {
	t.Parallel()
	a := assets(t)
	for name, want := range map[string]string{
		"site.css": "text/css; charset=utf-8", "site.js": "text/javascript; charset=utf-8", "fonts/serif-3F2A91BC.woff2": "font/woff2",
		"app.webmanifest": "application/manifest+json", "mark.svg": "image/svg+xml",
	} {
		if got := ask(a, "GET", a.URL(name)).Header().Get("Content-Type"); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestAssets_WhatTheBrowserHasIsNotSentAgain(t *testing.T) {
	t.Parallel()
	a := assets(t)
	for _, address := range []string{a.URL("site.css"), "/assets/site.css"} {
		first := ask(a, "GET", address)
		tag := first.Header().Get("ETag")
		again := ask(a, "GET", address, func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
		if tag == "" || again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s with tag %s: %d, %q", address, tag, again.Code, again.Body)
		}
		a.Set("site.css", []byte("p{}"))
		changed := ask(a, "GET", "/assets/site.css", func(r *http.Request) { r.Header.Set("If-None-Match", tag) })
		if changed.Code != http.StatusOK || changed.Header().Get("ETag") == tag {
			t.Errorf("after a change: %d, tag %s", changed.Code, changed.Header().Get("ETag"))
		}
		a.Set("site.css", []byte("body{}"))
	}
}

func TestAssets_HeadAndUnknown(t *testing.T) {
	t.Parallel()
	a := assets(t)
	if w := ask(a, "HEAD", a.URL("site.css")); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "6" {
		t.Errorf("HEAD: %d, %q, %s bytes", w.Code, w.Body, w.Header().Get("Content-Length"))
	}
	for _, address := range []string{"/assets/nothing.css", "/assets/", "/assets/site.000000000000.css", "/assets/../site.css"} {
		if w := ask(a, "GET", address); w.Code != 404 || w.Header().Get("Cache-Control") != "" {
			t.Errorf("%s: %d, %q", address, w.Code, w.Header().Get("Cache-Control"))
		}
	}
}

func TestAssets_Named(t *testing.T) {
	t.Parallel()
	if got := assets(t).Named("fonts/", "mark"); !slices.Equal(got, []string{"/assets/fonts/serif-3F2A91BC.woff2", "/assets/mark.svg"}) {
		t.Errorf("got %v", got)
	}
}

// A file is kept in the codings that browsers like, each under a tag of its own.
func TestAssets_ComePacked(t *testing.T) {
	t.Parallel()
	a := assets(t)
	long := strings.Repeat("body{margin:0}", 100)
	css, font := a.Set("site.css", []byte(long)), a.URL("fonts/serif-3F2A91BC.woff2")
	accepting := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Accept-Encoding", value) }
	}
	tags := map[string]string{}
	for accept, want := range map[string]string{"": "", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "br;q=0, gzip": "gzip", "identity": "", "zstd": ""} {
		w := ask(a, "GET", css, accepting(accept))
		h := w.Header()
		if h.Get("Content-Encoding") != want || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Length") != strconv.Itoa(w.Body.Len()) || h.Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%q: %v", accept, h)
		}
		if got := unpacked(t, want, w.Body); got != long {
			t.Errorf("%q: unpacked it is %d bytes long, not %d", accept, len(got), len(long))
		}
		if other, known := tags[want]; known && other != h.Get("ETag") {
			t.Errorf("%q has the tags %s and %s", want, other, h.Get("ETag"))
		}
		tags[want] = h.Get("ETag")
		again := ask(a, "GET", css, accepting(accept), func(r *http.Request) { r.Header.Set("If-None-Match", h.Get("ETag")) })
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("Content-Length") != "" {
			t.Errorf("%q, again: %d, %v", accept, again.Code, again.Header())
		}
	}
	if tags[""] == tags["br"] || tags["br"] == tags["gzip"] {
		t.Errorf("the tags are %v", tags)
	}
	part := ask(a, "GET", css, accepting("br"), func(r *http.Request) { r.Header.Set("Range", "bytes=0-3") })
	if part.Code != http.StatusPartialContent || part.Body.String() != "body" || part.Header().Get("Content-Encoding") != "" {
		t.Errorf("a part: %d, %q, %v", part.Code, part.Body, part.Header())
	}
	if h := ask(a, "GET", font, accepting("br")).Header(); h.Get("Content-Encoding") != "" || h.Get("Vary") != "" {
		t.Errorf("a font is packed: %v", h)
	}
}

func unpacked(t *testing.T, coding string, body io.Reader) string {
	t.Helper()
	var err error
	switch coding {
	case "br":
		body = brotli.NewReader(body)
	case "gzip":
		body, err = gzip.NewReader(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
