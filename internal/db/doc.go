// Package db is the house's way to its database: SQLite by default,
// PostgreSQL by a connection string, and one body of SQL for both.
//
// SQL is written in the subset that the two share, with numbered parameters
// ($1, $2 …), each number at least once. Every query begins with a comment
// that names its caller, /* story.ByPath */, so that a slow-query log leads to
// code; a query without one is refused. The package checks that as many
// arguments are given as the text asks for, because some drivers silently
// ignore or misplace them.
//
// Writes happen in transactions only: [DB.Write] for what a person waits for,
// [DB.WriteBatch] for machines. SQLite has one writer; the package lets people
// go first. PostgreSQL has many; transactions are serializable there, so that what
// is right on one database is right on the other, and one that lost a race is
// run again. So the function given to Write must have no effect outside of its
// transaction that a second run does not undo, other than through
// [Tx.AfterCommit].
//
// Moments are stored as whole milliseconds since the Unix epoch, UTC, in
// BIGINT columns; the zero time is NULL. See [ScanTime] and [ScanJSON].
//
// The drivers are chosen by the sub-packages sqlite and postgres, which only
// the composition root and tests import.
package db
