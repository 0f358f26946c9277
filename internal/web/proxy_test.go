package web_test

import (
	"net/http"
	"net/netip"
	"testing"

	"dateline.news/internal/web"
)

var proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/64")}

// seen is who the handler behind the proxies believes that a request is from,
// and which headers were reported as ignored.
func seen(trusted []netip.Prefix, remote string, h http.Header) (p web.Peer, ignored []string) {
	next := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { p = web.PeerOf(r) })
	ask(web.Behind(trusted, func(name string, from netip.Addr) { ignored = append(ignored, name+" from "+from.String()) }, next), "GET", "/",
		func(r *http.Request) { r.RemoteAddr, r.Header = remote, h })
	return p, ignored
}

func TestBehind_TheReaderIsTheRightmostThatIsNotTrusted(t *testing.T) {
	t.Parallel()
	one := func(name string, values ...string) http.Header { return http.Header{name: values} }
	for name, test := range map[string]struct {
		remote string
		header http.Header
		want   string
	}{
		"no word of it":                    {"10.0.0.1:99", nil, "10.0.0.1"},
		"one hop":                          {"10.0.0.1:99", one("X-Forwarded-For", "192.0.2.7"), "192.0.2.7"},
		"what the reader wrote himself":    {"10.0.0.1:99", one("X-Forwarded-For", "198.51.100.1, 192.0.2.7"), "192.0.2.7"},
		"what the reader wrote, two lines": {"10.0.0.1:99", one("X-Forwarded-For", "198.51.100.1", "192.0.2.7"), "192.0.2.7"},
		"a proxy behind a proxy":           {"10.0.0.1:99", one("X-Forwarded-For", "198.51.100.1, 192.0.2.7, 10.9.9.9"), "192.0.2.7"},
		"a trusted one forged on the left": {"10.0.0.1:99", one("X-Forwarded-For", "10.0.0.9, 192.0.2.7"), "192.0.2.7"},
		"all of them trusted":              {"10.0.0.1:99", one("X-Forwarded-For", "10.0.0.3, 10.0.0.2"), "10.0.0.3"},
		"with a port":                      {"10.0.0.1:99", one("X-Forwarded-For", "192.0.2.7:4711"), "192.0.2.7"},
		"IPv6 in brackets":                 {"[2001:db8::1]:99", one("X-Forwarded-For", "[2001:db8:1::7]:4711"), "2001:db8:1::7"},
		"IPv6":                             {"[2001:db8::1]:99", one("X-Forwarded-For", "2001:db8:1::7"), "2001:db8:1::7"},
		"IPv4 in IPv6":                     {"[::ffff:10.0.0.1]:99", one("X-Forwarded-For", "::ffff:192.0.2.7"), "192.0.2.7"},
		"nonsense":                         {"10.0.0.1:99", one("X-Forwarded-For", "192.0.2.7, <script>"), "10.0.0.1"},
		"an empty member":                  {"10.0.0.1:99", one("X-Forwarded-For", "192.0.2.7,"), "10.0.0.1"},
		"Forwarded":                        {"10.0.0.1:99", one("Forwarded", `for=198.51.100.1;proto=http, For="[2001:db8:1::7]:4711";by=x`), "2001:db8:1::7"},
		"Forwarded that hides":             {"10.0.0.1:99", one("Forwarded", `for=192.0.2.7, for=_hidden`), "10.0.0.1"},
		"Forwarded without a sender":       {"10.0.0.1:99", one("Forwarded", `for=192.0.2.7, proto=https`), "10.0.0.1"},
		"both":                             {"10.0.0.1:99", http.Header{"X-Forwarded-For": {"192.0.2.7"}, "Forwarded": {"for=198.51.100.1"}}, "192.0.2.7"},
		"nobody we trust":                  {"192.0.2.66:99", one("X-Forwarded-For", "192.0.2.7"), "192.0.2.66"},
		"no address at all":                {"@", one("X-Forwarded-For", "192.0.2.7"), "invalid IP"},
	} {
		if p, ignored := seen(proxies, test.remote, test.header); p.Addr.String() != test.want || len(ignored) != 0 {
			t.Errorf("%s: %v, want %s; reported %q", name, p.Addr, test.want, ignored)
		}
	}
}

func TestBehind_TheSchemeIsTheReaders(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		remote string
		header http.Header
		want   bool
	}{
		"a proxy says so":              {"10.0.0.1:99", http.Header{"X-Forwarded-Proto": {"https"}}, true},
		"in capitals":                  {"10.0.0.1:99", http.Header{"X-Forwarded-Proto": {"HTTPS"}}, true},
		"a proxy says no":              {"10.0.0.1:99", http.Header{"X-Forwarded-Proto": {"http"}}, false},
		"with an address":              {"10.0.0.1:99", http.Header{"X-Forwarded-For": {"192.0.2.7"}, "X-Forwarded-Proto": {"https"}}, true},
		"what the reader wrote":        {"10.0.0.1:99", http.Header{"X-Forwarded-For": {"192.0.2.7"}, "X-Forwarded-Proto": {"https, http"}}, false},
		"plain between two proxies":    {"10.0.0.1:99", http.Header{"X-Forwarded-For": {"192.0.2.7, 10.0.0.2"}, "X-Forwarded-Proto": {"https, http"}}, true},
		"Forwarded":                    {"10.0.0.1:99", http.Header{"Forwarded": {"for=192.0.2.7;proto=https"}}, true},
		"something else":               {"10.0.0.1:99", http.Header{"X-Forwarded-Proto": {"gopher"}}, false},
		"somebody whom we do not know": {"192.0.2.66:99", http.Header{"X-Forwarded-Proto": {"https"}}, false},
	} {
		if p, _ := seen(proxies, test.remote, test.header); p.HTTPS != test.want {
			t.Errorf("%s: HTTPS %v", name, p.HTTPS)
		}
	}
}

func TestBehind_ForgottenProxiesAreReported(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"X-Forwarded-For": "X-Forwarded-For from 192.0.2.66", "X-Forwarded-Proto": "X-Forwarded-Proto from 192.0.2.66", "Forwarded": "Forwarded from 192.0.2.66",
		"X-Else": "",
	} {
		p, ignored := seen(nil, "192.0.2.66:99", http.Header{name: {"192.0.2.7"}})
		if p.Addr.String() != "192.0.2.66" || len(ignored) > 1 || want != "" && (len(ignored) != 1 || ignored[0] != want) || want == "" && len(ignored) > 0 {
			t.Errorf("%s: %v, reported %q", name, p.Addr, ignored)
		}
	}
}

// Whatever a reader writes, in front of what the proxy adds, changes nothing.
func FuzzBehind(f *testing.F) {
	for _, s := range []string{"", "10.0.0.1", "for=10.0.0.1", "\"", ";,=", "[::1]:80", "10.0.0.2, 10.0.0.3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, forged string) {
		for name, added := range map[string]string{"X-Forwarded-For": "192.0.2.7", "Forwarded": "for=192.0.2.7"} {
			p, _ := seen(proxies, "10.0.0.1:99", http.Header{name: {forged, added}})
			if p.Addr.String() != "192.0.2.7" {
				t.Errorf("%s: %q makes the reader %v", name, forged, p.Addr)
			}
		}
	})
}
