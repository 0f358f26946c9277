// Package session is what the programs of bench have in common: their flags, a
// directory for everything that they make, servers that are stopped whatever
// happens, and where the results go.
package session
