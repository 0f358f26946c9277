package db

import (
	"fmt"
	"strconv"
	"strings"
)

// statement is a query made ready for one database.
type statement struct {
	text   string
	caller string // from the leading comment
	params int    // how many arguments it takes
}

// parseStatement reads the caller's label, counts the parameters and writes
// them as the database wants them. To SQLite "$1" is a name, numbered by its
// first appearance, and two of its drivers swap "$2, $1" without a word; "?1"
// is a number to all of them.
func parseStatement(dialect Dialect, text string) (statement, error) {
	caller, ok := callerOf(text)
	if !ok {
		return statement{}, fmt.Errorf("db: query does not begin with a /* caller */ comment: %.60q", text)
	}
	var out strings.Builder
	used := map[int]bool{}
	for i := 0; i < len(text); {
		if n, digits := parameterAt(text[i:]); digits > 0 {
			used[n] = true
			if dialect == SQLite {
				out.WriteByte('?')
			} else {
				out.WriteByte('$')
			}
			out.WriteString(text[i+1 : i+1+digits])
			i += 1 + digits
			continue
		}
		skip := opaqueAt(text[i:])
		out.WriteString(text[i : i+skip])
		i += skip
	}
	for n := range len(used) {
		if !used[n+1] {
			return statement{}, fmt.Errorf("db: %s uses %d parameters but not $%d", caller, len(used), n+1)
		}
	}
	return statement{text: out.String(), caller: caller, params: len(used)}, nil
}

func callerOf(text string) (string, bool) {
	label, found := strings.CutPrefix(strings.TrimSpace(text), "/* ")
	if !found {
		return "", false
	}
	caller, _, found := strings.Cut(label, " */")
	return caller, found && caller != ""
}

// parameterAt reads a "$12" at the start of s and returns its number and how
// many digits it has, or 0 digits if there is none.
func parameterAt(s string) (n, digits int) {
	if s[0] != '$' {
		return 0, 0
	}
	for digits+1 < len(s) && s[digits+1] >= '0' && s[digits+1] <= '9' {
		digits++
	}
	n, _ = strconv.Atoi(s[1 : 1+digits])
	return n, digits
}

// opaqueAt returns the length of the piece at the start of s in which a
// dollar sign means nothing: a quoted string, a quoted name, a comment; or 1.
func opaqueAt(s string) int {
	opening, closing := s[:1], ""
	switch {
	case s[0] == '\'' || s[0] == '"':
		closing = opening
	case strings.HasPrefix(s, "/*"):
		opening, closing = "/*", "*/"
	case strings.HasPrefix(s, "--"):
		opening, closing = "--", "\n"
	default:
		return 1
	}
	if end := strings.Index(s[len(opening):], closing); end >= 0 {
		return len(opening) + end + len(closing)
	}
	return len(s)
}
