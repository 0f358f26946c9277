package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// attribution is a place of the text that says who speaks.
type attribution struct {
	mention
	venue string
}

// saidMark stands for a quotation in the text around it, so that its words are not
// taken for those of the story.
const saidMark = "¤"

// around is a paragraph with each quotation replaced by saidMark.
func around(text string, quotes []spoken) string {
	var b strings.Builder
	at := 0
	for _, q := range quotes {
		b.WriteString(text[at:q.open])
		b.WriteString(" " + saidMark + " ")
		at = q.close
	}
	b.WriteString(text[at:])
	return b.String()
}

// attributions finds who speaks in a text without its quotations.
func attributions(text string) []attribution {
	var all []attribution
	for _, sentence := range sentences(text) {
		w := wordsOf(sentence)
		venue := venueOf(sentence)
		for i, word := range w {
			var m mention
			if words.verbs[strings.ToLower(word)] {
				m = speakerAt(w, i)
			} else if n := accordanceAt(w, i); n > 0 {
				m = mentionAfter(w, i+n)
			}
			if !m.isZero() {
				all = append(all, attribution{m, venue})
			}
		}
	}
	return all
}

// accordanceAt is the number of words of "according to" at i, or 0.
func accordanceAt(w []string, i int) int {
	rest := strings.ToLower(strings.Join(w[i:min(i+4, len(w))], " "))
	return len(strings.Fields(startOf(rest, words.accordance)))
}

// speakerAt reads the subject of the verb at i: before it, in an apposition before
// it, or behind it ("…, said Jane Doe").
func speakerAt(w []string, i int) mention {
	end := i
	for end > 0 && slices.Contains(auxiliaries, strings.ToLower(w[end-1])) {
		end--
	}
	if end > 0 && w[end-1] == "," {
		if m := apposition(w[:end-1]); !m.isZero() {
			return m
		}
	}
	if m := mentionOf(phraseBefore(w, end)); !m.isZero() {
		return m
	}
	if i == 0 || end > 0 && (w[end-1] == "," || w[end-1] == saidMark || w[end-1] == "—" || w[end-1] == "–") || end == 0 {
		return mentionAfter(w, i+1)
	}
	return mention{}
}

var auxiliaries = []string{
	"also", "has", "had", "have", "later", "earlier", "further", "then", "a", "ha", "hat", "также", "ранее", "previously", "repeatedly",
}

// phraseBefore is the noun phrase that ends before word i.
func phraseBefore(w []string, i int) []string {
	if i > 0 && words.pronouns[strings.ToLower(w[i-1])] {
		return w[i-1 : i]
	}
	from := i
	for from > 0 && from > i-9 && phraseWord(w, from-1) && !monthBehind(w, from-1) {
		from--
	}
	return w[from:i]
}

// monthBehind reports that word i is a month of the calendar and not a name: "in May".
func monthBehind(w []string, i int) bool {
	_, month := words.months[folded(w[i])]
	return month && i > 0 && words.articles[folded(w[i-1])]
}

func phraseWord(w []string, i int) bool {
	word := w[i]
	inside := i > 0 && i+1 < len(w) && (nameWord(w[i-1]) || roleWord(w[i-1])) && (nameWord(w[i+1]) || roleWord(w[i+1]))
	return nameWord(word) || roleWord(word) || particles[word] || (word == "of" || word == "for" || word == "and") && inside && i+2 < len(w)
}

// apposition reads "Jane Doe, a spokeswoman for the port" before the verb's comma.
func apposition(w []string) mention {
	for i := len(w) - 1; i > 0 && i > len(w)-14; i-- {
		if w[i] != "," {
			continue
		}
		m := mentionOf(phraseBefore(w, i))
		switch tail := w[i+1:]; {
		case m.name != "" && m.role == "" && namesRole(tail):
			m.role = trimArticle(strings.Join(tail, " "))
		case m.name == "" && len(tail) <= 5 && !slices.ContainsFunc(tail, func(s string) bool { return !nameWord(s) && !particles[s] }):
			m = mention{name: strings.Join(tail, " "), role: roleBefore(w, i)}
		}
		return m
	}
	return mention{}
}

// namesRole reports an apposition that may say what a person is: no relative clause
// ("who has held the post since 2011"), and no age.
func namesRole(tail []string) bool {
	if len(tail) == 0 || slices.Contains(relatives, strings.ToLower(tail[0])) {
		return false
	}
	return slices.ContainsFunc(tail, func(w string) bool { return strings.ContainsFunc(w, unicode.IsLetter) })
}

// relatives begin relative clauses, and clauses that say what somebody did.
var relatives = []string{
	"who", "whom", "whose", "which", "that", "where", "when", "speaking", "qui", "que", "dont", "quien", "который", "которая", "которые", "welcher", "welche", "الذي", "التي",
}

