package fast

import (
	"net"
	"sync"
)

// writer sends the parts of an answer with one system call.
type writer struct {
	conn     net.Conn
	vectored bool       // conn has writev
	joined   *sync.Pool // of *[]byte, for connections that have not
	parts    [3][]byte
	rest     net.Buffers // kept here because WriteTo makes it escape
}

// newWriter returns the writer of c. Only the sockets of package net have
// writev; TLS, and what others wrapped, gets the parts joined, because its
// every write would be a record or a packet.
func newWriter(c net.Conn, joined *sync.Pool) writer {
	return writer{conn: c, vectored: hasWritev(c), joined: joined}
}

func hasWritev(c net.Conn) bool {
	switch c.(type) {
	case *net.TCPConn, *net.UnixConn:
		return true
	}
	return false
}

func (w *writer) write(head, tail, body []byte) error {
	if !w.vectored {
		return w.writeJoined(head, tail, body)
	}
	w.parts = [3][]byte{head, tail, body}
	w.rest = w.parts[:]
	_, err := w.rest.WriteTo(w.conn)
	w.parts = [3][]byte{} // an idle connection keeps no page alive
	return err
}

func (w *writer) writeJoined(head, tail, body []byte) error {
	buf, _ := w.joined.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	*buf = append(append(append((*buf)[:0], head...), tail...), body...)
	_, err := w.conn.Write(*buf)
	w.joined.Put(buf)
	return err
}
