// Package intake brings foreign material into the publication. What a format
// says is understood by a package of interchange; intake decides what becomes
// of it here: which edition and section, whose name is whose, what is kept as
// a captured figure and never mixed with our own, and what the newsroom must
// be told because the source did not know it.
package intake
