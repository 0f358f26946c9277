package page

import (
	"regexp"
	"strings"
)

// A topic's line is its title with the count of its stories in brackets.
var topicLine = regexp.MustCompile(`^(\p{L}.*?\S)\s*\(\s*(\p{Nd}[\p{Nd}.,\x{00A0}\x{202F} ]*)(?:\s*\p{L}+)?\s*\)$`)

func parseTopic(s string) Topic {
	m := topicLine.FindStringSubmatch(s)
	if m == nil {
		return Topic{Title: s}
	}
	n, ok := parseCount(m[2])
	if !ok {
		return Topic{Title: s}
	}
	return Topic{Title: m[1], Count: &n}
}

// readTopic finds the title with a count, and where the page repeats it.
func (r *reading) readTopic() {
	at := r.topicAt()
	if at >= 0 {
		p := r.passages[at]
		r.page.Topic = parseTopic(p.text)
		repeated := r.timesSaid()[r.page.Topic.Title] > 1
		p.claim("", ToTopic)
		r.infer(ToTopic, "line %d is a title with a number in brackets%s; the number is read as the count of the topic's stories",
			r.line(at), map[bool]string{true: ", and the page repeats it"}[repeated])
	}
	title := r.page.Topic.Title
	for _, p := range r.passages {
		if title != "" && p.free() && (p.text == title || parseTopic(p.text).Title == title) {
			p.shape = topicAgain
			p.claim("the topic again", ToTopic)
		}
	}
}

// topicAt is the index of the topic's line. A number that looks like a year counts
// only where the line is repeated: "Film Review: The Lake (2015)".
func (r *reading) topicAt() int {
	if r.page.Topic.Title != "" {
		return -1
	}
	times := r.timesSaid()
	for i, p := range r.passages {
		t := parseTopic(p.text)
		if !p.free() || t.Count == nil || wordCount(t.Title) > maxTitle || endsSentence(t.Title) {
			continue
		}
		year := *t.Count >= 1900 && *t.Count <= 2100 && !strings.ContainsAny(p.text, ",.")
		if times[t.Title] > 1 || !year && !words.comments[folded(t.Title)] {
			return i
		}
	}
	return -1
}

// timesSaid counts the lines that say a title, with or without a count.
func (r *reading) timesSaid() map[string]int {
	times := map[string]int{}
	for _, p := range r.passages {
		times[parseTopic(p.text).Title]++
	}
	return times
}
