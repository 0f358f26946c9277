package web

import (
	"errors"
	"net/http"

	"dateline.news/internal/news"
)

// Status is the HTTP status of an error. What is neither an error of the
// house's own kinds nor a body above its [Limit] is a fault of ours.
func Status(err error) int {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	switch news.KindOf(err) {
	case news.Invalid:
		return http.StatusBadRequest
	case news.NotFound:
		return http.StatusNotFound
	case news.Gone:
		return http.StatusGone
	case news.Conflict:
		return http.StatusConflict
	case news.Forbidden:
		return http.StatusForbidden
	case news.SignedOut:
		return http.StatusUnauthorized
	case news.TooMany:
		return http.StatusTooManyRequests
	case news.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}
