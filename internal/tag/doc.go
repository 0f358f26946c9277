// Package tag keeps subjects, places and organisations, with their other names.
//
// It owns the tables tag and tag_alias; which stories bear a tag is kept by
// package membership and changed by package story through [Service.Place].
package tag
