package page

import (
	"regexp"
	"strings"
)

const (
	maxHead = 200 // passages above the text that are searched for a headline
	minMenu = 4   // short lines in a row that make a menu
)

// readHeadline looks for the headline among the titles above the text, and for a
// dek that is set as a title below it.
func (r *reading) readHeadline() {
	head := r.firstProse()
	candidates := r.headlineCandidates(head)
	if len(candidates) == 0 {
		r.readSentenceHeadline(head)
		return
	}
	at := candidates[0]
	text := r.passages[at].text
	r.passages[at].claim("", ToHeadline)
	rest := candidates[1:]
	if len(rest) > 0 && sameHeadline(text, r.passages[rest[0]].text) {
		other := r.passages[rest[0]]
		other.claim("the headline again", ToHeadline)
		if len(other.text) < len(text) {
			text = other.text
		}
		rest = rest[1:]
	}
	if site := r.siteName(text); site > 0 {
		r.infer(ToHeadline, "without the name of the site, %q", strings.Trim(text[site:], " |-–—"))
		text = text[:site]
	}
	r.page.Headline = text
	if len(rest) > 0 {
		r.infer(ToHeadline, "the first of %d title-like lines above the text (line %d)", len(rest)+1, r.line(at))
		r.readTitleDek(at, rest)
	}
}

// headlineCandidates are the title-like lines above the text. The line that follows
// a picture's credit is its caption, and a run of short lines is a menu.
func (r *reading) headlineCandidates(head int) []int {
	var candidates []int
	for i, p := range r.passages[:min(head, maxHead)] {
		if !p.titleLike() || wordCount(p.text) < minTitle && !r.standsAlone(i) {
			continue
		}
		if i > 0 && r.passages[i-1].shape == creditLine && r.neighbours(i-1, i) {
			continue
		}
		if r.inMenu(i) {
			continue
		}
		candidates = append(candidates, i)
	}
	if len(candidates) > 1 && r.standsAlone(candidates[0]) {
		return candidates[1:] // the name of the site
	}
	return candidates
}

// standsAlone reports a two-word title that begins the page.
func (r *reading) standsAlone(i int) bool {
	return i == 0 && wordCount(r.passages[i].text) == 2
}

func (r *reading) inMenu(i int) bool {
	short := func(j int) bool {
		return r.neighbours(i, j) && r.passages[j].titleLike() && wordCount(r.passages[j].text) <= 4
	}
	if !short(i) {
		return false
	}
	run := 1
	for j := i - 1; run < minMenu && short(j); j-- {
		run++
	}
	for j := i + 1; run < minMenu && short(j); j++ {
		run++
	}
	return run >= minMenu
}

// sameHeadline reports that one of two lines is the other with the site's name.
func sameHeadline(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	return ok && (rest == "" || strings.ContainsAny(strings.TrimSpace(rest)[:1], "|-–—·:•"))
}

var siteSuffix = regexp.MustCompile(`^(.{15,}\S)\s+([|–—-])\s+(\p{Lu}[\p{L}\p{Nd}. ]{2,40})$`)

// siteName is where the name of the site begins at the end of a headline, or 0. A
// dash also stands before who says it ("… - White House"), so behind a dash the name
// must occur as the page's agency or in its copyright notice.
func (r *reading) siteName(headline string) int {
	m := siteSuffix.FindStringSubmatchIndex(headline)
	if m == nil {
		return 0
	}
	name := headline[m[6]:m[7]]
	first, _, _ := strings.Cut(name, " ")
	if headline[m[4]:m[5]] == "|" {
		return m[3]
	}
	for _, p := range r.passages {
		start := p.text[:min(len(p.text), 200)]
		if strings.Contains(start, "("+first+")") || strings.Contains(start, "("+name+")") || notice(start) != "" && strings.Contains(start, name) {
			return m[3]
		}
	}
	return 0
}

// readTitleDek takes the next title of at least six words for the dek, where it
// stands below the headline.
func (r *reading) readTitleDek(headline int, rest []int) {
	for _, i := range rest {
		if i <= headline+4 && wordCount(r.passages[i].text) >= 6 {
			r.page.Dek = r.passages[i].text
			r.passages[i].claim("", ToDek)
			r.infer(ToDek, "the title-like line below the headline (line %d)", r.line(i))
			return
		}
	}
}

// readSentenceHeadline accepts a headline that ends with a full stop: a short first
// sentence with a byline, a date or figures between it and the text.
func (r *reading) readSentenceHeadline(at int) {
	next := r.nextProse(at + 1)
	if next >= len(r.passages) || at > 3 || wordCount(r.passages[at].text) > 18 {
		return
	}
	for _, p := range r.passages[at+1 : next] {
		if p.is(ToBylines) || p.is(ToPublishedAt) || p.is(ToUpdatedAt) {
			r.page.Headline = r.passages[at].text
			r.passages[at].claim("", ToHeadline)
			r.infer(ToHeadline, "a short sentence above the byline or the date (line %d)", r.line(at))
			return
		}
	}
}
