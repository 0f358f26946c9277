package locale

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Use is a place of the program that asks for a message.
type Use struct {
	ID     string
	Where  string   // file and line, for the report
	Plural bool     // it is asked for with N
	Args   []string // names of the arguments given, without n
}

// CheckUses reports, joined in one error, the uses of ids that are not in the
// catalogue, of T for N and the reverse, and of other arguments than the
// message has.
func (c *Catalogue) CheckUses(uses []Use) error {
	var errs []error
	for _, u := range uses {
		if err := c.checkUse(u); err != nil {
			errs = append(errs, fmt.Errorf("%s: message %s: %w", u.Where, u.ID, err))
		}
	}
	return errors.Join(errs...)
}

func (c *Catalogue) checkUse(u Use) error {
	m, ok := c.files[reference][u.ID]
	switch {
	case !ok:
		return errors.New("is not in the catalogue")
	case m.plural && !u.Plural:
		return errors.New("has plurals and needs a number")
	case !m.plural && u.Plural:
		return errors.New("has no plurals")
	}
	want := make(map[string]bool)
	for _, form := range m.forms {
		for _, name := range form.args() {
			want[name] = true
		}
	}
	given := make(map[string]bool)
	for _, name := range u.Args {
		given[name] = true
	}
	if u.Plural {
		delete(want, "n")
	}
	if !maps.Equal(want, given) {
		return fmt.Errorf("takes the arguments %v, is given %v", slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(given)))
	}
	return nil
}

// Unused lists the ids of the catalogue that none of the uses asks for.
func (c *Catalogue) Unused(uses []Use) []string {
	used := make(map[string]bool)
	for _, u := range uses {
		used[u.ID] = true
	}
	var unused []string
	for _, id := range slices.Sorted(maps.Keys(c.files[reference])) {
		if !used[id] {
			unused = append(unused, id)
		}
	}
	return unused
}

// IDs lists the ids of the catalogue, sorted.
func (c *Catalogue) IDs() []string { return slices.Sorted(maps.Keys(c.files[reference])) }
