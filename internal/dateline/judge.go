package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// convinces decides whether a reading is a dateline or only looks like one.
// Evidence adds up: a source or a date makes an unknown place believable, a
// bare place must be written like one, known, or followed like one.
func (r reading) convinces() bool {
	switch {
	case len(r.places) == 0:
		return r.convincesWithoutPlace()
	case r.notPlaces():
		return false
	case r.sourceFirst && !r.placeBehindSourceConvinces():
		return false
	case r.bracketed:
		return r.bracketedPlaceConvinces()
	case r.source.standing > noSource:
		return r.convincesWithSource()
	case r.date.said && !r.date.dayOnly:
		return r.convincesWithDate()
	}
	return r.barePlaceConvinces()
}

// convincesWithoutPlace: "(Reuters) -", "AFP - Text", "Oct. 5, 2001 --".
func (r reading) convincesWithoutPlace() bool {
	s := r.source
	switch {
	case s.standing > noSource && s.name == "": // a reporter alone
		return false
	case s.standing <= doubtful:
		return s.standing == noSource && r.date.on.Year != 0 && r.ending == dashEnding && !r.clings()
	case r.ending == noEnding:
		return s.standing == known && (!s.bare || r.date.said) && r.textFollows()
	case r.ending == lineEnding:
		return s.standing == known && !s.bare
	case s.bare && r.date.said:
		return s.standing == known
	case s.bare:
		return r.ending == dashEnding && !r.clings() && r.textFollows()
	case r.ending == colonEnding, r.ending == stopEnding:
		return s.standing == known && (s.slashes || r.textFollows())
	case s.standing >= telling:
		return true
	}
	return acronym(s.name) && !leadIn(s.name) && r.textFollows()
}

// acronym holds for three to six capitals, which at the very head of a text,
// in brackets and before a dash, are a newsroom's.
func acronym(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 3 && n <= 6 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsUpper(r) })
}

// notPlaces throws out phrases that no evidence makes a place.
func (r reading) notPlaces() bool {
	for _, p := range r.places {
		if agencies.has(p.Name) || p.form != uncased && !hasLetters(p.Name, 2) || strings.Contains(p.Name, "&") && !p.known {
			return true
		}
		if p.known || p.form == uncased {
			continue
		}
		words := strings.Fields(p.Name)
		if strings.ContainsFunc(p.Name, unicode.IsDigit) || anyIn(words, newsroomProper) || anyIn(words, companyWords) {
			return true
		}
		if leadIns.labels.has(words[0]) && !p.regionKnown || weekdays.has(p.Name) || sentenceOpeners.has(words[0]) && p.form == mixed {
			return true
		}
	}
	return false
}

var (
	newsroomProper  = wordSet("news newswire press agency times tribune gazette chronicle telegraph newspaper association organization organisation ministry university institute department party federation")
	companyWords    = wordSet("inc corp corporation ltd plc llc gmbh holdings co")
	sentenceOpeners = wordSet("the a an in on at by from for with when while after before as if it he she they we you i this that these those but and or so not no there here what who why how der die das ein eine im am le la les un une el los las il lo gli o os as president senator minister")
)

// convincesWithSource: "PLACE (SOURCE) —" and its kin.
func (r reading) convincesWithSource() bool {
	first := r.places[0]
	if r.ending == noEnding && !r.textFollows() {
		return false
	}
	if r.ending == stopEnding && !r.textFollows() {
		return false
	}
	if r.expandsAcronym() {
		return false
	}
	dated := r.date.said && !r.date.dayOnly
	evident := first.known || first.regionKnown || dated
	if r.source.standing == doubtful {
		return first.regionKnown && (first.known || first.form == caps) && (r.ending == dashEnding || dated) || first.known && dated
	}
	if r.source.standing == known {
		return r.knownSourceConvinces(first, evident)
	}
	if r.ending != dashEnding && r.ending != colonEnding && r.ending != lineEnding {
		return evident && r.ending == noEnding && r.date.said
	}
	if r.ending != dashEnding && !evident {
		return false
	}
	switch {
	case evident:
		return true
	case first.form == caps:
		return capitalsLookLikePlace(first) && !leadIn(r.source.name) && !abbreviates(r.source.name, first.Name) && (!personal(first.Name) || r.source.standing == telling)
	case first.form == uncased:
		return first.words <= 2 && r.source.standing == telling
	}
	return r.source.standing == telling && first.words <= 2 && !r.source.bare && !strings.Contains(r.source.name, " ")
}

