// Package locale gives the interface its languages: the words that a reader
// or an editor sees, and dates, times, numbers and lists as their language
// and region write them.
//
// The words stand in messages/, one file a language, made for translators to
// edit. A file named after a region ("en-001", the English of the world
// outside America; "es-419", Latin America) holds only what differs there. A
// tag is read through the same chain as CLDR reads it: en-AU, en-001, en.
//
// A message is text with named arguments in braces; "{{" and "}}" stand for
// braces themselves. A message that depends on a number is a table with one
// form for each plural category of the language, in which {n} is the number:
//
//	[story]
//	published = "Published {time}"
//	comments.one = "{n} comment"
//	comments.other = "{n} comments"
//
// Arguments are given in pairs of name and value:
//
//	l.T("story.published", "time", l.DateTime(t))
//	l.N("story.comments", 114)
//
// Text is plain: escaping is the template's business. Arguments that are
// written in the other direction than the language are put between Unicode
// isolates, so that a Latin name cannot disorder an Arabic sentence.
//
// [Catalogue.Check] finds what is missing, [Catalogue.CheckUses] what the
// program asks for and the catalogue does not have. The choice of data is
// explained in docs/decisions/0002-locale.md.
package locale
