package delivery

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maxTarget is the longest address, in its canonical form, that a page can
// have, in bytes.
const maxTarget = 2048

// target is the canonical address of a page. Its name is both the key under
// which the page is kept and what a browser sends for it, so that a request
// line that is already canonical is found without being taken apart.
type target struct {
	path  string // escaped in the one way
	query string // the known parameters that are not empty, in order of their names
	lite  bool
}

func (t target) name(lite string) string {
	name := t.path
	if t.query != "" {
		name += "?" + t.query
	}
	if t.lite && t.query == "" {
		name += "?" + lite
	} else if t.lite {
		name += "&" + lite
	}
	return name
}

// request is what a render is shown.
func (t target) request(ctx context.Context) (*http.Request, error) {
	u, err := url.ParseRequestURI(t.path)
	if err != nil {
		return nil, fmt.Errorf("the address of the page: %w", err)
	}
	u.RawQuery = t.query
	r := &http.Request{Method: http.MethodGet, URL: u, RequestURI: u.RequestURI(), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: http.NoBody}
	return r.WithContext(ctx), nil
}

func (c *Cache) target(u *url.URL, less bool) target {
	t := target{path: canonicalPath(u.EscapedPath())}
	t.query, t.lite = canonicalQuery(u.RawQuery, c.o.Params, c.o.Lite)
	t.lite = t.lite || less
	return t
}

// simple reports whether the name of the page for u is its path as it stands.
func simple(u *url.URL) bool {
	if u.RawQuery != "" || u.RawPath != "" {
		return false
	}
	for i := range len(u.Path) {
		if !plain[u.Path[i]] {
			return false
		}
	}
	return true
}

// plain are the bytes that stand for themselves in a path (RFC 3986, pchar and
// the slash).
var plain = func() (set [256]bool) {
	for b := range set {
		c := byte(b)
		set[b] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/!$&'()*+,;=:@", c) >= 0
	}
	return set
}()

// canonicalPath writes a path in the one way of many that mean the same: bytes
// that may stand for themselves do, all others are escaped in capitals. An
// escaped slash stays escaped.
func canonicalPath(path string) string {
	if canonical(path) {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c, escaped := path[i], false
		if c == '%' && i+2 < len(path) {
			if hi, lo := unhex(path[i+1]), unhex(path[i+2]); hi >= 0 && lo >= 0 {
				c, escaped = byte(hi<<4|lo), true
				i += 2
			}
		}
		if plain[c] && (c != '/' || !escaped) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(capitals[c>>4])
		b.WriteByte(capitals[c&15])
	}
	return b.String()
}

const capitals = "0123456789ABCDEF"

func canonical(path string) bool {
	for i := 0; i < len(path); i++ {
		if plain[path[i]] {
			continue
		}
		if path[i] != '%' || i+2 >= len(path) {
			return false
		}
		hi, lo := strings.IndexByte(capitals, path[i+1]), strings.IndexByte(capitals, path[i+2])
		if hi < 0 || lo < 0 || plain[hi<<4|lo] && hi<<4|lo != '/' {
			return false
		}
		i += 2
	}
	return true
}

func unhex(c byte) int {
	if 'a' <= c && c <= 'f' {
		c -= 'a' - 'A'
	}
	return strings.IndexByte(capitals, c)
}

// canonicalQuery keeps of a query the first value of each known parameter, if
// it is not empty. Everything else is ignored, what cannot be decoded too.
// params are in order.
func canonicalQuery(raw string, params []string, lite string) (query string, isLite bool) {
	if raw == "" {
		return "", false
	}
	values := make([]string, len(params))
	for pair := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, ok := unescape(name)
		if !ok {
			continue
		}
		if name == lite {
			isLite = true
			continue
		}
		if i, known := slices.BinarySearch(params, name); known && values[i] == "" {
			values[i], _ = unescape(value)
		}
	}
	var b strings.Builder
	for i, value := range values {
		if value == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(params[i]) + "=" + url.QueryEscape(value))
	}
	return b.String(), isLite
}

// unescape decodes a name or a value. A semicolon separates in some programs
// and not in others; what has one is no parameter here, as in net/url.
func unescape(s string) (string, bool) {
	if strings.Contains(s, ";") {
		return "", false
	}
	s, err := url.QueryUnescape(s)
	return s, err == nil
}
