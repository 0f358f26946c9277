package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestUntil_LooksAgainUntilThePageShowsIt(t *testing.T) {
	t.Parallel()
	var looks atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		switch looks.Add(1) {
		case 1:
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte("New headline")) // on an error page it does not count
		case 2:
			_, _ = w.Write([]byte("Old headline"))
		default:
			_, _ = w.Write([]byte("New headline"))
		}
	}))
	defer site.Close()
	h := &house{origin: site.URL}
	if err := h.until(t.Context(), site.Client(), "/", "New headline"); err != nil {
		t.Fatal(err)
	}
	if n := looks.Load(); n != 3 {
		t.Errorf("it was seen at the look number %d, not the third", n)
	}
}

func TestUntil_SaysWhenThePageCannotBeReached(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(nil)
	site.Close()
	h := &house{origin: site.URL}
	if err := h.until(t.Context(), http.DefaultClient, "/", "x"); err == nil {
		t.Error("a site that is down shows everything")
	}
}

func TestPages_AreTheRowsOfTheReport(t *testing.T) {
	t.Parallel()
	h := &house{routes: []route{{"front", "/"}, {"tag", "/tags/x"}}}
	if got, want := strings.Join(h.pages(), ", "), "(the call returns), story, front, tag, everywhere"; got != want {
		t.Errorf("the pages are %s; want %s", got, want)
	}
	if got := strings.Join(h.paths(), " "); got != "/ /tags/x" {
		t.Errorf("the load asks for %s", got)
	}
}

func TestMillis(t *testing.T) {
	t.Parallel()
	if got := millis([]time.Duration{1500 * time.Microsecond, 20 * time.Millisecond}, 50); got != "1.5" {
		t.Errorf("got %s", got)
	}
}

func TestVerdict_TellsWhenThePaceWasNotKept(t *testing.T) {
	t.Parallel()
	if got := verdict(990, 1000); got != "" {
		t.Errorf("a pace that was kept:%s", got)
	}
	if got := verdict(500, 1000); !strings.Contains(got, "500 of 1000") {
		t.Errorf("a pace that was not kept:%s", got)
	}
}
