package fast

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// scriptConn is a client in memory: Read returns the chunks of a script one by
// one and then io.EOF, as after a half-close; Write collects the answers. It
// makes the differential tests free of timing.
type scriptConn struct {
	mu     sync.Mutex
	chunks [][]byte
	out    bytes.Buffer
	past   bool // a read deadline in the past is set
	waits  int  // read deadlines that were set
	closed bool
	done   chan struct{}
}

func newScript(chunks ...[]byte) *scriptConn {
	return &scriptConn{chunks: chunks, done: make(chan struct{})}
}

func (c *scriptConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.chunks) > 0 && len(c.chunks[0]) == 0 {
		c.chunks = c.chunks[1:]
	}
	switch {
	case c.closed:
		return 0, net.ErrClosed
	case c.past:
		return 0, os.ErrDeadlineExceeded
	case len(c.chunks) == 0:
		return 0, io.EOF
	}
	n := copy(p, c.chunks[0])
	c.chunks[0] = c.chunks[0][n:]
	return n, nil
}

func (c *scriptConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return 0, net.ErrClosed
	}
	return c.out.Write(p)
}

func (c *scriptConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	c.closed = true
	close(c.done)
	return nil
}

func (c *scriptConn) LocalAddr() net.Addr  { return &net.TCPAddr{} }
func (c *scriptConn) RemoteAddr() net.Addr { return &net.TCPAddr{} }

func (c *scriptConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits++
	c.past = !t.IsZero() && time.Until(t) < 0
	return nil
}

func (c *scriptConn) SetWriteDeadline(time.Time) error { return nil }
func (c *scriptConn) SetDeadline(t time.Time) error    { return c.SetReadDeadline(t) }

// CloseWrite spares net/http its half second of waiting for the client to
// read an error: it must be a no-op, not absent.
func (c *scriptConn) CloseWrite() error { return nil }

// answers waits for the end of the connection and returns what it was sent.
func (c *scriptConn) answers() ([]byte, error) {
	select {
	case <-c.done:
	case <-time.After(20 * time.Second):
		return nil, errors.New("the server neither answered nor closed")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return bytes.Clone(c.out.Bytes()), nil
}

// scriptListener accepts the connections that dial is given.
type scriptListener struct {
	queue chan net.Conn
	stop  chan struct{}
	once  sync.Once
}

func newScriptListener() *scriptListener {
	return &scriptListener{queue: make(chan net.Conn), stop: make(chan struct{})}
}

func (l *scriptListener) dial(c net.Conn) {
	select {
	case l.queue <- c:
	case <-l.stop:
		c.Close()
	}
}

func (l *scriptListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.queue:
		return c, nil
	case <-l.stop:
		return nil, net.ErrClosed
	}
}

func (l *scriptListener) Close() error {
	l.once.Do(func() { close(l.stop) })
	return nil
}

func (l *scriptListener) Addr() net.Addr { return &net.TCPAddr{} }
