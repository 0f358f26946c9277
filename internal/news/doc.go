// Package news is the vocabulary that the whole house shares: the identities
// of things, who is acting, the kinds of errors, the names of changes, and a
// few small read-only shapes.
//
// It imports the standard library only, knows no database and no HTTP, and
// holds no behaviour beyond what its words mean. A type belongs here when two
// capabilities that may not import each other must speak of the same thing.
package news
