package page

import (
	"fmt"
	"slices"
	"strings"
)

// minQuote is the number of words from which a quotation inside a paragraph becomes
// a record; shorter ones are turns of phrase.
const minQuote = 4

// maxSpoken is the size in bytes above which no paragraph is searched for quotations.
const maxSpoken = 50_000

// utterance is a paragraph as it is read for its quotations.
type utterance struct {
	text   string
	quotes []spoken
	whole  bool       // nothing but a quotation
	said   [][]attrib // for each sentence of the text around the quotations
	kept   []bool     // for each quotation, whether it becomes a record
	marks  []place    // where each quotation stands among the sentences
}

// place is the sentence in which a quotation stands; alone where that sentence has
// no words but the quotation.
type place struct {
	sentence int
	alone    bool
}

// attrib is an attribution with the person who is meant.
type attrib struct {
	who      *person
	role     string // that this place gives
	venue    string
	inferred bool
}

// speech is the state of reading quotations through a page.
type speech struct {
	people     people
	utterances []utterance
}

// readQuotes makes records of what the page quotes.
func (r *reading) readQuotes() {
	var texts []string
	if r.page.Dek != "" {
		texts = append(texts, r.page.Dek)
	}
	for _, p := range r.page.Body {
		switch {
		case p.Kind == Subhead:
		case len(p.Text) > maxSpoken:
			r.lack(ToQuotes, "a paragraph is too long to be searched for quotations: %q", excerpt(p.Text[:maxSpoken], 60))
		default:
			texts = append(texts, p.Text)
		}
	}
	s := newSpeech(texts)
	for i := range s.utterances {
		s.hear(i)
		for k, q := range s.utterances[i].quotes {
			kept := s.isRecord(i, k)
			s.utterances[i].kept = append(s.utterances[i].kept, kept)
			if kept {
				r.addQuote(s, i, k, q)
			}
		}
		s.remember(i)
	}
}

func newSpeech(texts []string) *speech {
	s := &speech{}
	for _, text := range texts {
		u := utterance{text: text, quotes: quotations(text), whole: wholeQuotation(text)}
		s.utterances = append(s.utterances, u)
		for _, a := range attributions(around(text, u.quotes)) {
			s.people.resolve(a.mention) // whom the page names in full anywhere
		}
	}
	s.people.last = nil
	return s
}

// hear resolves who speaks in paragraph i.
func (s *speech) hear(i int) {
	u := &s.utterances[i]
	for n, sentence := range sentences(around(u.text, u.quotes)) {
		var heard []attrib
		for _, a := range attributions(sentence) {
			if who, inferred := s.people.resolve(a.mention); who != nil {
				heard = append(heard, attrib{who, a.role, a.venue, inferred})
				if a.venue != "" {
					who.venue = a.venue
				}
			}
		}
		u.said = append(u.said, heard)
		for range strings.Count(sentence, saidMark) {
			u.marks = append(u.marks, place{n, wordCount(strings.ReplaceAll(sentence, saidMark, "")) == 0})
		}
	}
}

// remember makes the last speaker of paragraph i the one whom pronouns mean.
func (s *speech) remember(i int) {
	for _, heard := range s.utterances[i].said {
		for _, a := range heard {
			s.people.last = a.who
		}
	}
}

// isRecord decides whether quotation k of paragraph i is what somebody said, after
// those before it.
func (s *speech) isRecord(i, k int) bool {
	u := s.utterances[i]
	words := wordCount(u.quotes[k].text)
	if words > 0 && s.goesOn(i, k) {
		return true
	}
	return words > 0 && (u.whole || words >= minQuote && capitalised(u.quotes[k].text) < 0.8)
}

// goesOn reports that quotation k is the rest of a record before it, with nothing but
// who speaks between them: “…,” she said. “It is time.”
func (s *speech) goesOn(i, k int) bool {
	u := s.utterances[i]
	if k == 0 || k >= len(u.marks) || !u.kept[k-1] {
		return false
	}
	before, at := u.marks[k-1], u.marks[k]
	if len(u.said[before.sentence]) == 0 && !before.alone {
		return false
	}
	sentence := endsSentence(u.quotes[k].text) || endsEither(u.quotes[k].text)
	return sentence && (at.alone && at.sentence-before.sentence <= 1 || at.sentence == before.sentence && strings.HasSuffix(u.quotes[k-1].text, ","))
}

