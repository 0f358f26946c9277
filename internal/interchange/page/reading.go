package page

import (
	"fmt"
	"strings"
	"unicode"
)

// reading is a page while it is being understood. The stages claim passages one
// after the other, from the certain (the site's own words) to what only position
// tells; what no stage claims is reported as not understood.
type reading struct {
	page     Page
	source   []string
	passages []*passage
	dayFirst bool // the language writes 03/04/2015 for the third of April

	stamps   []stamped
	begin    int             // where the text begins, by its sentences
	heads    []int           // title-like lines above the text that are no times
	pictured map[int]bool    // passages that were put to a picture
	offered  map[string]bool // related headlines that were taken
}

func newReading(source []string) *reading {
	r := &reading{source: source, passages: passagesOf(source), pictured: map[int]bool{}, offered: map[string]bool{}}
	r.dayFirst = dayFirst(r.passages)
	r.begin = beginOfText(r.passages, r.dayFirst)
	return r
}

func (r *reading) understand() Page {
	for _, stage := range []func(){
		r.readTagHeadings, r.readFurniture, r.readCorrections, r.readLabels, r.readStamps, r.readFigures, r.readTopic, r.readBylines,
		r.readImageLines, r.readShapes, r.readRelatedUnderHeadings, r.readTimes, r.readHeadline, r.readPictures, r.readLists,
		r.readStory, r.readRemains, r.readQuotes, r.readBounds, r.readMissing,
	} {
		stage()
	}
	r.account()
	return r.page
}

// infer records that a field rests on a choice, and why it was made.
func (r *reading) infer(field Field, format string, args ...any) {
	r.page.Inferred = append(r.page.Inferred, Reason{string(field), fmt.Sprintf(format, args...)})
}

func (r *reading) lack(field Field, format string, args ...any) {
	r.page.Missing = append(r.page.Missing, Reason{string(field), fmt.Sprintf(format, args...)})
}

// line is the number of the first line of passage i, as editors count.
func (r *reading) line(i int) int { return r.passages[i].first + 1 }

// neighbours reports whether passages i and j stand in one group.
func (r *reading) neighbours(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.passages) && j < len(r.passages) && r.passages[i].group == r.passages[j].group
}

// account writes down where every line of the source went.
func (r *reading) account() {
	r.page.lines = make([]Line, len(r.source))
	for i, text := range r.source {
		r.page.lines[i] = Line{Number: i + 1, Text: text, Fields: []Field{Blank}}
	}
	for _, p := range r.passages {
		if p.free() {
			p.claim("", NotUnderstood)
		}
		for i := p.first; i <= p.last; i++ {
			r.page.lines[i].Fields, r.page.lines[i].Why = p.fields, p.why
		}
	}
}

// dayFirst tells from the letters and the most frequent words whether the page is
// in a language that always puts the day before the month. English does both.
func dayFirst(passages []*passage) bool {
	counts := map[string]int{}
	other, latin := 0, 0
	for _, p := range passages[:min(len(passages), 400)] {
		text := p.text[:min(len(p.text), 4000)]
		for _, r := range text {
			switch {
			case unicode.In(r, unicode.Cyrillic, unicode.Arabic):
				other++
			case unicode.Is(unicode.Latin, r):
				latin++
			}
		}
		for word := range strings.FieldsSeq(folded(text)) {
			for language, common := range words.common {
				for _, c := range common {
					if c == word {
						counts[language]++
					}
				}
			}
		}
	}
	if other > latin {
		return true
	}
	best := max(counts["de"], counts["fr"], counts["es"])
	return best > 3 && best > 2*counts["en"]
}
