package body

import "strings"

// FromText makes paragraphs of plain text. Where blank lines separate
// paragraphs, the lines between them were broken by hand and are joined; where
// there is no blank line, every line is a paragraph. The only error is text
// beyond the bounds of a body.
func FromText(text string) (Doc, error) {
	text = strings.TrimSpace(CleanText(text))
	lines := strings.Split(text, "\n")
	blank := false
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
		blank = blank || lines[i] == ""
	}
	var blocks []Node
	var paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			blocks = append(blocks, P(strings.Join(paragraph, " ")))
		}
		paragraph = nil
	}
	for _, line := range lines {
		if line == "" || !blank {
			end()
		}
		if line != "" {
			paragraph = append(paragraph, line)
		}
	}
	end()
	return New(blocks...)
}
