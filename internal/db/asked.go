package db

import (
	"cmp"
	"slices"
)

// Asked is a statement that a database was asked to run.
type Asked struct {
	Caller string // from its leading comment
	Text   string // in the database's own words
	Params int
}

// Statements lists every statement that was run since the database was
// opened, each once, in the order of their callers. It is for tests that look
// at how they would be run.
func (d *DB) Statements() []Asked {
	var all []Asked
	d.statements.Range(func(_, s any) bool {
		st := s.(statement)
		all = append(all, Asked{Caller: st.caller, Text: st.text, Params: st.params})
		return true
	})
	slices.SortFunc(all, func(a, b Asked) int { return cmp.Or(cmp.Compare(a.Caller, b.Caller), cmp.Compare(a.Text, b.Text)) })
	return all
}
