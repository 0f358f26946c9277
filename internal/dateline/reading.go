package dateline

// ending is what closes a head off from the text.
type ending uint8

const (
	noEnding   ending = iota // the text follows directly: "London (CNN) Text"
	dashEnding               // also = and a closing slash
	colonEnding
	stopEnding
	lineEnding
)

// reading is one way to read a head: what it holds and where the text begins.
// Whether it is believed is for judge to say.
type reading struct {
	places      []place
	source      source
	date        date
	byline      string
	label       string // "(UPDATED)", behind the source
	sourceFirst bool
	bracketed   bool // the place stands in brackets: "(Geneva) – "
	ending      ending
	dash        token // the token that ends the head
	rest        int   // byte offset of the text in the head
	head        *head
}

// read reads a head at token i in each of the grammar's ways, and returns the
// first that convinces.
func (h *head) read(i int) (reading, bool) {
	for _, way := range []func(int) (reading, bool){h.dateFirst, h.placeFirst, h.placeInBrackets, h.sourceFirst} {
		if r, ok := way(i); ok && r.convinces() {
			return r, true
		}
	}
	return reading{}, false
}

// placeFirst = places tail.
func (h *head) placeFirst(i int) (reading, bool) {
	all, next := h.places(i)
	for n := len(all); n > 0; n-- {
		if n < len(all) { // the last "place" was none: read it again without
			_, next = h.firstPlaces(i, n)
		}
		if r, ok := h.tail(next, reading{places: all[:n], head: h}); ok {
			return r, true
		}
		if r, ok := h.withoutUnknownRegion(i, all[:n]); ok {
			return r, true
		}
	}
	return reading{}, false
}

// firstPlaces returns the first n places at i and where they end.
func (h *head) firstPlaces(i, n int) ([]place, int) {
	var all []place
	for len(all) < n {
		p, next, ok := h.place(i)
		if !ok {
			return all, i
		}
		all = append(all, p)
		if len(all) == n {
			return all, next
		}
		if i, ok = h.anotherPlace(next, p); !ok {
			return all, next
		}
	}
	return all, i
}

// withoutUnknownRegion tries again with the last place bare: what followed its
// comma may have been a source ("JAKARTA, KOMPAS.com -").
func (h *head) withoutUnknownRegion(i int, all []place) (reading, bool) {
	last := all[len(all)-1]
	if last.Region == "" || last.regionKnown || len(all) > 1 {
		return reading{}, false
	}
	p, ok := h.phrase(i)
	if !ok {
		return reading{}, false
	}
	last.Region = ""
	return h.tail(h.beforeDate(h.wholeName(h.beforeAnd(p))).to, reading{places: []place{last}, head: h})
}

// tail = { [link] (date | source) } [byline] ending, each part at most once.
// The longest reading is tried first, because a dash may link or end.
func (h *head) tail(i int, r reading) (reading, bool) {
	for _, j := range h.links(i) {
		if r.source.standing == noSource {
			if res, ok := h.tailWithSource(i, j, r); ok {
				return res, true
			}
		}
		if !r.date.said {
			if d, next, ok := h.anyDate(j); ok && (!d.dayOnly || r.source.standing == noSource) {
				with := r
				with.date = d
				if res, ok := h.tail(next, with); ok {
					return res, true
				}
			}
		}
	}
	return h.finish(i, r)
}

// anyDate reads a date, in brackets or without.
func (h *head) anyDate(i int) (date, int, bool) {
	if h.at(i).kind != open {
		return h.date(i)
	}
	d, next, ok := h.date(i + 1)
	return d, next + 1, ok && h.at(next).kind == closed
}

func (h *head) tailWithSource(i, j int, r reading) (reading, bool) {
	s, next, ok := h.source(j)
	if !ok && (j > i || r.date.said || h.at(j+1).text == "|") && h.at(j).after != newLine {
		s, next, ok = h.bareSource(j, false)
		if !ok && r.date.said && j > i {
			s, next, ok = h.bareInitials(j)
		}
		ok = ok && (h.at(next).kind != word || h.at(next).after == newLine)
	}
	if !ok {
		return reading{}, false
	}
	r.source, r.byline = s, s.reporter
	if s.filed.said && !r.date.said {
		r.date = s.filed
	}
	return h.tail(next, r)
}

