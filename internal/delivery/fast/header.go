package fast

import (
	"bytes"
	"strings"
)

// meaning is what a header line is to the loop.
type meaning uint8

const (
	foreign  meaning = iota // may change the answer: net/http's business
	harmless                // changes no answer
	host
	connection
	accept
	acceptEncoding
	cookie
)

// maxName is the longest header name that the loop knows or can be told of.
const maxName = 64

// meaningOf returns the meaning of a header by its name in lower case. The
// list names what is let through, so a header that nobody thought of is handed
// over. Absent on purpose: Save-Data (chooses the lite page), If-*, Range,
// Authorization, Content-*, Transfer-Encoding, TE, Trailer, Expect, Upgrade,
// Forwarded and X-Forwarded-*. Cache-Control and Pragma are a browser's reload;
// what the cache answers is fresh by construction.
func meaningOf(name []byte) meaning {
	switch string(name) {
	case "host":
		return host
	case "connection":
		return connection
	case "accept":
		return accept
	case "accept-encoding":
		return acceptEncoding
	case "cookie":
		return cookie
	case "user-agent", "accept-language", "referer", "cache-control", "pragma", "priority",
		"dnt", "sec-gpc", "upgrade-insecure-requests", "from", "via", "purpose",
		"sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user", "sec-purpose",
		"sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform",
		"traceparent", "tracestate", "x-request-id":
		return harmless
	}
	return foreign
}

// decisive says whether a header, by its lower-case name, frames the message
// or chooses the answer, so that no set-up may call it harmless.
func decisive(name string) bool {
	switch name {
	case "content-length", "transfer-encoding", "te", "trailer", "upgrade", "expect", "range",
		"authorization", "proxy-authorization", "proxy-connection", "keep-alive", "http2-settings":
		return true
	}
	return strings.HasPrefix(name, "if-")
}

// tokenBytes are the bytes of a header name (RFC 9110, 5.6.2) in lower case,
// 0 for every other byte.
var tokenBytes = func() (lower [256]byte) {
	for _, b := range []byte("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz") {
		lower[b] = b
	}
	for b := byte('A'); b <= 'Z'; b++ {
		lower[b] = b - 'A' + 'a'
	}
	return lower
}()

var hostBytes = byteSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]_")

// plainHost says whether v can be a host with or without a port.
func plainHost(v []byte) bool {
	if len(v) == 0 || len(v) > 255 {
		return false
	}
	for _, b := range v {
		if !hostBytes[b] {
			return false
		}
	}
	return true
}

// plainValue says whether v is printable ASCII and tabs. Other bytes may be
// legal (obs-text), but no browser sends them.
func plainValue(v []byte) bool {
	for _, b := range v {
		if b-0x20 >= 0x7f-0x20 && b != '\t' {
			return false
		}
	}
	return true
}

// takesPages says whether an Accept value leaves room for a page, so that a
// handler which negotiates (activity streams, JSON) gets its requests.
func takesPages(v []byte) bool {
	return bytes.HasPrefix(v, []byte("text/html")) || bytes.Contains(v, []byte("*/*"))
}
