// Package proc starts the servers that are measured and the programs that
// measure them, each on a processor of its own, and stops what it started: by
// its id, nothing else. It knows what processor time a server has used, with
// all its children, from /proc (Linux; proc(5)).
package proc
