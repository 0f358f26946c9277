package page

import "strings"

// stamp is what a line of times says: the moments in their order, and the pieces
// of the line between them that are no part of a time.
type stamp struct {
	moments []labelled
	rest    []string
	glued   bool // a date is glued to a zone, as extraction leaves a masthead clock
	vague   bool // a date whose day and month cannot be told apart
}

// labelled is a moment and what the line calls it: published, updated, captured,
// or nothing. A moment without a day is a clock whose day the line does not say.
type labelled struct {
	Moment
	label Field
}

// maxStamp is the length in bytes above which no line is a line of times.
const maxStamp = 240

// readStamp takes a line of times apart: "22:15 18.05.2015 (updated 22:16 18.05.2015)".
func readStamp(line string, dayFirst bool) stamp {
	if len(line) > maxStamp {
		return stamp{}
	}
	r := reader{tokens(line), dayFirst}
	s := stamp{vague: r.ambiguous()}
	label := Field("")
	piece := -1 // start of the piece of rest that is being read
	closePiece := func(end int) {
		if piece >= 0 {
			if text := strings.Trim(line[piece:end], " |•·,;:()[]-–—/"); text != "" {
				s.rest = append(s.rest, text)
			}
			piece = -1
		}
	}
	for i := 0; i < len(r.tokens); {
		t := r.tokens[i]
		if day, next, ok := r.date(i); ok {
			closePiece(t.start)
			_, afterZone := zones[r.at(i-1).text]
			s.glued = s.glued || afterZone && r.at(i-1).end == t.start
			s.addDay(Moment{Day: day}, label)
			i = next
			if r.is(i, "t") && r.at(i).start == r.at(i-1).end {
				i++ // the T of ISO 8601
			}
			continue
		}
		if clock, z, next, ok := r.clock(i); ok {
			closePiece(t.start)
			s.addClock(Moment{Clock: clock, Zone: z.name, Offset: z.offset, Zoned: z.known}, label)
			i = next
			continue
		}
		if l, next, ok := r.label(i); ok {
			closePiece(t.start)
			label, i = l, next
			continue
		}
		switch {
		case piece < 0 && (t.kind == mark || r.filler(i)):
		case t.kind == mark && strings.Contains("|•·>»", t.text):
			closePiece(t.start)
		case piece < 0:
			piece = t.start
		}
		i++
	}
	closePiece(len(line))
	return s
}

func (r reader) filler(i int) bool {
	_, day := words.weekdays[r.at(i).text]
	return day || words.fillers[r.at(i).text]
}

// label reads a label of a time, of up to three words, longest first.
func (r reader) label(i int) (Field, int, bool) {
	for n := 3; n >= 1; n-- {
		if i+n > len(r.tokens) {
			continue
		}
		var parts []string
		for _, t := range r.tokens[i : i+n] {
			parts = append(parts, t.text)
		}
		if field, ok := words.labels[strings.Join(parts, " ")]; ok {
			return field, i + n, true
		}
	}
	return "", i, false
}

// addDay gives the day to a clock that waits for one, or begins a moment.
func (s *stamp) addDay(m Moment, label Field) {
	if last := len(s.moments) - 1; last >= 0 && s.moments[last].Day.IsZero() {
		s.moments[last].Day = m.Day
		return
	}
	s.moments = append(s.moments, labelled{m, label})
}

// addClock gives the clock to a day that has none yet and stands under the same
// label, or begins a moment that waits for its day.
func (s *stamp) addClock(m Moment, label Field) {
	if last := len(s.moments) - 1; last >= 0 && !s.moments[last].Clock.Known && (label == "" || s.moments[last].label == label) {
		m.Day = s.moments[last].Day
		s.moments[last].Moment = m
		return
	}
	s.moments = append(s.moments, labelled{m, label})
}
