// Package eml writes messages as the bytes that travel (RFC 5322 and MIME),
// and reads such bytes back into text.
package eml
