package fast

import "time"

// net/http sets a deadline when it has finished an answer or is about to wait:
// nothing may be held from then on.

// SetDeadline sends what is held and sets both deadlines.
func (h *handedConn) SetDeadline(t time.Time) error {
	h.writes.release()
	return h.Conn.SetDeadline(t)
}

// SetReadDeadline sends what is held and sets the deadline for reads.
func (h *handedConn) SetReadDeadline(t time.Time) error {
	h.writes.release()
	return h.Conn.SetReadDeadline(t)
}

// SetWriteDeadline sends what is held and sets the deadline for writes.
func (h *handedConn) SetWriteDeadline(t time.Time) error {
	h.writes.release()
	return h.Conn.SetWriteDeadline(t)
}
