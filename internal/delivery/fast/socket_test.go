package fast

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// onePage is a Source that answers everything with one body.
type onePage struct{ head, body []byte }

func newPage(body []byte) onePage {
	return onePage{fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n", len(body)), body}
}

// endless is a page that no socket buffer takes whole.
func endless() onePage { return newPage(make([]byte, 64<<20)) }

func (p onePage) Lookup([]byte, Encodings) (head, body []byte, ok bool) { return p.head, p.body, true }

// start serves s on loopback, with the test site behind it, and returns the
// loop and a way to connect to it.
func start(t testing.TB, s Source, o Options) (*Listener, func() *net.TCPConn) {
	t.Helper()
	return startHandler(t, s, o, testPages())
}

func startHandler(t testing.TB, s Source, o Options, h http.Handler) (*Listener, func() *net.TCPConn) {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := NewListener(inner, s, o)
	serve(t, testServer(h), l)
	t.Cleanup(func() { shutDown(t, l) })
	return l, func() *net.TCPConn {
		c, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(20 * time.Second))
		t.Cleanup(func() { c.Close() })
		return c.(*net.TCPConn)
	}
}

func send(t testing.TB, c io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(c, s); err != nil {
		t.Fatal(err)
	}
}

// receive reads one answer and returns its body.
func receive(t testing.TB, r *bufio.Reader) (*http.Response, string) {
	t.Helper()
	a, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(body)
}

// receiveByte waits for the beginning of an answer.
func receiveByte(t testing.TB, r io.Reader) {
	t.Helper()
	if _, err := io.ReadFull(r, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
}

// wantEnd expects that the server closes c without another byte.
func wantEnd(t *testing.T, r io.Reader) {
	t.Helper()
	rest, err := io.ReadAll(r)
	if errors.Is(err, os.ErrDeadlineExceeded) || len(rest) > 0 {
		t.Errorf("the connection goes on: %q, %v", rest, err)
	}
}

func TestDeadlines(t *testing.T) {
	t.Parallel()
	short, long := 80*time.Millisecond, time.Hour
	t.Run("nothing_is_sent", func(t *testing.T) {
		t.Parallel()
		_, dial := start(t, testPages(), Options{HeaderTimeout: short, IdleTimeout: long})
		wantEnd(t, dial())
	})
	t.Run("a_head_drips", func(t *testing.T) {
		t.Parallel()
		_, dial := start(t, testPages(), Options{HeaderTimeout: short, IdleTimeout: long})
		c := dial()
		send(t, c, plainGet)
		r := bufio.NewReader(c)
		receive(t, r)
		drips(t, c, r)
	})
	t.Run("idle", func(t *testing.T) {
		t.Parallel()
		_, dial := start(t, testPages(), Options{HeaderTimeout: long, IdleTimeout: short})
		c := dial()
		send(t, c, plainGet)
		r := bufio.NewReader(c)
		receive(t, r)
		wantEnd(t, r)
	})
	t.Run("a_reader_who_does_not_read", func(t *testing.T) {
		t.Parallel()
		l, dial := start(t, endless(), Options{WriteTimeout: short})
		c := dial()
		send(t, c, plainGet)
		receiveByte(t, c)
		untilConns(t, l, 0)
	})
}

// TestDeadlines_everyHeadHasItsOwn sends a pipeline that never lets the buffer
// run empty: each begun head must get a new deadline, or a busy client would
// be cut off.
func TestDeadlines_everyHeadHasItsOwn(t *testing.T) {
	t.Parallel()
	const heads = 10
	l, _ := start(t, testPages(), Options{})
	chunks := [][]byte{[]byte(plainGet[:20])}
	for range heads - 1 {
		chunks = append(chunks, []byte(plainGet[20:]+plainGet[:20]))
	}
	c := newScript(append(chunks, []byte(plainGet[20:]))...)
	l.ServeConn(c)
	if n := l.Stats().Answered; n != heads || c.waits < heads+1 {
		t.Errorf("%d answers and %d deadlines, want %d and one more", n, c.waits, heads)
	}
}

// drips sends a head a byte every 20 ms and expects that it is cut off.
func drips(t *testing.T, c net.Conn, r io.Reader) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		io.Copy(io.Discard, r)
	}()
	for range 500 {
		select {
		case <-gone:
			return
		case <-tick.C:
			io.WriteString(c, "G")
		}
	}
	t.Error("a head may drip for ten seconds")
}

// untilConns waits until n connections are in the loop.
func untilConns(t *testing.T, l *Listener, n int) {
	t.Helper()
	until(t, func() bool { return l.Stats().Conns == n })
}

func until(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	late := time.After(20 * time.Second)
	for !done() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatal("waited for 20 seconds")
		}
	}
}

func TestSlowReader_getsEverything(t *testing.T) {
	t.Parallel()
	body := bytes.Repeat([]byte("0123456789abcdef"), 1<<20)
	_, dial := start(t, newPage(body), Options{})
	c := dial()
	send(t, c, plainGet+plainGet)
	r := bufio.NewReaderSize(c, 1000)
	for range 2 {
		if _, got := receive(t, r); got != string(body) {
			t.Fatal("the body is not what was served")
		}
	}
}

func TestHalfClose_stillAnswers(t *testing.T) {
	t.Parallel()
	_, dial := start(t, testPages(), Options{})
	c := dial()
	send(t, c, strings.Repeat(plainGet, 3))
	c.CloseWrite()
	r := bufio.NewReader(c)
	for range 3 {
		receive(t, r)
	}
	wantEnd(t, r)
}

func TestReset_endsTheConnection(t *testing.T) {
	t.Parallel()
	l, dial := start(t, endless(), Options{})
	c := dial()
	send(t, c, plainGet)
	receiveByte(t, c)
	c.SetLinger(0)
	c.Close()
	untilConns(t, l, 0)
}

