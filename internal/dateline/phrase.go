package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is how a phrase is written, which is half of what tells a place from prose.
type form uint8

const (
	mixed   form = iota // "New York"
	caps                // "NEW YORK", "McALLEN", "RIO de JANEIRO"
	uncased             // a script without capitals
)

// phrase is a run of words that could be a name.
type phrase struct {
	from, to int // tokens
	form     form
}

const maxPhraseWords = 7

// particles may stand in lower case inside a name.
var particles = wordSet("de du des la le les l' el al as ar es-sur en sur lès aux à am an der den dem im in ob bei aan op ten ter of on upon the under do da dos das di del della dei degli nel y i e na nad pod pri po auf im a el- sous v u")

func wordSet(words string) set {
	s := set{}
	for w := range strings.FieldsSeq(words) {
		s.add(w)
	}
	return s
}

// shortened are words that carry a stop of their own inside a name.
var shortened = wordSet("st ste sta sto mt ft pt n s e w dr gen gov pres sgt co no")

// phrase reads the longest run of words at i that is written like one name.
func (h *head) phrase(i int) (phrase, bool) {
	p := phrase{from: i, to: i, form: formOf(h.at(i))}
	if h.at(i).kind != word || p.form == mixed && !capital(h.at(i).text) && !loweredArticle(h.at(i).text) {
		return p, false
	}
	if single(h.at(i).text) { // "A Coruña", "U.N. HEADQUARTERS"
		if next := h.at(h.skipTight(i+1, stop)); next.kind == word {
			p.form = formOf(next)
		}
	}
	for n := 0; n < maxPhraseWords; n++ {
		t := h.at(p.to)
		if t.kind != word || n > 0 && t.after == newLine || n > 0 && t.after == tight && h.at(p.to-1).kind != stop {
			break
		}
		if n > 0 && !h.continues(p, t) {
			break
		}
		p.to = h.ownStop(p.to)
	}
	for p.to > p.from+1 && p.form != uncased && particles.has(h.at(p.to-1).text) && !capital(h.at(p.to-1).text) {
		p.to--
	}
	return p, true
}

// continues reports whether t is written like the words of p before it.
func (h *head) continues(p phrase, t token) bool {
	if p.form == uncased {
		return formOf(t) == uncased && !onWords.has(t.text)
	}
	if particles.has(t.text) && !capital(t.text) {
		next := h.at(p.to + 1)
		if particles.has(next.text) && !capital(next.text) { // "Palma de la Mar"
			next = h.at(p.to + 2)
		}
		return next.kind == word && capital(next.text) && (p.form == mixed || formOf(next) == caps)
	}
	if single(t.text) && capital(t.text) {
		return true
	}
	return (formOf(t) == p.form || t.text == "DC" || t.text == "D.C") && capital(t.text)
}

// ownStop steps over a word and the stop that belongs to it: "ST. LOUIS", "N.C."
func (h *head) ownStop(i int) int {
	if h.at(i+1).kind != stop || h.at(i+1).after != tight {
		return i + 1
	}
	t := h.at(i)
	follows := h.at(i + 2)
	dotted := strings.Contains(t.text, ".")
	if dotted && utf8.RuneCountInString(t.text) <= 6 ||
		(shortened.has(t.text) || single(t.text)) && follows.kind == word && follows.after != newLine {
		return i + 2
	}
	return i + 1
}

func single(s string) bool { return utf8.RuneCountInString(s) == 1 }

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if r == '\'' || r == '’' || r == 'ʻ' {
		return true
	}
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// loweredArticle holds for "al-Arish", "el-Fasher", "d'Alene", "eThekwini".
func loweredArticle(s string) bool {
	for _, prefix := range []string{"al-", "el-", "d'", "d’", "l'", "l’", "as-", "ash-"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok && capital(rest) {
			return true
		}
	}
	return false
}

// formOf judges one word. A few lower-case letters in front do not spoil
// capitals ("McALLEN", "DeKALB", "d'ALENE").
func formOf(t token) form {
	uppers, lowers, tail := 0, 0, 0
	cased := false
	for _, r := range t.text {
		switch {
		case unicode.IsUpper(r):
			uppers, tail, cased = uppers+1, tail+1, true
		case unicode.IsLower(r) && unicode.ToUpper(r) != r:
			lowers, tail, cased = lowers+1, 0, true
		}
	}
	switch {
	case !cased:
		return uncased
	case lowers == 0, tail >= 2 && lowers <= 3 && (uppers > lowers):
		return caps
	}
	return mixed
}