// links returns the places where the next part may begin: here, or behind one
// or two marks that join parts.
func (h *head) links(i int) []int {
	at := []int{i}
	for n := 0; n < 2; n++ {
		switch h.at(i).kind {
		case comma, stop, colon, dash, slash:
			i++
			at = append(at, i)
		default:
			return at
		}
	}
	return at
}

// bracketedLabel reads the "(UPDATED)" behind a source.
func (h *head) bracketedLabel(i int) (int, bool) {
	if h.at(i).kind != open || h.at(i).after == newLine || !leadIns.labels.has(h.at(i+1).text) {
		return i, false
	}
	for j := i + 2; j < i+8; j++ {
		switch h.at(j).kind {
		case closed:
			return j + 1, true
		case word, number:
		default:
			return i, false
		}
	}
	return i, false
}

// mayCarryLabel holds behind a source, and behind a place with its region.
func (r reading) mayCarryLabel() bool {
	return r.source.standing > noSource || len(r.places) > 0 && r.places[0].regionKnown
}

// finish reads an optional label, an optional byline and the ending.
func (h *head) finish(i int, r reading) (reading, bool) {
	if next, ok := h.bracketedLabel(i); ok && r.mayCarryLabel() {
		r.label, i = h.slice(i, next), next
	}
	if name, next, ok := h.bylineBehindSource(i); ok && r.source.standing == known {
		with := r
		with.byline = name
		if res, ok := h.end(next, with); ok {
			return res, true
		}
	}
	return h.end(i, r)
}

// bylineBehindSource reads the ", Leandra Bernstein" of "WASHINGTON (Sputnik), Leandra Bernstein —".
func (h *head) bylineBehindSource(i int) (string, int, bool) {
	if h.at(i).kind != comma {
		return "", i, false
	}
	p, ok := h.phrase(i + 1)
	if !ok || p.form == uncased || p.to-p.from < 2 || p.to-p.from > 4 {
		return "", i, false
	}
	to := p.to
	for h.at(to).kind == comma || ands.has(h.at(to).text) {
		more, ok := h.phrase(to + 1)
		if !ok || more.to-more.from < 2 {
			break
		}
		to = more.to
	}
	if k := h.at(to).kind; k != dash && k != stop {
		return "", i, false
	}
	return h.slice(p.from, to), to, true
}

// end reads the mark that ends a head, if what stands before needs or has one.
func (h *head) end(i int, r reading) (reading, bool) {
	t := h.at(i)
	hasSource := r.source.standing > noSource
	r.dash = t
	if (t.after == newLine || t.kind == end) && t.kind != dash && r.standsAlone() {
		return r.endAt(lineEnding, t.start), true
	}
	// ".-" and ":-" end like their dash.
	if next := h.at(i + 1); (t.kind == stop || t.kind == colon || t.kind == comma) && next.kind == dash {
		r.dash = next
		return r.endAt(dashEnding, h.at(i+2).start), true
	}
	switch t.kind {
	case dash:
		return r.endAt(dashEnding, h.at(i+1).start), true
	case equals:
		return r.endAt(dashEnding, h.at(i+1).start), hasSource && !r.source.bare
	case slash:
		return r.endAt(dashEnding, h.at(i+1).start), r.source.slashes && r.date.said
	case colon:
		if h.at(i+1).kind == dash {
			i++
		}
		return r.endAt(colonEnding, h.at(i+1).start), true
	case stop, comma:
		dated := r.date.said && r.source.standing == known
		if !hasSource {
			return r.endAt(stopEnding, h.at(i+1).start), t.kind == stop && !r.date.said && r.places != nil
		}
		return r.endAt(stopEnding, h.at(i+1).start), t.kind == stop || dated && r.places != nil && !r.source.bare
	}
	return r.endAt(noEnding, t.start), hasSource && h.closedOff(i, r)
}