func (r reading) knownSourceConvinces(first place, evident bool) bool {
	switch {
	case evident:
		return true
	case r.source.bare:
		return first.form == caps && !leadIn(first.Name) || first.form == uncased && first.words <= 3
	case first.form == mixed && personal(first.Name):
		return false
	case first.form == caps:
		return !leadIns.acronyms.has(first.Name) || r.ending == dashEnding
	case first.form == uncased:
		return first.words <= 4 && (r.ending != noEnding || uncasedText(r.source.name))
	case first.Region != "":
		return first.words <= 3
	}
	return first.words <= 4 && (r.ending == dashEnding || r.ending == colonEnding || first.words <= 2)
}

// placeBehindSourceConvinces: "(ANSA) - ROMA, 3 MAR -" has a place behind its
// source, "(CNN) -- Michael Jackson -- who" has text.
func (r reading) placeBehindSourceConvinces() bool {
	first := r.places[0]
	if r.date.said && !r.date.dayOnly {
		return first.known || first.regionKnown || first.form != mixed || first.words <= 3
	}
	switch {
	case r.ending == stopEnding && r.source.bare && exactAgency(r.source.name): // "dpa BERLIN. Der"
		return first.form == caps && gazetteer.has(first.Name) && r.textFollows()
	case r.ending != dashEnding && r.ending != colonEnding || r.source.name == "":
		return false
	}
	return (first.known || first.regionKnown || first.form == caps && capitalsLookLikePlace(first) && !personal(first.Name)) && r.textFollows()
}

// expandsAcronym holds for "World Health Organization (WHO) —": the brackets
// hold the initials of what stands before them.
func (r reading) expandsAcronym() bool {
	first := r.places[0]
	if first.known || first.regionKnown {
		return false
	}
	return initialsOf(first) == fold(r.source.name)
}

// initialsOf returns the folded capitals that begin the words of a longer name.
func initialsOf(p place) string {
	if p.words < 2 {
		return "-"
	}
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(p.Name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			initials.WriteRune(c)
		}
	}
	return fold(initials.String())
}

// abbreviates holds for "MICROSOFT (MSFT)": capitals that the name has in order.
func abbreviates(short, long string) bool {
	if !acronym(short) {
		return false
	}
	rest := strings.ToUpper(long)
	for i, c := range short {
		at := strings.IndexRune(rest, c)
		if at < 0 || i == 0 && at != 0 {
			return false
		}
		rest = rest[at+utf8.RuneLen(c):]
	}
	return true
}

// convincesWithDate: "LONDON, March 3 —", "Madrid, 3 mar —".
func (r reading) convincesWithDate() bool {
	first := r.places[0]
	if leadIn(first.Name) && !first.known || first.words > 5 || first.form == mixed && personal(first.Name) {
		return false
	}
	switch r.ending {
	case dashEnding:
		return first.known || first.form != mixed || first.regionKnown || first.words <= 3
	case colonEnding, lineEnding:
		return first.known || first.regionKnown || first.form == caps && !personal(first.Name)
	}
	return false
}

// bracketedPlaceConvinces: "(Geneva) – ", "(New York, NY - October 21) ".
func (r reading) bracketedPlaceConvinces() bool {
	first := r.places[0]
	if !first.known && !first.regionKnown {
		return false
	}
	if r.ending == dashEnding || r.ending == colonEnding {
		return true
	}
	return r.date.said && r.textFollows()
}

