package body

import (
	"fmt"
	"slices"
	"strings"

	"dateline.news/internal/news"
)

// New makes a body of blocks. It checks them against the schema and brings
// them into their canonical form: attributes and marks in the order of the
// schema, defaults left out, neighbouring texts with the same marks joined.
func New(blocks ...Node) (Doc, error) {
	c := checker{ids: make(map[string]bool)}
	root, err := c.node(Node{Type: NodeDoc, Content: blocks}, nil, 0)
	if err != nil {
		return Doc{}, err
	}
	return Doc{blocks: root.Content}, nil
}

// MustNew is New for bodies that are written down in the program. It panics
// where New returns an error.
func MustNew(blocks ...Node) Doc {
	d, err := New(blocks...)
	if err != nil {
		panic("body: " + err.Error())
	}
	return d
}

// place is where in the tree we are, written out only when there is something
// to say about it.
type place struct {
	up    *place
	field string
	index int
}

func (p *place) at(field string, index int) *place { return &place{up: p, field: field, index: index} }

func (p *place) String() string {
	if p == nil {
		return ""
	}
	step := p.field
	if p.index >= 0 {
		step = fmt.Sprintf("%s[%d]", p.field, p.index)
	}
	if p.up == nil {
		return step
	}
	return p.up.String() + "." + step
}

// invalid says what is wrong at a place.
func (p *place) invalid(format string, args ...any) error {
	sentence := fmt.Sprintf(format, args...)
	if p == nil {
		return news.Errorf(news.Invalid, "the body: %s", sentence)
	}
	return news.Errorf(news.Invalid, "%s: %s", p, sentence)
}

// checker counts what is bounded in all, and remembers what must be unique.
type checker struct {
	nodes, text int
	ids         map[string]bool
}

// node returns the node in its canonical form.
func (c *checker) node(n Node, at *place, depth int) (Node, error) {
	spec := schema.nodes[n.Type]
	if spec == nil {
		return Node{}, at.invalid("there is no node called %q", n.Type)
	}
	if err := c.count(n, at, depth); err != nil {
		return Node{}, err
	}
	attrs, err := c.attrs(n.Attrs, spec.attrs, at)
	if err != nil {
		return Node{}, err
	}
	out := Node{Type: n.Type, Attrs: attrs, Text: n.Text}
	if spec.check != nil {
		if wrong := spec.check(attrs); wrong != "" {
			return Node{}, at.invalid("%s", wrong)
		}
	}
	if err := c.unique(out.ID(), at); err != nil {
		return Node{}, err
	}
	if err := checkOwnText(n, at); err != nil {
		return Node{}, err
	}
	if out.Marks, err = c.marks(n.Marks, at); err != nil {
		return Node{}, err
	}
	out.Content, err = c.content(spec, n.Content, at, depth)
	return out, err
}

func (c *checker) count(n Node, at *place, depth int) error {
	c.nodes++
	c.text += len(n.Text)
	switch {
	case depth > MaxDepth:
		return at.invalid("nodes are nested more than %d deep", MaxDepth)
	case c.nodes > MaxNodes+1: // the doc itself does not count
		return at.invalid("the body has more than %d nodes", MaxNodes)
	case c.text > MaxText:
		return at.invalid("the body has more than %d bytes of text", MaxText)
	}
	return nil
}

func (c *checker) unique(id string, at *place) error {
	if id == "" {
		return nil
	}
	if c.ids[id] {
		return at.at("id", -1).invalid("%q is used twice", id)
	}
	c.ids[id] = true
	return nil
}

func checkOwnText(n Node, at *place) error {
	if n.Type != NodeText {
		if n.Text != "" {
			return at.invalid("a %s has no text of its own", n.Type)
		}
		return nil
	}
	if n.Text == "" {
		return at.invalid("a text must not be empty")
	}
	if err := checkText(n.Text); err != nil {
		return at.at("text", -1).invalid("%v", err)
	}
	return nil
}

