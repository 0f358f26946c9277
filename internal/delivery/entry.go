package delivery

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// overhead is what an entry weighs beside its bytes: its structs, and its
// place in the index. A guess upwards.
const overhead = 1024

// entry is a page as it is kept. Only what is atomic changes.
type entry struct {
	name     string
	status   int
	keys     []string
	since    int64     // the log's position before the first query
	until    int64     // Unix time in ns; 0: until a key changes
	made     time.Time // when the render began
	modified time.Time
	storm    bool // made in a storm, good for its duration
	kept     bool
	packs    bool // stored in other codings than plain too

	always []line   // headers, also of 304
	whole  []line   // further headers of an answer with a body
	tag    string   // of the plain bytes, without quotes; empty: no ETag
	links  []string // worth telling early
	fixed  int      // bytes that all codings share, for the weight

	seen   atomic.Int64  // the position of the log up to which no key moved past since
	hits   atomic.Uint64 // with half of those of the page that it replaced
	failed atomic.Int64  // when a render in its place last failed, Unix time in ns; 0: none did

	packing sync.Mutex // one goroutine compresses
	slots   [codings]atomic.Pointer[variant]
}

// line is a header as it is put into a header map: the slice is shared by all
// answers and has no room to grow into.
type line struct {
	name   string
	values []string
}

func lineOf(name, value string) line { return line{name, []string{value}} }

// variant is a page in one coding, ready to be sent.
type variant struct {
	level level
	lines []line   // Content-Encoding, Content-Length
	etag  []string // nil: none
	head  []byte   // of a hit: status line and headers, for the fast loop
	body  []byte
}

// newEntry makes an entry of what a render made.
func newEntry(o *Options, f *flight, p Page, now time.Time) *entry {
	e := &entry{name: f.name, status: p.Status, since: f.since, made: f.began, storm: f.mode&Storm != 0, links: early(p.Header["Link"])}
	e.keys = slices.Clone(p.Keys)
	slices.Sort(e.keys)
	e.keys = slices.Compact(e.keys)
	e.kept = len(e.keys) > 0 && p.Status < http.StatusInternalServerError
	e.seen.Store(f.since)
	if f.old != nil {
		e.hits.Store(f.old.hits.Load() / 2) // heat outlives a change, and cools
	}
	if !p.Until.IsZero() {
		e.until = p.Until.UnixNano()
	}
	if !p.Modified.IsZero() {
		e.modified = p.Modified.Truncate(time.Second)
		if e.modified.After(now) {
			e.modified = now.Truncate(time.Second) // RFC 9110, 8.8.2.1: never in the future
		}
	}
	e.packs = compressible(p.Header.Get("Content-Type"), len(p.Body))
	if p.Status == http.StatusOK {
		e.tag = fingerprint(p)
	}
	e.always, e.whole = headers(o, e, f.target, p)
	for _, l := range slices.Concat(e.always, e.whole) {
		e.fixed += len(l.name) + len(l.values)*64
	}
	for _, key := range e.keys {
		e.fixed += len(key) + 16
	}
	e.slots[identity].Store(e.variant(identity, fast, p.Body))
	return e
}

// fingerprint is the same for the same page on every node. Headers count: what
// a browser keeps with the bytes must not outlive a change of theirs.
func fingerprint(p Page) string {
	h := sha256.New()
	for _, l := range lines(p.Header) {
		fmt.Fprintf(h, "%s: %q\n", l.name, l.values)
	}
	h.Write(p.Body)
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// variant assembles the answer in one coding.
func (e *entry) variant(c coding, l level, body []byte) *variant {
	v := &variant{level: l, body: body}
	if c != identity {
		v.lines = append(v.lines, lineOf("Content-Encoding", token[c]))
	}
	v.lines = append(v.lines, lineOf("Content-Length", strconv.Itoa(len(body))))
	if e.tag != "" {
		v.etag = []string{e.etag(c, l)}
	}
	v.head = assemble(e, v)
	return v
}

// etag is the strong entity tag of the bytes in a coding at a level: other
// bytes, other tag.
func (e *entry) etag(c coding, l level) string {
	if c == identity {
		return `"` + e.tag + `"`
	}
	return `"` + e.tag + "-" + token[c] + string(l) + `"`
}

// assemble writes the head of a hit: all but Date, Connection and the blank
// line at the end.
func assemble(e *entry, v *variant) []byte {
	b := fmt.Appendf(nil, "HTTP/1.1 %03d %s\r\n", e.status, http.StatusText(e.status))
	for _, lines := range [][]line{e.always, e.whole, v.lines} {
		for _, l := range lines {
			for _, value := range l.values {
				b = fmt.Appendf(b, "%s: %s\r\n", l.name, value)
			}
		}
	}
	if v.etag != nil {
		b = fmt.Appendf(b, "Etag: %s\r\n", v.etag[0])
	}
	return slices.Clip(b)
}

// in returns the page in the best of the given codings that it already is in,
// or nil.
func (e *entry) in(accepted Encodings) (*variant, coding) {
	c := identity
	if e.packs {
		c = accepted.best()
	}
	return e.slots[c].Load(), c
}

// weight is what the entry takes of the cache's bytes.
func (e *entry) weight() uint32 {
	sum := overhead + len(e.name)*2 + e.fixed
	for i := range e.slots {
		if v := e.slots[i].Load(); v != nil {
			sum += len(v.head) + cap(v.body) + 256
		}
	}
	return uint32(min(sum, 1<<31)) //nolint:gosec // bounded by the min
}
