package dateline

import (
	"strings"

	"dateline.news/internal/news"
)

// gazetteer are the cities whose bare name is evidence of a dateline.
var gazetteer = func() set {
	table := set{}
	for line := range lines("gazetteer.txt") {
		for name := range strings.SplitSeq(line, ";") {
			table.add(name)
		}
	}
	return table
}()

// rivers tell "Frankfurt/Main", one city, from "Berlin/Bonn", two.
var rivers = wordSet("main m oder o saale neckar rhein donau inn weser wümme ruhr breisgau taunus spree lahn ems elbe harz")

// place is one place of a head with what judging it needs.
type place struct {
	news.Place
	form        form
	words       int
	known       bool // in the gazetteer, or a country
	regionKnown bool
}

// vessel are the words before a ship or plane that is a story's place. They are
// part of its name: "ABOARD AIR FORCE ONE".
var vessel = wordSet("aboard onboard")

const maxPlaces = 4

// places reads "PLACE", "PLACE, Region", "PLACE/PLACE", "PLACE, Region, and PLACE".
func (h *head) places(i int) ([]place, int) {
	var all []place
	endOfLast := i
	for len(all) < maxPlaces {
		p, next, ok := h.place(i)
		if !ok {
			break
		}
		all, endOfLast = append(all, p), next
		if i, ok = h.anotherPlace(next, p); !ok {
			break
		}
	}
	return all, endOfLast
}

func (h *head) place(i int) (place, int, bool) {
	p, ok := h.phrase(i)
	if !ok {
		return place{}, i, false
	}
	p = h.beforeDate(h.wholeName(h.beforeAnd(p)))
	if p.to == p.from {
		return place{}, i, false
	}
	name := h.slice(p.from, p.to)
	found := place{Place: news.Place{Name: name}, form: p.form, words: p.to - p.from,
		known: gazetteer.has(name) || p.form != mixed && regionNames.has(name) && !leadIns.acronyms.has(name)}
	found.known = found.known || p.form == caps && found.words > 1 && vessel.has(h.at(p.from).text)
	next := p.to
	if region, known, after, ok := h.region(p.to); ok {
		found.Region, found.regionKnown, next = region, known, after
	}
	return found, next, true
}

// beforeAnd cuts "DETROIT AND NEW YORK" before its "AND", unless the whole is a
// name itself ("TRINIDAD AND TOBAGO").
func (h *head) beforeAnd(p phrase) phrase {
	if name := h.slice(p.from, p.to); regionNames.has(name) || gazetteer.has(name) {
		return p
	}
	for i := p.from + 1; i < p.to; i++ {
		if ands.has(h.at(i).text) {
			p.to = i
		}
	}
	return p
}

// wholeName takes in the river of "Frankfurt/Main".
func (h *head) wholeName(p phrase) phrase {
	if h.at(p.to).kind == slash && h.at(p.to).after == tight && rivers.has(h.at(p.to+1).text) && h.at(p.to+1).after == tight {
		p.to = h.skipTight(p.to+2, stop)
	}
	return p
}

// beforeDate cuts a month or weekday off the end of a name: "LONDON March 3",
// «القاهرة 3 مارس» has none, "Paris Monday (AP)" has one.
func (h *head) beforeDate(p phrase) phrase {
	for i := p.from + 1; i < p.to; i++ {
		if d, _, ok := h.date(i); ok && !d.dayOnly {
			p.to = i
			return p
		}
	}
	return p
}

var ands = wordSet("and AND und et y e & ve và og och i и та i و और")

// anotherPlace steps from one place to the next: a slash, an "and", or a comma
// before a city.
func (h *head) anotherPlace(i int, last place) (int, bool) {
	t := h.at(i)
	if t.after == newLine {
		return i, false
	}
	switch t.kind {
	case slash:
		if _, _, ok := h.source(i); ok {
			return i, false
		}
		if _, _, ok := h.bareSource(i+1, false); ok {
			return i, false
		}
		_, _, dated := h.date(i + 1)
		return i + 1, !dated
	case comma:
		if next := h.at(i + 1); ands.has(next.text) && h.startsName(i+2, last) {
			return i + 2, true
		}
		return i + 1, h.startsCity(i+1, last)
	case word:
		return i + 1, ands.has(t.text) && h.startsName(i+1, last)
	}
	return i, false
}

func (h *head) startsName(i int, last place) bool {
	p, ok := h.phrase(i)
	return ok && p.form == last.form
}

func (h *head) startsCity(i int, last place) bool {
	p, ok := h.phrase(i)
	if !ok || p.form != last.form {
		return false
	}
	return gazetteer.has(h.slice(p.from, h.beforeDate(h.beforeAnd(p)).to))
}
