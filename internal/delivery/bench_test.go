package delivery_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline.news/internal/delivery"
)

const benchTarget = "/2026/03/01/council-votes-for-the-new-bridge"

// article is a page of 38 KB in words of a Zipf distribution, with the keys of
// a story.
func article() delivery.Page {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.2, 4, 5000)
	var b strings.Builder
	for b.Len() < 38_000 {
		b.WriteString("<p>")
		for range 60 {
			fmt.Fprintf(&b, "w%x ", zipf.Uint64()*2654435761%0xfffff)
		}
		b.WriteString("</p>\n")
	}
	return delivery.Page{Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Language": {"en"}}, Body: []byte(b.String()),
		Keys: []string{"story:4711", "topic:7", "topic:9", "latest:en", "section:2", "publication", "person:12", "picture:99"}}
}

func benchCache(b *testing.B) (*delivery.Cache, *memory) {
	log := newMemory()
	c := start(b, log, delivery.Options{Render: static(article()), HotHits: 1 << 40, Fixed: []delivery.Field{
		{Name: "X-Content-Type-Options", Value: "nosniff"}, {Name: "Referrer-Policy", Value: "strict-origin-when-cross-origin"},
		{Name: "X-Frame-Options", Value: "DENY"}, {Name: "Cross-Origin-Opener-Policy", Value: "same-origin"}}})
	return c, log
}

func benchRequest() *http.Request {
	r := httptest.NewRequest(http.MethodGet, benchTarget, nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	return r
}

func BenchmarkHitServeHTTP(b *testing.B) {
	c, _ := benchCache(b)
	r, w := benchRequest(), &sink{header: http.Header{}}
	c.ServeHTTP(w, r)
	b.ReportAllocs()
	for b.Loop() {
		clear(w.header)
		c.ServeHTTP(w, r)
	}
}

func BenchmarkHitUnchanged(b *testing.B) {
	c, _ := benchCache(b)
	r, w := benchRequest(), &sink{header: http.Header{}}
	c.ServeHTTP(w, r)
	r.Header.Set("If-None-Match", w.header.Get("Etag"))
	b.ReportAllocs()
	for b.Loop() {
		clear(w.header)
		c.ServeHTTP(w, r)
	}
}

func BenchmarkHitLookup(b *testing.B) {
	c, _ := benchCache(b)
	c.ServeHTTP(&sink{header: http.Header{}}, benchRequest())
	target, value := []byte(benchTarget), []byte("gzip, deflate, br, zstd")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := c.Lookup(target, delivery.ParseEncodings(value)); !ok {
			b.Fatal("no hit")
		}
	}
}

// A hit after a change of something else: the log has moved, so the keys are
// looked at.
func BenchmarkHitAfterUnrelatedChange(b *testing.B) {
	c, log := benchCache(b)
	c.ServeHTTP(&sink{header: http.Header{}}, benchRequest())
	target := []byte(benchTarget)
	b.ReportAllocs()
	for b.Loop() {
		log.mu.Lock()
		log.head++
		log.mu.Unlock()
		if _, _, ok := c.Lookup(target, delivery.Zstd); !ok {
			b.Fatal("no hit")
		}
	}
}

// What the cache adds to a render: assembling, compressing and storing.
func BenchmarkMiss(b *testing.B) {
	for _, coding := range []string{"identity", "gzip", "br", "zstd"} {
		b.Run(coding, func(b *testing.B) {
			page := article()
			log := newMemory()
			c := start(b, log, delivery.Options{Params: []string{"before"}, Render: func(context.Context, *http.Request, delivery.Mode) (delivery.Page, error) { return page, nil }})
			r, w := benchRequest(), &sink{header: http.Header{}}
			r.Header.Set("Accept-Encoding", coding)
			b.ReportAllocs()
			for b.Loop() {
				log.change("story:4711")
				c.ServeHTTP(w, r)
			}
			b.ReportMetric(float64(len(w.body)), "bytes/page")
		})
	}
}

// A change that touches 20,000 kept pages costs what a change costs.
func BenchmarkChangeOf20000Pages(b *testing.B) {
	log := newMemory()
	c := start(b, log, delivery.Options{Bytes: 1 << 30, Render: static(html("", "topic:7"))})
	for i := range 20_000 {
		get(c, fmt.Sprint("/", i))
	}
	b.ReportAllocs()
	for b.Loop() {
		log.change("topic:7")
	}
}
