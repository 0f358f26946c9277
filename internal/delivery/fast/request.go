package fast

import (
	"bytes"
	"strings"
)

const (
	maxHead    = 8 << 10 // bytes of a head that the loop reads before it hands over
	maxHeaders = 48      // header lines
)

// verdict is what the bytes read so far are.
type verdict uint8

const (
	more  verdict = iota // the beginning of a head that is plain so far
	plain                // a whole plain GET
	other                // anything else: net/http's
)

// request is a plain GET. target is a part of the buffer that was parsed.
type request struct {
	target  []byte
	accepts Encodings
	size    int // bytes of the head
}

// parser reads the requests of one connection. It remembers the values that a
// client repeats in every request, so that they are judged once.
type parser struct {
	hostOK        func([]byte) bool
	ignoreCookies bool
	harmless      map[string]string // by lower-case name

	host    []byte // the last Host that was ours
	coding  []byte // the last Accept-Encoding
	accepts Encodings
}

// newParser returns a parser with the rules of o, to be copied for each connection.
func newParser(o Options) parser {
	p := parser{hostOK: o.Host, ignoreCookies: o.IgnoreCookies, harmless: make(map[string]string, len(o.Harmless))}
	for name, value := range o.Harmless {
		if name = strings.ToLower(name); !decisive(name) {
			p.harmless[name] = value
		}
	}
	return p
}

// parse judges the request at the beginning of buf. It looks at whole lines
// only, as net/http does, and says other at the first line that is not plain.
func (p *parser) parse(buf []byte) (request, verdict) {
	line, size, v := nextLine(buf)
	if v != plain {
		return request{}, v
	}
	target, ok := plainRequestLine(line)
	if !ok {
		return request{}, other
	}
	r := request{target: target}
	var seen [cookie + 1]bool
	for range maxHeaders + 1 {
		line, n, v := nextLine(buf[size:])
		if v != plain {
			return request{}, v
		}
		size += n
		if len(line) == 0 {
			r.size = size
			return r, plainIf(seen[host])
		}
		if !p.plainHeader(line, &r, &seen) {
			return request{}, other
		}
	}
	return request{}, other
}

func plainIf(ok bool) verdict {
	if ok {
		return plain
	}
	return other
}

// nextLine returns the line at the beginning of buf without its CRLF, and its
// size with it. A line that ends in a bare LF is not plain.
func nextLine(buf []byte) (line []byte, size int, v verdict) {
	i := bytes.IndexByte(buf, '\n')
	switch {
	case i < 0:
		return nil, 0, more
	case i == 0 || buf[i-1] != '\r':
		return nil, 0, other
	}
	return buf[:i-1], i + 1, plain
}

// plainRequestLine returns the target of a line that is "GET /… HTTP/1.1".
func plainRequestLine(line []byte) (target []byte, ok bool) {
	const method, version = "GET ", " HTTP/1.1"
	if len(line) <= len(method)+len(version) || string(line[:len(method)]) != method ||
		string(line[len(line)-len(version):]) != version {
		return nil, false
	}
	target = line[len(method) : len(line)-len(version)]
	return target, plainTarget(target)
}

// plainHeader judges one header line and takes over what it says.
func (p *parser) plainHeader(line []byte, r *request, seen *[cookie + 1]bool) bool {
	var lower [maxName]byte
	name, value, ok := splitHeader(line, &lower)
	if !ok || !plainValue(value) {
		return false
	}
	m := meaningOf(name)
	if m > harmless && seen[m] {
		return false
	}
	seen[m] = true
	switch m {
	case harmless:
		return true
	case host:
		return p.ours(value)
	case connection:
		return bytes.EqualFold(value, []byte("keep-alive"))
	case accept:
		return takesPages(value)
	case acceptEncoding:
		r.accepts, ok = p.encodings(value)
		return ok
	case cookie:
		return p.ignoreCookies
	}
	only, ok := p.harmless[string(name)]
	return ok && (only == "" || string(value) == only)
}

// splitHeader returns the lower-case name, kept in lower, and the value
// without the white space around it.
func splitHeader(line []byte, lower *[maxName]byte) (name, value []byte, ok bool) {
	n := 0
	for n < len(line) && n < maxName && tokenBytes[line[n]] != 0 {
		lower[n] = tokenBytes[line[n]]
		n++
	}
	if n == 0 || n == len(line) || line[n] != ':' {
		return nil, nil, false
	}
	value = line[n+1:]
	for len(value) > 0 && (value[0] == ' ' || value[0] == '\t') {
		value = value[1:]
	}
	for len(value) > 0 && (value[len(value)-1] == ' ' || value[len(value)-1] == '\t') {
		value = value[:len(value)-1]
	}
	return lower[:n], value, true
}

// ours says whether value is a well-formed host that the site answers for.
func (p *parser) ours(value []byte) bool {
	if len(p.host) > 0 && bytes.Equal(value, p.host) {
		return true
	}
	if !plainHost(value) || (p.hostOK != nil && !p.hostOK(value)) {
		return false
	}
	p.host = append(p.host[:0], value...)
	return true
}

// encodings is ParseEncodings with a memory of one.
func (p *parser) encodings(value []byte) (Encodings, bool) {
	if len(p.coding) > 0 && bytes.Equal(value, p.coding) {
		return p.accepts, true
	}
	e, ok := ParseEncodings(value)
	if ok {
		p.coding, p.accepts = append(p.coding[:0], value...), e
	}
	return e, ok
}
