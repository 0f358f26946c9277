package dateline

import (
	"strings"
	"unicode"
)

// regionNames are states, provinces and countries in full; regionAbbrs their
// short forms, which may own the stop behind them.
var regionNames, regionAbbrs = func() (set, set) {
	names, abbrs := set{}, set{}
	for line := range lines("regions.txt") {
		if entries, ok := strings.CutPrefix(line, "abbr:"); ok {
			for e := range strings.FieldsSeq(entries) {
				abbrs.add(e)
			}
		} else if entries, ok := strings.CutPrefix(line, "name:"); ok {
			for e := range strings.SplitSeq(entries, ";") {
				names.add(e)
			}
		}
	}
	return names, abbrs
}()

const maxRegionWords = 5

// region reads what stands behind a place's comma: known says that the table
// has it. next is behind the region and any comma that closes it off.
func (h *head) region(i int) (text string, known bool, next int, ok bool) {
	if h.at(i).kind == open {
		return h.bracketedRegion(i)
	}
	if k := h.at(i).kind; k == stop || k == dash {
		return h.joinedRegion(i)
	}
	if h.at(i).kind != comma {
		return "", false, i, false
	}
	from := i + 1
	if _, _, dated := h.date(from); dated {
		return "", false, i, false
	}
	to, known := h.knownRegion(from)
	if !known {
		if to, ok = h.unknownRegion(from); !ok {
			return "", false, i, false
		}
	}
	for h.at(to).kind == comma { // "Ont., Canada", "New York, US"
		wider, ok := h.knownRegion(to + 1)
		if !ok {
			break
		}
		to = wider
	}
	return h.slice(from, to), known, to, true
}

// joinedRegion reads the region of "Kyiv. Ukraine. July 5" and "LAGOS—NIGERIA":
// a full name between two marks that could as well be a text's.
func (h *head) joinedRegion(i int) (string, bool, int, bool) {
	if h.at(i).after == newLine || regionNames.has(h.at(i-1).text) { // "BRAZIL — ARGENTINA"
		return "", false, i, false
	}
	to, ok := h.knownRegion(i + 1)
	text := h.slice(i+1, to)
	if !ok || !regionNames.has(text) || gazetteer.has(text) {
		return "", false, i, false
	}
	if h.at(i).kind == stop {
		_, _, dated := h.date(to + 1)
		return text, true, to, h.at(to).kind == stop && dated
	}
	t := h.at(to)
	alike := formOf(h.at(i-1)) == caps && formOf(h.at(i+1)) == caps
	return text, true, to, alike && (t.kind == end || t.after == newLine || t.kind == dash || t.kind == open)
}

// knownRegion returns where the longest region of the table at i ends.
func (h *head) knownRegion(i int) (int, bool) {
	for n := maxRegionWords; n > 0; n-- {
		to, ok := i, true
		for range n {
			t := h.at(to)
			if t.kind != word || to > i && t.after == newLine {
				ok = false
				break
			}
			to = h.ownStop(to)
		}
		if !ok {
			continue
		}
		text := h.slice(i, to)
		if isAbbreviation(text) {
			return h.skipTight(to, stop), true
		}
		if capital(text) && regionNames.has(text) || uncasedText(text) && regionNames.has(text) {
			return to, true
		}
	}
	return i, false
}

// isAbbreviation keeps the postal codes apart from the words "in", "or", "me".
func isAbbreviation(s string) bool {
	if !capital(s) || !regionAbbrs.has(s) {
		return false
	}
	letters := strings.ReplaceAll(s, ".", "")
	return len(letters) > 2 || strings.ToUpper(s) == s || strings.Contains("Pa Ga La Va Md Mo Ky Vt Me Ia", letters)
}

// unknownRegion reads a name that the table does not have. A city or an agency is no region.
func (h *head) unknownRegion(i int) (int, bool) {
	p, ok := h.phrase(i)
	if !ok || p.form == uncased || p.to-p.from > 4 {
		return i, false
	}
	text := h.slice(p.from, p.to)
	if gazetteer.has(text) || leadIns.words.has(h.at(p.from).text) && p.form == caps {
		return i, false
	}
	if _, _, isSource := h.bareSource(i, false); isSource {
		return i, false
	}
	return p.to, true
}

// bracketedRegion reads "(Ill.)", "(Maharashtra) [India]" and "[India]".
func (h *head) bracketedRegion(i int) (string, bool, int, bool) {
	to, ok := h.knownRegion(i + 1)
	if !ok || h.at(to).kind != closed {
		return "", false, i, false
	}
	if wider, _, next, ok := h.bracketedRegion(to + 1); ok {
		return h.slice(i+1, to) + ", " + wider, true, next, true
	}
	return h.slice(i+1, to), true, to + 1, true
}

func uncasedText(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.ToUpper(r) != r || unicode.IsUpper(r) })
}
