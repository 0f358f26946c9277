package body

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"dateline.news/internal/news"
)

// Parse reads a body from ProseMirror's JSON. It is strict: whatever the
// schema does not know (a node, an attribute, a mark, a field) is an error of
// kind news.Invalid that names the place. An attribute that is null has its
// default value.
func Parse(data []byte) (Doc, error) {
	if len(data) > MaxJSON {
		return Doc{}, news.Errorf(news.Invalid, "the body: its JSON is longer than %d bytes", MaxJSON)
	}
	r := reader{json.NewDecoder(bytes.NewReader(data))}
	r.UseNumber()
	root, err := r.node(nil, 0)
	if err != nil {
		return Doc{}, err
	}
	if _, err := r.Token(); !errors.Is(err, io.EOF) {
		return Doc{}, news.Errorf(news.Invalid, "the body: something follows after its end")
	}
	switch {
	case root.Type != NodeDoc:
		return Doc{}, news.Errorf(news.Invalid, "the body: the outermost node must be a %s, not %q", NodeDoc, root.Type)
	case len(root.Attrs) > 0 || len(root.Marks) > 0 || root.Text != "":
		return Doc{}, news.Errorf(news.Invalid, "the body: the %s has content and nothing else", NodeDoc)
	}
	return New(root.Content...)
}

// reader reads nodes token by token, so that each error knows its place and
// nesting is bounded while reading. It knows the shape of a tree and leaves
// the schema to New.
type reader struct{ *json.Decoder }

func (r reader) node(at *place, depth int) (n Node, err error) {
	if depth > MaxDepth {
		return Node{}, at.invalid("nodes are nested more than %d deep", MaxDepth)
	}
	err = r.object(at, func(field string, here *place) error {
		switch field {
		case "type":
			name, err := r.text(here)
			n.Type = NodeType(name)
			return err
		case "text":
			n.Text, err = r.text(here)
			return err
		case "attrs":
			n.Attrs, err = r.attrs(here, at)
			return err
		case "marks":
			return r.array(here, at, "marks", func(here *place) error {
				m, err := r.mark(here)
				n.Marks = append(n.Marks, m)
				return err
			})
		case "content":
			return r.array(here, at, "content", func(here *place) error {
				child, err := r.node(here, depth+1)
				n.Content = append(n.Content, child)
				return err
			})
		}
		return here.invalid("there is no such field; a node has type, attrs, content, marks and text")
	})
	return n, err
}

func (r reader) mark(at *place) (m Mark, err error) {
	err = r.object(at, func(field string, here *place) error {
		switch field {
		case "type":
			name, err := r.text(here)
			m.Type = MarkType(name)
			return err
		case "attrs":
			m.Attrs, err = r.attrs(here, at)
			return err
		}
		return here.invalid("there is no such field; a mark has type and attrs")
	})
	return m, err
}

// attrs reads an object of plain values. Errors in them are said of the owner,
// as the schema's are: "content[3].level".
func (r reader) attrs(at, owner *place) (attrs Attrs, err error) {
	err = r.object(at, func(name string, _ *place) error {
		value, err := r.plainValue(owner.at(name, -1))
		attrs = append(attrs, Attr{Name: name, Value: value})
		return err
	})
	return attrs, err
}

func (r reader) plainValue(at *place) (any, error) {
	token, err := r.token(at)
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Number:
		i, err := strconv.ParseInt(v.String(), 10, 64)
		if err != nil {
			return nil, at.invalid("%s is not a whole number that fits", v)
		}
		return i, nil
	case json.Delim:
		return nil, at.invalid("must be a plain value, not an object or a list")
	}
	return token, nil
}

// object reads an object field by field and refuses fields that come twice.
func (r reader) object(at *place, field func(name string, here *place) error) error {
	if err := r.delim('{', "an object", at); err != nil {
		return err
	}
	var seen [8]string // attributes have their own check in New
	for n := 0; r.More(); n++ {
		name, err := r.text(at)
		if err != nil {
			return err
		}
		here := at.at(name, -1)
		for _, s := range seen[:min(n, len(seen))] {
			if s == name {
				return here.invalid("the field is given twice")
			}
		}
		if n < len(seen) {
			seen[n] = name
		}
		if err := field(name, here); err != nil {
			return err
		}
	}
	return r.delim('}', "the end of an object", at)
}

func (r reader) array(at, owner *place, field string, element func(here *place) error) error {
	if err := r.delim('[', "a list", at); err != nil {
		return err
	}
	for i := 0; r.More(); i++ {
		if err := element(owner.at(field, i)); err != nil {
			return err
		}
	}
	return r.delim(']', "the end of a list", at)
}

func (r reader) text(at *place) (string, error) {
	token, err := r.token(at)
	if err != nil {
		return "", err
	}
	s, ok := token.(string)
	if !ok {
		return "", at.invalid("must be a string")
	}
	return s, nil
}

func (r reader) delim(want json.Delim, what string, at *place) error {
	token, err := r.token(at)
	if err != nil {
		return err
	}
	if token != want {
		return at.invalid("must be %s", what)
	}
	return nil
}

func (r reader) token(at *place) (json.Token, error) {
	token, err := r.Token()
	if errors.Is(err, io.EOF) {
		return nil, at.invalid("the JSON ends too early")
	}
	if err != nil {
		return nil, at.invalid("this is not JSON: %v", err)
	}
	return token, nil
}
