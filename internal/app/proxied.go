package app

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"sync"

	"github.com/pires/go-proxyproto"

	"dateline.news/internal/web"
)

// behind has requests know the reader whom a trusted proxy speaks of. Headers
// of a proxy that nobody trusts are most likely a setting that was forgotten,
// which the log says once.
func (a *App) behind(next http.Handler) http.Handler {
	var once sync.Once
	return web.Behind(a.config.TrustedProxies, func(header string, from netip.Addr) {
		once.Do(func() {
			a.log.Warn("a proxy seems to stand in front, and what it says of readers is not believed; if it is yours, add its address to trusted_proxies",
				"header", header, "from", from)
		})
	}, next)
}

// proxied reads the PROXY header with which trusted proxies begin their
// connections, if they are set to send one. From everybody else such a header
// ends the connection.
func (a *App) proxied(l net.Listener) net.Listener {
	if !a.config.ProxyProtocol {
		return l
	}
	headers := &proxyproto.Listener{Listener: l, ConnPolicy: a.headerPolicy, ReadHeaderTimeout: a.config.Limits.ReadTimeout}
	return &proxyListener{Listener: headers, app: a}
}

func (a *App) headerPolicy(o proxyproto.ConnPolicyOptions) (proxyproto.Policy, error) {
	at, err := netip.ParseAddrPort(o.Upstream.String())
	if err != nil {
		return proxyproto.REJECT, nil // no network address: nothing that could be trusted
	}
	for _, trusted := range a.config.TrustedProxies {
		if trusted.Contains(at.Addr().Unmap().WithZone("")) {
			return proxyproto.REQUIRE, nil
		}
	}
	return proxyproto.REJECT, nil
}

// proxyListener says in the log, once of each kind, what is wrong with the
// headers of its connections.
type proxyListener struct {
	net.Listener
	app             *App
	lacks, presumes sync.Once
}

func (l *proxyListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &proxyConn{Conn: c, of: l}, nil
}

func (l *proxyListener) wrong(err error, from net.Addr) {
	switch {
	case errors.Is(err, proxyproto.ErrNoProxyProtocol):
		l.lacks.Do(func() {
			l.app.log.Warn("a trusted proxy sends no PROXY header, so its connections are closed; set it to send one, or remove proxy_protocol",
				"from", from)
		})
	case errors.Is(err, proxyproto.ErrSuperfluousProxyHeader):
		l.presumes.Do(func() {
			l.app.log.Warn("a PROXY header came from somebody who is not trusted to send one; if it is a proxy of yours, add its address to trusted_proxies",
				"from", from)
		})
	}
}

// proxyConn is a connection whose header is read with its first bytes.
type proxyConn struct {
	net.Conn
	of *proxyListener
}

func (c *proxyConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if err != nil {
		c.of.wrong(err, c.Conn.RemoteAddr())
	}
	return n, err
}

// CloseWrite lets net/http end an answer before it drops a client who is
// still sending.
func (c *proxyConn) CloseWrite() error {
	if p, ok := c.Conn.(*proxyproto.Conn); ok {
		if t, ok := p.TCPConn(); ok {
			return t.CloseWrite()
		}
	}
	return nil
}
