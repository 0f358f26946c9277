// Package cldr writes dates, times, numbers and lists as the Unicode Common
// Locale Data Repository has them, for every region of the languages in
// cldr.json, and knows their plural rules.
//
// The data is generated (see generate.go) from the JSON edition of CLDR and
// keeps only what a publication writes. Each locale holds its differences
// from its parent, so that "en-AU" is read through "en-001" and "en". The
// formats are those of UTS #35, https://unicode.org/reports/tr35/.
//
// Everything is compiled when a [Locale] is made. A Locale does not change
// afterwards and may be used by many goroutines.
package cldr

//go:generate go run generate.go $CLDR
