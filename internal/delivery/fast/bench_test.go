package fast

import (
	"io"
	"net/http"
	"testing"
)

// browserGet is what Firefox sends for a page, 12 lines.
var browserGet = []byte(get("User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
	"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language: en-US,en;q=0.5",
	"Accept-Encoding: gzip, deflate, br, zstd", "Connection: keep-alive", "Upgrade-Insecure-Requests: 1", "Sec-Fetch-Dest: document",
	"Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: none", "Sec-Fetch-User: ?1", "Priority: u=0, i"))

// BenchmarkParse is the loop's work on a request before the look-up.
func BenchmarkParse(b *testing.B) {
	for name, request := range map[string][]byte{"browser": browserGet, "bare": []byte(plainGet)} {
		b.Run(name, func(b *testing.B) {
			p := newParser(Options{Host: ourHost})
			b.ReportAllocs()
			b.SetBytes(int64(len(request)))
			for b.Loop() {
				if _, v := p.parse(request); v != plain {
					b.Fatal("not plain")
				}
			}
		})
	}
}

// BenchmarkAnswer is a request and a 12 KB answer over loopback on one
// connection, client included: by the loop, and handed over to net/http with
// and without joined writes.
func BenchmarkAnswer(b *testing.B) {
	page := newPage(make([]byte, 12_000))
	for name, c := range map[string]struct {
		o       Options
		request []byte
	}{
		"loop":     {Options{}, browserGet},
		"coalesce": {Options{}, []byte(get("X-Handed: over"))},
		"plain":    {Options{NoCoalesce: true}, []byte(get("X-Handed: over"))},
	} {
		b.Run(name, func(b *testing.B) {
			_, dial := startHandler(b, page, c.o, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", "12000")
				w.Write(page.body)
			}))
			answer, conn := make([]byte, answerSize(b, dial(), c.request)), dial()
			b.ReportAllocs()
			for b.Loop() {
				conn.Write(c.request)
				if _, err := io.ReadFull(conn, answer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
