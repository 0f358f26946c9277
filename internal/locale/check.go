package locale

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dateline.news/internal/locale/cldr"
)

// Check compares every language with the English that it is translated from.
// It reports, as one joined error with a line for each: messages that are
// missing or too many, plural forms that the language does not have or lacks,
// arguments that differ, and regional files that change nothing.
func (c *Catalogue) Check() error {
	var errs []error
	for _, tag := range slices.Sorted(maps.Keys(c.files)) {
		if err := c.checkFile(tag); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (c *Catalogue) checkFile(tag string) error {
	parsed, err := language.Parse(tag)
	if err != nil {
		return fmt.Errorf("%s.toml: not named after a language: %w", tag, err)
	}
	formats, err := c.data.Locale(parsed)
	if err != nil {
		return fmt.Errorf("%s.toml: %w", tag, err)
	}
	chain := c.data.Chain(parsed)
	if chain[0] != tag {
		return fmt.Errorf("%s.toml is never read: that region is written as %s", tag, chain[0])
	}
	k := checker{file: tag, plurals: formats.Plurals()}
	if len(chain) > 1 {
		k.regional(c.files[tag], c.messages(language.Make(chain[1])))
	} else {
		k.complete(c.files[tag], c.files[reference])
	}
	return errors.Join(k.errs...)
}

// checker collects what is wrong with one file.
type checker struct {
	file    string
	plurals cldr.Plurals
	errs    []error
}

func (k *checker) report(id, format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf("%s.toml: %s: %s", k.file, id, fmt.Sprintf(format, args...)))
}

// complete demands every message of the reference, and no other.
func (k *checker) complete(own, reference map[string]*message) {
	for _, id := range slices.Sorted(maps.Keys(reference)) {
		if _, ok := own[id]; !ok {
			k.report(id, "is missing")
		}
	}
	k.each(own, reference)
}

// regional demands that each message says something else than its parent.
func (k *checker) regional(own, parent map[string]*message) {
	k.each(own, parent)
	for _, id := range slices.Sorted(maps.Keys(own)) {
		if p, ok := parent[id]; ok && own[id].equal(p) {
			k.report(id, "says the same as the file that it changes")
		}
	}
}

func (k *checker) each(own, reference map[string]*message) {
	for _, id := range slices.Sorted(maps.Keys(own)) {
		model, ok := reference[id]
		switch {
		case !ok:
			k.report(id, "is not a message of the file that it follows")
		case model.plural != own[id].plural:
			k.report(id, "has plural forms in one file and none in the other")
		default:
			k.message(id, own[id], model.forms[cldr.Other].args())
		}
	}
}

// message checks the forms of a message against the arguments it must have.
func (k *checker) message(id string, m *message, args []string) {
	for _, category := range cldr.Categories {
		form := m.forms[category]
		wanted := category == cldr.Other || m.plural && k.plurals.Has(category)
		switch {
		case wanted && form == nil:
			k.report(id, "the form %q is missing or empty", category)
		case !wanted && form != nil:
			k.report(id, "the language has no form %q", category)
		case form != nil:
			k.args(id, category, form, args)
		}
	}
	for _, form := range m.forms {
		if text := form.String(); text != strings.TrimSpace(text) {
			k.report(id, "begins or ends with a space: %q", text)
		}
	}
}

func (k *checker) args(id string, category cldr.Category, form pattern, want []string) {
	got := form.args()
	if slices.Equal(got, want) {
		return
	}
	// A form for one number alone may say the number in words: "one comment".
	withN := slices.Sorted(slices.Values(append(slices.Clone(got), "n")))
	if k.oneNumber(category) && slices.Equal(withN, want) {
		return
	}
	k.report(id, "the form %q has the arguments %v instead of %v", category, got, want)
}

// oneNumber reports whether a plural form is for at most one number of those
// that are usual.
func (k *checker) oneNumber(category cldr.Category) bool {
	count := 0
	for n := range int64(1000) {
		if k.plurals.Of(n) == category {
			count++
		}
	}
	return count <= 1
}

func (m *message) equal(other *message) bool {
	for i := range m.forms {
		if !slices.Equal(m.forms[i], other.forms[i]) {
			return false
		}
	}
	return m.plural == other.plural
}
