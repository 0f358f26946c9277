package apptest

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/config"
	"dateline.news/internal/demo"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/intake"
)

// Origin is where a publication under test is known to stand.
const Origin = "http://paper.test"

// Start is the moment at which the clock of a house begins: an evening on
// which the demo has been printed.
var Start = time.Date(2026, time.November, 22, 20, 0, 0, 0, time.UTC)

// House is a whole publication, opened as main opens it.
type House struct {
	*app.App
	Handler http.Handler
	Clock   *Clock
	Log     *Log
	Config  config.Config
}

// Option changes what is opened.
type Option func(*config.Config, *app.Options)

// With changes the configuration.
func With(change func(*config.Config)) Option {
	return func(c *config.Config, _ *app.Options) { change(c) }
}

// ShowMailbox shows the mailbox to readers, as the demo does.
func ShowMailbox() Option {
	return func(_ *config.Config, o *app.Options) { o.ShowMailbox = true }
}

// At has the house go by another clock, nil being the machine's.
func At(now func() time.Time) Option {
	return func(_ *config.Config, o *app.Options) { o.Now = now }
}

// Empty opens a publication in a data directory of its own, without anything
// in it, and closes it when the test has ended.
func Empty(t testing.TB, options ...Option) *House {
	t.Helper()
	h := &House{Clock: &Clock{now: Start}, Log: &Log{}, Config: config.Defaults()}
	h.Config.Data, h.Config.PublicURL, h.Config.Listen = t.TempDir(), Origin, "127.0.0.1:0"
	o := app.Options{Now: h.Clock.Now, Volatile: true}
	for _, option := range options {
		option(&h.Config, &o)
	}
	a, err := app.Open(t.Context(), h.Log.Logger(), h.Config, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close the publication: %v", err)
		}
	})
	h.App, h.Handler = a, a.Handler()
	return h
}

// Founded is Empty with what a new publication is given on its first start.
func Founded(t testing.TB, options ...Option) *House {
	t.Helper()
	h := Empty(t, options...)
	if err := h.Found(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// Demo is Empty with the demo newspaper planted, as it stands at the house's
// time.
func Demo(t testing.TB, options ...Option) *House {
	t.Helper()
	h := Empty(t, options...)
	newsroom := demo.Newsroom{
		DB: h.DB, Publication: h.Publication, Stories: h.Stories, Topics: h.Topics, Tags: h.Tags,
		People: h.People, Media: h.Media, Discussion: h.Discussion,
	}
	if err := demo.Plant(t.Context(), newsroom, h.DB.Now()); err != nil {
		t.Fatal(err)
	}
	return h
}

// Intake brings foreign material into the house.
func (h *House) Intake() intake.Rooms {
	return intake.Rooms{
		DB: h.DB, Publication: h.Publication, Stories: h.Stories, Topics: h.Topics, Tags: h.Tags, People: h.People, Media: h.Media,
	}
}

// Answer is what the house answered.
type Answer struct {
	*httptest.ResponseRecorder
	Path string
}

// Get asks for an address as a reader's browser does, without compression.
func (h *House) Get(t testing.TB, path string) Answer { return h.Ask(t, http.MethodGet, path) }

// Ask asks for an address with any method.
func (h *House) Ask(t testing.TB, method, path string) Answer {
	t.Helper()
	return h.Do(httptest.NewRequestWithContext(t.Context(), method, Origin+path, nil))
}

// Do sends a request.
func (h *House) Do(r *http.Request) Answer {
	w := httptest.NewRecorder()
	h.Handler.ServeHTTP(w, r)
	return Answer{w, r.URL.RequestURI()}
}

// Page asks for a page that must be there.
func (h *House) Page(t testing.TB, path string) htmlcheck.Page {
	t.Helper()
	return h.Get(t, path).Page(t, http.StatusOK)
}

// Page parses an answer, which must have the given status.
func (a Answer) Page(t testing.TB, status int) htmlcheck.Page {
	t.Helper()
	if a.Code != status {
		t.Fatalf("%s answers %d, not %d", a.Path, a.Code, status)
	}
	return htmlcheck.Parse(t, strings.NewReader(a.Body.String()))
}

// LeadsTo wants a redirect of a status to an address.
func (a Answer) LeadsTo(t testing.TB, status int, location string) {
	t.Helper()
	if got := a.Header().Get("Location"); a.Code != status || got != location {
		t.Errorf("%s answers %d and leads to %q; want %d to %q", a.Path, a.Code, got, status, location)
	}
}

// Work does the jobs of the house until the condition holds; a condition that
// never does ends the test.
func (h *House) Work(t testing.TB, until func() bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- h.Jobs.Run(ctx) }()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.Now().Add(20 * time.Second)
	for !until() && time.Now().Before(deadline) {
		<-tick.C
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("the jobs ended: %v", err)
	}
	if !until() {
		t.Fatalf("what was waited for did not happen; the log:\n%s", h.Log)
	}
}

// Clock is a clock that stands until it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now tells the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Log keeps what the house logs.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Logger writes into the log.
func (l *Log) Logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

// Write adds a line; it is what a handler of slog needs.
func (l *Log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

// String is all that was logged so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// Listener takes a free port of loopback, for a publication that a browser
// visits, and returns it with the option that tells the publication its own
// address.
func Listener(t testing.TB) (net.Listener, Option) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // whoever serves on it has closed it
	return l, With(func(c *config.Config) { c.PublicURL = "http://" + l.Addr().String() })
}

// Serve runs the house on a listener, with all its work behind the scenes,
// until the test has ended.
func (h *House) Serve(t testing.TB, l net.Listener) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan error, 1)
	go func() { done <- h.Run(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("the publication stopped: %v", err)
		}
	})
}
