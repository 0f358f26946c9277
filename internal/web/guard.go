package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net"
	"net/http"
	"strings"
)

// Policy is the content security policy of a face, a source list for each
// kind of thing. Nothing inline is ever allowed but style sheets that are named
// by their hash.
type Policy struct {
	Media  []string // further places that sound may come from; what is more than one source is left out
	Styles []string // hashes of the style elements that a page has, as StyleHash makes them
}

// StyleHash is the hash by which a policy allows the style element with
// exactly this text (CSP 3, 2.3.1).
func StyleHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// String writes the policy as its header has it.
func (p Policy) String() string {
	media := []string{"'self'"}
	for _, source := range p.Media {
		if source != "" && !strings.ContainsAny(source, " ;,'\t\r\n") {
			media = append(media, source)
		}
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		strings.Join(append([]string{"style-src 'self'"}, p.Styles...), " "),
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"manifest-src 'self'",
		"media-src " + strings.Join(media, " "),
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// PolicyHeader is the header that a Policy is sent in.
const PolicyHeader = "Content-Security-Policy"

// Field is a header and its value.
type Field struct{ Name, Value string }

// Fixed are the headers that every answer carries; a page that needs more of
// the policy sends its own.
func Fixed(https bool) []Field {
	fields := []Field{
		{PolicyHeader, Policy{}.String()},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"X-Frame-Options", "DENY"},
	}
	if https {
		fields = append(fields, Field{"Strict-Transport-Security", "max-age=31536000"})
	}
	return fields
}

// Headers sets the given headers on every answer.
func Headers(fields []Field, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, f := range fields {
			w.Header().Set(f.Name, f.Value)
		}
		next.ServeHTTP(w, r)
	})
}

// Hosts answers requests for other host names than the given ones with 421, so
// that nobody can have the site make addresses under a name that is not its
// own. This machine's own names always work. No names: every name works.
func Hosts(names []string, next http.Handler) http.Handler {
	answers := Answers(names)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers(r.Host) {
			http.Error(w, "This server does not answer for that name.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Answers returns whether a Host header names this server, in the manner of
// Hosts.
func Answers(names []string) func(host string) bool {
	known := map[string]bool{}
	for _, name := range names {
		known[hostname(name)] = true
	}
	return func(host string) bool {
		host = hostname(host)
		return len(known) == 0 || known[host] || loopback(host)
	}
}

// hostname is a host as names are compared: without port, brackets, the dot of
// the root and capitals.
func hostname(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Limit bounds the body of a request to so many bytes.
func Limit(bytes int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, bytes)
		next.ServeHTTP(w, r)
	})
}
