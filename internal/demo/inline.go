package demo

import (
	"fmt"
	"slices"
	"strings"

	"dateline.news/internal/body"
)

// inline reads **strong**, *em*, [text](target) and \ before a character that
// is to stand for itself. Brackets that no address follows are an editor's.
func (l lexicon) inline(text string, marks ...body.Mark) ([]body.Node, error) {
	var nodes []body.Node
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			nodes = append(nodes, body.Text(plain.String(), marks...))
			plain.Reset()
		}
	}
	for text != "" {
		i := strings.IndexAny(text, `*[\`)
		if i < 0 {
			plain.WriteString(text)
			break
		}
		plain.WriteString(text[:i])
		span, err := l.span(text[i:])
		if err != nil {
			return nil, err
		}
		text = text[i+span.length:]
		if span.literal != "" {
			plain.WriteString(span.literal)
			continue
		}
		flush()
		inner, err := l.inline(span.text, slices.Concat(marks, []body.Mark{span.mark})...)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, inner...)
	}
	flush()
	return nodes, nil
}

// span is what a special character begins: a text under a mark, or a
// character that stands for itself.
type span struct {
	length  int // in bytes, of everything
	literal string
	text    string
	mark    body.Mark
}

// span reads what text begins with, which is one of * [ \.
func (l lexicon) span(text string) (span, error) {
	switch {
	case text[0] == '[':
		return l.linkSpan(text)
	case text[0] == '\\':
		if len(text) < 2 || !strings.ContainsRune(`*[]\`, rune(text[1])) {
			return span{}, fmt.Errorf(`\ stands before nothing that needs it, which is * [ ] or \`)
		}
		return span{length: 2, literal: text[1:2]}, nil
	case strings.HasPrefix(text, "**"):
		return delimited(text, "**", body.MarkStrong)
	}
	return delimited(text, "*", body.MarkEm)
}

func delimited(text, by string, mark body.MarkType) (span, error) {
	inner, rest, ok := strings.Cut(text[len(by):], by)
	if !ok || inner == "" || strings.HasPrefix(rest, "*") { // *em* holds no **strong**
		return span{}, fmt.Errorf("no second %s ends what this begins: %.40s", by, text)
	}
	return span{length: len(inner) + 2*len(by), text: inner, mark: body.Mark{Type: mark}}, nil
}

func (l lexicon) linkSpan(text string) (span, error) {
	inner, rest, ok := strings.Cut(text[1:], "]")
	if !ok || !strings.HasPrefix(rest, "(") {
		return span{length: 1, literal: "["}, nil
	}
	target, _, ok := strings.Cut(rest[1:], ")")
	if !ok || inner == "" {
		return span{}, fmt.Errorf("a link is [text](address): %.60s", text)
	}
	address, err := l.link(target)
	if err != nil {
		return span{}, err
	}
	mark := body.Mark{Type: body.MarkLink, Attrs: body.Attrs{{Name: "href", Value: address}}}
	return span{length: len("[]()") + len(inner) + len(target), text: inner, mark: mark}, nil
}
