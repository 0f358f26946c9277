// Package demo plants the demo newspaper, The Ellery Tide, into an empty
// publication. It writes through the same rooms as any importer would and has
// no way around them, so what it shows is what they do.
//
// The paper is text: the files in paper, with TOML between two lines of +++
// and a small part of Markdown below. Everything in them is read and checked
// before anything is stored, and a mistake is an error that names the file and
// the line. The pictures are engraved by package drawing.
//
// Days are written relative to the newest one ("D-12 07:15"), which is the day
// that the paper's words are true of; on a machine whose clock is behind that
// day the paper moves back by whole weeks, so that nothing lies in the future.
// Nothing is ever scheduled. Days that are written as dates stay where they are.
package demo