// roleBefore is the role between the mark before word i and word i: "the head of
// the authority, Omar Haddad, said".
func roleBefore(w []string, i int) string {
	from := i
	for from > 0 && from > i-12 && !strings.ContainsAny(w[from-1], ",.;:"+saidMark) {
		from--
	}
	if !slices.ContainsFunc(w[from:i], roleWord) {
		return ""
	}
	return trimArticle(strings.Join(w[from:i], " "))
}

// mentionAfter reads a noun phrase from word i on, with an apposition behind it.
func mentionAfter(w []string, i int) mention {
	for i < len(w) && article(w[i]) && !words.pronouns[strings.ToLower(w[i])] {
		i++
	}
	if i < len(w) && words.pronouns[strings.ToLower(w[i])] {
		return mention{pronoun: true}
	}
	to := roleAhead(w, i)
	for to < len(w) && to < i+9 && phraseWord(w, to) {
		to++
	}
	m := mentionOf(w[i:to])
	if m.name == "" && m.role != "" && to+1 < len(w) && w[to] == "," && nameWord(w[to+1]) {
		m.name = mentionAfter(w, to+1).name // "the port's director, Jane Doe"
	}
	if m.name != "" && m.role == "" && to+1 < len(w) && w[to] == "," {
		m.role = appositionRole(w[to+1:])
	}
	return m
}

// roleAhead is behind the role that begins with small words at i ("company's
// director"), or i where there is none.
func roleAhead(w []string, i int) int {
	for k := i; k < min(len(w), i+4) && !strings.ContainsAny(w[k], ",.;:"+saidMark); k++ {
		if roleWord(w[k]) {
			return k + 1
		}
	}
	return i
}

// appositionRole is the role between a comma and the next mark, where it names one.
func appositionRole(w []string) string {
	end := slices.IndexFunc(w, func(s string) bool { return strings.ContainsAny(s, ",.;:"+saidMark) && len(s) <= 2 })
	if end < 0 {
		end = len(w)
	}
	if end > 12 || !namesRole(w[:end]) || !slices.ContainsFunc(w[:end], roleWord) {
		return ""
	}
	return trimArticle(strings.Join(w[:end], " "))
}

func trimArticle(s string) string {
	for _, article := range []string{"the ", "a ", "an ", "The ", "der ", "die ", "le ", "la ", "el "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

var (
	venueInterview = regexp.MustCompile(`\b(?:in|during) (?:an? |the |his |her |their )?((?:[\p{L}-]+ )?interview (?:with|to|for|on) [^,.;:“”"¤]+)`)
	venueEvent     = regexp.MustCompile(`\b(?:at|during|in) (?:an? |the |his |her |their )?((?:[\p{L}-]+ ){0,2}?(?:press conference|news conference|briefing|press briefing|news briefing|hearing|summit|rally|meeting|statement|speech|address|blog post|tweet|council session|public hearing|phone call|telephone interview)\b(?: (?:in|with|at|of|to|before|on) [^,.;:“”"¤]+)?)`)
	venueTold      = regexp.MustCompile(`\btold ((?:the )?(?:\p{Lu}[\p{L}\p{Nd}.'’-]*|parliament)(?: (?:of |the )?\p{Lu}[\p{L}\p{Nd}.'’-]*| reporters| television| radio| newspaper| news agency| channel)*)`)
	venueOn        = regexp.MustCompile(`\b(?:wrote|said|posted|tweeted) on ((?:his |her |its )?(?:Twitter|Facebook|Telegram|Instagram|X|VKontakte)(?: (?:page|account|channel))?)`)
	venueEnd       = regexp.MustCompile(`\s+(?:on |late |early |last )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|earlier|that|which|after|before|published|aired|broadcast|when|as|while|and|but|adding|saying)\b.*$`)
)

// audience is who listened, which is no place.
var audience = regexp.MustCompile(`^(?:the )?(?:reporters|journalists|lawmakers)$`)

// venueOf is where a sentence says that something was said.
func venueOf(sentence string) string {
	for _, pattern := range []*regexp.Regexp{venueInterview, venueEvent, venueTold, venueOn} {
		if m := pattern.FindStringSubmatch(sentence); m != nil && !audience.MatchString(m[1]) {
			return strings.TrimRight(venueEnd.ReplaceAllString(m[1], ""), " .")
		}
	}
	return ""
}

// sentences cuts a text at full stops that are followed by a new sentence.
func sentences(text string) []string {
	var all []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringSubmatchIndex(text, -1) {
		word := text[from:at[3]]
		last := word[strings.LastIndexAny(word, " (")+1:]
		if stem, dot := strings.CutSuffix(last, "."); dot && abbreviated(stem) && stem != "" {
			continue // an initial, or "Dr."
		}
		all = append(all, text[from:at[3]])
		from = at[3]
	}
	return append(all, text[from:])
}

var sentenceEnd = regexp.MustCompile(`([.!?…])\s+[\p{Lu}¤]`)
