// Package mailbox is a Sender that sends nothing: it keeps each message as an
// .eml file in a directory, where people and mail programs can read it.
//
// A message is written to a temporary file, flushed, and renamed, so that what
// is listed is whole and survives a crash. The mailbox keeps the newest 1,000
// messages and forgets the older ones.
package mailbox
