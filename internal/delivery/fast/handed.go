package fast

import (
	"crypto/tls"
	"io"
	"net"
	"sync"
)

// closeWriter is the half-close that net/http asks for before it drops a
// client who is still sending.
type closeWriter interface{ CloseWrite() error }

// handedConn is a connection after the loop: reads begin with what the loop
// had read and not answered, and writes go through a coalescer. It keeps what
// net/http looks for in a socket: CloseWrite, and ReadFrom for sendfile.
type handedConn struct {
	net.Conn
	writes coalescer

	mu     sync.Mutex // net/http reads from two goroutines, one after the other
	unread []byte

	release func() // called once, by the first Close
	once    sync.Once
}

// handedTLS is a handedConn that tells net/http that it is TLS.
type handedTLS struct {
	*handedConn
	tls *tls.Conn
}

// ConnectionState is how net/http fills in Request.TLS.
func (h handedTLS) ConnectionState() tls.ConnectionState { return h.tls.ConnectionState() }

// handed wraps c. unread is copied.
func handed(c net.Conn, unread []byte, coalesce bool, release func()) net.Conn {
	h := &handedConn{Conn: c, unread: append([]byte(nil), unread...), release: release}
	h.writes.init(c, coalesce)
	if t, ok := c.(*tls.Conn); ok {
		return handedTLS{h, t}
	}
	return h
}

// NetConn returns the connection below, for those who hijack.
func (h *handedConn) NetConn() net.Conn { return h.Conn }

// Read returns what the loop had read, and then what the socket has.
func (h *handedConn) Read(p []byte) (int, error) {
	h.writes.release()
	h.mu.Lock()
	if len(h.unread) > 0 {
		defer h.mu.Unlock()
		n := copy(p, h.unread)
		if h.unread = h.unread[n:]; len(h.unread) == 0 {
			h.unread = nil
		}
		return n, nil
	}
	h.mu.Unlock()
	return h.Conn.Read(p)
}

// Write is the coalescer's.
func (h *handedConn) Write(p []byte) (int, error) { return h.writes.Write(p) }

// ReadFrom lets the socket take a file by sendfile.
func (h *handedConn) ReadFrom(r io.Reader) (int64, error) { return h.writes.ReadFrom(r) }

// CloseWrite sends what is held and closes the writing half, where the
// connection has halves.
func (h *handedConn) CloseWrite() error {
	h.writes.release()
	if c, ok := h.Conn.(closeWriter); ok {
		return c.CloseWrite()
	}
	return nil
}

// Close sends what is held, if that takes no time, and closes.
func (h *handedConn) Close() error {
	h.writes.finish()
	h.once.Do(h.release)
	return h.Conn.Close()
}
