package fast

import "time"

// Source is the page cache, as the loop sees it. Lookup is called from many
// goroutines at once and must not keep target, which is part of a read buffer.
type Source interface {
	// Lookup returns a whole answer to a GET of target (path and query as they
	// came, known to be harmless bytes): head is the status line and all header
	// lines but Date and Connection, each ended by CRLF, without the final empty
	// line, and with the Content-Length of body. Both are read only, also after
	// they were evicted. With ok == false, net/http answers.
	Lookup(target []byte, accepts Encodings) (head, body []byte, ok bool)
}

// Options are the limits of a Listener. A zero duration means the default.
type Options struct {
	// Host says whether a Host header names this site; it sees letters,
	// digits and ".-:[]_" only. Nil takes every well-formed one.
	Host func(host []byte) bool

	// IgnoreCookies says that no page depends on a cookie. Otherwise a request
	// with one is handed over.
	IgnoreCookies bool

	// Harmless names further headers that do not change an answer, with the
	// only value that is harmless, or "" for any. A site behind a TLS proxy
	// says {"X-Forwarded-For": "", "X-Forwarded-Proto": "https"}.
	Harmless map[string]string

	HandshakeTimeout time.Duration // of TLS; default 10 s
	HeaderTimeout    time.Duration // from the first byte of a head to its last; default 10 s
	IdleTimeout      time.Duration // between two requests; default 2 min
	WriteTimeout     time.Duration // for one answer; default 30 s

	// MaxConns bounds the connections that are open at once, in the loop or
	// handed over; further ones wait in the kernel's queue. HTTP/2 connections
	// leave the count when they are handed over. 0 is no bound.
	MaxConns int

	// NoCoalesce hands connections over without Coalesce.
	NoCoalesce bool
}

// withDefaults fills in the limits that were not given.
func (o Options) withDefaults() Options {
	fallback := func(d *time.Duration, def time.Duration) {
		if *d <= 0 {
			*d = def
		}
	}
	fallback(&o.HandshakeTimeout, 10*time.Second)
	fallback(&o.HeaderTimeout, 10*time.Second)
	fallback(&o.IdleTimeout, 2*time.Minute)
	fallback(&o.WriteTimeout, 30*time.Second)
	return o
}
