// Package people keeps the human beings of the news: who writes, and who is
// quoted, in what role, where and when. Writers need no account.
//
// It owns the tables person, person_alias, byline and quote. Bylines and
// quotes are set by package story, inside its own transactions; a name that
// belongs to a person shows that person's present name everywhere.
package people
