package body

import (
	"fmt"
	"slices"
	"strings"
)

// Attr is one attribute: its name and its value, which is a string, an int64
// or a bool, as the schema says.
type Attr struct {
	Name  string
	Value any
}

// Attrs are the attributes of a node or mark. In a Doc they stand in the
// order of the schema, and those that have their default value are left out.
type Attrs []Attr

// get returns the value that is written down, or nil.
func (a Attrs) get(name string) any {
	for i := range a {
		if a[i].Name == name {
			return a[i].Value
		}
	}
	return nil
}

// or returns the value that is written down, or the default of the table.
func (a Attrs) or(name string, specs []attrSpec) any {
	if v := a.get(name); v != nil {
		return v
	}
	for i := range specs {
		if specs[i].name == name {
			return specs[i].fallback
		}
	}
	return nil
}

type valueKind string // ProseMirror's names, for its "validate"

const (
	stringValue  valueKind = "string"
	numberValue  valueKind = "number"
	booleanValue valueKind = "boolean"
)

// attrSpec is one attribute of the schema. A nil fallback means that the
// attribute must be given.
type attrSpec struct {
	name     string
	kind     valueKind
	fallback any
	min, max int64    // of a number
	oneOf    []string // of a choice
	rule     func(string) (string, error)
}

// maxAttr is the most bytes that one attribute may have.
const maxAttr = 10_000

// maxIdentity is the largest number that JavaScript holds exactly.
const maxIdentity = 1<<53 - 1

func line(name string) attrSpec {
	return attrSpec{name: name, kind: stringValue, fallback: ""}
}

func choice(name string, options ...string) attrSpec {
	return attrSpec{name: name, kind: stringValue, fallback: options[0], oneOf: options}
}

func whole(name string, fallback, least, most int64) attrSpec {
	return attrSpec{name: name, kind: numberValue, fallback: fallback, min: least, max: most}
}

// identity is the number of a thing; 0 is none.
func identity(name string) attrSpec { return whole(name, 0, 0, maxIdentity) }

func flag(name string) attrSpec {
	return attrSpec{name: name, kind: booleanValue, fallback: false}
}

func (s attrSpec) required() attrSpec {
	s.fallback, s.min = nil, max(s.min, 1)
	return s
}

// with adds a rule, which returns the value in its canonical form.
func (s attrSpec) with(rule func(string) (string, error)) attrSpec {
	s.rule = rule
	return s
}

// accept returns the value in its canonical form. The error says what is
// wrong without saying where.
func (s attrSpec) accept(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		if s.fallback == nil {
			return nil, fmt.Errorf("must be given")
		}
		return s.fallback, nil
	case string:
		if s.kind == stringValue {
			return s.acceptString(v)
		}
	case int64:
		if s.kind == numberValue {
			if v < s.min || v > s.max {
				return nil, fmt.Errorf("must be from %d to %d, not %d", s.min, s.max, v)
			}
			return v, nil
		}
	case bool:
		if s.kind == booleanValue {
			return v, nil
		}
	}
	return nil, fmt.Errorf("must be a %s", s.kind)
}

func (s attrSpec) acceptString(v string) (any, error) {
	if len(v) > maxAttr {
		return nil, fmt.Errorf("is longer than %d bytes", maxAttr)
	}
	if err := checkText(v); err != nil {
		return nil, err
	}
	if s.oneOf != nil && !slices.Contains(s.oneOf, v) {
		return nil, fmt.Errorf("must be one of %s, not %q", strings.Join(s.oneOf, ", "), v)
	}
	if v == "" && s.fallback == nil {
		return nil, fmt.Errorf("must not be empty")
	}
	if v == "" || s.rule == nil {
		return v, nil
	}
	return s.rule(v)
}
