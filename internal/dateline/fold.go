package dateline

import (
	"bufio"
	"embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed data/*.txt
var data embed.FS

// fold makes the key under which a name is looked up: lower case, without
// Latin, Greek and Cyrillic accents, dots and doubled blanks, one kind of
// apostrophe. Letters that accents do not explain (ø, ł, ß, ı) fold by hand.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= '\u0300' && r <= '\u036f', r == '.':
		case r == '’' || r == 'ʼ' || r == 'ʻ' || r == '`' || r == '´':
			b.WriteByte('\'')
		case r == '\u2011' || r == '‐':
			b.WriteByte('-')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ς':
			b.WriteRune('σ')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// set is a table of folded names.
type set map[string]struct{}

func (s set) has(name string) bool { _, ok := s[fold(name)]; return ok }

func (s set) add(name string) {
	if key := fold(name); key != "" {
		s[key] = struct{}{}
	}
}

// lines yields the lines of a table under data/ that say something.
func lines(file string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		f, err := data.Open("data/" + file)
		if err != nil {
			return // the tables are compiled in; the tests hold that none is empty
		}
		defer f.Close()
		for sc := bufio.NewScanner(f); sc.Scan(); {
			line := strings.TrimSpace(sc.Text())
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// sections reads a table whose lines are "heading: entry entry", with entries
// parted by sep, into one set a heading.
func sections(file, sep string) map[string]set {
	all := map[string]set{}
	for line := range lines(file) {
		heading, entries, _ := strings.Cut(line, ":")
		if all[heading] == nil {
			all[heading] = set{}
		}
		for _, e := range strings.Split(entries, sep) {
			all[heading].add(e)
		}
	}
	return all
}
