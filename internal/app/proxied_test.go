package app_test

import (
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
)

// say sends bytes to a publication and returns everything that it answers.
func say(t *testing.T, l net.Listener, text string) string {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, text)
	must(t, err)
	answer, _ := io.ReadAll(conn) // a reset connection is an answer too
	return string(answer)
}

const (
	health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
	proxy1 = "PROXY TCP4 192.0.2.7 192.0.2.1 4711 443\r\n"
	proxy2 = "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x07\xc0\x00\x02\x01\x12\x67\x01\xbb"
)

func behindProxy(t *testing.T, networks ...string) (*apptest.House, net.Listener) {
	t.Helper()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at, apptest.With(func(c *config.Config) {
		c.ProxyProtocol = true
		for _, n := range networks {
			c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(n))
		}
	}))
	return h, l
}

func TestProxyProtocol_WhoMayAndWhoMust(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		trusted  string
		sends    string
		answered bool
		says     string // in the log, once
	}{
		"a trusted proxy, version 1":           {"127.0.0.0/8", proxy1 + health, true, ""},
		"a trusted proxy, version 2":           {"127.0.0.0/8", proxy2 + health, true, ""},
		"a trusted proxy without a header":     {"127.0.0.0/8", health, false, "remove proxy_protocol"},
		"a trusted proxy with a broken one":    {"127.0.0.0/8", "PROXY TCP4 x\r\n" + health, false, ""},
		"somebody else without a header":       {"10.0.0.0/8", health, true, ""},
		"somebody else with one, version 1":    {"10.0.0.0/8", proxy1 + health, false, "add its address to trusted_proxies"},
		"somebody else with one, version 2":    {"10.0.0.0/8", proxy2 + health, false, "add its address to trusted_proxies"},
		"a second header within the first's":   {"127.0.0.0/8", proxy1 + proxy1 + health, false, ""},
		"a trusted proxy that asks for health": {"127.0.0.0/8", "PROXY UNKNOWN\r\n" + health, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, l := behindProxy(t, test.trusted)
			h.Serve(t, l)
			for range 2 {
				if got := say(t, l, test.sends); strings.HasPrefix(got, "HTTP/1.1 200") != test.answered {
					t.Errorf("answered %q", got)
				}
			}
			warnings := strings.Count(h.Log.String(), "level=WARN")
			if test.says == "" && warnings != 0 || test.says != "" && (warnings != 1 || !strings.Contains(h.Log.String(), test.says)) {
				t.Errorf("%d warnings:\n%s", warnings, h.Log)
			}
		})
	}
}

func TestProxyProtocol_GivesTheReadersAddress(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{proxy1: "192.0.2.7:4711", proxy2: "192.0.2.7:4711", "PROXY UNKNOWN\r\n": "127.0.0.1:"} {
		h, l := behindProxy(t, "127.0.0.0/8")
		client, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
		must(t, err)
		_, err = io.WriteString(client, header+"x")
		must(t, err)
		c, err := h.Proxied(l).Accept()
		must(t, err)
		one := make([]byte, 1)
		if _, err := io.ReadFull(c, one); err != nil || one[0] != 'x' || !strings.HasPrefix(c.RemoteAddr().String(), want) {
			t.Errorf("%q: read %q from %v, %v", header, one, c.RemoteAddr(), err)
		}
		must(t, c.Close())
		must(t, client.Close())
	}
}

func TestTrustedProxies_AForgottenOneIsSaidOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		trusted []netip.Prefix
		want    int
	}{"nobody is trusted": {nil, 1}, "somebody is": {[]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, 0}} {
		l, at := apptest.Listener(t)
		h := apptest.Founded(t, at, apptest.With(func(c *config.Config) { c.TrustedProxies = test.trusted }))
		h.Serve(t, l)
		for range 3 {
			if got := say(t, l, strings.Replace(health, "Connection", "X-Forwarded-For: 192.0.2.7\r\nConnection", 1)); !strings.HasPrefix(got, "HTTP/1.1 200") {
				t.Errorf("%s: %q", name, got)
			}
		}
		if got := strings.Count(h.Log.String(), "add its address to trusted_proxies"); got != test.want {
			t.Errorf("%s: said %d times:\n%s", name, got, h.Log)
		}
	}
}
