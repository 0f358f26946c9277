package app

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dateline.news/internal/delivery"
	"dateline.news/internal/delivery/fast"
)

// numbers are what the operator can watch.
type numbers struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  prometheus.Histogram
	givenUp  *prometheus.CounterVec
}

func newNumbers() *numbers {
	n := &numbers{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_http_requests_total", Help: "Requests answered, by status."}, []string{"status"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "dateline_http_request_seconds", Help: "Time from a request's header to the end of its answer.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5}}),
		givenUp: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_jobs_given_up_total", Help: "Jobs that failed for the last time, by kind."}, []string{"kind"}),
	}
	n.registry.MustRegister(n.requests, n.seconds, n.givenUp, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return n
}

// watch adds the page cache's numbers.
func (n *numbers) watch(pages *delivery.Cache) {
	counter := func(name, help string, value func(delivery.Stats) uint64) {
		n.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "dateline_pages_" + name, Help: help},
			func() float64 { return float64(value(pages.Stats())) }))
	}
	counter("hits_total", "Pages answered from the cache.", func(s delivery.Stats) uint64 { return s.Hits })
	counter("misses_total", "Answers that waited for a render.", func(s delivery.Stats) uint64 { return s.Misses })
	counter("stale_total", "Answers with an older page, under overload or while renders fail.", func(s delivery.Stats) uint64 { return s.Stale })
	counter("renders_total", "Pages made.", func(s delivery.Stats) uint64 { return s.Renders })
	counter("failures_total", "Renders that failed.", func(s delivery.Stats) uint64 { return s.Failures })
	counter("evictions_total", "Pages dropped for want of room.", func(s delivery.Stats) uint64 { return s.Evictions })
	counter("storms_total", "Times that storm mode began.", func(s delivery.Stats) uint64 { return s.Storms })
	n.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "dateline_pages_bytes", Help: "Bytes that the kept pages weigh."},
		func() float64 { return float64(pages.Stats().Bytes) }))
}

// watchFast adds the numbers of the fast path, whose answers no handler sees.
func (n *numbers) watchFast(front *fast.Listener) {
	n.registry.MustRegister(
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "dateline_fast_answers_total", Help: "Pages answered straight from the socket."},
			func() float64 { return float64(front.Stats().Answered) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "dateline_fast_handed_over_total", Help: "Connections given to net/http."},
			func() float64 { return float64(front.Stats().HandedOver) }))
}

func (n *numbers) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		n.requests.WithLabelValues(strconv.Itoa(seen.status)).Inc()
		n.seconds.Observe(time.Since(began).Seconds())
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// serveNumbers answers Prometheus, on a listener of its own that readers do
// not reach.
func (a *App) serveNumbers(ctx context.Context) error {
	l, err := net.Listen("tcp", a.config.MetricsListen)
	if err != nil {
		return fmt.Errorf("listen for metrics: %w", err)
	}
	a.log.InfoContext(ctx, "metrics", "address", "http://"+l.Addr().String()+"/metrics")
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.numbers.registry, promhttp.HandlerOpts{}))
	return a.serveUntil(ctx, a.server(mux), l)
}
