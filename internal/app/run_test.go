package app_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
)

// heard is a listener that says when the first bytes of a request have come.
type heard struct {
	net.Listener
	once  *sync.Once
	bytes chan struct{}
}

func (h heard) Accept() (net.Conn, error) {
	c, err := h.Listener.Accept()
	return heardConn{c, h}, err
}

type heardConn struct {
	net.Conn
	h heard
}

func (c heardConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if n > 0 {
		c.h.once.Do(func() { close(c.h.bytes) })
	}
	return n, err
}

// occupy holds every connection of the database that a reader could use, until
// release is called.
func occupy(t *testing.T, d *db.DB) (release func()) {
	t.Helper()
	const more = 64 // than any pool holds
	hold, began := make(chan struct{}), make(chan struct{}, more)
	var all sync.WaitGroup
	for range more {
		all.Go(func() {
			err := d.Read(context.WithoutCancel(t.Context()), func(*db.Tx) error {
				began <- struct{}{}
				<-hold
				return nil
			})
			if err != nil {
				t.Errorf("hold a connection: %v", err)
			}
		})
	}
	for range max(4, 2*runtime.GOMAXPROCS(0)) { // the readers of db/sqlite
		<-began
	}
	return func() { close(hold); all.Wait() }
}

// A request that was under way when the program was told to stop is answered.
func TestRun_FinishesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at)
	h.Page(t, "/")
	listening := heard{l, &sync.Once{}, make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx, listening) }()
	release := occupy(t, h.DB)
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /corrections HTTP/1.1\r\nHost: "+l.Addr().String()+"\r\n\r\n")
	must(t, err)
	<-listening.bytes
	stop()
	select {
	case err := <-ended:
		t.Fatalf("the program stopped with a request under way: %v", err)
	case <-time.After(50 * time.Millisecond): // nothing can be waited for: it must not happen
	}
	release()
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	if response.StatusCode != http.StatusOK || !strings.Contains(string(text), "</html>") {
		t.Errorf("answered %d: %s", response.StatusCode, text)
	}
	stopped(t, ended)
}

// stopped wants the program to stop soon and well. One that is told to stop
// before all of it has begun may say so; main takes that for a good end.
func stopped(t *testing.T, ended <-chan error) {
	t.Helper()
	if err := within(t, ended); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// within is what comes out of a channel soon.
func within(t *testing.T, ended <-chan error) error {
	t.Helper()
	select {
	case err := <-ended:
		return err
	case <-time.After(soon):
		t.Fatal("the program does not stop")
		return nil
	}
}

func TestRun_CutsOffWhatDoesNotFinish(t *testing.T) {
	t.Parallel()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at, apptest.With(func(c *config.Config) { c.Limits.ShutdownGrace = 10 * time.Millisecond }))
	h.Page(t, "/")
	listening := heard{l, &sync.Once{}, make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx, listening) }()
	release := occupy(t, h.DB)
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /corrections HTTP/1.1\r\nHost: "+l.Addr().String()+"\r\n\r\n")
	must(t, err)
	<-listening.bytes
	stop()
	if _, err := io.ReadAll(conn); err == nil {
		t.Log("the connection was closed in good order")
	}
	release()
	stopped(t, ended)
	if log := h.Log.String(); !strings.Contains(log, "cut off") {
		t.Errorf("the log does not say it:\n%s", log)
	}
}

func TestRun_FailsWithItsListener(t *testing.T) {
	t.Parallel()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at)
	must(t, l.Close())
	ended := make(chan error, 1)
	go func() { ended <- h.Run(t.Context(), l) }()
	if err := within(t, ended); err == nil || !strings.Contains(err.Error(), l.Addr().String()) {
		t.Errorf("%v", err)
	}
}

var metricsAt = regexp.MustCompile(`address=(http://\S+/metrics)`)

// The numbers are on a listener of their own, and readers do not reach them.
func TestMetrics_AreApartFromReaders(t *testing.T) {
	t.Parallel()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at, apptest.With(func(c *config.Config) { c.MetricsListen = "127.0.0.1:0" }))
	h.Serve(t, l)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	var address []string
	for began := time.Now(); address == nil; time.Sleep(2 * time.Millisecond) {
		if address = metricsAt.FindStringSubmatch(h.Log.String()); time.Since(began) > soon {
			t.Fatalf("the log does not say where the numbers are:\n%s", h.Log)
		}
	}
	get := func(url string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		must(t, err)
		response, err := client.Do(r)
		must(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		must(t, err)
		return response.StatusCode, string(text)
	}
	if status, _ := get(h.Config.PublicURL + "/nothing-here"); status != http.StatusNotFound {
		t.Errorf("/nothing-here answers %d", status)
	}
	if status, _ := get(h.Config.PublicURL + "/metrics"); status != http.StatusNotFound {
		t.Errorf("readers get the numbers: %d", status)
	}
	status, text := get(address[1])
	for _, want := range []string{`dateline_http_requests_total{status="404"} 2`, "dateline_http_request_seconds_count 2", "go_goroutines"} {
		if status != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("the numbers (%d) lack %s", status, want)
		}
	}
}

// Limits hold against clients that send too much before they ask anything.
func TestServer_RefusesHugeHeaders(t *testing.T) {
	t.Parallel()
	l, at := apptest.Listener(t)
	h := apptest.Founded(t, at, apptest.With(func(c *config.Config) { c.Limits.HeaderBytes = 8 << 10 }))
	h.Serve(t, l)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.Config.PublicURL+"/", nil)
	must(t, err)
	r.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	must(t, err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("answers %d", response.StatusCode)
	}
}
