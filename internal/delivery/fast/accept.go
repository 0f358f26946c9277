package fast

import (
	"errors"
	"net"
	"slices"
	"syscall"
	"time"
)

// acceptAll gives every connection of the inner listener its goroutine, until
// Close or an error that will not pass.
func (l *Listener) acceptAll() {
	defer func() {
		select {
		case <-l.drain: // told to: what comes from the loop is still handed over
		default:
			close(l.failed)
		}
	}()
	pause := time.Duration(0)
	for l.takeSlot() {
		c, err := l.inner.Accept()
		if err == nil {
			pause = 0
			l.done.Go(func() { l.serve(c, l.freeSlot) })
			continue
		}
		l.freeSlot()
		if !passing(err) {
			l.acceptErr = err
			return
		}
		pause = min(max(2*pause, 5*time.Millisecond), time.Second)
		if !l.wait(pause) {
			break
		}
	}
	l.acceptErr = net.ErrClosed
}

// passing says whether accepting may work again in a moment: the process or
// the machine ran out of something, or the client was gone already.
func passing(err error) bool {
	return slices.ContainsFunc([]error{
		syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED, syscall.ECONNRESET,
	}, func(e error) bool { return errors.Is(err, e) })
}

// wait waits for d; false says that Close came first.
func (l *Listener) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-l.drain:
		return false
	}
}

// takeSlot waits until there may be one more connection; false says that
// Close came first.
func (l *Listener) takeSlot() bool {
	if l.slots == nil {
		return true
	}
	select {
	case l.slots <- struct{}{}:
		return true
	case <-l.drain:
		return false
	}
}

func (l *Listener) freeSlot() {
	if l.slots != nil {
		<-l.slots
	}
}
