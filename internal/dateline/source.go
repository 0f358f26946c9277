package dateline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// standing is how sure it is that a source is one.
type standing uint8

const (
	noSource  standing = iota
	doubtful           // may be one, where the place and more are beyond doubt: "(Border Report)", "(acn)"
	plausible          // written like the name of a newsroom
	telling            // a name that says so itself: "Daily News", "WKOW", "space.com"
	known              // in the tables
)

// source is the agency of a head.
type source struct {
	name     string
	standing standing
	bare     bool   // stood without brackets or slashes
	reporter string // said inside the slashes: "/Corr. Ann Example/"
	slashes  bool
	filed    date // said inside the brackets: "(Marketwired - March 3, 2015)"
}

// wires are agencies whose bare name counts; openers are those of them that
// may open a text; agencies are all known sources.
var wires, openers, agencies = func() (set, set, set) {
	wires, openers, all := set{}, set{}, set{}
	for line := range lines("wires.txt") {
		name, behindPlaceOnly := strings.CutPrefix(line, "~")
		wires.add(name)
		all.add(name)
		if !behindPlaceOnly {
			openers.add(name)
		}
	}
	for line := range lines("outlets.txt") {
		all.add(line)
	}
	return wires, openers, all
}()

const (
	maxSourceTokens = 14
	maxSourceBytes  = 72
)

// source reads a source between brackets or slashes.
func (h *head) source(i int) (source, int, bool) {
	switch h.at(i).kind {
	case open:
		return h.enclosed(i, closed)
	case slash:
		from := i
		if h.at(i+1).kind == slash { // "// Trend"
			from++
		}
		s, next, ok := h.enclosed(from, slash)
		s.slashes = true
		return s, next, ok
	}
	return source{}, i, false
}

// enclosed reads the source between i and the next token of kind closing.
func (h *head) enclosed(i int, closing kind) (source, int, bool) {
	last := i + 1
	for ; h.at(last).kind != closing || closing == slash && h.innerSlash(i, last); last++ {
		t := h.at(last)
		if t.kind == end || t.kind == open || t.after == newLine || last-i > maxSourceTokens {
			return source{}, i, false
		}
	}
	if last == i+1 || h.at(last).start-h.at(i).end > maxSourceBytes {
		return source{}, i, false
	}
	if _, next, ok := h.date(i + 1); ok && next == last { // "(March 3, 2015)"
		return source{}, i, false
	}
	s := source{}
	nameEnd := last
	for j := i + 2; j < last; j++ { // a date at the end of the brackets
		if k := h.at(j - 1).kind; k != comma && k != dash && k != slash && k != word {
			continue
		}
		if d, next, ok := h.date(j); ok && next == last {
			s.filed, nameEnd = d, j
			if h.at(j-1).kind != word {
				nameEnd--
			}
			break
		}
	}
	if closing == slash {
		if signed, ok := h.correspondent(i+1, last); ok {
			return signed, last + 1, true
		}
	}
	s.name = strings.Trim(h.slice(i+1, h.beforeCorrespondent(i+1, nameEnd)), " ,\"'“”«»")
	s.standing = standingOf(s.name)
	if closing == slash && s.standing < known && !strings.Contains(strings.ToLower(s.name), "news") {
		return source{}, i, false
	}
	return s, last + 1, s.standing > noSource
}

// correspondent reads "Корр. ТАСС Иван Примеров", "Corr. Ann Example" and "TASS
// correspondent Ann Example": who signs, with the agency or without. The
// signature counts as a known source.
func (h *head) correspondent(i, last int) (source, bool) {
	s := source{standing: known}
	at, titled := i, false
	for range 2 { // the title and the agency, in either order
		if correspondents.has(h.at(at).text) {
			at, titled = h.skipTight(at+1, stop), true
		} else if wire, next, ok := h.bareSource(at, false); ok && next <= last {
			s.name, at = wire.name, next
		}
	}
	if !titled {
		return source{}, false
	}
	if p, ok := h.phrase(at); ok && p.to == last {
		s.reporter = h.slice(at, last)
	}
	return s, s.name != "" || s.reporter != ""
}

