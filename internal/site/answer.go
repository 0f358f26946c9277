package site

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"

	"dateline.news/internal/delivery"
	"dateline.news/internal/locale"
	"dateline.news/internal/news"
	"dateline.news/internal/web"
)

// answer is what a view returns: a page, or where to go instead.
type answer struct {
	status   int // 200 if 0
	template string
	data     any
	location string // of a redirect
}

// page answers with a template's page.
func page(template string, data any) (answer, error) {
	return answer{template: template, data: data}, nil
}

// movedTo answers that the address has changed for good.
func movedTo(location string) (answer, error) {
	return answer{status: http.StatusMovedPermanently, location: location}, nil
}

var errNotSetUp = news.Errorf(news.Unavailable, "this publication has no edition yet")

// Render makes the page at a canonical address, for the page cache. What a
// reader has asked for in vain is a page too; an error is a fault of ours.
func (s *Site) Render(ctx context.Context, r *http.Request, mode delivery.Mode) (delivery.Page, error) {
	v, err := s.visit(r.WithContext(ctx))
	if err != nil {
		return delivery.Page{}, err
	}
	v.form = formOf(mode)
	a, err := s.route(v)
	if err != nil {
		status := web.Status(err)
		if status >= http.StatusInternalServerError {
			return delivery.Page{}, err
		}
		a = s.errorPage(v, status)
		v.keys = nil // whatever may come to stand here has a key that is not known yet
	}
	return s.deliver(v, a)
}

// deliver turns an answer into what the page cache keeps.
func (s *Site) deliver(v *visit, a answer) (delivery.Page, error) {
	p := delivery.Page{Status: max(a.status, http.StatusOK), Header: http.Header{}, Keys: v.keys, Until: v.expires}
	if a.location != "" {
		p.Header.Set("Location", onward(v, a.location))
		return p, nil
	}
	if s.dev {
		p.Keys = nil // the theme may have changed the next time
	}
	html, err := s.write(v, a)
	if err != nil {
		return delivery.Page{}, err
	}
	if policy := s.policy(v); len(policy.Media)+len(policy.Styles) > 0 {
		p.Header.Set(web.PolicyHeader, policy.String())
	}
	p.Header.Set("Content-Type", "text/html; charset=utf-8")
	p.Header.Set("Content-Language", v.l.Lang())
	p.Body = html
	return p, nil
}

// write makes the bytes of a page in the form that was asked for.
func (s *Site) write(v *visit, a answer) ([]byte, error) {
	if v.form == full {
		html, err := s.templates.Render(a.template, a.data)
		if err != nil {
			return nil, err
		}
		return html.Bytes(), nil
	}
	html, err := s.templates.RenderIn(liteFrame, a.template, a.data)
	if err != nil {
		return nil, err
	}
	if v.form == lite {
		return keepLite(html.Bytes()), nil
	}
	return html.Bytes(), nil
}

// direct makes a handler of what writes its own response when all is well.
func (s *Site) direct(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			s.Fail(w, r, err)
		}
	})
}

// private makes a handler of a view whose pages are not for everybody.
func (s *Site) private(f view) http.Handler {
	return s.direct(func(w http.ResponseWriter, r *http.Request) error {
		v, err := s.visit(r)
		if err != nil {
			return err
		}
		a, err := f(r.Context(), v)
		if err != nil {
			return err
		}
		html, err := s.templates.Render(a.template, a.data)
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "private, no-store")
		send(w, http.StatusOK, html)
		return nil
	})
}

func send(w http.ResponseWriter, status int, html *bytes.Buffer) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(html.Len()))
	w.WriteHeader(status)
	_, _ = html.WriteTo(w) // the reader may have gone
}

// Fail shows a reader that a page could not be made. What is no fault of ours
// is shown with a way on; what is, is logged whole and shown as nothing but an
// apology.
func (s *Site) Fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the reader has gone
	}
	status := web.Status(err)
	if status == http.StatusInternalServerError {
		s.log.ErrorContext(r.Context(), "a page could not be made", "path", r.URL.Path, "error", err)
	}
	w.Header().Set("Cache-Control", "no-cache")
	v, visitErr := s.visit(r)
	if visitErr != nil {
		http.Error(w, plainApology, status)
		return
	}
	a := s.errorPage(v, status)
	html, renderErr := s.templates.Render(a.template, a.data)
	if renderErr != nil {
		s.log.ErrorContext(r.Context(), "the page for an error could not be made", "error", renderErr)
		http.Error(w, plainApology, status)
		return
	}
	send(w, status, html)
}

// plainApology is for when not even the page for an error can be made.
const plainApology = "This page cannot be shown at the moment. Please try again in a minute."

// ErrorPage is the page for what went wrong.
type ErrorPage struct {
	Frame
	Status  int
	Heading string
	Text    string
}

func (s *Site) errorPage(v *visit, status int) answer {
	heading, text := errorWords(v.l, status)
	f := s.frame(v, heading)
	f.hide()
	return answer{status: status, template: "error/page.html", data: ErrorPage{Frame: f, Status: status, Heading: heading, Text: text}}
}

func errorWords(l *locale.Locale, status int) (heading, text string) {
	switch {
	case status == http.StatusGone:
		return l.T("error.gone"), l.T("error.gone-text")
	case status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests:
		return l.T("error.busy"), l.T("error.busy-text")
	case status >= http.StatusInternalServerError:
		return l.T("error.failed"), l.T("error.failed-text")
	}
	return l.T("error.not-found"), l.T("error.not-found-text")
}
