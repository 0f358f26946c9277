package app

import (
	"context"
	"net/http"
	"time"

	"dateline.news/internal/change"
	"dateline.news/internal/delivery"
	"dateline.news/internal/site"
	"dateline.news/internal/web"
)

// openPages opens the page cache between the site and its readers.
func (a *App) openPages(context.Context, Options) (err error) {
	var fixed []delivery.Field
	for _, f := range a.fixedHeaders() {
		fixed = append(fixed, delivery.Field(f))
	}
	a.pages, err = delivery.New(delivery.Options{
		Render: a.site.Render, Positions: a.Changes, Params: site.Params(), Fixed: fixed, Bytes: a.config.CacheSize, Now: a.now,
		Purge: a.purger != nil,
		Fail:  a.site.Fail,
		Failed: func(target string, err error) {
			a.log.Error("a page could not be made", "address", target, "error", err)
		},
		Stormy: func(on bool) {
			a.log.Warn("storm mode: renders have to queue", "on", on)
		},
	})
	if err != nil {
		return err
	}
	a.closers = append(a.closers, func() error { a.pages.Close(); return nil })
	a.Changes.Hear(func([]change.Entry) { a.pages.Moved() })
	a.numbers.watch(a.pages)
	return nil
}

func (a *App) fixedHeaders() []web.Field { return web.Fixed(a.secured()) }

// handler puts around the faces what every answer has in common. Health is
// asked for under any name.
func (a *App) handler() http.Handler {
	faces := a.site.Handler(a.pages, func(h http.Handler) http.Handler {
		return web.Headers(a.fixedHeaders(), h)
	})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", a.healthy)
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("/", web.Hosts(a.config.Hosts, web.Limit(a.config.Limits.BodyBytes, faces)))
	return a.numbers.count(a.behind(mux))
}

// healthy says that the process is alive.
func (a *App) healthy(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte("ok\n"))
}

// ready says that readers can be served: the database answers.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, stop := context.WithTimeout(r.Context(), 2*time.Second)
	defer stop()
	if err := a.DB.Ping(ctx); err != nil {
		a.log.WarnContext(ctx, "not ready: the database does not answer", "error", err)
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}
