package body

import (
	"iter"
	"slices"

	"dateline.news/internal/news"
)

// Doc is the body of a story. The zero Doc is an empty body.
type Doc struct {
	blocks []Node
}

// Node is one node of the tree. What a Doc hands out must not be changed.
type Node struct {
	Type    NodeType
	Attrs   Attrs
	Marks   []Mark // of inline nodes, outermost first
	Content []Node
	Text    string // of text nodes
}

// Mark is something said about a run of text: that it is a link, or strong.
type Mark struct {
	Type  MarkType
	Attrs Attrs
}

// Blocks returns the blocks of the story, in order.
func (d Doc) Blocks() []Node { return d.blocks }

// IsZero reports whether the body is empty.
func (d Doc) IsZero() bool { return len(d.blocks) == 0 }

// Equal reports whether two bodies are the same.
func (d Doc) Equal(other Doc) bool { return slices.EqualFunc(d.blocks, other.blocks, Node.equal) }

// All goes through every node, parents before their children.
func (d Doc) All() iter.Seq[Node] {
	return func(yield func(Node) bool) { walk(d.blocks, yield) }
}

func walk(nodes []Node, yield func(Node) bool) bool {
	for _, n := range nodes {
		if !yield(n) || !walk(n.Content, yield) {
			return false
		}
	}
	return true
}

// Pictures lists the pictures that the body shows, each once, in order.
func (d Doc) Pictures() []news.PictureID {
	var ids []news.PictureID
	seen := make(map[news.PictureID]bool)
	for n := range d.All() {
		if id := news.PictureID(n.Int("pictureId")); n.Type == NodePicture && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// Str returns a text attribute, or its default.
func (n Node) Str(name string) string {
	s, _ := n.attr(name).(string)
	return s
}

// Int returns a numeric attribute, or its default.
func (n Node) Int(name string) int64 {
	i, _ := n.attr(name).(int64)
	return i
}

// ID returns the stable id of a block, or "".
func (n Node) ID() string {
	id, _ := n.Attrs.get("id").(string)
	return id
}

func (n Node) attr(name string) any {
	if spec := schema.nodes[n.Type]; spec != nil {
		return n.Attrs.or(name, spec.attrs)
	}
	return n.Attrs.get(name)
}

// Mark returns the mark of the given type that the node carries, if it does.
func (n Node) Mark(t MarkType) (Mark, bool) {
	i := slices.IndexFunc(n.Marks, func(m Mark) bool { return m.Type == t })
	if i < 0 {
		return Mark{}, false
	}
	return n.Marks[i], true
}

func (n Node) equal(m Node) bool {
	return n.Type == m.Type && n.Text == m.Text && slices.Equal(n.Attrs, m.Attrs) &&
		sameMarks(n.Marks, m.Marks) && slices.EqualFunc(n.Content, m.Content, Node.equal)
}

// Str returns a text attribute of the mark, or its default.
func (m Mark) Str(name string) string {
	var specs []attrSpec
	if spec := schema.marks[m.Type]; spec != nil {
		specs = spec.attrs
	}
	s, _ := m.Attrs.or(name, specs).(string)
	return s
}

func (m Mark) equal(o Mark) bool { return m.Type == o.Type && slices.Equal(m.Attrs, o.Attrs) }

func sameMarks(a, b []Mark) bool { return slices.EqualFunc(a, b, Mark.equal) }
