package fast

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// recorder is a connection that keeps its writes apart.
type recorder struct {
	net.Conn
	mu     sync.Mutex
	writes []string
	limit  int // bytes that it still takes; then it fails
}

var errFull = errors.New("full")

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := min(len(p), r.limit)
	r.limit -= n
	r.writes = append(r.writes, string(p[:n]))
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func (r *recorder) written() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.writes...)
}

func (*recorder) Close() error                     { return nil }
func (*recorder) Read([]byte) (int, error)         { return 0, io.EOF }
func (*recorder) SetDeadline(time.Time) error      { return nil }
func (*recorder) SetReadDeadline(time.Time) error  { return nil }
func (*recorder) SetWriteDeadline(time.Time) error { return nil }

// fullBuffer is net/http's first write of an answer with length bytes.
func fullBuffer(length int) string {
	head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nVary: x\r\n\r\n", length)
	return head + strings.Repeat("b", httpBuffer-len(head))
}

func TestCoalesce_joins(t *testing.T) {
	t.Parallel()
	r := &recorder{limit: 1 << 20}
	c := Coalesce(r)
	for range 2 {
		for _, s := range []string{fullBuffer(9000), "the rest"} {
			if n, err := io.WriteString(c, s); n != len(s) || err != nil {
				t.Fatalf("wrote %d, %v", n, err)
			}
		}
	}
	want := fullBuffer(9000) + "the rest"
	if got := r.written(); len(got) != 2 || got[0] != want || got[1] != want {
		t.Errorf("%d writes, want 2 joined ones", len(got))
	}
}

// TestCoalesce_holdsNothingElse: what might be all that comes is written at once.
func TestCoalesce_holdsNothingElse(t *testing.T) {
	t.Parallel()
	full := fullBuffer(9000)
	headLen := strings.Index(fullBuffer(4000), "\r\n\r\n") + 4
	for name, s := range map[string]string{
		"short": full[:4095], "long": full + "x", "no answer": strings.Repeat("x", httpBuffer), "complete": fullBuffer(httpBuffer - headLen),
		"chunked": strings.Replace(full, "Content-Length: 9000", "Transfer-Encoding: x", 1), "no end of head": strings.ReplaceAll(full, "\r\n\r\n", "----"),
		"a length that is none": strings.Replace(full, "9000", "9e99", 1),
	} {
		r := &recorder{limit: 1 << 20}
		io.WriteString(Coalesce(r), s)
		if got := r.written(); len(got) != 1 || got[0] != s {
			t.Errorf("%s: %d writes, want 1 at once", name, len(got))
		}
	}
}

// TestCoalesce_letsGo: whatever happens after a held write sends it off.
func TestCoalesce_letsGo(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(net.Conn){
		"Read":             func(c net.Conn) { c.Read(make([]byte, 1)) },
		"SetDeadline":      func(c net.Conn) { c.SetDeadline(time.Time{}) },
		"SetReadDeadline":  func(c net.Conn) { c.SetReadDeadline(time.Time{}) },
		"SetWriteDeadline": func(c net.Conn) { c.SetWriteDeadline(time.Time{}) },
		"Close":            func(c net.Conn) { c.Close() },
		"CloseWrite":       func(c net.Conn) { c.(closeWriter).CloseWrite() },
		"ReadFrom":         func(c net.Conn) { c.(io.ReaderFrom).ReadFrom(strings.NewReader("")) },
		"time":             func(net.Conn) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &recorder{limit: 1 << 20}
			c := Coalesce(r)
			io.WriteString(c, fullBuffer(9000))
			do(c)
			if name != "time" && len(r.written()) != 1 {
				t.Error("the write is still held")
			}
			until(t, func() bool { return len(r.written()) == 1 })
		})
	}
}

// TestCoalesce_bytesAndErrors: for any writes and any place where the
// connection fails, the bytes below are those of an uncoalesced connection,
// the counts never exceed what was given, and the failure is reported.
func TestCoalesce_bytesAndErrors(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(0, 60_000).Draw(t, "limit")
		r := &recorder{limit: limit}
		c := Coalesce(r)
		var given strings.Builder
		var failed error
		for _, s := range rapid.SliceOf(rapid.SampledFrom([]string{fullBuffer(9000), fullBuffer(70_000), "x", strings.Repeat("y", 5000), strings.Repeat("z", 70_000)})).Draw(t, "writes") {
			n, err := io.WriteString(c, s)
			if n < 0 || n > len(s) || (err == nil && n < len(s)) {
				t.Fatalf("wrote %d of %d, %v", n, len(s), err)
			}
			given.WriteString(s)
			if failed = err; err != nil {
				break
			}
		}
		c.SetDeadline(time.Time{})
		want := given.String()
		if got := strings.Join(r.written(), ""); got != want[:min(limit, len(want))] {
			t.Fatalf("%d bytes arrived, not the first %d that were written", len(got), min(limit, len(want)))
		}
		if _, err := io.WriteString(c, "after"); failed != nil && err == nil {
			t.Fatal("a failed connection takes more")
		}
	})
}

func TestCoalesce_leavesTLSAlone(t *testing.T) {
	t.Parallel()
	c := tls.Server(&recorder{}, &tls.Config{})
	if Coalesce(c) != net.Conn(c) {
		t.Error("a TLS connection before its handshake was wrapped")
	}
}

// countingListener counts the writes of net/http to real sockets. It hides
// writev, so that every system call is one Write.
type countingListener struct {
	net.Listener
	mu     sync.Mutex
	counts []int
}

type countingConn struct {
	net.Conn
	l *countingListener
}

func (l *countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return Coalesce(countingConn{c, l}), nil
}

func (c countingConn) Write(p []byte) (int, error) {
	c.l.mu.Lock()
	c.l.counts = append(c.l.counts, len(p))
	c.l.mu.Unlock()
	return c.Conn.Write(p)
}

// TestCoalesce_fitsThisNetHTTP fails when net/http's buffer changes and
// Coalesce has stopped helping: then measure again, or remove it.
func TestCoalesce_fitsThisNetHTTP(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &countingListener{Listener: inner}
	serve(t, testServer(testPages()), l)
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	for _, path := range []string{"p3900", "p4096", "p12000", "p70000"} {
		a, err := (&http.Client{Transport: tr}).Get("http://" + inner.Addr().String() + "/" + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(a.Body)
		a.Body.Close()
		if string(body) != testPages()["/"+path] {
			t.Errorf("%s has %d bytes", path, len(body))
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	// The last one is too long to be copied together and goes in two.
	if len(l.counts) != 5 {
		t.Errorf("4 answers took writes of %v bytes, want 5 writes", l.counts)
	}
}
