package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readBylines finds the first line that names the writers.
func (r *reading) readBylines() {
	for _, p := range r.passages {
		if !p.free() || len(r.page.Bylines) > 0 {
			continue
		}
		if names := byline(p.text); len(names) > 0 {
			r.page.Bylines = names
			p.claim("", ToBylines)
		}
	}
}

var conjunction = regexp.MustCompile(`\s+(?:and|und|et|y|и|&|و)\s+`)

// byline reads "By Jane Doe and John Roe, Staff Writers" and returns the names.
func byline(text string) []string {
	lower := strings.ToLower(text)
	label := startOf(strings.Replace(lower, ":", " ", 1), words.by)
	if label == "" || wordCount(text) > 14 || endsEither(text) {
		return nil
	}
	rest := strings.TrimLeft(text[min(len(label), len(text)):], " :")
	several := conjunction.MatchString(rest)
	var names []string
	for _, part := range strings.Split(conjunction.ReplaceAllString(rest, ","), ",") {
		part = strings.TrimSpace(part)
		if !personName(part) {
			if len(names) == 0 {
				return nil
			}
			break
		}
		names = append(names, part)
		if !several {
			break
		}
	}
	return names
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