// barePlaceConvinces: "LONDON —", "CAMBRIDGE, Mass. —", "Paris — Text".
func (r reading) barePlaceConvinces() bool {
	first := r.places[0]
	switch {
	case r.ending == stopEnding:
		return r.stoppedPlaceConvinces()
	case r.ending == lineEnding:
		return first.form == caps && first.regionKnown && gazetteer.has(first.Name)
	case r.ending != dashEnding && r.ending != colonEnding, r.ending == dashEnding && r.clings():
		return false
	case !r.sentenceFollows():
		return false
	case first.regionKnown:
		return r.regionMakesPlace(first)
	case first.Region != "":
		return first.known && first.form == caps && r.ending == dashEnding
	case first.form == caps:
		return r.bareCapitalsConvince(first)
	}
	return first.known && gazetteer.has(first.Name) && r.placeOnly()
}

// stoppedPlaceConvinces: "STOCKHOLM. Regeringen vill", "Hamburg/Berlin. Die
// Polizei hat". A single city in small letters and a stop is also how essays
// begin, so there the text must be in a language whose papers write so.
func (r reading) stoppedPlaceConvinces() bool {
	t := r.next()
	for _, p := range r.places {
		if !gazetteer.has(p.Name) || p.form == uncased || p.Region != "" {
			return false
		}
	}
	if t.kind != word || !capital(t.text) || t.after == tight || formOf(t) == caps && !single(t.text) || !r.placeOnly() {
		return false
	}
	return r.places[0].form == caps || len(r.places) > 1 || r.northernText(t)
}

// northernText reports a German or Scandinavian function word, and no English
// one, within a dozen tokens of t.
func (r reading) northernText(t token) bool {
	found := false
	if second := r.head.after(t); t.text == "Die" && second.kind == word && capital(second.text) {
		third := r.head.after(second)
		return third.kind == word && !capital(third.text) // "Die Polizei sucht"
	}
	for n := 0; n < 12 && t.kind != end && t.kind != stop; n++ {
		if englishWords.has(t.text) {
			return false
		}
		found = found || northernWords.has(t.text)
		t = r.head.after(t)
	}
	return found
}

var englishWords = wordSet("the of is was and has were are with to")

// northernWords have no twin among the English words that open sentences.
var northernWords = wordSet("har vil im bei zu als der das dem ein eine einen einer und ist sind haben nach mit auf für von vom zum zur sich nicht wird werden wurde att och är på av ett till från vill kan inte efter ikke og til fra blir")

// regionMakesPlace: a known region behind the comma makes nearly any place of
// the name before it, but "Barack Obama, U.S. —" stays out.
func (r reading) regionMakesPlace(first place) bool {
	if first.form == mixed && !first.known {
		if initialsOf(first) == fold(first.Region) { // "Mumbai Indians (MI)"
			return false
		}
		return first.words <= 3 && !leadIns.givenNames.has(strings.Fields(first.Name)[0])
	}
	return first.words <= 5
}

func (r reading) bareCapitalsConvince(first place) bool {
	switch {
	case r.facesName():
		return false
	case r.allKnown():
		return r.ending == dashEnding || gazetteer.has(first.Name)
	case possessive(first.Name), plural(first), r.dash.text == "|":
		return false
	case len(r.places) > 1 && !first.known:
		return false
	case r.ending == colonEnding:
		return first.words <= 2 && indianPlace(first.Name)
	}
	return first.words <= 4 && capitalsLookLikePlace(first) && !personal(first.Name) && len(r.places) == 1
}

// facesName holds for "BRAZIL — ARGENTINA": another place, and then no text.
func (r reading) facesName() bool {
	t := r.next()
	if k := r.head.after(t).kind; k != end && k != dash {
		return false
	}
	return t.kind == word && (gazetteer.has(t.text) || regionNames.has(t.text))
}

