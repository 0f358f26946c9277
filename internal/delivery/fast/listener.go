package fast

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Listener runs the loop on every connection of another listener. It is
// itself a net.Listener: Accept returns the connections that were handed over,
// for http.Server.Serve. Whoever makes one must call Shutdown.
//
// For TLS, give it the listener of tls.NewListener: the handshake is made
// here, and a connection that chose HTTP/2 (or failed) is returned as the
// untouched *tls.Conn that net/http wants to see. DynamicRecordSizingDisabled
// in the tls.Config makes an answer one system call.
type Listener struct {
	inner   net.Listener
	source  Source
	options Options
	parser  parser
	clock   clock
	joined  sync.Pool // of *[]byte

	handed    chan net.Conn
	failed    chan struct{} // closed when accepting ended, with acceptErr set
	acceptErr error
	slots     chan struct{} // holds one element per open connection; nil without a bound
	drain     chan struct{} // closed when no more connections are accepted
	drainOnce sync.Once
	stop      chan struct{} // closed when nothing is handed over any more
	stopOnce  sync.Once
	closing   atomic.Bool // Shutdown has begun

	mu    sync.Mutex
	conns map[*conn]struct{}
	done  sync.WaitGroup

	answered, handedOver atomic.Int64
}

// NewListener starts to accept from inner.
func NewListener(inner net.Listener, s Source, o Options) *Listener {
	l := &Listener{
		inner: inner, source: s, options: o.withDefaults(), parser: newParser(o),
		handed: make(chan net.Conn), failed: make(chan struct{}), drain: make(chan struct{}), stop: make(chan struct{}),
		conns: make(map[*conn]struct{}),
	}
	if o.MaxConns > 0 {
		l.slots = make(chan struct{}, o.MaxConns)
	}
	l.done.Go(l.acceptAll)
	return l
}

// Addr returns the address of the inner listener.
func (l *Listener) Addr() net.Addr { return l.inner.Addr() }

// Accept returns the next connection that is net/http's business. After Close
// it returns net.ErrClosed; when accepting failed for good, that error.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		select {
		case c := <-l.handed:
			if c == nil {
				continue // Shutdown asks whether anybody is here
			}
			return c, nil
		case <-l.stop:
			return nil, net.ErrClosed
		case <-l.failed:
			return nil, l.acceptErr
		}
	}
}

// Close stops accepting, as http.Server asks of a listener. Connections in the
// loop go on, but what cannot be answered there is closed, not handed over.
func (l *Listener) Close() error {
	err := l.closeInner()
	l.stopOnce.Do(func() { close(l.stop) })
	if l.closing.Load() && errors.Is(err, net.ErrClosed) {
		return nil // Shutdown was first, and http.Server comes after it
	}
	return err
}

// closeInner ends accepting, the first time; then it returns net.ErrClosed.
func (l *Listener) closeInner() error {
	err := net.ErrClosed
	l.drainOnce.Do(func() {
		close(l.drain)
		err = l.inner.Close()
	})
	return err
}

// Stats are counts since the start, and the connections of this moment.
type Stats struct {
	Answered   int64 // requests answered in the loop
	HandedOver int64 // connections given to net/http
	Conns      int   // connections in the loop
}

// Stats returns the counts.
func (l *Listener) Stats() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	return Stats{Answered: l.answered.Load(), HandedOver: l.handedOver.Load(), Conns: len(l.conns)}
}

// ServeConn runs the loop over c, which was accepted elsewhere, and returns
// when c is closed or was taken by Accept. After Shutdown it closes c at once.
func (l *Listener) ServeConn(c net.Conn) {
	l.mu.Lock()
	if l.closing.Load() {
		l.mu.Unlock()
		c.Close()
		return
	}
	l.done.Add(1)
	l.mu.Unlock()
	defer l.done.Done()
	l.serve(c, func() {})
}

