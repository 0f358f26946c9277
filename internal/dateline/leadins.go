package dateline

import "strings"

// leadIns are the words in capitals that open texts without being places.
var leadIns = struct{ labels, words, acronyms, generics, givenNames set }{
	labels:     leadInSections["label"],
	words:      leadInSections["word"],
	acronyms:   leadInSections["acronym"],
	generics:   leadInSections["generic"],
	givenNames: leadInSections["given"],
}

var leadInSections = sections("leadins.txt", " ")

// leadIn reports whether a phrase has a word in it that is never part of a place.
func leadIn(name string) bool {
	words := strings.Fields(name)
	switch {
	case gazetteer.has(name), len(words) == 0:
		return false
	case len(words) == 1 && fold(name) == "new":
		return true
	case len(words) > 1 && leadIns.generics.has(words[len(words)-1]): // "HIGH POINT", "KING CITY"
		return leadIns.labels.has(words[0]) || leadIns.acronyms.has(words[0]) || fold(words[0]) == "the"
	}
	for _, w := range words {
		if w = strings.TrimRight(w, "?!:."); leadIns.labels.has(w) || leadIns.words.has(w) || leadIns.acronyms.has(w) {
			return true
		}
	}
	return false
}

// personal reports whether a phrase in capitals reads like a person: a given
// name first and no word of the landscape last.
func personal(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 || gazetteer.has(name) {
		return false
	}
	return leadIns.givenNames.has(words[0]) && !leadIns.generics.has(words[len(words)-1])
}