// beforeCorrespondent cuts the " - Корр." off "БелТА - Корр.".
func (h *head) beforeCorrespondent(i, nameEnd int) int {
	for j := i + 1; j < nameEnd-1; j++ {
		if k := h.at(j).kind; (k == dash || k == comma) && correspondents.has(h.at(j+1).text) {
			return j
		}
	}
	return nameEnd
}

var correspondents = wordSet("корр корреспондент corr correspondent кор кореспондент")

// innerSlash reports that the slash at `last` is inside a name: "/PRNewswire/OTS/".
func (h *head) innerSlash(i, last int) bool {
	t, next := h.at(last), h.at(last+1)
	return t.after == tight && next.after == tight && next.kind == word && h.at(last+2).kind == slash && h.at(last+2).after == tight && !agencies.has(h.slice(i+1, last))
}

// bareSource reads an agency's name without brackets: the longest of the table,
// or the name of a site ("KOMPAS.com").
func (h *head) bareSource(i int, opening bool) (source, int, bool) {
	table := wires
	if opening {
		table = openers
	}
	if h.at(i).kind == quote {
		for last := i + 2; last <= i+4; last++ {
			if name := h.slice(i+1, last); h.at(last).kind == quote && agencies.has(name) {
				return source{name: name, standing: known, bare: true}, last + 1, true
			}
		}
	}
	if s, next, ok := h.localEdition(i, table); ok {
		return s, next, true
	}
	for to := min(i+5, len(h.toks)-1); to > i; to-- {
		name := h.slice(i, to)
		if h.at(to-1).kind != word && h.at(to-1).kind != number && h.at(to-1).kind != quote || !table.has(name) {
			continue
		}
		if capital(name) || uncasedText(name) || exactAgency(name) && (name == "dpa" || h.at(to).text == "|" || opening && formOf(h.at(to)) == caps) {
			return source{name: name, standing: known, bare: true}, to, true
		}
	}
	if t := h.at(i); t.kind == word && isSite(t.text) {
		next := i + 1
		return source{name: t.text, standing: telling, bare: true}, next, true
	}
	return source{}, i, false
}

// localEdition reads "CNN Indonesia" and "Sputnik Azerbaijan".
func (h *head) localEdition(i int, table set) (source, int, bool) {
	t, n := h.at(i), h.at(i+1)
	if t.kind != word || !table.has(t.text) || !capital(t.text) || n.kind != word || !regionNames.has(n.text) || h.at(i+2).kind != dash {
		return source{}, i, false
	}
	return source{name: h.slice(i, i+2), standing: known, bare: true}, i + 2, true
}

// bareInitials reads the unknown agency of "BRIDGETOWN, Nov 3, XYZ – ": capitals
// between a date and a dash.
func (h *head) bareInitials(i int) (source, int, bool) {
	if t := h.at(i); t.kind == word && acronym(t.text) && h.at(i+1).kind == dash && h.at(i-1).kind == comma {
		return source{name: t.text, standing: plausible, bare: true}, i + 1, true
	}
	return source{}, i, false
}

// isSite holds for a name with a domain behind it.
func isSite(s string) bool {
	i := strings.LastIndexByte(s, '.')
	if i < 3 {
		return false
	}
	return domains.has(s[i+1:])
}

var domains = wordSet("com org net ru id ph uk my in za co tv news info ua by kz de fr it es br az ge am rs hr")

// newsroomWords are what newsrooms call themselves.
var newsroomWords = wordSet("news newswire wire press agency times post herald tribune gazette journal chronicle telegraph guardian observer register dispatch courier magazine media radio tv television network broadcasting newspapers newspaper daily reuters ap afp cnn dpa service bureau reporter today review standard mail express mirror star sun world globe monitor sentinel bulletin business foundation newsroom presse zeitung agence agencia agenzia agencija agentur новости пресс")

