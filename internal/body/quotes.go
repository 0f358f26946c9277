package body

import "strings"

// QuoteRecord is what somebody said in the story.
type QuoteRecord struct {
	Words string // paragraphs separated by a blank line
	Attribution
	BlockID string // the nearest block around the words that has an id
	Inline  bool   // a said mark, not a block
}

// Quotes lists what is said in the story, in order: block quotations and
// inline ones. Neighbouring texts of one inline quotation (the same record,
// other marks) are one quote.
func (d Doc) Quotes() []QuoteRecord {
	var q quoteFinder
	q.nodes(d.blocks, "")
	return q.found
}

type quoteFinder struct{ found []QuoteRecord }

func (q *quoteFinder) nodes(nodes []Node, blockID string) {
	for _, n := range nodes {
		id := n.ID()
		if id == "" {
			id = blockID
		}
		if n.Type == NodeQuote {
			q.block(n, id)
		}
		if n.Type == NodeParagraph {
			q.inline(n.Content, id)
			continue
		}
		q.nodes(n.Content, id)
	}
}

func (q *quoteFinder) block(n Node, id string) {
	w := textWriter{}
	w.blocks(n.Content, "")
	if w.Len() > 0 {
		q.found = append(q.found, QuoteRecord{Words: w.String(), Attribution: attributionOf(n.Attrs), BlockID: id})
	}
}

// inline finds the runs of one said mark in a paragraph. A hard break with
// the same mark belongs to the run, as a blank.
func (q *quoteFinder) inline(nodes []Node, id string) {
	for i := 0; i < len(nodes); {
		said, ok := nodes[i].Mark(MarkSaid)
		if !ok {
			i++
			continue
		}
		var words strings.Builder
		for ; i < len(nodes); i++ {
			if next, ok := nodes[i].Mark(MarkSaid); !ok || !next.equal(said) {
				break
			}
			words.WriteString(strings.ReplaceAll(nodes[i].plain(), "\n", " "))
		}
		if text := strings.TrimSpace(words.String()); text != "" {
			q.found = append(q.found, QuoteRecord{
				Words: text, Attribution: attributionOf(said.Attrs), BlockID: id, Inline: true,
			})
		}
	}
}
