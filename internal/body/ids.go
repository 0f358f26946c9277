package body

import "fmt"

// maxIDAttempts bounds how often a source of ids may repeat itself.
const maxIDAttempts = 1000

// WithIDs returns the body with an id on every block that has none, in
// document order, taken from next. Ids that the body has already are skipped;
// the same body and the same source make the same ids. It is an error when
// next makes ids that the schema refuses, or a thousand in a row that are taken.
func (d Doc) WithIDs(next func() string) (Doc, error) {
	taken := make(map[string]bool)
	for n := range d.All() {
		if id := n.ID(); id != "" {
			taken[id] = true
		}
	}
	blocks, err := withIDs(d.blocks, next, taken)
	if err != nil {
		return Doc{}, err
	}
	return New(blocks...)
}

func withIDs(nodes []Node, next func() string, taken map[string]bool) ([]Node, error) {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		if schema.nodes[n.Type].group == "block" && n.ID() == "" {
			id, err := freshID(next, taken)
			if err != nil {
				return nil, err
			}
			n = n.WithID(id)
		}
		if len(n.Content) > 0 {
			content, err := withIDs(n.Content, next, taken)
			if err != nil {
				return nil, err
			}
			n.Content = content
		}
		out[i] = n
	}
	return out, nil
}

func freshID(next func() string, taken map[string]bool) (string, error) {
	for range maxIDAttempts {
		if id := next(); id != "" && !taken[id] {
			taken[id] = true
			return id, nil
		}
	}
	return "", fmt.Errorf("fill in block ids: the source gave nothing new %d times", maxIDAttempts)
}
