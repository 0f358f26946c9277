package demo

import (
	"strings"

	"dateline.news/internal/body"
)

// quote reads lines that begin with >, of which the last says who spoke:
// "> -- speaker; role; venue; day". A line of nothing but > is between two
// paragraphs.
func (l lexicon) quote(b block) (body.Node, error) {
	lines := make([]string, len(b.lines))
	for i, line := range b.lines {
		rest, ok := strings.CutPrefix(line, ">")
		if !ok {
			return body.Node{}, b.errorf(i, "every line of a quote begins with >")
		}
		lines[i] = strings.TrimSpace(rest)
	}
	last := len(lines) - 1
	record, ok := strings.CutPrefix(lines[last], "-- ")
	if !ok {
		return body.Node{}, b.errorf(last, "a quote ends in a line > -- speaker; role; venue; day")
	}
	said, err := l.attribution(b, last, record)
	if err != nil {
		return body.Node{}, err
	}
	quote := body.Quote(said)
	for start := 0; start < last; {
		end := start
		for end < last && lines[end] != "" {
			end++
		}
		if end > start {
			p, err := l.paragraph(b, start, lines[start:end])
			if err != nil {
				return body.Node{}, err
			}
			quote.Content = append(quote.Content, p)
		}
		start = end + 1
	}
	if len(quote.Content) == 0 {
		return body.Node{}, b.errorf(0, "a quote without words")
	}
	return quote, nil
}

// attribution reads a quote's record, in the n-th line of the block.
func (l lexicon) attribution(b block, n int, record string) (a body.Attribution, err error) {
	parts := strings.Split(record, ";")
	if len(parts) != 4 {
		return a, b.errorf(n, "an attribution is > -- speaker; role; venue; day: 4 parts, and there are %d", len(parts))
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if parts[0] == "" {
		return a, b.errorf(n, "an attribution needs a speaker")
	}
	var said day
	if parts[3] != "" {
		if err := said.UnmarshalText([]byte(parts[3])); err != nil {
			return a, b.errorf(n, "%w", err)
		}
	}
	return body.Attribution{
		Speaker: parts[0], Person: l.person(parts[0]), Role: parts[1], Venue: parts[2], SaidOn: l.day(said),
	}, nil
}
