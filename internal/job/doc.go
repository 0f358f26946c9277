// Package job does what must happen: durable work that is a row in the
// database, and periodic work that stands in a table a person can read.
//
// It owns the tables job and periodic. A job is enqueued in the transaction
// that makes it necessary ([Queue.Enqueue]) and is run, at or after its time,
// by one node, again and again with growing pauses until it succeeds or has
// failed [MaxAttempts] times; then it stays, given up, with its last error. A
// job may run twice (a node died between the work and its record), so handlers
// must bear that.
//
// Running jobs are leased and the lease is renewed while they run, so that a
// node that dies loses its jobs within [lease]. Periodic tasks are run by the
// one node that leads.
package job
