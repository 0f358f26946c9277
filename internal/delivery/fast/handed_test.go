package fast

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestHanded_keepsNetHTTPsWays uses what net/http does with a socket besides
// writing answers.
func TestHanded_keepsNetHTTPsWays(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "picture")
	content := bytes.Repeat([]byte("picture."), 40_000)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, path) })
	mux.HandleFunc("/hijack", hijack)
	mux.HandleFunc("/events", events)
	for _, o := range []Options{{}, {NoCoalesce: true}} {
		_, dial := startHandler(t, testPages(), o, mux)
		t.Run(fmt.Sprintf("sendfile/%v", o.NoCoalesce), func(t *testing.T) {
			c := dial()
			r := bufio.NewReader(c)
			for range 3 {
				send(t, c, "GET /file HTTP/1.1\r\n"+hostLine+"\r\n")
				if _, body := receive(t, r); body != string(content) {
					t.Error("the file is not what was written")
				}
			}
		})
		t.Run(fmt.Sprintf("hijack/%v", o.NoCoalesce), func(t *testing.T) {
			c := dial()
			send(t, c, "GET /hijack HTTP/1.1\r\n"+hostLine+"\r\nraw bytes")
			c.CloseWrite()
			if got, err := io.ReadAll(c); string(got) != "raw bytes" {
				t.Errorf("the hijacker returned %q, %v", got, err)
			}
		})
		t.Run(fmt.Sprintf("flush/%v", o.NoCoalesce), func(t *testing.T) {
			c := dial()
			send(t, c, "GET /events HTTP/1.1\r\n"+hostLine+"\r\n")
			r := bufio.NewReader(c)
			for _, want := range []string{"one", "two"} {
				if line := receiveLineWith(t, r, want); line == "" {
					t.Errorf("%q did not come", want)
				}
			}
		})
	}
}

// hijack echoes the raw bytes behind a request.
func hijack(w http.ResponseWriter, _ *http.Request) {
	c, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	io.Copy(c, rw)
}

// events flushes a piece that fills net/http's buffer and one that does not,
// and keeps the answer open.
func events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "100000")
	for _, s := range []string{"one", "two"} {
		io.WriteString(w, strings.Repeat(" ", 5000)+s+"\n")
		http.NewResponseController(w).Flush()
	}
	<-r.Context().Done()
}

func receiveLineWith(t *testing.T, r *bufio.Reader, text string) string {
	t.Helper()
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return ""
		}
		if strings.Contains(line, text) {
			return line
		}
	}
}

// tlsSite serves the test site over TLS, and returns a client's configuration.
func tlsSite(t *testing.T, o Options) (l *Listener, addr string, client *tls.Config) {
	t.Helper()
	given := httptest.NewUnstartedServer(nil)
	given.EnableHTTP2 = true
	given.StartTLS()
	client = given.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	client.ServerName = "example.com"
	server := given.TLS.Clone()
	given.Close()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l = NewListener(tls.NewListener(inner, server), testPages(), o)
	serve(t, testServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s, TLS %v", r.Proto, r.TLS != nil && r.TLS.HandshakeComplete)
	})), l)
	t.Cleanup(func() { shutDown(t, l) })
	return l, inner.Addr().String(), client
}

func TestTLS(t *testing.T) {
	t.Parallel()
	l, addr, config := tlsSite(t, Options{HandshakeTimeout: 300 * time.Millisecond})
	t.Run("HTTP1_is_answered_by_the_loop_and_handed_over", func(t *testing.T) {
		config := config.Clone()
		config.NextProtos = []string{"http/1.1"}
		c, err := tls.Dial("tcp", addr, config)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		before := l.Stats().Answered
		send(t, c, strings.Repeat("GET /p70000 HTTP/1.1\r\n"+hostLine+"\r\n", 2)+"GET /absent HTTP/1.1\r\n"+hostLine+"\r\n")
		r := bufio.NewReader(c)
		for range 2 {
			if _, body := receive(t, r); len(body) != 70_000 {
				t.Errorf("the body has %d bytes", len(body))
			}
		}
		if _, body := receive(t, r); body != "HTTP/1.1, TLS true" {
			t.Errorf("net/http says %q", body)
		}
		if n := l.Stats().Answered - before; n != 2 {
			t.Errorf("the loop answered %d requests", n)
		}
	})
	t.Run("HTTP2_is_net/http's", func(t *testing.T) {
		tr := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true}
		defer tr.CloseIdleConnections()
		a, err := (&http.Client{Transport: tr}).Get("https://" + addr + "/")
		if err != nil {
			t.Fatal(err)
		}
		defer a.Body.Close()
		if body, _ := io.ReadAll(a.Body); string(body) != "HTTP/2.0, TLS true" {
			t.Errorf("net/http says %q", body)
		}
	})
	t.Run("plain_HTTP_is_told_so", func(t *testing.T) {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		send(t, c, plainGet)
		if got, _ := io.ReadAll(c); !bytes.Contains(got, []byte("HTTPS server")) {
			t.Errorf("the answer is %q", got)
		}
	})
	t.Run("a_handshake_that_never_comes_ends", func(t *testing.T) {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(20 * time.Second))
		wantEnd(t, c)
	})
}