func (r reading) allKnown() bool {
	for _, p := range r.places {
		if !p.known {
			return false
		}
	}
	return true
}

// possessive holds for "HONG KONG'S FUTURE".
func possessive(name string) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToUpper(name), "’", "'")+" ", "'S ")
}

// plural holds for a single unknown word like "MUSTANGS": teams and headings end
// so far more often than towns.
func plural(p place) bool {
	key := fold(p.Name)
	if p.words > 1 || !strings.HasSuffix(key, "s") {
		return false
	}
	for _, ending := range []string{"ss", "us", "is", "as", "os", "ings", "ens", "ins"} {
		if strings.HasSuffix(key, ending) {
			return false
		}
	}
	return true
}

// indianPlace holds for the endings of South Asian town names, whose papers
// write "SHEIKHUPURA: "; other capitals before a colon are speakers and labels.
func indianPlace(name string) bool {
	key := fold(name)
	for _, ending := range []string{"pur", "pura", "puram", "bad", "abad", "nagar", "garh", "kot", "ganj", "wala", "palli", "palle", "gaon", "patnam", "giri", "durg", "kheri", "shahr", "khel", "guda", "pet", "halli", "kulam", "kode", "zai"} {
		if len(key) > len(ending)+2 && strings.HasSuffix(key, ending) {
			return true
		}
	}
	return false
}

// capitalsLookLikePlace refuses lead-ins, acronyms and very short words.
func capitalsLookLikePlace(p place) bool {
	if p.known {
		return true
	}
	if leadIn(p.Name) || utf8.RuneCountInString(p.Name) < 4 {
		return false
	}
	return hasVowel(p.Name)
}

func hasVowel(s string) bool {
	return strings.ContainsAny(fold(s), "aeiouyаеиоуыэюяєіїαεηιουω") || uncasedText(s)
}

// clings holds for a hyphen or dash with no blank before it, as inside words.
func (r reading) clings() bool {
	return r.dash.kind == dash && r.dash.after == tight && r.next().after == tight && (r.dash.text == "-" || r.dash.text == "_")
}

// next is the first token of the text.
func (r reading) next() token {
	for i, t := range r.head.toks {
		if t.start >= r.rest {
			return r.head.at(i)
		}
	}
	return r.head.at(len(r.head.toks))
}

// textFollows reports that the text begins like one: not with a lower-case
// word, and not with a mark.
func (r reading) textFollows() bool {
	t := r.next()
	switch t.kind {
	case word:
		return capital(t.text) || uncasedText(t.text) || loweredArticle(t.text) || formOf(t) == mixed && strings.ToLower(t.text) != t.text
	case number, quote, open, end, other:
		return true
	}
	return false
}

// sentenceFollows is textFollows without scores, temperatures and nothing at all.
func (r reading) sentenceFollows() bool {
	t := r.next()
	if t.kind == number {
		after := r.head.after(t)
		if after.kind == dash || after.kind == slash || after.kind == end || strings.HasPrefix(after.text, "°") || after.kind == colon && after.after == tight {
			return false
		}
		_, unit := leadingInt(t.text)
		return unit == "" || ordinals.has(unit)
	}
	return r.textFollows() && t.kind != end && t.kind != open
}

func (h *head) after(t token) token {
	for i, u := range h.toks {
		if u.start == t.start {
			return h.at(i + 1)
		}
	}
	return h.at(len(h.toks))
}

// placeOnly refuses "Paris - Roubaix" and "Berlin: Paris": names side by side are a
// heading, a route or a fixture.
func (r reading) placeOnly() bool {
	t := r.next()
	if t.kind != word {
		return true
	}
	follows := r.head.after(t)
	return !gazetteer.has(t.text) || follows.kind == word && !capital(follows.text) && r.dash.text != "-"
}
