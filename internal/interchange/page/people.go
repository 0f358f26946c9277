package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// person is somebody the text names.
type person struct {
	name, role string
	venue      string // where they spoke, by the last sentence that says it
}

// maxPeople is how many persons of a page are remembered; a long feature has 30.
const maxPeople = 300

// people is who the text has named so far, in order.
type people struct {
	known []*person
	last  *person // who spoke last
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{M}\p{Nd}][\p{L}\p{M}\p{Nd}'’.&-]*|[^\s]`)

// wordsOf cuts text into words and marks; the full stop of an abbreviation stays
// with it, the one of a sentence does not.
func wordsOf(text string) []string {
	var all []string
	for _, w := range wordPattern.FindAllString(text, -1) {
		stem, dot := strings.CutSuffix(w, ".")
		if dot && !abbreviated(stem) {
			all = append(all, stem, ".")
			continue
		}
		all = append(all, w)
	}
	return all
}

// abbreviated reports a word whose full stop belongs to it: an initial, "Dr", "U.S".
func abbreviated(stem string) bool {
	return utf8.RuneCountInString(stem) <= 2 || strings.Contains(stem, ".") || titles[strings.ToLower(stem)]
}

// titles are the abbreviated titles before names.
var titles = map[string]bool{
	"mrs": true, "prof": true, "gen": true, "col": true, "sen": true, "rep": true, "gov": true, "sgt": true, "capt": true, "maj": true, "rev": true, "hon": true, "adm": true, "cmdr": true, "sra": true, "mme": true,
}

// nameWord reports whether w can stand in a name or in the title before it.
func nameWord(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	_, day := words.weekdays[folded(w)]
	return unicode.IsUpper(first) && !article(w) && !day
}

// article reports a word that is no part of a name. The UN is no article, though un is.
func article(w string) bool {
	abbreviation := utf8.RuneCountInString(w) == 2 && w == strings.ToUpper(w)
	return words.articles[folded(w)] && !abbreviation
}

func roleWord(w string) bool {
	f := strings.ReplaceAll(strings.ToLower(w), ".", "")
	return words.roles[f] || strings.HasPrefix(f, "vice-") || strings.HasSuffix(f, "-general")
}

// mention is a person as one place of the text names them: any part may be empty.
type mention struct {
	name    string
	role    string
	pronoun bool
}

func (m mention) isZero() bool { return m == mention{} }

// mentionOf reads the words of a noun phrase: "Russian Foreign Minister Sergei
// Lavrov", "spokeswoman Jane Doe", "the minister", "Lavrov", "he".
func mentionOf(phrase []string) mention {
	if len(phrase) == 1 && words.pronouns[folded(phrase[0])] {
		return mention{pronoun: true}
	}
	for len(phrase) > 0 && article(phrase[0]) {
		phrase = phrase[1:]
	}
	last := -1
	for i, w := range phrase {
		if roleWord(w) {
			last = i
		}
	}
	name := phrase[last+1:]
	for len(name) > 0 && !nameWord(name[0]) {
		name = name[1:]
	}
	if len(name) > 5 {
		return mention{}
	}
	return mention{name: strings.Join(name, " "), role: strings.Join(phrase[:last+1], " ")}
}

// resolve finds out who is meant, and remembers who is new. It is nil where the
// text does not tell; inferred is true where a pronoun was followed.
func (p *people) resolve(m mention) (who *person, inferred bool) {
	switch {
	case m.pronoun:
		return p.last, true
	case m.name != "":
		return p.named(m), false
	case m.role != "":
		return p.byRole(m.role), false
	}
	return nil, false
}

func (p *people) named(m mention) *person {
	for _, known := range slices.Backward(p.known) {
		if known.name == m.name || strings.HasSuffix(known.name, " "+m.name) {
			if known.role == "" {
				known.role = m.role
			}
			return known
		}
	}
	for _, known := range p.known {
		if strings.HasSuffix(m.name, " "+known.name) {
			known.name = m.name
			if known.role == "" {
				known.role = m.role
			}
			return known
		}
	}
	who := &person{name: m.name, role: m.role}
	if len(p.known) < maxPeople {
		p.known = append(p.known, who)
	}
	return who
}

// byRole finds whose role has all the words of role: the last speaker, else the
// first such person of the text.
func (p *people) byRole(role string) *person {
	wanted := strings.Fields(folded(role))
	candidates := p.known
	if p.last != nil {
		candidates = append([]*person{p.last}, p.known...)
	}
	for _, who := range candidates {
		have := strings.Fields(folded(who.role))
		if len(have) > 0 && !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(have, w) }) {
			return who
		}
	}
	return nil
}
