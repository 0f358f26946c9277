package delivery

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// first is a log in which nothing happens but what a test says.
type first struct{ head int64 }

func (f *first) Head() int64          { return f.head }
func (f *first) Changed(string) int64 { return f.head }
func (f *first) Removed(string) int64 { return 0 }

func TestIndex(t *testing.T) {
	t.Parallel()
	log := &first{}
	c, err := New(Options{Positions: log, Render: func(_ context.Context, r *http.Request, _ Mode) (Page, error) {
		return Page{Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(strings.Repeat(r.URL.Path, 1000)), Keys: []string{"k"}}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	load := func(target string) *entry {
		c.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, target, nil))
		e, _ := c.pages.GetIfPresent(c.hash(target))
		return e
	}
	t.Run("two names with one hash are two pages", func(t *testing.T) {
		c.pages.Set(c.hash("/b"), load("/a"))
		if _, _, ok := c.Lookup([]byte("/b"), 0); ok {
			t.Error("the fast loop sends another page")
		}
		w := httptest.NewRecorder()
		c.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/b", nil))
		if !strings.HasPrefix(w.Body.String(), "/b") {
			t.Error("another page was sent")
		}
	})
	t.Run("a late reader of the old page does not bring it back", func(t *testing.T) {
		old := load("/c")
		log.head++
		anew := load("/c")
		if _, _, err := c.in(old, Brotli); err != nil {
			t.Fatal(err)
		}
		if e := c.find("/c"); e != anew || e == old {
			t.Error("the old page is back")
		}
	})
}
