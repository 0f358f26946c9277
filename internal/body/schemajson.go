package body

import (
	"strconv"
	"strings"
)

// SchemaJSON prints the schema in the shape that ProseMirror's Schema takes
// (https://prosemirror.net/docs/ref/#model.SchemaSpec): topNode, nodes and
// marks, in order, with group, content, marks, attrs (default, validate) and,
// for prosemirror-tables, tableRole. Beyond that shape, attrs carry oneOf, min
// and max, which ProseMirror ignores.
func SchemaJSON() []byte {
	b := []byte(`{"topNode":"doc","nodes":{`)
	for i, n := range nodeTable {
		b = appendComma(b, i)
		b = append(appendString(b, string(n.name)), ':')
		b = appendNodeSpec(b, n)
	}
	b = append(b, `},"marks":{`...)
	for i, m := range markTable {
		b = appendComma(b, i)
		b = append(appendString(b, string(m.name)), ':')
		b = appendMarkSpec(b, m)
	}
	return append(b, "}}"...)
}

func appendNodeSpec(b []byte, n nodeSpec) []byte {
	o := object{b: append(b, '{')}
	o.text("group", n.group)
	o.text("content", n.content)
	if n.content != "" {
		o.always("marks", n.marks)
	}
	o.text("tableRole", n.role)
	if n.inline() {
		o.raw("inline", "true")
	}
	o.attrs(n.attrs)
	return append(o.b, '}')
}

func appendMarkSpec(b []byte, m markSpec) []byte {
	o := object{b: append(b, '{')}
	names := make([]string, len(m.excludes))
	for i, name := range m.excludes {
		names[i] = string(name)
	}
	o.text("excludes", strings.Join(names, " "))
	o.attrs(m.attrs)
	return append(o.b, '}')
}

// object writes the fields of one JSON object in the order they come.
type object struct {
	b      []byte
	fields int
}

func (o *object) name(name string) {
	o.b = appendComma(o.b, o.fields)
	o.b = append(appendString(o.b, name), ':')
	o.fields++
}

func (o *object) raw(name, value string) {
	o.name(name)
	o.b = append(o.b, value...)
}

func (o *object) always(name, value string) {
	o.name(name)
	o.b = appendString(o.b, value)
}

func (o *object) text(name, value string) {
	if value != "" {
		o.always(name, value)
	}
}

func (o *object) attrs(specs []attrSpec) {
	if len(specs) == 0 {
		return
	}
	o.name("attrs")
	inner := object{b: append(o.b, '{')}
	for _, s := range specs {
		inner.name(s.name)
		inner.b = appendAttrSpec(inner.b, s)
	}
	o.b = append(inner.b, '}')
}

func appendAttrSpec(b []byte, s attrSpec) []byte {
	o := object{b: append(b, '{')}
	if s.fallback != nil {
		o.name("default")
		o.b = appendValue(o.b, s.fallback)
	}
	o.always("validate", string(s.kind))
	if s.kind == numberValue {
		o.raw("min", strconv.FormatInt(s.min, 10))
		o.raw("max", strconv.FormatInt(s.max, 10))
	}
	if s.oneOf != nil {
		o.name("oneOf")
		o.b = append(o.b, '[')
		for i, option := range s.oneOf {
			o.b = appendComma(o.b, i)
			o.b = appendString(o.b, option)
		}
		o.b = append(o.b, ']')
	}
	return append(o.b, '}')
}
