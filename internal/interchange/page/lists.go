package page

import "strings"

// readRelatedUnderHeadings takes the titles that follow a heading of related
// stories, to the end of their group.
func (r *reading) readRelatedUnderHeadings() {
	for i, p := range r.passages {
		if p.shape != relatedHead {
			continue
		}
		first := i + 1
		for j := first; j < len(r.passages) && r.passages[j].titleLike() && (r.neighbours(first, j) || r.neighbours(j-1, j)); j++ {
			if r.tagsAt(j) {
				break
			}
			r.takeRelated(j)
		}
	}
}

func (r *reading) takeRelated(i int) {
	p := r.passages[i]
	p.claim("", ToRelated)
	r.offer(p.text)
}

// offer takes a related headline, once.
func (r *reading) offer(headline string) {
	if !r.offered[headline] {
		r.offered[headline] = true
		r.page.Related = append(r.page.Related, headline)
	}
}

// readLists reads what stands below and between the text: tags without a label,
// and lists of titles without a heading, which are related stories.
func (r *reading) readLists() {
	begin, end := r.firstProse(), r.lastProse()
	r.readTagsUnderHeading(begin)
	for i := len(r.passages) - 1; i > end && len(r.page.Tags) == 0; i-- {
		if r.tagsAt(i) {
			r.page.Tags = splitTags(r.passages[i].text)
			r.passages[i].shape = tagLine
			r.passages[i].claim("", ToTags)
			r.infer(ToTags, "the fragments parted by commas below the text (line %d)", r.line(i))
		}
	}
	inferred := false
	for i := begin + 1; i < len(r.passages); i++ {
		run := r.titlesFrom(i)
		if run == 0 {
			continue
		}
		if run >= 2 || r.underTopic(i) {
			for j := i; j < i+run; j++ {
				r.takeRelated(j)
			}
			if !inferred {
				inferred = true
				r.infer(ToRelated, "a list of titles without a heading %s (from line %d)", map[bool]string{true: "below the topic's title", false: "apart from the text"}[r.underTopic(i)], r.line(i))
			}
		}
		i += run - 1
	}
}

// readTagsUnderHeading takes the short lines below a heading such as "Tags", which
// stands below the beginning of the text.
func (r *reading) readTagsUnderHeading(begin int) {
	for i := begin + 1; i < len(r.passages) && len(r.page.Tags) == 0; i++ {
		if !words.tags[folded(r.passages[i].text)] || !r.passages[i].free() {
			continue
		}
		last := i
		for j := i + 1; j < len(r.passages) && r.passages[j].titleLike() && wordCount(r.passages[j].text) <= 4; j++ {
			r.page.Tags = append(r.page.Tags, splitTags(r.passages[j].text)...)
			r.passages[j].claim("", ToTags)
			last = j
		}
		if last > i {
			r.passages[i].shape = tagLine
			r.passages[i].claim("a heading of tags", LeftOut)
		}
	}
}

// titlesFrom counts the titles that follow each other from passage i on.
func (r *reading) titlesFrom(i int) int {
	n := 0
	for i+n < len(r.passages) && r.passages[i+n].titleLike() && wordCount(r.passages[i+n].text) >= minTitle {
		n++
	}
	return n
}

func (r *reading) underTopic(i int) bool {
	return i > 0 && r.passages[i-1].shape == topicAgain
}

// lastProse is the index of the last sentence of the story, or negative.
func (r *reading) lastProse() int {
	for i := r.storyEnd() - 1; i >= 0; i-- {
		if r.passages[i].sentence() {
			return i
		}
	}
	return -1
}

// tagsAt reports whether passage i is a line of tags without a label: the last
// title-like line below the text, of at least two short parts between commas, or
// one short name below the related stories.
func (r *reading) tagsAt(i int) bool {
	p := r.passages[i]
	if !p.free() || p.shape != title || i <= r.firstProse() {
		return false
	}
	for _, below := range r.passages[i+1:] {
		if below.titleLike() || below.sentence() {
			return r.discussionBetween(i, below)
		}
	}
	parts := splitTags(p.text)
	if strings.ContainsAny(p.text, ";|") || len(parts) < 2 {
		return len(parts) == 1 && wordCount(p.text) <= 2 && i > 0 && (r.passages[i-1].is(ToRelated) || r.passages[i-1].titleLike())
	}
	for _, part := range parts {
		if wordCount(part) > 4 {
			return false
		}
	}
	return true
}

// discussionBetween reports that the discussion begins between i and below: what
// stands there is no longer the page's own.
func (r *reading) discussionBetween(i int, below *passage) bool {
	for _, p := range r.passages[i+1:] {
		switch {
		case p == below:
			return false
		case p.shape == discussionHead:
			return true
		}
	}
	return false
}
