package page

import "regexp"

var (
	correctionLabel = regexp.MustCompile(`(?i)^[(\[]?\s*(?:correction|clarification|editor[’\x27]s note|korrektur|berichtigung|rectificatif|corrección|fe de erratas|исправление|تصحيح)\s*:`)
	correctionNote  = regexp.MustCompile(`(?i)^[(\[]?\s*(?:this|an earlier version of this|a previous version of this) (?:story|article|report|version|item|headline)\b[^.]{0,60}?\b(?:correct(?:s|ed)|clarif(?:y|ies|ied)|amended|refiled?s?|misstated|misspelled|misidentified|was updated|has been updated)\b`)
	agencyNote      = regexp.MustCompile(`^\((?:Corrects|Refiles|Adds|Updates|Recasts|Repeats|Removes|Clarifies)\b[^()]*\)$`)
)

// readCorrections leaves out what the house says about its own text; the story below
// or above it is the corrected one.
func (r *reading) readCorrections() {
	for _, p := range r.passages {
		if p.free() && wordCount(p.text) < 80 && (correctionLabel.MatchString(p.text) || correctionNote.MatchString(p.text) || agencyNote.MatchString(p.text)) {
			p.claim("a correction note of the house, left out of the text", LeftOut)
		}
	}
}
