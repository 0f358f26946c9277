package delivery

import (
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Field is one header that every answer carries.
type Field struct{ Name, Value string }

// Options say how to deliver. Render and Positions are needed; the rest has
// defaults.
type Options struct {
	Render    Render
	Positions Positions

	Bytes  int64            // bound of all that is kept; default 256 MB
	Params []string         // the query parameters that pages may depend on; all others are ignored
	Lite   string           // the parameter whose presence asks for Lite; default "lite"
	Fixed  []Field          // headers of every answer; a page's own come in their place
	Hints  []string         // Link values for 103 Early Hints, for pages that were never made
	Tags   []TagHeader      // the dialects in which keys are told to a CDN; nil: all
	Purge  bool             // a CDN is told of changes, so it may keep pages for long
	Now    func() time.Time // default time.Now

	Renders int           // how many run at a time; default GOMAXPROCS
	Timeout time.Duration // of a render, with its wait for a turn; default 10 s
	HotHits uint64        // after how many hits a page is compressed at the best level; default 500

	// Fail writes the answer when a page could not be made and no older one may
	// be shown. Default: a plain sentence with status 503.
	Fail func(w http.ResponseWriter, r *http.Request, err error)
	// Failed is told of every render that failed, once.
	Failed func(target string, err error)
	// Keyless is told of every page that was made without keys.
	Keyless func(target string)
	// Stormy is told when a storm begins and when it is over.
	Stormy func(on bool)
}

// saveData is the header by which a browser asks for less.
const saveData = "Save-Data"

func (o *Options) complete() error {
	if o.Render == nil || o.Positions == nil {
		return errors.New("a page cache needs a Render and Positions")
	}
	if o.Bytes < 0 || o.Renders < 0 || o.Timeout < 0 {
		return errors.New("the page cache's bounds cannot be negative")
	}
	for _, f := range o.Fixed {
		if !httpguts.ValidHeaderFieldName(f.Name) || !httpguts.ValidHeaderFieldValue(f.Value) {
			return fmt.Errorf("the header %q: %q cannot be sent", f.Name, f.Value)
		}
	}
	o.defaults()
	return nil
}

func (o *Options) defaults() {
	o.Bytes = defaulted(o.Bytes, 256<<20)
	o.Lite = defaulted(o.Lite, "lite")
	o.Renders = defaulted(o.Renders, runtime.GOMAXPROCS(0))
	o.Timeout = defaulted(o.Timeout, 10*time.Second)
	o.HotHits = defaulted(o.HotHits, 500)
	if o.Tags == nil {
		o.Tags = []TagHeader{CacheTag, SurrogateKey, CacheGroups}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Fail == nil {
		o.Fail = apologise
	}
	if o.Failed == nil {
		o.Failed = func(string, error) {}
	}
	if o.Keyless == nil {
		o.Keyless = func(string) {}
	}
	if o.Stormy == nil {
		o.Stormy = func(bool) {}
	}
	o.Params = slices.Clone(o.Params)
	slices.Sort(o.Params)
	o.Params = slices.Compact(o.Params)
}

func defaulted[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

func apologise(w http.ResponseWriter, _ *http.Request, _ error) {
	http.Error(w, "This page cannot be shown at the moment. Please try again in a minute.", http.StatusServiceUnavailable)
}
