// Package publication holds what one installation is: its name and look, its
// language editions with their sections, menus and ordinary pages, which parts
// are switched on, and where old addresses lead.
//
// It owns the tables setting, edition, section, page and redirect. All of it
// but the texts of pages and the redirects is kept in memory as one unchanging
// [Publication], replaced when it changes.
//
// Everything that stands directly under the root of an edition shares one set
// of names: sections, pages, other editions' prefixes and the program's own
// addresses. The package refuses what would clash and says with what.
package publication
