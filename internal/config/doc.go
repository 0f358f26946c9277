// Package config holds every setting of the program in one struct, and knows
// all about each: its key in the file, its environment variable, its flag, its
// default, and a sentence for the operator. The table in settings.go is the
// only place where a setting is defined; help, errors and the three sources
// are made from it.
//
// A setting takes its value from the last of these that gives one: the
// default, the file (TOML), the environment, the command line. Nothing is
// ignored: an unknown key or DATELINE_ variable, a value that does not fit and
// a combination that cannot work are refused, all at once, each with where it
// stands and what to do instead.
//
// Secrets never appear when a Config is printed or logged.
package config
