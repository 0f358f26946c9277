package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape is what a passage looks like, whatever it says.
type shape int

const (
	shapeless      shape = iota
	prose                // sentences
	title                // a headline, a fragment
	either               // ends with ? or !
	trail                // the menu, a trail of crumbs
	relatedHead          // heads a list of related stories
	mastheadLine         // holds a control of the masthead
	discussionHead       // heads the readers' discussion
	topicAgain           // repeats the topic
	figureLine           // bare numbers
	tagLine
	creditLine  // names the maker of a picture
	captionLine // describes a picture
)

const (
	maxTitle = 25 // words of the longest headline
	minTitle = 3  // words of the shortest that is told from a link of the menu
)

// readShapes tells sentences from titles among the passages that nobody claimed.
func (r *reading) readShapes() {
	for _, p := range r.passages {
		if p.free() {
			p.shape = shapeOf(p.text)
		}
	}
}

func shapeOf(s string) shape {
	n := wordCount(s)
	switch {
	case n == 0 || !strings.ContainsFunc(s, unicode.IsLetter):
		return shapeless
	case n > maxTitle || utf8.RuneCountInString(s) > 220:
		return prose
	case endsSentence(s) && n >= 2:
		return prose
	case strings.HasSuffix(s, ":") && n >= 6:
		return prose
	case quotedWhole(s) && n > 8:
		return prose
	case endsEither(s) && strings.ContainsAny(strings.TrimRight(s, ".…"), ".…") && capitalised(s) < 0.5:
		return prose
	case endsEither(s):
		return either
	}
	return title
}

// quotedWhole reports a line that begins and ends with quotation marks.
func quotedWhole(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(`“"„«»「`, first) && strings.ContainsRune(`”"“»«」`, last)
}

func (p *passage) sentence() bool  { return p.free() && p.shape == prose }
func (p *passage) titleLike() bool { return p.free() && (p.shape == title || p.shape == either) }

// firstProse is the index of the first sentence of the page, or the number of passages.
func (r *reading) firstProse() int { return r.nextProse(0) }

// secondProse is the index of the first sentence after the first one.
func (r *reading) secondProse() int { return r.nextProse(r.firstProse() + 1) }

func (r *reading) nextProse(from int) int {
	for i := from; i < len(r.passages); i++ {
		if r.passages[i].sentence() {
			return i
		}
	}
	return len(r.passages)
}
