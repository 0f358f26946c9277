package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Assets are static files under addresses that carry a hash of their content
// ("/assets/site.3f2a91bc04d7.css"), so that browsers may keep them for ever.
type Assets struct {
	prefix string // "/assets/"

	mu     sync.RWMutex
	byName map[string]asset
	byPath map[string]asset
}

type asset struct {
	path    string
	data    []byte
	kind    string // content type
	tag     string // ETag, without quotes
	forever bool   // the address changes whenever the content does
	packed  []packed
}

// types are the content types that the standard library takes from the machine
// it runs on, or does not know.
var types = map[string]string{
	".ico":         "image/x-icon",
	".map":         "application/json",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// bundled matches names that the bundler has put a hash into.
var bundled = regexp.MustCompile(`-[0-9A-Z]{8}\.[a-z0-9]+$`)

// LoadAssets reads every file of a folder.
func LoadAssets(prefix string, files fs.FS) (*Assets, error) {
	a := &Assets{prefix: prefix, byName: map[string]asset{}, byPath: map[string]asset{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err == nil {
			a.Set(name, data)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load static files: %w", err)
	}
	return a, nil
}

// Set adds a file, or replaces one of that name, and returns its address. The
// old address goes on answering.
func (a *Assets) Set(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hash := hex.EncodeToString(sum[:6])
	at := a.prefix + strings.TrimSuffix(name, ext) + "." + hash + ext
	a.mu.Lock()
	defer a.mu.Unlock()
	kind := contentType(name)
	f := asset{path: at, data: data, kind: kind, tag: hash, forever: true, packed: packings(kind, data)}
	a.byName[name], a.byPath[at] = f, f
	// Under its plain name too: style sheets name their fonts by it.
	f.path, f.forever = a.prefix+name, bundled.MatchString(name)
	a.byPath[f.path] = f
	return at
}

// URL returns the address of a file, and nothing for a file that there is not.
func (a *Assets) URL(name string) string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.byName[name].path
}

// Bytes returns the content of a file, for those that are made from others.
func (a *Assets) Bytes(name string) []byte {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.byName[name].data
}

// ServeHTTP answers with the file or with 404. What has a hash in its address is
// to be kept for ever, the rest to be asked for again.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.RLock()
	f, known := a.byPath[r.URL.Path]
	a.mu.RUnlock()
	if !known {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if f.forever {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if f.kind != "" {
		h.Set("Content-Type", f.kind)
	}
	if len(f.packed) > 0 {
		h.Set("Vary", "Accept-Encoding")
	}
	data, tag := f.data, f.tag
	if p, ok := f.packedFor(r.Header); ok {
		data, tag = p.data(), f.tag+"-"+p.coding
		h.Set("Content-Encoding", p.coding)
		h.Set("Content-Length", strconv.Itoa(len(data))) // which ServeContent does not do for encoded bytes
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, f.path, time.Time{}, bytes.NewReader(data))
}

// Named returns the addresses of the files whose names begin in one of the
// given ways, sorted.
func (a *Assets) Named(beginnings ...string) []string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	var found []string
	for name := range a.byName {
		if slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(name, b) }) {
			found = append(found, a.prefix+name)
		}
	}
	slices.Sort(found)
	return found
}
