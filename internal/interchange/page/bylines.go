package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readBylines finds the line that names the writers: one that says so, one whose
// names the sign-off repeats, names above a job or directly above the date.
func (r *reading) readBylines() {
	for i, p := range r.passages {
		if !p.free() || len(r.page.Bylines) > 0 {
			continue
		}
		if names := byline(p.text); len(names) > 0 {
			r.takeBylines(i, names)
		}
	}
	reporters := r.reporters()
	for i := range min(r.begin, maxHead) {
		if len(r.page.Bylines) > 0 {
			return
		}
		names := namesIn(r.passages[i].text, true)
		if why := r.whyWriters(i, names, reporters); why != "" {
			r.takeBylines(i, names)
			r.infer(ToBylines, "the names in line %d: %s", r.line(i), why)
		}
	}
	if len(r.page.Bylines) == 0 && len(reporters) > 0 {
		r.page.Bylines = reporters
		r.infer(ToBylines, "the sign-off below the text says who reported")
	}
}

// takeBylines takes the names of line i, and the line of their job below it.
func (r *reading) takeBylines(i int, names []string) {
	r.page.Bylines = names
	r.passages[i].claim("", ToBylines)
	if r.neighbours(i, i+1) && r.passages[i+1].free() && r.affiliation(r.passages[i+1].text) {
		r.passages[i+1].claim("what the writer is", ToBylines)
	}
}

// affiliation reports a line that says what the writer is: a job, or the name of the
// site that begins the page.
func (r *reading) affiliation(text string) bool {
	site := folded(r.passages[0].text)
	ofSite := wordCount(site) <= maxPaper && startOf(folded(text), []string{site}) != ""
	return wordCount(text) <= 6 && shapeOf(text) == title && (jobTitle(text) || ofSite)
}

// whyWriters says why the names of line i are those of the writers, or nothing.
func (r *reading) whyWriters(i int, names, reporters []string) string {
	p := r.passages[i]
	full := func(name string) bool { return len(strings.Fields(name)) >= 2 }
	switch {
	case !p.free() || len(names) == 0:
		return ""
	case !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(reporters, name) }):
		return "the sign-off below the text names them"
	case i == 0 || !full(names[0]):
		return ""
	case jobTitle(p.text):
		return "a job stands behind them"
	case !r.neighbours(i, i+1):
		return ""
	case r.passages[i+1].free() && jobTitle(r.passages[i+1].text) && shapeOf(r.passages[i+1].text) == title && wordCount(r.passages[i+1].text) <= 6:
		return "a job stands below them"
	case r.stampAt(i+1) && len(r.headsBefore(i)) > 0 && wordCount(p.text) <= 3 && !r.saidElsewhere(i):
		return "they stand between the headline and the date"
	}
	return ""
}

// saidElsewhere reports that the page has the words of line i in another line too, as
// it has those of a place or a paper, and seldom the name of a writer.
func (r *reading) saidElsewhere(i int) bool {
	said := folded(r.passages[i].text)
	for j, p := range r.passages {
		if j != i && strings.Contains(folded(p.text), said) {
			return true
		}
	}
	return false
}

// headsBefore are the title-like lines above line i.
func (r *reading) headsBefore(i int) []int {
	at, _ := slices.BinarySearch(r.heads, i)
	return r.heads[:at]
}

var reportingBy = regexp.MustCompile(`^\(?Reporting by ([^;.)]+)`)

// reporters are the names in the sign-off of an agency: "Reporting by …; Editing by …".
func (r *reading) reporters() []string {
	for _, p := range r.passages {
		if m := reportingBy.FindStringSubmatch(p.text); m != nil {
			return namesIn(m[1], true)
		}
	}
	return nil
}

var conjunction = regexp.MustCompile(`\s+(?:and|und|et|y|и|&|و)\s+`)

// byline reads "By Jane Doe and John Roe, Staff Writers" and returns the names.
func byline(text string) []string {
	lower := strings.ToLower(text)
	label := startOf(strings.Replace(lower, ":", " ", 1), words.by)
	if label == "" || wordCount(text) > 14 || endsEither(text) {
		return nil
	}
	return namesIn(strings.TrimLeft(text[min(len(label), len(text)):], " :"), false)
}

var whereFrom = regexp.MustCompile(`\s+(?:in|en|à|aus)\s+\p{Lu}.*$`)

// namesIn reads "Jane Doe in Oslo, John Roe and Ann Poe, Staff Writers": the names, to
// the first part that is none. Behind the one name of a line that begins with "By" a
// comma parts the job or the house off; elsewhere names may be listed with commas alone.
func namesIn(text string, list bool) []string {
	parts := strings.Split(conjunction.ReplaceAllString(text, ","), ",")
	several := conjunction.MatchString(text)
	var names []string
	for n, part := range parts {
		part = whereFrom.ReplaceAllString(strings.TrimSpace(part), "")
		if !personName(part) || jobTitle(part) {
			break
		}
		if n > 0 && !several && !(list && fullNames(parts)) {
			break
		}
		names = append(names, part)
	}
	return names
}

// fullNames reports that all parts could be first name and surname.
func fullNames(parts []string) bool {
	return !slices.ContainsFunc(parts, func(part string) bool {
		n := len(strings.Fields(part))
		return n < 2 || n > 3 || !personName(strings.TrimSpace(part)) || houseName(part) || jobTitle(part)
	})
}

// houseName reports a name in capitals, or one that begins with an abbreviation, as
// newsrooms have: "BBC News".
func houseName(s string) bool {
	first := strings.Fields(s)[0]
	return utf8.RuneCountInString(first) > 1 && strings.ToUpper(first) == first && !strings.Contains(first, ".")
}

// jobTitle reports words that name a job in a newsroom.
func jobTitle(s string) bool {
	return slices.ContainsFunc(strings.Fields(folded(s)), func(w string) bool { return words.jobs[w] })
}

// personName reports whether every word of s could stand in a name, of at most
// five words.
func personName(s string) bool {
	fields := strings.Fields(s)
	for _, word := range fields {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLetter(first) || unicode.IsLower(first) && !particles[word] {
			return false
		}
		if _, ok := words.weekdays[folded(word)]; ok {
			return false
		}
	}
	return len(fields) >= 1 && len(fields) <= 5 && !particles[fields[0]]
}

// particles are the small words inside names.
var particles = map[string]bool{
	"de": true, "da": true, "do": true, "dos": true, "del": true, "della": true, "di": true, "du": true, "van": true, "von": true, "der": true, "den": true, "ter": true,
	"bin": true, "ibn": true, "ben": true, "al": true, "el": true, "la": true, "le": true, "zu": true, "af": true,
}
