package page

// maxTag is the number of words of the longest tag.
const maxTag = 4

// readTagHeadings takes the short lines below a heading such as "Tags", below the
// beginning of the text. It runs before the site's furniture is read, because tags
// often have the names of sections. A heading is never an item, also where it heads
// nothing.
func (r *reading) readTagHeadings() {
	for i, p := range r.passages {
		if !p.free() || !words.tags[folded(p.text)] {
			continue
		}
		p.claim("a heading of tags", LeftOut)
		if i <= r.begin || len(r.page.Tags) > 0 {
			continue
		}
		for j := i + 1; j < len(r.passages) && r.tagLineAt(j) && (j == i+1 || r.neighbours(j-1, j)); j++ {
			r.page.Tags = append(r.page.Tags, splitTags(r.passages[j].text)...)
			r.passages[j].claim("", ToTags)
			p.shape = tagLine
		}
	}
}

// tagLineAt reports that passage i may hold tags: short names, that are no control or
// heading of the site and no line of times or figures.
func (r *reading) tagLineAt(i int) bool {
	p := r.passages[i]
	if !p.free() || shapeOf(p.text) != title || words.tags[folded(p.text)] || notice(p.text) != "" || labelLine.MatchString(p.text) {
		return false
	}
	if phrases := words.furniture(p.text); len(phrases) > 0 && !allOf(phrases, section) {
		return false
	}
	if _, _, _, figure := namedFigure(p.text); figure || len(readStamp(p.text, r.dayFirst).moments) > 0 {
		return false
	}
	for _, tag := range splitTags(p.text) {
		if wordCount(tag) > maxTag {
			return false
		}
	}
	return true
}