// content checks the children one by one, then their order, and joins texts.
func (c *checker) content(spec *nodeSpec, children []Node, at *place, depth int) ([]Node, error) {
	var out []Node
	for i, child := range children {
		here := at.at("content", i)
		child, err := c.node(child, here, depth+1)
		if err != nil {
			return nil, err
		}
		if err := marksAllowed(spec, child, here); err != nil {
			return nil, err
		}
		out = append(out, child)
	}
	switch i := mismatch(spec.terms, out); {
	case i < 0:
		return joinTexts(out), nil
	case i == len(out):
		return nil, at.invalid("a %s must hold %s; something is missing at the end", spec.name, spec.content)
	case len(spec.terms) == 0:
		return nil, at.invalid("a %s holds nothing, least of all a %s", spec.name, out[i].Type)
	default:
		return nil, at.at("content", i).invalid("a %s cannot stand here: a %s holds %s", out[i].Type, spec.name, spec.content)
	}
}

// joinTexts makes one text of neighbouring ones with the same marks, in place.
func joinTexts(nodes []Node) []Node {
	out := nodes[:0]
	for i := 0; i < len(nodes); {
		first, end := nodes[i], i+1
		for end < len(nodes) && first.Type == NodeText && nodes[end].Type == NodeText && sameMarks(first.Marks, nodes[end].Marks) {
			end++
		}
		if end > i+1 {
			first.Text = inlineText(nodes[i:end])
		}
		out = append(out, first)
		i = end
	}
	return out
}

func marksAllowed(parent *nodeSpec, child Node, at *place) error {
	for i, m := range child.Marks {
		if !schema.nodes[child.Type].inline() {
			return at.at("marks", i).invalid("a %s carries no marks", child.Type)
		}
		if !parent.allows(m.Type) {
			return at.at("marks", i).invalid("%s is not allowed inside a %s", m.Type, parent.name)
		}
	}
	return nil
}

// marks returns marks in the order of the schema.
func (c *checker) marks(marks []Mark, at *place) ([]Mark, error) {
	if len(marks) == 0 {
		return nil, nil
	}
	out := make([]Mark, 0, len(marks))
	for i, m := range marks {
		here := at.at("marks", i)
		spec := schema.marks[m.Type]
		if spec == nil {
			return nil, here.invalid("there is no mark called %q", m.Type)
		}
		for _, other := range out {
			if other.Type == m.Type || slices.Contains(spec.excludes, other.Type) {
				return nil, here.invalid("%s cannot stand beside %s", m.Type, other.Type)
			}
		}
		attrs, err := c.attrs(m.Attrs, spec.attrs, here)
		if err != nil {
			return nil, err
		}
		out = append(out, Mark{Type: m.Type, Attrs: attrs})
	}
	slices.SortFunc(out, func(a, b Mark) int { return schema.marks[a.Type].rank - schema.marks[b.Type].rank })
	return out, nil
}

// attrs returns attributes in the order of the schema, without those that
// have their default value.
func (c *checker) attrs(given Attrs, specs []attrSpec, at *place) (Attrs, error) {
	for i, a := range given {
		if !slices.ContainsFunc(specs, func(s attrSpec) bool { return s.name == a.Name }) {
			return nil, at.at(a.Name, -1).invalid("there is no such attribute here; there are: %s", namesOf(specs))
		}
		if slices.ContainsFunc(given[:i], func(b Attr) bool { return a.Name == b.Name }) {
			return nil, at.at(a.Name, -1).invalid("the attribute is given twice")
		}
	}
	var out Attrs
	for _, spec := range specs {
		value, err := spec.accept(given.get(spec.name))
		if err != nil {
			return nil, at.at(spec.name, -1).invalid("%v", err)
		}
		if s, ok := value.(string); ok {
			c.text += len(s)
		}
		if value != spec.fallback {
			out = append(out, Attr{Name: spec.name, Value: value})
		}
	}
	return out, nil
}

func namesOf(specs []attrSpec) string {
	names := make([]string, len(specs))
	for i, s := range specs {
		names[i] = s.name
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
