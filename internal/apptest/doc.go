// Package apptest opens whole publications for tests, as main opens them, with
// a clock that stands until it is moved, and asks them for pages without a
// network. It is for tests only.
package apptest