// standsAlone reports that what was read may be all of its line.
func (r reading) standsAlone() bool {
	atEnd := r.dash.kind == end && r.dash.after != newLine
	if r.source.standing > noSource || r.date.said {
		return !atEnd || r.source.bare && len(r.places) > 0 && r.places[0].known && !r.sourceFirst
	}
	return len(r.places) == 1 && r.places[0].regionKnown
}

// closedOff reports that what stands before i ends by itself: the bracket or
// slash of a source, or a date with its year or stop behind the source.
func (h *head) closedOff(i int, r reading) bool {
	last := h.at(i - 1).kind
	if !r.source.bare && (last == closed || last == slash) {
		return true
	}
	return r.date.said && !r.date.dayOnly && (last == stop && r.source.bare || r.date.on.Year != 0 && !r.source.bare)
}

// behindStop reports that the token before i was the stop of a shortened month.
func (h *head) behindStop(i int) bool { return h.at(i-1).kind == stop }

func (r reading) endAt(e ending, rest int) reading {
	r.ending, r.rest = e, rest
	return r
}

// placeInBrackets = "(" places [link date] ")" ending: "(New York, NY - October 21) Text".
func (h *head) placeInBrackets(i int) (reading, bool) {
	if h.at(i).kind != open {
		return reading{}, false
	}
	all, next := h.places(i + 1)
	if len(all) == 0 {
		return reading{}, false
	}
	r := reading{places: all, bracketed: true, head: h}
	for _, j := range h.links(next) {
		if d, after, ok := h.date(j); ok {
			r.date, next = d, after
			break
		}
	}
	if h.at(next).kind != closed {
		return reading{}, false
	}
	if res, ok := h.end(next+1, r); ok {
		return res, true
	}
	return r.endAt(noEnding, h.at(next+1).start), r.date.said
}

// sourceFirst = source [link] ( places tail | date ending | ending ).
func (h *head) sourceFirst(i int) (reading, bool) {
	s, next, ok := h.source(i)
	if !ok {
		if s, next, ok = h.bareSource(i, true); !ok || h.at(next).kind == end {
			return reading{}, false
		}
		if h.at(next).kind == word {
			r, ok := h.placeAfterSource(s, next)
			return r, ok && exactAgency(s.name) && r.ending == stopEnding
		}
	}
	for _, j := range h.links(next) {
		if j > next && h.at(j).after == newLine {
			break
		}
		if r, ok := h.placeAfterSource(s, j); ok && r.convinces() {
			return r, true
		}
		if d, after, ok := h.date(j); ok && !d.dayOnly {
			if r, ok := h.end(after, reading{source: s, date: d, sourceFirst: true, head: h}); ok && r.ending != noEnding || ok && h.behindStop(after) {
				return r, true
			}
		}
	}
	return h.end(next, reading{source: s, date: s.filed, sourceFirst: true, head: h})
}

func (h *head) placeAfterSource(s source, i int) (reading, bool) {
	all, next := h.places(i)
	if len(all) == 0 {
		return reading{}, false
	}
	if r, ok := h.tail(next, reading{places: all, sourceFirst: true, head: h}); ok && r.source.standing == known {
		return r, true // "Canadian Press - TORONTO (CP) - ": the inner source is the one of the place
	}
	r, ok := h.tail(next, reading{places: all, source: s, sourceFirst: true, head: h})
	return r, ok && r.ending != noEnding
}

// dateFirst = date [link places] tail: "March 3 (Reuters) -", "Oct. 5, 2001 --", "3 March 2015, Geneva –".
func (h *head) dateFirst(i int) (reading, bool) {
	d, next, ok := h.date(i)
	if !ok || d.dayOnly {
		return reading{}, false
	}
	for _, j := range h.links(next) {
		if all, after := h.places(j); len(all) > 0 {
			if r, ok := h.tail(after, reading{places: all, date: d, head: h}); ok && r.convinces() {
				return r, true
			}
		}
	}
	return h.tail(next, reading{date: d, head: h})
}
