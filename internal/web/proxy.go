package web

import (
	"cmp"
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Peer is who a request comes from, as far as it can be believed: the
// connection itself, or what a trusted proxy says of it.
type Peer struct {
	Addr  netip.Addr // not valid where nobody knows it
	HTTPS bool       // the reader's browser speaks HTTPS, to us or to the proxy
}

type peerKey struct{}

// PeerOf returns who a request comes from.
func PeerOf(r *http.Request) Peer {
	if p, ok := r.Context().Value(peerKey{}).(Peer); ok {
		return p
	}
	return connected(r)
}

// connected is the other end of the connection.
func connected(r *http.Request) Peer {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return Peer{HTTPS: r.TLS != nil}
	}
	return Peer{Addr: at.Addr().Unmap().WithZone(""), HTTPS: r.TLS != nil}
}

// Behind believes what trusted proxies say of the reader: the address in
// X-Forwarded-For, or, where there is none, in Forwarded (RFC 7239), and the
// scheme there or in X-Forwarded-Proto. Of several hops, the reader is the
// right-most that is not itself trusted: what stands further left anybody may
// have written. From everybody else these headers mean nothing; ignored is told
// of the first one's name and sender when no proxy is trusted at all.
func Behind(trusted []netip.Prefix, ignored func(header string, from netip.Addr), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer := connected(r)
		switch {
		case within(trusted, peer.Addr):
			r = r.WithContext(context.WithValue(r.Context(), peerKey{}, forwarded(trusted, peer, r.Header)))
		case len(trusted) == 0:
			if name := forwarding(r.Header); name != "" {
				ignored(name, peer.Addr)
			}
		}
		next.ServeHTTP(w, r)
	})
}

func within(networks []netip.Prefix, a netip.Addr) bool {
	return a.IsValid() && slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(a) })
}

// forwarding names the first header in which proxies speak of the reader.
func forwarding(h http.Header) string {
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"} {
		if len(h[name]) > 0 {
			return name
		}
	}
	return ""
}

// hop is what one proxy says of whom it has its request from.
type hop struct{ from, proto string }

// forwarded walks from proxy to proxy, beginning with the nearest, until it is
// at one whom nobody vouches for. A hop that cannot be read ends the walk.
func forwarded(trusted []netip.Prefix, nearest Peer, h http.Header) Peer {
	at := nearest
	for _, hop := range slices.Backward(hops(h)) {
		if !within(trusted, at.Addr) {
			break
		}
		switch hop.proto {
		case "https":
			at.HTTPS = true
		case "http":
			at.HTTPS = false
		}
		if hop.from == "" {
			continue
		}
		from, ok := nodeAddr(hop.from)
		if !ok {
			break
		}
		at.Addr = from
	}
	return at
}

// hops are the hops in the order of the headers, the nearest last.
func hops(h http.Header) []hop {
	from, proto := listed(h["X-Forwarded-For"]), listed(h["X-Forwarded-Proto"])
	if len(from) == 0 && len(h["Forwarded"]) > 0 {
		return elements(strings.Join(h["Forwarded"], ","))
	}
	all := make([]hop, max(len(from), len(proto)))
	for i, f := range from {
		all[len(all)-len(from)+i].from = cmp.Or(f, "unknown")
	}
	for i, p := range proto {
		all[len(all)-len(proto)+i].proto = strings.ToLower(p)
	}
	return all
}

// listed are the members of a list that may stand in several lines.
func listed(lines []string) (all []string) {
	for _, line := range lines {
		for member := range strings.SplitSeq(line, ",") {
			all = append(all, strings.TrimSpace(member))
		}
	}
	return all
}

// elements reads Forwarded. A quoted text of ours holds an address, which has
// neither commas nor semicolons, so that one with them is no hop of a proxy's.
func elements(list string) (all []hop) {
	for element := range strings.SplitSeq(list, ",") {
		h := hop{from: "unknown"} // an element that says nothing of the sender
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			value = strings.Trim(value, `"`)
			switch strings.ToLower(name) {
			case "for":
				h.from = value
			case "proto":
				h.proto = strings.ToLower(value)
			}
		}
		all = append(all, h)
	}
	return all
}

// nodeAddr reads an address with or without a port, as proxies write them.
func nodeAddr(s string) (netip.Addr, bool) {
	if at, err := netip.ParseAddrPort(s); err == nil {
		return at.Addr().Unmap().WithZone(""), true
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	return a.Unmap().WithZone(""), err == nil
}
