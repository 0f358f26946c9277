// Package cdn tells a CDN in front which of the pages it holds are out of
// date.
//
// It owns the table purge_cursor, a position in the change log. Whoever writes
// to the log knows nothing of the CDN: a [Purger] follows the log, and one
// transaction moves the cursor and adds the jobs that tell the CDN, so that
// nothing is lost and nothing skipped wherever a node is killed, and several
// nodes share the work. The jobs are retried by the queue, with its pauses.
//
// Every key is told twice. An answer that was on its way when its page changed
// reaches the CDN after the first purge; by the second, no render from before
// the change can still be under way.
//
// A CDN that has never been told anything, or not for longer than the change
// log remembers, is told to drop everything.
package cdn