// standingOf judges the words between the brackets.
func standingOf(name string) standing {
	switch {
	case name == "" || strings.ContainsAny(name, "$%:;?<>=@#“”\""):
		return noSource
	case agencies.has(name) && (capital(name) || exactAgency(name) || !lowerCased(name)):
		return known
	}
	if part, _, ok := cutAny(name, "/-, "); ok && (exactAgency(part) || openers.has(part) && capital(part)) && !prosy(name) {
		return known
	}
	words := strings.Fields(name)
	switch {
	case lowerInitials(name):
		return doubtful
	case len(words) > 6, prosy(name), isTicker(name), isPolitician(name), leadIns.labels.has(words[0]), gazetteer.has(name),
		regionNames.has(name), isAbbreviation(name), utf8.RuneCountInString(name) < 2, !hasLetters(name, 2):
		return noSource
	case isSite(name), isCallSign(name), anyIn(words, newsroomWords):
		return telling
	case leadIn(name) && len(words) > 1 && allCapital(words):
		return doubtful
	case leadIn(name) && !leadIns.acronyms.has(name):
		return noSource
	}
	return plausible
}

// exactAgency holds for names that their owners write in lower case: "dpa".
func exactAgency(name string) bool {
	return agencies.has(name) && lowercaseAgencies.has(name)
}

var lowercaseAgencies = wordSet("dpa ats sda awp afp reuters ap ddp apa stt ritzau tasr belga anp nova askanews agi efe lusa bta tt ntb adnkronos sputnik cna epd idea pte ots dts lsw dapd taz")

// lowerInitials holds for an agency that writes its initials small, "acn".
func lowerInitials(name string) bool {
	return len(name) >= 3 && len(name) <= 5 && isASCII(name) && lowerCased(name) && agencies.has(name)
}

func allCapital(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !capital(w) })
}

func lowerCased(s string) bool { return strings.ToLower(s) == s && strings.ToUpper(s) != s }

// prosy holds for brackets that hold a remark, not a name: a word in lower
// case that is no particle.
func prosy(name string) bool {
	for i, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && (i == 0 || !particles.has(w) && !ands.has(w) && w != "for" && w != "to") && unicode.ToUpper(r) != r && !exactAgency(beforeSlash(w)) {
			return true
		}
	}
	return false
}

func hasLetters(s string, atLeast int) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= atLeast
}

func beforeSlash(s string) string {
	part, _, _ := strings.Cut(s, "/")
	return part
}

// isTicker holds for "AAPL.O" and "BARC.L".
func isTicker(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && len(s)-i <= 3 && strings.ToUpper(s) == s && !isSite(s) && !strings.Contains(s, " ")
}

// isPolitician holds for "D", "R-Texas", "D-Calif.".
func isPolitician(s string) bool {
	return single(s) || len(s) > 2 && strings.ContainsRune("DRI", rune(s[0])) && (s[1] == '-' || strings.HasPrefix(s[1:], "–"))
}

// isCallSign holds for American stations: "WKOW", "KTLA-TV", "WBRC.com".
func isCallSign(s string) bool {
	s, _, _ = cutAny(s, "-./ ")
	return (len(s) == 3 || len(s) == 4) && (s[0] == 'K' || s[0] == 'W') && strings.ToUpper(s) == s && isASCII(s)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// cutAny is strings.Cut at the first of several marks.
func cutAny(s, marks string) (before, after string, found bool) {
	if i := strings.IndexAny(s, marks); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// anyIn reports whether one of the words is in the table.
func anyIn(words []string, table set) bool {
	for _, w := range words {
		if table.has(strings.Trim(w, "!,.")) {
			return true
		}
	}
	return false
}
