// Package body is the text of a story: a tree of blocks (paragraphs, quotes,
// pictures, tables, corrections …) and everything that needs no more than the
// tree: checking it, writing it as JSON, HTML and plain text, counting its
// words, listing its quotes, and making it from foreign text or HTML.
//
// The tree is ProseMirror's document (https://prosemirror.net/docs/guide/#doc)
// under one schema, the table in schema.go. SchemaJSON prints that table for
// an editor, so that the page and the program can never disagree about it.
//
// The package promises:
//
//   - Every Doc has passed the schema. There is no way to hold one that has
//     not: Parse, New, FromText and FromHTML are the only makers. What renders
//     a Doc therefore does not check it again.
//   - A Doc is never changed. What seems to change one returns another.
//   - Two Docs that mean the same have the same JSON, byte for byte.
//   - HTML is safe by construction: the tree has no place for markup, every
//     address in it has been checked, every character of text is escaped.
//     FromHTML is the one door for foreign HTML, and builds nodes, never markup.
//   - Input, however hostile, makes an error of kind news.Invalid that names
//     the place ("content[3].marks[0].href: …"), and never a panic.
//
// It imports no database and no net/http.
package body
