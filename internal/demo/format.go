package demo

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// fence stands on a line of its own before and after the TOML of a file.
const fence = "+++\n"

// passage is a piece of text and where it stands.
type passage struct {
	file string
	line int // of the first line of text
	text string
}

// errorf says what is wrong in the n-th line of the passage, counted from 0.
func (p passage) errorf(n int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", p.file, p.line+n, fmt.Errorf(format, args...))
}

// splitFile takes a file apart into its TOML and the text below it.
func splitFile(file, text string) (head, rest passage, err error) {
	text, ok := strings.CutPrefix(text, fence)
	if !ok {
		return head, rest, fmt.Errorf("%s:1: the file must begin with a line of +++", file)
	}
	above, below, ok := strings.Cut(text, "\n"+fence)
	if !ok {
		return head, rest, fmt.Errorf("%s:1: no second line of +++ ends what the first began", file)
	}
	above += "\n"
	head = passage{file, 2, above}
	return head, passage{file, head.line + strings.Count(above, "\n") + 1, below}, nil
}

// decode reads TOML. A key that nothing is made of is an error, because it is
// a key written wrongly.
func (p passage) decode(to any) error {
	meta, err := toml.Decode(p.text, to)
	if at, ok := errors.AsType[toml.ParseError](err); ok {
		return p.errorf(at.Position.Line-1, "%s: %s", at.LastKey, at.Message)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.file, err)
	}
	if strange := meta.Undecoded(); len(strange) > 0 {
		return p.errorf(p.lineOf(strange[0]), "there is no key %s", strange[0])
	}
	return nil
}

// lineOf is the first line on which a key is set, counted from 0. The decoder
// does not tell.
func (p passage) lineOf(key toml.Key) int {
	last := key[len(key)-1]
	for n, line := range strings.Split(p.text, "\n") {
		if before, _, ok := strings.Cut(line, "="); ok && strings.HasSuffix(strings.TrimSpace(before), last) {
			return n
		}
		if strings.Trim(line, "[]") == key.String() {
			return n
		}
	}
	return 0
}

// within is a text that the passage's TOML holds, with the place where it stands.
func (p passage) within(text string) passage {
	before, _, found := strings.Cut(p.text, text)
	if !found {
		before = ""
	}
	return passage{p.file, p.line + strings.Count(before, "\n"), text}
}
