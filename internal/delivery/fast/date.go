package fast

import (
	"net/http"
	"sync/atomic"
	"time"
)

// ending closes a head: the Date line and the empty line, for a connection
// that stays and for one that ends with this answer.
type ending struct {
	second      int64
	stay, close []byte
}

// clock holds the ending of the current second, shared by all connections, so
// that a date is formatted once a second and not once a request.
type clock struct{ current atomic.Pointer[ending] }

// at returns the ending for t. Two goroutines that meet a new second together
// both make one; the results are equal.
func (c *clock) at(t time.Time) *ending {
	second := t.Unix()
	if e := c.current.Load(); e != nil && e.second == second {
		return e
	}
	date := "Date: " + t.UTC().Format(http.TimeFormat) + "\r\n"
	e := &ending{second: second, stay: []byte(date + "\r\n"), close: []byte(date + "Connection: close\r\n\r\n")}
	c.current.Store(e)
	return e
}
