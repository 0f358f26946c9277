package dateline

import (
	"strings"
	"unicode/utf8"
)

// maxPeels bounds how many bylines and notes may stand before a dateline.
const maxPeels = 8

// peelable is a piece that could be taken off: where the next piece begins.
type peelable struct {
	kind PeeledKind
	next int  // token
	sure bool // it ends with its line, so that any dateline may follow
}

// boundary is a place where a dateline was looked for, and how sure one had to be.
type boundary struct {
	at   int
	sure bool
}

// peel looks for a dateline at token i or behind pieces that may be taken off.
// tried keeps every place from being looked at twice, so the work stays
// within the square of the head whatever it holds.
func (h *head) peel(i int, sure bool, depth int, tried map[boundary]bool) (reading, []Peeled, bool) {
	if r, ok := h.read(i); ok && (sure || r.strong()) {
		return r, nil, true
	}
	if depth == maxPeels {
		return reading{}, nil, false
	}
	for _, p := range h.peelables(i) {
		b := boundary{p.next, p.sure}
		if tried[b] {
			continue
		}
		tried[b] = true
		if r, more, ok := h.peel(p.next, p.sure, depth+1, tried); ok {
			return r, append([]Peeled{{p.kind, h.slice(i, p.next)}}, more...), true
		}
	}
	return reading{}, nil, false
}

// strong is what a reading must be to be believed in the middle of a line.
func (r reading) strong() bool {
	if r.source.standing == known && !r.source.bare {
		return true
	}
	if r.source.standing == noSource && (r.ending == stopEnding || r.ending == lineEnding) {
		return false
	}
	return len(r.places) > 0 && (r.source.standing > noSource || r.date.on.Day != 0 || r.places[0].regionKnown || r.places[0].form == caps && r.places[0].known)
}

// peelables lists how a piece at i could be taken off, the shortest first.
func (h *head) peelables(i int) []peelable {
	t := h.at(i)
	switch {
	case t.kind == end:
		return nil
	case t.kind == open:
		return h.bracketedNote(i)
	case bylineWords.has(t.text) && t.kind == word && capital(t.text):
		return h.byline(i)
	case h.startsNote(i):
		return h.sentences(i, Note)
	case h.startsDisclaimer(i):
		return h.sentences(i, Disclaimer)
	case t.kind == word && leadIns.labels.has(t.text) && formOf(t) == caps:
		return h.label(i)
	}
	return h.line(i)
}

var bylineWords = wordSet("by von par por da di door av af od від от автор yazan oleh")

// byline reads "By Marwan Makdisi" up to the line's end, or to any word in
// capitals or known city where a dateline could begin.
func (h *head) byline(i int) []peelable {
	var all []peelable
	for j := i + 1; j < min(i+24, len(h.toks)); j++ {
		t := h.at(j)
		if t.after == newLine {
			return []peelable{{Byline, j, true}}
		}
		if t.kind == stop && h.at(j+1).kind == word && h.at(j+1).after == spaced && utf8.RuneCountInString(h.at(j-1).text) > 3 {
			break // a sentence, not a name
		}
		if j < i+3 || t.kind != word && t.kind != open || t.kind == word && !capital(t.text) {
			continue
		}
		all = append(all, peelable{Byline, j, false})
	}
	return h.knownPlacesFirst(all)
}

// knownPlacesFirst moves the boundaries before a known place to the front: in
// "By MICHAEL LIEDTKE SAN FRANCISCO (AP)" the name must not eat the city.
func (h *head) knownPlacesFirst(all []peelable) []peelable {
	var sure, rest []peelable
	for _, p := range all {
		if places, _ := h.places(p.next); len(places) > 0 && (places[0].known || places[0].regionKnown) {
			sure = append(sure, p)
		} else {
			rest = append(rest, p)
		}
	}
	return append(sure, rest...)
}

// bracketedNote reads "(Adds comments, detail)": brackets that held no source.
func (h *head) bracketedNote(i int) []peelable {
	depth := 0
	for j := i; h.at(j).kind != end; j++ {
		switch h.at(j).kind {
		case open:
			depth++
		case closed:
			depth--
		}
		if depth == 0 {
			next := h.skipTight(j+1, stop)
			k := Note
			if text := fold(h.slice(i, j)); strings.Contains(text, "opinion") || strings.Contains(text, "views expressed") || strings.Contains(text, "their own") {
				k = Disclaimer
			}
			return []peelable{{k, next, h.at(next).after == newLine}}
		}
	}
	return nil
}

var noteOpeners = []string{"editor's note", "editors' note", "editors note", "eds:", "eds.", "eds note", "note to editors", "programming note", "note:", "*", "•", "special to", "recasts", "updates with", "adds "}
var disclaimerOpeners = []string{"this content was produced", "this story has", "this story was", "this story is", "this story contains", "this article was", "this article has", "this article is", "disclaimer", "the views expressed", "the opinions expressed", "warning:", "данное сообщение", "настоящий материал"}

func (h *head) startsNote(i int) bool       { return h.startsWithAny(i, noteOpeners) }
func (h *head) startsDisclaimer(i int) bool { return h.startsWithAny(i, disclaimerOpeners) }

func (h *head) startsWithAny(i int, openers []string) bool {
	from := h.at(i).start
	text := fold(h.text[from:min(len(h.text), from+80)])
	for _, o := range openers {
		if strings.HasPrefix(text, strings.TrimSuffix(o, ".")) {
			return true
		}
	}
	return false
}

// sentences offers every sentence's and line's end as the piece's end.
func (h *head) sentences(i int, k PeeledKind) []peelable {
	var all []peelable
	for j := i + 1; j < len(h.toks); j++ {
		before := h.at(j - 1).kind
		switch t := h.at(j); {
		case t.kind == end:
		case t.after == newLine:
			all = append(all, peelable{k, j, true})
		case t.after == spaced && (before == stop || before == closed || before == quote || before == dash):
			all = append(all, peelable{k, j, false})
		}
	}
	return all
}

// label reads "BREAKING: " and "UPDATE 2-".
func (h *head) label(i int) []peelable {
	for j := i + 1; j < i+6; j++ {
		switch h.at(j).kind {
		case dash, colon:
			return []peelable{{Label, j + 1, false}}
		case word, number:
		default:
			return nil
		}
	}
	return nil
}

// line reads a short line without a full stop: a headline, a name with its
// title, "Reuters Staff".
func (h *head) line(i int) []peelable {
	for j := i + 1; j < min(i+20, len(h.toks)); j++ {
		if h.at(j).kind == end {
			return nil
		}
		if h.at(j).after == newLine {
			if h.at(j-1).kind == stop && j-i > 6 {
				return nil
			}
			k := Label
			if _, isName := h.personLine(i, j); isName {
				k = Byline
			}
			return []peelable{{k, j, true}}
		}
	}
	return nil
}

// personLine reports a line that is a name, with or without an employer behind a comma.
func (h *head) personLine(i, j int) (string, bool) {
	p, ok := h.phrase(i)
	if !ok || p.form == uncased || p.to-p.from < 2 || p.to-p.from > 4 {
		return "", false
	}
	return h.slice(p.from, p.to), p.to == j || h.at(p.to).kind == comma
}
