package app_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
)

// public serves a publication on loopback, as readers reach it.
func public(t *testing.T, options ...apptest.Option) (*apptest.House, net.Listener) {
	t.Helper()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, append(options, at)...)
	h.Serve(t, l)
	return h, l
}

// send sends one request as it stands and reads the answer.
func send(t *testing.T, l net.Listener, method, target string, headers ...string) (*http.Response, string) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	must(t, err)
	defer conn.Close()
	head := method + " " + target + " HTTP/1.1\r\n"
	if !strings.Contains(strings.Join(headers, "\n"), "Host:") {
		head += "Host: localhost\r\n"
	}
	go func() {
		_, _ = io.WriteString(conn, head+strings.Join(append(headers, "Connection: close"), "\r\n")+"\r\n\r\n")
	}() // it may be cut off
	r, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	must(t, err)
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	must(t, err)
	return r, string(text)
}

func TestHostile_UnknownParametersStoreNothing(t *testing.T) {
	t.Parallel()
	h, l := public(t)
	send(t, l, "GET", "/privacy")
	before := h.Pages().Stats()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	must(t, err)
	defer conn.Close()
	in := bufio.NewReader(conn)
	for i := range 20_000 {
		_, err := fmt.Fprintf(conn, "GET /privacy?p%d=%d&%%zz=;&x HTTP/1.1\r\nHost: localhost\r\n\r\n", i, i)
		must(t, err)
		r, err := http.ReadResponse(in, nil)
		must(t, err)
		if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != 200 {
			t.Fatalf("request %d: %d, %v", i, r.StatusCode, err)
		}
		r.Body.Close()
	}
	if after := h.Pages().Stats(); after.Pages > before.Pages || after.Bytes > before.Bytes || after.Renders != before.Renders {
		t.Errorf("%+v became %+v", before, after)
	}
}

func TestHostile_AbsurdPathsLeadNowhere(t *testing.T) {
	t.Parallel()
	_, l := public(t)
	for _, path := range []string{
		"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//evil.example/", "/a//b", "/" + strings.Repeat("x", 10<<10), "/%00", "/a%00b", "/%ff%fe",
		"/..\\..\\windows", "/%5c%5cevil.example", "/assets/../../go.mod", "/assets/%2e%2e/%2e%2e/go.mod", "/media/..%2f..%2fdateline.db", "/%zz", "/;/..;/",
	} {
		r, text := send(t, l, "GET", path)
		if r.StatusCode < 301 || r.StatusCode > 499 || strings.Contains(text, "module ") || strings.Contains(text, "root:") {
			t.Errorf("%.40q answers %d", path, r.StatusCode)
		}
		if to := r.Header.Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") || strings.Contains(to, "://evil") {
			t.Errorf("%.40q leads to %s", path, to)
		}
	}
}

func TestHostile_HugeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	_, l := public(t, apptest.With(func(c *config.Config) { c.Limits.HeaderBytes = 8 << 10 }))
	for name, header := range map[string]string{"one long": "X-Long: " + strings.Repeat("x", 32<<10), "many": strings.Repeat("X-A: b\r\n", 4000) + "X-B: c"} {
		if r, _ := send(t, l, "GET", "/privacy", header); r.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%s: %d", name, r.StatusCode)
		}
	}
}

func TestHostile_SlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	_, l := public(t, apptest.With(func(c *config.Config) {
		c.Limits.ReadTimeout, c.Limits.IdleTimeout = 50*time.Millisecond, 50*time.Millisecond
	}))
	for name, begins := range map[string]string{"half a line": "GET /pri", "half a header": "GET /privacy HTTP/1.1\r\nHost: localhost\r\nX-A: ", "silence": ""} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
		must(t, err)
		_, err = io.WriteString(conn, begins)
		must(t, err)
		must(t, conn.SetReadDeadline(time.Now().Add(soon)))
		if text, err := io.ReadAll(conn); err != nil || strings.HasPrefix(string(text), "HTTP/1.1 200") {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		must(t, conn.Close())
	}
}

func TestHostile_OnlyGetAndHead(t *testing.T) {
	t.Parallel()
	_, l := public(t)
	full, text := send(t, l, "GET", "/privacy")
	if r, body := send(t, l, "HEAD", "/privacy"); body != "" || r.StatusCode != 200 || r.Header.Get("Etag") != full.Header.Get("Etag") || r.ContentLength != int64(len(text)) {
		t.Errorf("HEAD: %d, %v, %q", r.StatusCode, r.Header, body)
	}
	if r, body := send(t, l, "GET", "/privacy", "Range: bytes=0-3"); r.StatusCode != 200 || body != text {
		t.Errorf("Range: %d, %d bytes of %d", r.StatusCode, len(body), len(text))
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "PURGE"} {
		if r, _ := send(t, l, method, "/privacy", "Content-Length: 0"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
}

// What a request says of itself never gets into what others are shown.
func TestHostile_NoHeaderPoisonsAPage(t *testing.T) {
	t.Parallel()
	_, clean := public(t)
	_, want := send(t, clean, "GET", "/standards")
	want = strings.ReplaceAll(want, clean.Addr().String(), "HOST")
	for _, header := range []string{
		"Host: 127.0.0.9:1", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher", "Forwarded: host=evil.example", "X-Original-URL: /privacy",
		"X-Rewrite-URL: /privacy", "X-HTTP-Method-Override: DELETE", "Accept-Language: ar", "Cookie: a=<script>", "User-Agent: evil", "X-Forwarded-Prefix: /evil",
		"Referer: http://evil.example/", "Authorization: Basic eDp5",
	} {
		_, l := public(t)
		send(t, l, "GET", "/standards", header)
		r, got := send(t, l, "GET", "/standards")
		for began := time.Now(); r.Header.Get("Cache-Status") != "dateline; hit" && time.Since(began) < soon; {
			send(t, l, "GET", "/standards", header) // the first start was still changing things
			r, got = send(t, l, "GET", "/standards")
		}
		if got = strings.ReplaceAll(got, l.Addr().String(), "HOST"); got != want || r.StatusCode != 200 || r.Header.Get("Cache-Status") != "dateline; hit" {
			t.Errorf("%s: %d, %s; the page differs: %v", header, r.StatusCode, r.Header.Get("Cache-Status"), got != want)
		}
	}
}

func TestHostile_ConditionsOfEveryForm(t *testing.T) {
	t.Parallel()
	_, l := public(t)
	plain, _ := send(t, l, "GET", "/standards")
	packed, _ := send(t, l, "GET", "/standards", "Accept-Encoding: gzip")
	one, other := plain.Header.Get("Etag"), packed.Header.Get("Etag")
	if one == "" || one == other || packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("tags %s and %s", one, other)
	}
	for header, want := range map[string]int{
		"If-None-Match: " + one: 304, "If-None-Match: W/" + one: 304, `If-None-Match: "x", W/"y", ` + one: 304, "If-None-Match: *": 304,
		"If-None-Match: " + other: 200, `If-None-Match: "x"`: 200, "If-None-Match: ": 200, "If-None-Match: nonsense,,,": 200,
	} {
		r, body := send(t, l, "GET", "/standards", header)
		if r.StatusCode != want || want == 304 && (body != "" || r.Header.Get("Etag") != one || r.Header.Get("Vary") == "" || r.Header.Get("Cache-Control") == "") {
			t.Errorf("%s: %d, %v", header, r.StatusCode, r.Header)
		}
	}
}