// TestHandOver_keepsOrder has many clients send pipelines in which every kind
// of request follows every other, and expects the answers in order.
func TestHandOver_keepsOrder(t *testing.T) {
	t.Parallel()
	l, dial := start(t, testPages(), Options{})
	var wg sync.WaitGroup
	for i := range 30 {
		c := dial()
		wg.Go(func() {
			r := bufio.NewReader(c)
			io.WriteString(c, strings.Repeat(plainGet, i)+get("X-N: a")+strings.Repeat(plainGet, 3))
			for range i + 4 {
				if a, err := http.ReadResponse(r, nil); err != nil {
					t.Error(err)
				} else if b, _ := io.ReadAll(a.Body); string(b) != "front\n" {
					t.Errorf("the body is %q", b)
				}
			}
		})
	}
	wg.Wait()
	if s := l.Stats(); s.Answered != 29*30/2 || s.HandedOver != 30 {
		t.Errorf("the counts are %+v", s)
	}
}

func TestMaxConns_makesOthersWait(t *testing.T) {
	t.Parallel()
	_, dial := start(t, testPages(), Options{MaxConns: 2})
	first, second, third := dial(), dial(), dial()
	send(t, first, plainGet)
	send(t, second, get("X-Handed: over"))
	receive(t, bufio.NewReader(first))
	receive(t, bufio.NewReader(second))
	send(t, third, plainGet)
	third.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, err := third.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("a third connection was served: %v", err)
	}
	third.SetReadDeadline(time.Now().Add(20 * time.Second))
	second.Close()
	receive(t, bufio.NewReader(third))
}

func TestServeConn(t *testing.T) {
	t.Parallel()
	l, _ := start(t, testPages(), Options{})
	client, server := net.Pipe()
	defer client.Close()
	go l.ServeConn(server)
	r := bufio.NewReader(client)
	for _, request := range []string{plainGet, get("X-Handed: over")} {
		send(t, client, request)
		if _, body := receive(t, r); body != "front\n" {
			t.Errorf("the body is %q", body)
		}
	}
	shutDown(t, l)
	late, closed := net.Pipe()
	l.ServeConn(closed)
	if _, err := late.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("after Shutdown a connection is not closed: %v", err)
	}
}

func TestAccept_saysWhyItEnds(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := NewListener(inner, testPages(), Options{})
	defer shutDown(t, l)
	inner.Close()
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept: %v", err)
	}
	if err := l.Close(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Close: %v", err)
	}
}

// exhausted is a listener that first fails as one without file descriptors.
type exhausted struct {
	*scriptListener
	failures atomic.Int32
}

func (l *exhausted) Accept() (net.Conn, error) {
	if l.failures.Add(1) <= 3 {
		return nil, &net.OpError{Op: "accept", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
	}
	return l.scriptListener.Accept()
}

func TestAccept_survivesWantOfFiles(t *testing.T) {
	t.Parallel()
	inner := &exhausted{scriptListener: newScriptListener()}
	l := NewListener(inner, testPages(), Options{MaxConns: 1})
	defer shutDown(t, l)
	c := newScript([]byte(plainGet))
	inner.dial(c)
	if out, err := c.answers(); err != nil || len(out) == 0 {
		t.Errorf("the answer is %q, %v", out, err)
	}
}

func TestShutdown(t *testing.T) {
	t.Parallel()
	t.Run("closes_idle_connections_at_once", func(t *testing.T) {
		t.Parallel()
		l, dial := start(t, testPages(), Options{})
		c := dial()
		send(t, c, plainGet)
		r := bufio.NewReader(c)
		receive(t, r)
		shutDown(t, l)
		wantEnd(t, r)
	})
	t.Run("lets_a_begun_request_finish", func(t *testing.T) {
		t.Parallel()
		l, dial := start(t, testPages(), Options{})
		c := dial()
		send(t, c, plainGet+plainGet[:20])
		r := bufio.NewReader(c)
		receive(t, r)
		done := make(chan struct{})
		go func() {
			defer close(done)
			shutDown(t, l)
		}()
		until(t, l.closing.Load)
		send(t, c, plainGet[20:]+plainGet) // the second one came too late
		if a, body := receive(t, r); !a.Close || body != "front\n" {
			t.Errorf("the last answer is %q, close %v", body, a.Close)
		}
		<-done
		wantEnd(t, r)
	})
	t.Run("ends_with_its_context", func(t *testing.T) {
		t.Parallel()
		l, dial := start(t, endless(), Options{})
		c := dial()
		send(t, c, plainGet)
		receiveByte(t, c)
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		if err := l.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Shutdown: %v", err)
		}
		if n := l.Stats().Conns; n != 0 {
			t.Errorf("%d connections are left", n)
		}
	})
}

// TestSteadyState_allocatesNothing counts over the whole process, with a
// client that does not allocate either. It cannot be parallel.
func TestSteadyState_allocatesNothing(t *testing.T) {
	_, dial := start(t, newPage(make([]byte, 12_000)), Options{Host: ourHost})
	c, request := dial(), []byte(get("Accept-Encoding: gzip, br", "User-Agent: x"))
	answer := make([]byte, answerSize(t, dial(), request))
	allocs := testing.AllocsPerRun(2000, func() {
		c.Write(request)
		io.ReadFull(c, answer)
	})
	if allocs > 0 {
		t.Errorf("%v allocations per request", allocs)
	}
}

// answerSize returns the size of the answer to request, in bytes.
func answerSize(t testing.TB, c *net.TCPConn, request []byte) int {
	t.Helper()
	c.Write(request)
	c.CloseWrite()
	all, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
