package fast

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pages is a small site, served by a handler and, with the same bytes, by a
// Source. Bodies lie on both sides of net/http's buffer sizes.
type pages map[string]string

func testPages() pages {
	p := pages{"/": "front\n"}
	for _, n := range []int{0, 1, 2047, 2048, 3900, 4096, 12_000, 70_000} {
		p["/p"+strconv.Itoa(n)] = strings.Repeat("x", n)
	}
	p["/story/%D8%A7?page=2"] = "second page\n"
	return p
}

func headers(path, body string, e Encodings) [][2]string {
	return [][2]string{
		{"Cache-Control", "no-cache"}, {"Content-Length", strconv.Itoa(len(body))},
		{"Content-Type", "text/html; charset=utf-8"}, {"Etag", fmt.Sprintf(`"%s-%d"`, path, e)},
		{"Vary", "Accept-Encoding"},
	}
}

func (p pages) Lookup(target []byte, e Encodings) (head, body []byte, ok bool) {
	text, ok := p[string(target)]
	if !ok {
		return nil, nil, false
	}
	head = []byte("HTTP/1.1 200 OK\r\n")
	for _, h := range headers(string(target), text, e) {
		head = append(head, h[0]+": "+h[1]+"\r\n"...)
	}
	return head, []byte(text), true
}

// ServeHTTP answers pages as Lookup does, says what it read of everything
// else, and knows no path cleaning that would hide a difference.
func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if text, ok := p[r.RequestURI]; ok && r.Method == http.MethodGet {
		e, _ := ParseEncodings([]byte(r.Header.Get("Accept-Encoding")))
		for _, h := range headers(r.RequestURI, text, e) {
			w.Header().Set(h[0], h[1])
		}
		w.Write([]byte(text)) // WriteString would be cut into pieces of 4 KiB by net/http
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<10))
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprintf(w, "%s %q host %q body %q error %v\n", r.Method, r.RequestURI, r.Host, body, err != nil)
	for _, k := range slices.Sorted(func(yield func(string) bool) {
		for k := range r.Header {
			if !yield(k) {
				return
			}
		}
	}) {
		fmt.Fprintf(w, "%s: %q\n", k, r.Header[k])
	}
}

func testServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, MaxHeaderBytes: 16 << 10, ReadHeaderTimeout: 30 * time.Second,
		ErrorLog: log.New(io.Discard, "", 0),
	}
}

func ourHost(h []byte) bool { return bytes.EqualFold(h, []byte("dateline.example")) }

// twins are the same site behind the loop and behind net/http alone.
type twins struct {
	fast, plain *scriptListener
	loop        *Listener
}

func newTwins(t testing.TB, o Options) *twins {
	t.Helper()
	site := testPages()
	w := &twins{fast: newScriptListener(), plain: newScriptListener()}
	w.loop = NewListener(w.fast, site, o)
	serve(t, testServer(site), w.loop)
	serve(t, testServer(site), w.plain)
	t.Cleanup(func() { shutDown(t, w.loop) })
	return w
}

// serve runs s until the end of the test.
func serve(t testing.TB, s *http.Server, l net.Listener) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Serve(l)
	}()
	t.Cleanup(func() {
		s.Close()
		<-done
	})
}

func shutDown(t testing.TB, l *Listener) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := l.Shutdown(ctx); err != nil {
		t.Errorf("Shutdown: %v", err)
	}
}

// both sends chunks to both servers and returns their answers, normalised.
func (w *twins) both(t testing.TB, chunks [][]byte) (fast, plain string) {
	t.Helper()
	f, p := newScript(slices.Clone(chunks)...), newScript(slices.Clone(chunks)...)
	w.fast.dial(f)
	w.plain.dial(p)
	fromFast, err1 := f.answers()
	fromPlain, err2 := p.answers()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatalf("%v, after %q", err, chunks)
	}
	return normalise(fromFast), normalise(fromPlain)
}

// normalise puts the header lines of every answer of a stream in order and
// replaces the dates. It splits answers by their Content-Length or chunks; what
// it cannot split it leaves alone, so it can hide nothing but order and dates.
func normalise(stream []byte) string {
	var out strings.Builder
	for len(stream) > 0 {
		head, rest, ok := bytes.Cut(stream, []byte("\r\n\r\n"))
		if !ok || !bytes.HasPrefix(head, []byte("HTTP/1.")) {
			break
		}
		lines := strings.Split(string(head), "\r\n")
		slices.Sort(lines[1:])
		size := 0
		for i, l := range lines {
			if strings.HasPrefix(l, "Date: ") {
				lines[i] = "Date: " + strconv.FormatBool(validDate(l[6:]))
			}
			if n, ok := strings.CutPrefix(l, "Content-Length: "); ok {
				size, _ = strconv.Atoi(n)
			}
		}
		size = min(size, len(rest))
		fmt.Fprintf(&out, "%q\n%q\n", lines, rest[:size])
		stream = rest[size:]
	}
	fmt.Fprintf(&out, "rest %q", stream)
	return out.String()
}

func validDate(s string) bool {
	d, err := http.ParseTime(s)
	return err == nil && time.Since(d).Abs() < time.Minute
}
