package locale

import (
	"fmt"
	"slices"
	"strings"
)

// Part is a piece of a message: text, or the place of an argument.
type Part struct {
	Text string
	Arg  string // the name of the argument; empty for text
}

// pattern is a message, or one plural form of it, made ready.
type pattern []Part

// parsePattern reads text with {named} arguments.
func parsePattern(text string) (pattern, error) {
	var p pattern
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			p = append(p, Part{Text: literal.String()})
			literal.Reset()
		}
	}
	for rest := text; rest != ""; {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			literal.WriteString(rest)
			break
		}
		literal.WriteString(rest[:i])
		rest = rest[i:]
		if strings.HasPrefix(rest, "{{") || strings.HasPrefix(rest, "}}") {
			literal.WriteByte(rest[0])
			rest = rest[2:]
			continue
		}
		name, after, closed := strings.Cut(rest[1:], "}")
		if rest[0] == '}' || !closed || !isName(name) {
			return nil, fmt.Errorf("in %q a brace is neither doubled nor part of a {name}", text)
		}
		flush()
		p = append(p, Part{Arg: name})
		rest = after
	}
	flush()
	return p, nil
}

// isName holds for lower-case ASCII words, the names of arguments.
func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// args lists the names of the arguments, sorted, each once.
func (p pattern) args() []string {
	var names []string
	for _, part := range p {
		if part.Arg != "" {
			names = append(names, part.Arg)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// String writes the pattern as parsePattern reads it.
func (p pattern) String() string {
	var b strings.Builder
	for _, part := range p {
		if part.Arg != "" {
			b.WriteString("{" + part.Arg + "}")
			continue
		}
		b.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(part.Text))
	}
	return b.String()
}
