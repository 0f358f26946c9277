package delivery

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Page is what a render made: the same bytes for every reader.
type Page struct {
	Status   int         // 200, 301, 404, 410 …; 0 means 200; from 500 on it is never kept
	Header   http.Header // Content-Type, Location, Content-Language, Link …; not what this package sets itself
	Body     []byte      // owned by the cache from now on
	Modified time.Time   // of the latest thing on the page: Last-Modified; zero: none
	Keys     []string    // what it was made from; a page without keys is never kept
	Until    time.Time   // the bytes are right until then; zero: until a key changes
}

// Mode is how a page is to be made, a set of bits.
type Mode uint8

const (
	Full  Mode = 0
	Lite  Mode = 1 << (iota - 1) // a whole page in one small answer, because the reader asked for it
	Storm                        // as cheaply as possible, because the server is short of breath
)

// Render makes the page for r, which holds nothing but the canonical address.
// Its error means that the page could not be made; that something does not
// exist is a page.
type Render func(ctx context.Context, r *http.Request, mode Mode) (Page, error)

// Positions is the change log as the cache needs it. Before whoever changed
// something is told that it is done, Head and Changed have moved.
type Positions interface {
	// Head is the position of the newest change.
	Head() int64
	// Changed is the position of the key's last change, or 0.
	Changed(key string) int64
	// Removed is the position of the last change of the key that took
	// something away from readers (a withdrawal, an embargo), or 0.
	Removed(key string) int64
}

// ours are the headers that delivery itself sets, and those that no page for
// everybody may have.
var ours = []string{
	"Cache-Control", "Cache-Groups", "Cache-Status", "Cache-Tag", "Cdn-Cache-Control", "Connection", "Content-Encoding", "Content-Length",
	"Date", "Etag", "Keep-Alive", "Last-Modified", "Set-Cookie", "Surrogate-Key", "Trailer", "Transfer-Encoding", "Upgrade", "Vary",
}

var (
	errStatus = errors.New("a page cannot have this status")
	errNoType = errors.New("the page has a body and no Content-Type")
)

// check finds what cannot be sent: it would go out as it stands.
func (p *Page) check() error {
	if p.Status == 0 {
		p.Status = http.StatusOK
	}
	switch {
	case p.Status < 200 || p.Status > 599,
		p.Status == http.StatusNoContent, p.Status == http.StatusResetContent, p.Status == http.StatusPartialContent, p.Status == http.StatusNotModified:
		return fmt.Errorf("%w: %d", errStatus, p.Status)
	}
	if len(p.Body) > 0 && p.Header.Get("Content-Type") == "" {
		return errNoType
	}
	for name, values := range p.Header {
		if !httpguts.ValidHeaderFieldName(name) || http.CanonicalHeaderKey(name) != name {
			return fmt.Errorf("the page's header %q is not the canonical name of a header", name)
		}
		if slices.Contains(ours, name) {
			return fmt.Errorf("the page sets %s, which is not for a page to set", name)
		}
		for _, v := range values {
			if !httpguts.ValidHeaderFieldValue(v) {
				return fmt.Errorf("the page's header %s has a value that cannot be sent: %q", name, v)
			}
		}
	}
	return nil
}