// serve runs the loop over c; release gives its slot back.
func (l *Listener) serve(raw net.Conn, release func()) {
	c := newConn(l, raw)
	if !l.track(c) {
		raw.Close()
		release()
		return
	}
	out, h2 := l.handshake(c)
	if !h2 && out == finished {
		out = c.serve()
	}
	l.untrack(c)
	if out == finished {
		raw.Close()
		release()
		return
	}
	l.giveAway(c, h2, release)
}

// handshake makes the TLS handshake, if c is TLS. What is not HTTP/1.1 after
// it stays as it is, and so does a failure, which net/http answers and logs.
func (l *Listener) handshake(c *conn) (out outcome, untouched bool) {
	t, isTLS := c.Conn.(*tls.Conn)
	if !isTLS {
		return finished, false
	}
	c.state.Store(busy)
	defer t.SetDeadline(time.Time{})
	if t.SetDeadline(time.Now().Add(l.options.HandshakeTimeout)) != nil {
		return finished, true
	}
	if err := t.Handshake(); err != nil {
		return handOver, true
	}
	if p := t.ConnectionState().NegotiatedProtocol; p != "" && p != "http/1.1" {
		return handOver, true
	}
	return finished, false
}

// giveAway hands c to Accept, with everything unread, or closes it when nobody
// will accept any more.
func (l *Listener) giveAway(c *conn, untouched bool, release func()) {
	out := c.Conn
	if untouched {
		release()
	} else {
		out = handed(c.Conn, c.buf[c.start:c.end], !l.options.NoCoalesce, release)
	}
	err := c.Conn.SetDeadline(time.Time{})
	if err == nil {
		select {
		case l.handed <- out:
			l.handedOver.Add(1)
			return
		case <-l.stop:
		case <-l.failed:
		}
	}
	out.Close()
}

// track makes c known to Shutdown, unless that has begun.
func (l *Listener) track(c *conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closing.Load() {
		return false
	}
	l.conns[c] = struct{}{}
	return true
}

func (l *Listener) untrack(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.conns, c)
}

// Shutdown stops accepting, ends idle connections at once, lets answers and
// begun heads under way finish, and returns when no goroutine is left. When
// ctx ends first, it cuts the rest off and returns the cause. A request that is
// not the loop's is handed over even now, so call it before
// http.Server.Shutdown, to whom the connections handed over belong.
func (l *Listener) Shutdown(ctx context.Context) error {
	closeErr := l.closeInner()
	if errors.Is(closeErr, net.ErrClosed) {
		closeErr = nil // http.Server was first
	}
	defer l.Close()
	l.endWaiting()
	drained := make(chan struct{})
	go func() {
		l.done.Wait()
		close(drained)
	}()
	select {
	case <-drained:
		l.awaitServer(ctx)
		return closeErr
	case <-ctx.Done():
	}
	l.Close() // nobody may wait for Accept any more
	l.cutAll()
	<-drained
	return errors.Join(context.Cause(ctx), closeErr)
}

// awaitServer waits until the server that was given connections asks for
// another one. Until then it may not have counted the last of them among its
// own, and its Shutdown would not wait for that one.
func (l *Listener) awaitServer(ctx context.Context) {
	if l.handedOver.Load() == 0 {
		return
	}
	select {
	case l.handed <- nil:
	case <-l.stop:
	case <-l.failed:
	case <-ctx.Done():
	}
}

// endWaiting lets no connection wait for a request any more. What has been
// read of one by now is still answered: closing the connection would lose it.
func (l *Listener) endWaiting() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closing.Store(true)
	for c := range l.conns {
		if c.state.Load() == idle {
			_ = c.SetReadDeadline(time.Unix(1, 0)) // where this fails, so does the reading
		}
	}
}

// cutAll closes the connections that are in the loop.
func (l *Listener) cutAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		cut(c.Conn)
	}
}

// cut closes c without a word: a TLS goodbye could wait for a stuck writer.
func cut(c net.Conn) {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	c.Close()
}
