package fast

import (
	"errors"
	"io"
	"net"
	"sync/atomic"
	"time"
)

// A connection is idle while it waits for a request and busy from its first
// byte to the end of the answer. Shutdown ends the waiting of the idle ones.
const (
	idle int32 = iota
	busy
)

const (
	startBuffer = 2 << 10 // bytes; heads of browsers are about 1 KiB
	peeked      = 4       // bytes that net/http wants to see before a further request
)

// conn is one connection in the loop. Only its own goroutine touches it, but
// for state.
type conn struct {
	net.Conn
	l      *Listener
	parser parser
	out    writer
	state  atomic.Int32

	buf        []byte
	start, end int // of what was read and not answered
	fresh      bool
	inHead     bool // the header deadline is set

	idleFrom, writeFrom time.Time // when those deadlines were last set
}

func newConn(l *Listener, c net.Conn) *conn {
	return &conn{Conn: c, l: l, parser: l.parser, out: newWriter(c, &l.joined), buf: make([]byte, startBuffer), fresh: true}
}

// outcome is how the loop left a connection.
type outcome uint8

const (
	finished outcome = iota // close it
	handOver                // net/http goes on, beginning with what is unread
)

// serve answers plain GETs until something else comes.
func (c *conn) serve() outcome {
	for {
		r, v := c.next()
		switch v {
		case other:
			return handOver
		case more:
			if out, ok := c.fill(); !ok {
				return out
			}
			continue
		}
		head, body, ok := c.l.source.Lookup(r.target, r.accepts)
		if !ok {
			return handOver
		}
		if !c.answer(head, body) {
			return finished
		}
		c.start += r.size
	}
}

// next judges the unread bytes. net/http, after an answer, goes on only when
// four bytes are there; the loop waits for them too, so that the crumbs of an
// ending connection get no answer from either.
func (c *conn) next() (request, verdict) {
	unread := c.buf[c.start:c.end]
	if !c.fresh && len(unread) < peeked {
		return request{}, more
	}
	return c.parser.parse(unread)
}

// answer writes one answer and says whether the connection goes on.
func (c *conn) answer(head, body []byte) bool {
	now := time.Now()
	if now.Sub(c.writeFrom) > c.l.options.WriteTimeout/8 {
		c.writeFrom = now
		if c.SetWriteDeadline(now.Add(c.l.options.WriteTimeout)) != nil {
			return false
		}
	}
	ending, closing := c.l.clock.at(now), c.l.closing.Load()
	tail := ending.stay
	if closing {
		tail = ending.close
	}
	err := c.out.write(head, tail, body)
	c.fresh, c.inHead = false, false
	c.l.answered.Add(1)
	return err == nil && !closing
}

// fill reads more bytes. With ok == false the connection leaves the loop.
func (c *conn) fill() (out outcome, ok bool) {
	if !c.room() {
		return handOver, false
	}
	if c.setReadDeadline() != nil || !c.rest() {
		return finished, false
	}
	n, err := c.Conn.Read(c.buf[c.end:])
	c.end += n
	c.state.Store(busy)
	switch {
	case n > 0:
		return 0, true
	case errors.Is(err, io.EOF) && c.start < c.end && (c.fresh || c.end-c.start >= peeked):
		return handOver, false // the answer to half a request is net/http's
	case err == nil:
		return 0, true
	}
	return finished, false
}

// rest makes a connection without a begun request idle; it says whether the
// connection goes on.
func (c *conn) rest() bool {
	if c.start < c.end {
		return true
	}
	c.state.Store(idle)
	return !c.l.closing.Load()
}

// room makes room for reading, and says whether the head can still be plain.
func (c *conn) room() bool {
	if c.start == c.end {
		c.start, c.end = 0, 0
		c.inHead = false
	}
	switch {
	case c.end < len(c.buf):
		return true
	case c.start > 0:
		c.end = copy(c.buf, c.buf[c.start:c.end])
		c.start = 0
		return true
	case len(c.buf) >= maxHead:
		return false
	}
	c.buf = append(c.buf, make([]byte, maxHead-len(c.buf))...)
	return true
}

// setReadDeadline bounds the next read. The rest of a begun head, and the
// first head of a connection, have HeaderTimeout in all. The deadline between
// requests is moved only when an eighth of it has passed: setting it costs
// more than it is worth per request.
func (c *conn) setReadDeadline() error {
	if c.fresh || c.start < c.end {
		if c.inHead {
			return nil
		}
		c.inHead, c.idleFrom = true, time.Time{}
		return c.SetReadDeadline(time.Now().Add(c.l.options.HeaderTimeout))
	}
	now := time.Now()
	if now.Sub(c.idleFrom) <= c.l.options.IdleTimeout/8 {
		return nil
	}
	c.idleFrom = now
	return c.SetReadDeadline(now.Add(c.l.options.IdleTimeout))
}