func (r *reading) addQuote(s *speech, i, k int, q spoken) {
	field := fmt.Sprintf("quotes[%d]", len(r.page.Quotes))
	quote := Quote{Text: strings.TrimRight(q.text, ",،")}
	from, why := s.speaker(i, k)
	if from.who == nil {
		r.lack(Field(field+".speaker"), "no sentence near it says who speaks: %q", excerpt(quote.Text, 60))
		r.page.Quotes = append(r.page.Quotes, quote)
		return
	}
	quote.Speaker, quote.Role, quote.Venue = from.who.name, from.who.role, from.venue
	if why != "" {
		r.infer(Field(field+".speaker"), "%s", why)
	}
	r.inferRole(field, quote, from)
	if quote.Venue != "" && !venueEvent.MatchString("in "+quote.Venue) && !strings.Contains(quote.Venue, "interview") {
		r.infer(Field(field+".venue"), "who was told, or where it was written, is taken for the venue")
	}
	if quote.Venue == "" && from.who.venue != "" {
		quote.Venue = from.who.venue
		r.infer(Field(field+".venue"), "where %s spoke by an earlier sentence", quote.Speaker)
	}
	r.page.Quotes = append(r.page.Quotes, quote)
}

// inferRole says where a role rests on another sentence, or on no word for an office.
func (r *reading) inferRole(field string, quote Quote, from attrib) {
	switch {
	case quote.Role == "":
	case from.role != quote.Role:
		r.infer(Field(field+".role"), "what %s is by another sentence", quote.Speaker)
	case !slices.ContainsFunc(strings.Fields(quote.Role), roleWord):
		r.infer(Field(field+".role"), "the words beside the name, which hold no known word for an office")
	}
}

// speaker finds who speaks quotation k of paragraph i: by its own sentence; and where
// it is a sentence of its own, by the sentence before or after it, by the paragraph
// before, by who spoke last, by the paragraph after. why is empty where the text says it beside the quotation.
func (s *speech) speaker(i, k int) (from attrib, why string) {
	u := s.utterances[i]
	if k < len(u.marks) {
		n := u.marks[k].sentence
		near := []int{n}
		if u.marks[k].alone {
			near = []int{n, n - 1, n + 1}
		}
		for _, at := range near {
			if at >= 0 && at < len(u.said) && len(u.said[at]) > 0 {
				from = u.said[at][0]
				if at == n-1 {
					from = u.said[at][len(u.said[at])-1]
				}
				if at != n {
					why = "the sentence beside it says who speaks"
				}
				if from.inferred {
					why = "a pronoun, which is taken for the last speaker"
				}
				return from, why
			}
		}
	}
	if k >= len(u.marks) || !u.marks[k].alone {
		return attrib{}, "" // a fragment inside another's sentence
	}
	if s.people.last != nil {
		why = "nothing beside it says who speaks; the last speaker before it is taken"
		if i > 0 && s.saysWho(i-1) {
			why = "the paragraph before it says who speaks"
		}
		if next := s.firstOf(i + 1); i > 0 && !s.saysWho(i-1) && next.who == s.people.last {
			why = "the last speaker before it, whom the paragraph after it names again"
		}
		if s.continues(i) {
			why = "the quotation goes on from the paragraph before"
		}
		return attrib{who: s.people.last}, why
	}
	if next := s.firstOf(i + 1); next.who != nil {
		return next, "the paragraph after it says who speaks"
	}
	return attrib{}, ""
}

func (s *speech) saysWho(i int) bool {
	for _, heard := range s.utterances[i].said {
		if len(heard) > 0 {
			return true
		}
	}
	return false
}

// continues reports that the paragraph before i ends inside a quotation.
func (s *speech) continues(i int) bool {
	if i == 0 {
		return false
	}
	before := s.utterances[i-1].quotes
	return len(before) > 0 && !before[len(before)-1].closed
}

// firstOf is the first attribution of paragraph i, which has not been heard yet.
func (s *speech) firstOf(i int) attrib {
	if i >= len(s.utterances) {
		return attrib{}
	}
	u := s.utterances[i]
	for _, a := range attributions(around(u.text, u.quotes)) {
		if who, _ := s.people.resolve(a.mention); who != nil {
			return attrib{who: who, role: a.role, venue: a.venue}
		}
	}
	return attrib{}
}

// QuoteIn returns the record of the words that stand in a paragraph of the
// body.
func (p Page) QuoteIn(paragraph string) (Quote, bool) {
	for _, q := range p.Quotes {
		if q.Text != "" && strings.Contains(paragraph, q.Text) {
			return q, true
		}
	}
	return Quote{}, false
}
