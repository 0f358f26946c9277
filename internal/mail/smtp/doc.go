// Package smtp hands messages to a mail server.
//
// Each Send is one connection, opened, used and closed within a time limit;
// what is still under way ends with its context. A reply of the 500s to the
// message itself is permanent. Everything else may pass: a reply of the 400s,
// a lost connection, and also a refused password or certificate, because the
// operator will mend it and the letter is not to blame.
package smtp
