package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline.news/internal/news"
	"dateline.news/internal/web"
)

var ok = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })

func ask(h http.Handler, method, target string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHosts(t *testing.T) {
	t.Parallel()
	known := web.Hosts([]string{"paper.example", "Www.Paper.Example", "2001:db8::1"}, ok)
	for host, want := range map[string]int{
		"paper.example":              200,
		"paper.example:8080":         200,
		"PAPER.example":              200,
		"paper.example.":             200,
		"paper.example.:80":          200,
		"www.paper.example":          200,
		"[2001:db8::1]:80":           200,
		"[2001:DB8::1]":              200,
		"localhost":                  200,
		"localhost:8080":             200,
		"127.0.0.1:8080":             200,
		"127.9.9.9":                  200,
		"[::1]:8080":                 200,
		"[::1]":                      200,
		"evil.example":               421,
		"paper.example.evil.example": 421,
		"evil.example:paper.example": 421,
		"sub.paper.example":          421,
		"[paper.example":             421,
		"]paper.example[":            421,
		"192.0.2.1":                  421,
		"[2001:db8::2]:80":           421,
		"localhost.evil.example":     421,
		"":                           421,
	} {
		if got := ask(known, "GET", "/", func(r *http.Request) { r.Host = host }).Code; got != want {
			t.Errorf("%q: %d, want %d", host, got, want)
		}
	}
	if got := ask(web.Hosts(nil, ok), "GET", "http://any.example/").Code; got != 200 {
		t.Errorf("without names: %d", got)
	}
}

func headers(https bool, p web.Policy) http.Header {
	fields := append(web.Fixed(https), web.Field{Name: web.PolicyHeader, Value: p.String()})
	return ask(web.Headers(fields, ok), "GET", "/").Header()
}

func TestHeaders_EveryAnswerCarriesThem(t *testing.T) {
	t.Parallel()
	h := headers(false, web.Policy{})
	for name, want := range map[string]string{
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "strict-origin-when-cross-origin",
		"Permissions-Policy":         "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy": "same-origin",
		"X-Frame-Options":            "DENY",
		"Strict-Transport-Security":  "",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := headers(true, web.Policy{}).Get("Strict-Transport-Security"); got != "max-age=31536000" {
		t.Errorf("under HTTPS: %q", got)
	}
}

// directives are the parts of the content security policy.
func directives(h http.Header) map[string]string {
	all := map[string]string{}
	for part := range strings.SplitSeq(h.Get("Content-Security-Policy"), "; ") {
		name, sources, _ := strings.Cut(part, " ")
		all[name] = sources
	}
	return all
}

func TestHeaders_PolicyAllowsNothingInline(t *testing.T) {
	t.Parallel()
	all := directives(headers(true, web.Policy{}))
	for name, want := range map[string]string{
		"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
		"connect-src": "'self'", "manifest-src": "'self'", "media-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
		"frame-ancestors": "'none'",
	} {
		if all[name] != want {
			t.Errorf("%s %q, want %q", name, all[name], want)
		}
		delete(all, name)
	}
	if len(all) != 0 {
		t.Errorf("further parts of the policy: %v", all)
	}
	if csp := headers(true, web.Policy{}).Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
		t.Errorf("the policy is %s", csp)
	}
}

// A setting that names the stream cannot loosen the rest of the policy.
func TestHeaders_MediaSourcesStayWithinTheirPart(t *testing.T) {
	t.Parallel()
	all := directives(headers(true, web.Policy{Media: []string{
		"https://radio.example", "https://x; script-src *", "https://y 'unsafe-inline'", "'unsafe-inline'", "a,b", "", "https://z\r\nSet-Cookie: a=b",
	}}))
	if all["media-src"] != "'self' https://radio.example" || all["script-src"] != "'self'" || len(all) != 11 {
		t.Errorf("the policy is %v", all)
	}
}

func TestLimit_BoundsTheBody(t *testing.T) {
	t.Parallel()
	var err error
	h := web.Limit(5, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, err = io.ReadAll(r.Body) }))
	for body, want := range map[string]int{"12345": 0, "123456": http.StatusRequestEntityTooLarge} {
		ask(h, "POST", "/", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(body)) })
		if want == 0 && err != nil || want != 0 && web.Status(fmt.Errorf("read form: %w", err)) != want {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestStatus_EveryKindHasItsOwn(t *testing.T) {
	t.Parallel()
	want := map[news.Kind]int{
		news.Internal: 500, news.Invalid: 400, news.NotFound: 404, news.Gone: 410, news.Conflict: 409,
		news.Forbidden: 403, news.SignedOut: 401, news.TooMany: 429, news.Unavailable: 503,
	}
	for k := news.Kind(0); !strings.HasPrefix(k.String(), "Kind("); k++ {
		status, said := want[k]
		if !said {
			t.Errorf("no status is said here for %v", k)
		}
		if got := web.Status(fmt.Errorf("open: %w", news.Errorf(k, "no"))); got != status {
			t.Errorf("%v: %d, want %d", k, got, status)
		}
	}
	if got := web.Status(io.ErrUnexpectedEOF); got != 500 {
		t.Errorf("a foreign error: %d", got)
	}
}

// A page may have one style element, and a reader's browser takes no other.
func TestPolicy_AllowsAStyleByItsHash(t *testing.T) {
	t.Parallel()
	hash := web.StyleHash("p{color:red}")
	policy := web.Policy{Styles: []string{hash}}.String()
	if want := "; style-src 'self' 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='; "; !strings.Contains(policy, want) {
		t.Errorf("the policy is %q", policy)
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(web.Policy{}.String(), "sha256") || web.StyleHash("p{color:blue}") == hash {
		t.Errorf("the policy is %q", policy)
	}
}
