// Package htmlcheck asserts what a page says, by meaning: which element says
// what, and not how the markup around it happens to be written.
//
//	page.Is(t, htmlcheck.In("article h1", htmlcheck.HasText("Ferry to run again")))
//
// Only tests use it.
package htmlcheck
