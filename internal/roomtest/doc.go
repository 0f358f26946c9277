// Package roomtest builds the rooms of a publication without its faces, with a
// clock that the test moves, on every database that Dateline supports; and it
// has samples of valid things. It is for tests only.
package roomtest
