package morgue

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vocabulary is how many words a language has.
const vocabulary = 50_000

// script is what the words of a language are made of.
type script struct {
	onsets, vowels, codas []string
	stop, comma           string
	openQuote, closeQuote string
}

// scripts are the sounds of the invented languages. None is meant to be read.
var scripts = map[string]script{
	"en": {
		onsets: strings.Fields("b br c ch d dr f fl g gr h k l m n p pl qu r s sh sl st t th tr v w"),
		vowels: strings.Fields("a e i o u ai ea oo"),
		codas:  append(strings.Fields("n r s t l nd st m ck"), "", "", ""),
		stop:   ". ", comma: ", ", openQuote: "“", closeQuote: "”",
	},
	"de": {
		onsets: strings.Fields("b br d dr f fr g gl h k kl l m n pf r s sch sp st t v w z"),
		vowels: strings.Fields("a e i o u ä ö ü ei au ie"),
		codas:  append(strings.Fields("n r t l ch ng st rn lt"), "", ""),
		stop:   ". ", comma: ", ", openQuote: "„", closeQuote: "“",
	},
	"ar": {
		onsets: strings.Fields("ب ت ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و ي"),
		vowels: append(strings.Fields("ا و ي"), "", ""),
		codas:  append(strings.Fields("ر ن ل م ة"), "", "", ""),
		stop:   ". ", comma: "، ", openQuote: "«", closeQuote: "»",
	},
}

// coin makes the words of a language, each once, the short ones first as in
// real ones.
func (s script) coin(seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	words := make([]string, 0, vocabulary)
	known := make(map[string]bool, vocabulary)
	for tries := 0; len(words) < vocabulary; tries++ {
		var w strings.Builder
		for range 1 + min(tries/400, 2) + r.IntN(2) {
			w.WriteString(pick(s.onsets) + pick(s.vowels))
		}
		w.WriteString(pick(s.codas))
		if word := w.String(); utf8.RuneCountInString(word) > 1 && !known[word] {
			known[word] = true
			words = append(words, word)
		}
	}
	return words
}

// Shape of the frequencies: the n-th word is (offset + n) ** -exponent as
// common, which is Zipf's law as Mandelbrot mended it.
const (
	exponent = 1.1
	offset   = 2.7
)

// pen writes sentences of a language.
type pen struct {
	script
	*rand.Rand
	words []string
	zipf  *rand.Zipf
}

func newPen(s script, words []string, r *rand.Rand) *pen {
	return &pen{s, r, words, rand.NewZipf(r, exponent, offset, uint64(len(words)-1))}
}

func (p *pen) word() string { return p.words[p.zipf.Uint64()] }

// phrase is so many words without a stop, the first one capitalised.
func (p *pen) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = p.word()
	}
	words[0] = capital(words[0])
	return strings.Join(words, " ")
}

func (p *pen) sentence() string {
	n := 6 + p.IntN(11)
	text := p.phrase(n)
	if n > 12 {
		text += p.comma + p.word() + " " + p.word()
	}
	return text
}

// paragraph is so many sentences.
func (p *pen) paragraph(sentences int) string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = p.sentence()
	}
	return strings.Join(all, p.stop) + strings.TrimSpace(p.stop)
}

func capital(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}
