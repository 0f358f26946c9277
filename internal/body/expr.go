package body

import (
	"strings"
)

// term is one step of a content expression: the nodes that may stand there
// (a bit for each row of the table) and how many of them.
type term struct {
	nodes uint64
	min   int
	many  bool
}

// parseExpression reads the part of ProseMirror's content expressions that the
// schema uses: a sequence of names of nodes or groups, or of alternatives in
// parentheses, each followed by *, + or nothing. No step may begin with what
// the step before it repeats, so that reading from left to right is enough;
// a test holds the table to that.
func parseExpression(expression string, nodes []nodeSpec) []term {
	var terms []term
	for expression = strings.TrimSpace(expression); expression != ""; expression = strings.TrimSpace(expression) {
		var names string
		if rest, ok := strings.CutPrefix(expression, "("); ok {
			names, expression, _ = strings.Cut(rest, ")")
		} else {
			end := strings.IndexAny(expression+" ", " *+")
			names, expression = expression[:end], expression[end:]
		}
		t := term{nodes: nodesNamed(names, nodes), min: 1}
		switch {
		case strings.HasPrefix(expression, "*"):
			t.min, t.many, expression = 0, true, expression[1:]
		case strings.HasPrefix(expression, "+"):
			t.many, expression = true, expression[1:]
		}
		terms = append(terms, t)
	}
	return terms
}

// nodesNamed returns the bits of the nodes that alternatives ("a | b") name,
// by their own name or by their group.
func nodesNamed(alternatives string, nodes []nodeSpec) (bits uint64) {
	for name := range strings.SplitSeq(alternatives, "|") {
		name = strings.TrimSpace(name)
		for i, n := range nodes {
			if string(n.name) == name || n.group == name {
				bits |= 1 << i
			}
		}
	}
	return bits
}

// mismatch returns the index of the first child that the expression does not
// allow, len(children) where more is needed, and -1 where all is well.
func mismatch(terms []term, children []Node) int {
	i := 0
	for _, t := range terms {
		n := 0
		for i < len(children) && (t.many || n == 0) && t.nodes&(1<<schema.nodes[children[i].Type].index) != 0 {
			i, n = i+1, n+1
		}
		if n < t.min {
			return i
		}
	}
	if i < len(children) {
		return i
	}
	return -1
}

func markSet(names string) map[MarkType]bool {
	set := make(map[MarkType]bool)
	for name := range strings.FieldsSeq(names) {
		set[MarkType(name)] = true
	}
	return set
}
