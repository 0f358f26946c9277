package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"golang.org/x/sync/errgroup"

	"dateline.news/internal/delivery"
	"dateline.news/internal/delivery/fast"
	"dateline.news/internal/web"
)

// Run serves readers on l and does the work behind the scenes, until ctx ends
// or something fails that nothing can go on without. It returns when all that
// it started has ended; requests under way get the shutdown grace.
func (a *App) Run(ctx context.Context, l net.Listener) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.serve(ctx, l) })
	g.Go(func() error { return a.keepWarm(ctx) })
	g.Go(func() error { return a.Changes.Follow(ctx) })
	g.Go(func() error { return a.Jobs.Run(ctx) })
	g.Go(func() error { return a.Jobs.RunPeriodic(ctx, a.periodic()) })
	if a.purger != nil {
		g.Go(func() error { return a.purger.Follow(ctx) })
	}
	if a.config.MetricsListen != "" {
		g.Go(func() error { return a.serveNumbers(ctx) })
	}
	return g.Wait()
}

// serve answers readers: kept pages straight from the socket, everything else
// by net/http.
func (a *App) serve(ctx context.Context, l net.Listener) error {
	l, err := a.secure(ctx, a.proxied(l))
	if err != nil {
		return errors.Join(err, l.Close())
	}
	server := a.server(a.Handler())
	if a.config.PlainHTTP {
		return a.serveUntil(ctx, server, l)
	}
	front := fast.NewListener(l, kept{a.pages}, a.fastOptions())
	a.numbers.watchFast(front)
	return a.serveUntil(ctx, server, front, front.Shutdown)
}

// kept lets the fast path look into the page cache.
type kept struct{ pages *delivery.Cache }

func (k kept) Lookup(target []byte, accepts fast.Encodings) (head, body []byte, ok bool) {
	return k.pages.Lookup(target, delivery.Encodings(accepts))
}

func (a *App) fastOptions() fast.Options {
	answers := web.Answers(a.config.Hosts)
	limits := a.config.Limits
	return fast.Options{
		Host:          func(host []byte) bool { return answers(string(host)) },
		IgnoreCookies: true, // every reader gets the same bytes
		Harmless:      fromProxies,
		HeaderTimeout: limits.ReadTimeout, IdleTimeout: limits.IdleTimeout, WriteTimeout: limits.WriteTimeout,
	}
}

// fromProxies are what proxies add, on which no page depends.
var fromProxies = map[string]string{
	"X-Forwarded-For": "", "X-Forwarded-Proto": "", "X-Forwarded-Host": "", "X-Forwarded-Port": "", "X-Real-Ip": "", "Forwarded": "", "Via": "",
}

// server is a server with the limits that the operator set.
func (a *App) server(h http.Handler) *http.Server {
	limits := a.config.Limits
	return &http.Server{
		Handler:           h,
		MaxHeaderBytes:    int(limits.HeaderBytes),
		ReadHeaderTimeout: limits.ReadTimeout,
		ReadTimeout:       limits.WriteTimeout,
		WriteTimeout:      limits.WriteTimeout,
		IdleTimeout:       limits.IdleTimeout,
		ErrorLog:          slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
	}
}

// serveUntil serves until ctx ends, then lets what is under way finish: first
// in what stands in front of the server, if anything does.
func (a *App) serveUntil(ctx context.Context, server *http.Server, l net.Listener, inFront ...func(context.Context) error) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), a.config.Limits.ShutdownGrace)
	defer stop()
	var errs []error
	for _, shutdown := range append(inFront, server.Shutdown) {
		errs = append(errs, shutdown(grace))
	}
	err := errors.Join(errs...)
	if errors.Is(err, context.DeadlineExceeded) {
		a.log.Warn("some requests did not finish in time and were cut off", "grace", a.config.Limits.ShutdownGrace)
		err = server.Close()
	}
	<-failed // http.ErrServerClosed
	return err
}
