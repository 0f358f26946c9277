// Package report writes what was measured, with the machine and the moment it
// was measured on: to the terminal, and as a section at the end of a file.
package report
