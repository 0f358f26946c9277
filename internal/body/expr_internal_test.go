package body

import (
	"slices"
	"testing"
)

// Reading from left to right is enough only if no step of an expression may
// begin with what the step before it repeats.
func TestSchema_ExpressionsNeedNoLookingAhead(t *testing.T) {
	t.Parallel()
	for _, n := range nodeTable {
		for i, term := range n.terms {
			if term.nodes == 0 {
				t.Errorf("%s: %q names something that is not there", n.name, n.content)
			}
			if i > 0 && n.terms[i-1].many && n.terms[i-1].nodes&term.nodes != 0 {
				t.Errorf("%s: %q cannot be read from left to right", n.name, n.content)
			}
		}
	}
}

// ProseMirror refuses a schema in which something must stand that it could
// not make by itself, because all that may stand there needs attributes.
func TestSchema_EditorsCanMakeWhatMustBeThere(t *testing.T) {
	t.Parallel()
	needsAttrs := func(n nodeSpec) bool {
		return n.name == NodeText || slices.ContainsFunc(n.attrs, func(s attrSpec) bool { return s.fallback == nil })
	}
	for _, n := range nodeTable {
		for _, term := range n.terms {
			makeable := slices.ContainsFunc(nodeTable, func(m nodeSpec) bool { return term.nodes&(1<<m.index) != 0 && !needsAttrs(m) })
			if term.min > 0 && !makeable {
				t.Errorf("%s: %q cannot be filled", n.name, n.content)
			}
		}
	}
}

func TestSchema_MarksThatAreNamedExist(t *testing.T) {
	t.Parallel()
	for _, n := range nodeTable {
		for m := range n.markSet {
			if m != "_" && schema.marks[m] == nil {
				t.Errorf("%s allows %q, which is no mark", n.name, m)
			}
		}
	}
}

func TestSchema_DefaultsAreValid(t *testing.T) {
	t.Parallel()
	check := func(owner string, specs []attrSpec) {
		for _, s := range specs {
			if got, err := s.accept(s.fallback); s.fallback != nil && (err != nil || got != s.fallback) {
				t.Errorf("%s.%s: its default is not accepted: %v", owner, s.name, err)
			}
		}
	}
	for _, n := range nodeTable {
		check(string(n.name), n.attrs)
	}
	for _, m := range markTable {
		check(string(m.name), m.attrs)
	}
}
