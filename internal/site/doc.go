// Package site is the face that readers see.
//
// Every address of an edition is answered by a view: a function from a visit
// (the request, the edition, its language) to a page (a template and the typed
// value it is executed with) or to a redirect. Views compose what several
// capabilities know; they write no response and hold no SQL. The one table of
// routes is in routes.go, the one place that turns errors into pages in
// answer.go. A page is the same bytes for every reader.
package site
