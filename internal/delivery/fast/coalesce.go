package fast

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	httpBuffer = 4 << 10              // of net/http's connection writer, in bytes
	holdFor    = 2 * time.Millisecond // the longest that a flush is held
	joinUpTo   = 64 << 10             // bytes that are copied together where there is no writev
	finishIn   = 10 * time.Millisecond
)

// Coalesce returns c with net/http's writes joined: net/http sends an answer
// that is longer than its buffer of 4 KiB as one write of exactly that size
// and one of the rest, and the first write costs as much as the whole answer.
//
// A write is held only when it fills that buffer and begins with a head whose
// Content-Length says that more must come; the next write takes it along, and
// whatever else happens to the connection (a read, a deadline, a close, two
// milliseconds) sends it off. If net/http's buffer changes, nothing is held.
//
// A *tls.Conn is returned as it is unless its handshake has chosen HTTP/1.1,
// because net/http recognises HTTP/2 by that type.
func Coalesce(c net.Conn) net.Conn {
	if t, ok := c.(*tls.Conn); ok {
		s := t.ConnectionState()
		if !s.HandshakeComplete || (s.NegotiatedProtocol != "" && s.NegotiatedProtocol != "http/1.1") {
			return c
		}
	}
	return handed(c, nil, true, func() {})
}

// coalescer is the writing side of a handed-over connection.
type coalescer struct {
	conn     net.Conn
	enabled  bool
	vectored bool

	holding atomic.Bool // held is not empty; read without mu to spare the lock
	mu      sync.Mutex  // held while writing, so that writes keep their order
	held    []byte
	err     error // of a held write that was sent later
	timer   *time.Timer
	parts   [2][]byte
	rest    net.Buffers
}

func (w *coalescer) init(c net.Conn, enabled bool) {
	w.conn, w.enabled, w.vectored = c, enabled, hasWritev(c)
}

// Write holds p or writes it, after what is held.
func (w *coalescer) Write(p []byte) (int, error) {
	if !w.enabled {
		return w.conn.Write(p)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return 0, w.err
	}
	if w.holding.Load() {
		return w.writeJoined(p)
	}
	if moreMustCome(p) {
		w.hold(p)
		return len(p), nil
	}
	return w.conn.Write(p)
}

// hold keeps a copy of p for a moment.
func (w *coalescer) hold(p []byte) {
	w.held = append(w.held[:0], p...)
	w.holding.Store(true)
	if w.timer == nil {
		w.timer = time.AfterFunc(holdFor, w.release)
	} else {
		w.timer.Reset(holdFor)
	}
}

// writeJoined writes what is held and p. The count is of p alone: what is held
// was counted when it was taken.
func (w *coalescer) writeJoined(p []byte) (int, error) {
	w.holding.Store(false)
	w.timer.Stop()
	held := int64(len(w.held))
	n, err := w.join(p)
	if err != nil {
		w.err = err
	}
	return int(max(0, n-held)), err
}

// join writes held and p with one system call where it can.
func (w *coalescer) join(p []byte) (int64, error) {
	switch {
	case w.vectored:
		w.parts = [2][]byte{w.held, p}
		w.rest = w.parts[:]
		n, err := w.rest.WriteTo(w.conn)
		w.parts = [2][]byte{}
		return n, err
	case len(w.held)+len(p) <= joinUpTo:
		w.held = append(w.held, p...)
		n, err := w.conn.Write(w.held)
		if cap(w.held) > 4*httpBuffer {
			w.held = nil // an idle connection keeps no large buffer
		}
		return int64(n), err
	}
	w.rest = net.Buffers{w.held, p}
	return w.rest.WriteTo(w.conn)
}

// release sends what is held. If a write is under way there is nothing to do:
// it takes what is held along, and waiting for it would keep a deadline from
// reaching it.
func (w *coalescer) release() {
	if !w.holding.Load() || !w.mu.TryLock() {
		return
	}
	defer w.mu.Unlock()
	w.flush()
}

// flush sends what is held, with mu held.
func (w *coalescer) flush() {
	if !w.holding.Swap(false) {
		return
	}
	w.timer.Stop()
	if _, err := w.conn.Write(w.held); err != nil {
		w.err = err
	}
}

// finish is release for a connection that is about to be closed.
func (w *coalescer) finish() {
	if w.holding.Load() && w.conn.SetWriteDeadline(time.Now().Add(finishIn)) == nil {
		w.release()
	}
}

// ReadFrom copies from r, by sendfile where the socket can.
func (w *coalescer) ReadFrom(r io.Reader) (int64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.flush(); w.err != nil {
		return 0, w.err
	}
	if rf, ok := w.conn.(io.ReaderFrom); ok {
		return rf.ReadFrom(r)
	}
	return io.Copy(struct{ io.Writer }{w.conn}, r)
}

// moreMustCome says whether p is a full buffer of net/http's that begins an
// answer and does not end it.
func moreMustCome(p []byte) bool {
	if len(p) != httpBuffer || !bytes.HasPrefix(p, []byte("HTTP/1.1 ")) {
		return false
	}
	end := bytes.Index(p, []byte("\r\n\r\n"))
	if end < 0 {
		return false
	}
	head, key := p[:end+2], []byte("\r\nContent-Length: ")
	at := bytes.Index(head, key)
	if at < 0 {
		return false
	}
	digits := head[at+len(key):]
	n, err := strconv.ParseInt(string(digits[:bytes.IndexByte(digits, '\r')]), 10, 64)
	return err == nil && n > int64(len(p)-end-4)
}
