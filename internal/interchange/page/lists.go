package page

import (
	"regexp"
	"strings"
)

// readRelatedUnderHeadings takes the titles that follow a heading of related
// stories, to the end of their group.
func (r *reading) readRelatedUnderHeadings() {
	for i, p := range r.passages {
		if p.shape != relatedHead {
			continue
		}
		var items []int
		for j := i + 1; j < len(r.passages) && (j == i+1 || r.neighbours(j-1, j)); j++ {
			if r.betweenTitles(j) {
				continue
			}
			if !r.passages[j].titleLike() || r.tagsAt(j) {
				break
			}
			items = append(items, j)
		}
		r.takeRelated(items)
	}
}

// betweenTitles reports what lists set between their titles: the day of each story,
// or its rank.
func (r *reading) betweenTitles(i int) bool {
	return bareCount.MatchString(r.passages[i].text) || r.stampAt(i)
}

// takeRelated takes a list of titles, without the ranks of a list that counts them.
func (r *reading) takeRelated(items []int) {
	ranked := len(items) > 1
	for n, i := range items {
		ranked = ranked && rankOf(r.passages[i].text) == n+1
	}
	for _, i := range items {
		p := r.passages[i]
		p.claim("", ToRelated)
		if ranked {
			r.offer(rank.ReplaceAllString(p.text, ""))
			continue
		}
		r.offer(p.text)
	}
}

var rank = regexp.MustCompile(`^\p{Nd}{1,2}[.)]?\s+`)

// rankOf is the number that a title of a ranked list begins with, or 0.
func rankOf(text string) int {
	n, _ := parseCount(rank.FindString(text))
	return n
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
			r.takeRelated(indexes(i, run))
			if !inferred {
				inferred = true
				r.infer(ToRelated, "a list of titles without a heading %s (from line %d)", map[bool]string{true: "below the topic's title", false: "apart from the text"}[r.underTopic(i)], r.line(i))
			}
		}
		i += run - 1
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

// indexes are n numbers from first on.
func indexes(first, n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = first + k
	}
	return all
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
	if len(r.page.Tags) > 0 || !p.free() || p.shape != title || i <= r.firstProse() {
		return false
	}
	for _, below := range r.passages[i+1:] {
		if below.shape == discussionHead {
			break // what stands below it is no longer the page's own
		}
		if below.titleLike() || below.sentence() {
			return false
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
