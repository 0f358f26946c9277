// Package load asks a server for pages, from another processor than the
// server's, by wrk (HTTP/1.1) and h2load (HTTP/2, or HTTP/1.1 at a given
// pace), and reads what they report.
package load
