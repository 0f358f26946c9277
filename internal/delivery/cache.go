package delivery

import (
	"context"
	"fmt"
	"hash/maphash"
	"net/http"
	"sync"

	"github.com/maypok86/otter/v2"
)

// Cache keeps pages and answers with them. It is an [http.Handler].
type Cache struct {
	o        Options
	seed     maphash.Seed
	pages    *otter.Cache[uint64, *entry] // by the hash of the name, which the entry has whole
	moves    moves
	pressure pressure
	stats    counters

	slots   chan struct{} // one for each render that runs
	mu      sync.Mutex
	flights map[string]*flight

	fast, hard *compressor
	polishing  chan struct{} // one page at a time is compressed at the best level

	life context.Context // of what goes on beside requests
	end  context.CancelFunc
	work sync.WaitGroup
}

// New returns an empty cache. Close it when no requests come any more.
func New(o Options) (*Cache, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	c := &Cache{o: o, seed: maphash.MakeSeed(), flights: map[string]*flight{}, slots: make(chan struct{}, o.Renders), polishing: make(chan struct{}, 1)}
	var err error
	if c.fast, err = newCompressor(fast, o.Renders); err != nil {
		return nil, err
	}
	if c.hard, err = newCompressor(hard, 1); err != nil {
		return nil, err
	}
	c.pages, err = otter.New(&otter.Options[uint64, *entry]{
		MaximumWeight: uint64(o.Bytes),
		Weigher:       func(_ uint64, e *entry) uint32 { return e.weight() },
		OnAtomicDeletion: func(d otter.DeletionEvent[uint64, *entry]) {
			if d.Cause.IsEviction() {
				c.stats.evictions.Add(1)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("make a page cache of %d bytes: %w", o.Bytes, err)
	}
	c.life, c.end = context.WithCancel(context.Background())
	return c, nil
}

// Close ends renders that still run and waits for everything that goes on.
func (c *Cache) Close() {
	c.end()
	c.work.Wait()
}

// Moved tells the cache that the log has grown. Without being told of every
// change, soon, it never sends anything stale.
func (c *Cache) Moved() { c.moves.note(c.o.Positions.Head(), c.o.Now()) }

func (c *Cache) hash(name string) uint64 { return maphash.String(c.seed, name) }

// find returns what is kept under a name, or nil.
func (c *Cache) find(name string) *entry {
	e, ok := c.pages.GetIfPresent(c.hash(name))
	if !ok || e.name != name {
		return nil
	}
	return e
}

// Lookup returns a whole answer that may be written as it stands, for a plain
// GET of target (path and query as on the wire) with nothing in its header but
// perhaps Accept-Encoding that an answer could depend on: no If-*, no
// Save-Data. head is the status line and all headers but Date and Connection,
// each ended by CRLF, without the blank line; neither may be changed. Where it
// is not ok, ServeHTTP answers.
func (c *Cache) Lookup(target []byte, accepted Encodings) (head, body []byte, ok bool) {
	e, found := c.pages.GetIfPresent(maphash.Bytes(c.seed, target))
	if !found || e.name != string(target) || !c.fresh(e) {
		return nil, nil, false
	}
	v, _ := e.in(accepted)
	if v == nil {
		return nil, nil, false
	}
	if e.until != 0 {
		if _, near := e.lastStretch(c.o.Now()); near {
			return nil, nil, false
		}
	}
	c.hit(e)
	return v.head, v.body, true
}

// hit counts a hit, and has the page compressed better when it is a hot one.
func (c *Cache) hit(e *entry) {
	c.stats.hits.Add(1)
	if e.hits.Add(1)%c.o.HotHits == 0 && e.packs {
		c.polish(e)
	}
}

// in returns a page in the coding that suits a reader best, compressed now if
// it is the first to ask for it.
func (c *Cache) in(e *entry, accepted Encodings) (*variant, coding, error) {
	v, as := e.in(accepted)
	if v != nil {
		return v, as, nil
	}
	e.packing.Lock()
	defer e.packing.Unlock()
	if v := e.slots[as].Load(); v != nil {
		return v, as, nil
	}
	v, err := c.pack(e, as, c.fast)
	return v, as, err
}

// pack stores a page in a coding. The caller holds e.packing, or replaces what
// is there already and is alone in doing so.
func (c *Cache) pack(e *entry, as coding, with *compressor) (*variant, error) {
	body, err := with.compress(as, e.slots[identity].Load().body)
	if err != nil {
		return nil, fmt.Errorf("compress %s as %s: %w", e.name, token[as], err)
	}
	v := e.variant(as, with.level, body)
	e.slots[as].Store(v)
	if e.kept {
		c.pages.ComputeIfPresent(c.hash(e.name), func(kept *entry) (*entry, otter.ComputeOp) {
			if kept != e {
				return kept, otter.CancelOp
			}
			return e, otter.WriteOp // weighed anew
		})
	}
	return v, nil
}

// polish compresses a page at the best level, behind the scenes. While another
// is at it, nothing happens: a page that is still hot will come back.
func (c *Cache) polish(e *entry) {
	select {
	case c.polishing <- struct{}{}:
	default:
		return
	}
	c.work.Go(func() {
		defer func() { <-c.polishing }()
		for as := gzipped; as < codings && c.life.Err() == nil; as++ {
			if v := e.slots[as].Load(); v == nil || v.level == hard {
				continue
			}
			if _, err := c.pack(e, as, c.hard); err != nil {
				c.o.Failed(e.name, err)
			}
		}
	})
}

// ServeHTTP answers a request for a page.
func (c *Cache) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address only answers to GET.", http.StatusMethodNotAllowed)
		return
	}
	less := wantsLess(r.Header)
	if !less && simple(r.URL) && c.sendKept(w, r, r.URL.Path) {
		return
	}
	t := c.target(r.URL, less)
	name := t.name(c.o.Lite)
	switch {
	case t.path == "" || t.path[0] != '/':
		http.Error(w, "This is not an address.", http.StatusBadRequest)
	case len(name) > maxTarget:
		http.Error(w, "This address is longer than any that leads somewhere.", http.StatusRequestURITooLong)
	case !c.sendKept(w, r, name):
		c.miss(w, r, t)
	}
}

// sendKept answers with what is kept under a name, if it is fresh.
func (c *Cache) sendKept(w http.ResponseWriter, r *http.Request, name string) bool {
	e := c.find(name)
	if e == nil || !c.fresh(e) {
		return false
	}
	c.hit(e)
	c.send(w, r, e, hit)
	return true
}

// wantsLess reports whether a browser asks for little data.
func wantsLess(h http.Header) bool {
	v := h[saveData]
	return len(v) > 0 && equal(v[0], "on")
}
