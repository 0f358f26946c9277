package site

import (
	"context"
	"net/http"

	"dateline.news/internal/news"
)

// route is a pattern of net/http within an edition, and its view.
type route struct {
	pattern string
	view    view
}

// routes is every address that an edition has. What is not here is a section
// or an ordinary page, an old address that leads elsewhere, or nothing.
func (s *Site) routes() []route {
	return []route{
		{"/{$}", s.showFront},
		{"/{year}/{month}/{day}/{slug}", s.showStory},
		{"/topics", s.addSlash},
		{"/topics/{$}", s.listTopics},
		{"/topics/{slug}", s.showTopic},
		{"/tags/{slug}", s.showTag},
		{"/people/{slug}", s.showPerson},
		{"/archive", s.addSlash},
		{"/archive/{$}", s.listMonths},
		{"/archive/{year}/{month}", s.showMonth},
		{"/archive/{year}/{month}/{day}", s.showDay},
		{"/corrections", s.listCorrections},
		{"/standards", s.showStandards},
		{"/standards/{day}", s.showStandards},
		{"/radio", s.addSlash},
		{"/radio/{$}", s.showRadio},
		{"/{name}/{$}", s.showSection},
		{"/{name}", s.showPage},
		{"/", s.followRedirect},
	}
}

// Params are the parameters of an address that pages depend on.
func Params() []string { return []string{"before", "after", "said"} }

// Handler is the whole site. Pages are answered by the page cache, which asks
// Render for those that it does not have; everything else is put into wrap.
func (s *Site) Handler(pages http.Handler, wrap func(http.Handler) http.Handler) http.Handler {
	root := http.NewServeMux()
	root.Handle("GET /assets/", wrap(http.HandlerFunc(s.sendAsset)))
	root.Handle("GET /media/{name}", wrap(s.direct(s.sendPicture)))
	root.Handle("GET /s/{code}", wrap(s.direct(s.followShortLink)))
	root.Handle("GET /now", wrap(http.HandlerFunc(s.tellTime)))
	if s.Mailbox != nil {
		root.Handle("GET /mailbox", wrap(s.private(s.listMail)))
		root.Handle("GET /mailbox/{id}", wrap(s.private(s.showMail)))
	}
	root.Handle("GET /", pages)
	return root
}

// newRouter makes the matcher of addresses within an edition. Its handlers
// note the view's answer in the visit and write nothing.
func (s *Site) newRouter() *http.ServeMux {
	router := http.NewServeMux()
	for _, r := range s.routes() {
		router.HandleFunc("GET "+r.pattern, func(_ http.ResponseWriter, r2 *http.Request) {
			v := r2.Context().Value(visitKey{}).(*visit)
			v.Request = r2
			v.answer, v.err = r.view(r2.Context(), v)
			v.answered = true
		})
	}
	return router
}

type visitKey struct{}

// route has the visit's address answered by its view.
func (s *Site) route(v *visit) (answer, error) {
	if v.URL.Path == v.edition.Prefix {
		return movedTo(s.home(v.edition))
	}
	inner := v.Clone(context.WithValue(v.Context(), visitKey{}, v))
	inner.URL.Path, inner.URL.RawPath = v.path, ""
	var cleaned redirect
	s.router.ServeHTTP(&cleaned, inner)
	switch {
	case v.answered:
		return v.answer, v.err
	case cleaned.to != "":
		return movedTo(s.url(v.edition, cleaned.to))
	}
	return answer{}, news.Errorf(news.NotFound, "there is nothing at %s", v.path)
}

// redirect is what the router writes by itself: to a cleaned address.
type redirect struct {
	header http.Header
	to     string
}

func (r *redirect) Header() http.Header {
	if r.header == nil {
		r.header = http.Header{}
	}
	return r.header
}

func (r *redirect) Write(b []byte) (int, error) { return len(b), nil }

func (r *redirect) WriteHeader(int) { r.to = r.header.Get("Location") }
