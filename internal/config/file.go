package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// parseTOML returns the settings in the content of the file called name.
func parseTOML(all []setting, name, content string) ([]given, error) {
	var tree map[string]any
	if _, err := toml.Decode(content, &tree); err != nil {
		if syntax, ok := errors.AsType[toml.ParseError](err); ok {
			return nil, fmt.Errorf("%s:%d: this is not TOML: %s", name, syntax.Position.Line, cmp.Or(syntax.Message, syntax.Error()))
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r := &reader{name: name, lines: keyLines(content), byKey: make(map[string]setting, len(all))}
	for _, s := range all {
		r.byKey[s.key] = s
		r.keys = append(r.keys, s.key)
		if i := strings.IndexByte(s.key, '.'); i >= 0 {
			r.tables = append(r.tables, s.key[:i])
		}
	}
	r.table("", tree)
	slices.SortFunc(r.values, func(a, b given) int { return cmp.Compare(a.line, b.line) })
	slices.SortFunc(r.errs, func(a, b lineError) int { return cmp.Compare(a.line, b.line) })
	errs := make([]error, len(r.errs))
	for i, e := range r.errs {
		errs[i] = e.error
	}
	return r.values, errors.Join(errs...)
}

// reader walks the tables of a file.
type reader struct {
	name   string
	lines  map[string]int
	byKey  map[string]setting
	keys   []string
	tables []string
	values []given
	errs   []lineError
}

type lineError struct {
	line int
	error
}

// table reads the entries of one table, whose keys begin with prefix.
func (r *reader) table(prefix string, entries map[string]any) {
	for name, value := range entries {
		key := prefix + name
		if s, known := r.byKey[key]; known {
			r.value(s, value)
			continue
		}
		inner, isTable := value.(map[string]any)
		if isTable && slices.Contains(r.tables, key) {
			r.table(key+".", inner)
			continue
		}
		known := r.keys
		if isTable {
			known = r.tables
		}
		r.errs = append(r.errs, lineError{r.line(key), &UnknownError{key, r.place(key), nearest(key, known)}})
	}
}

func (r *reader) value(s setting, value any) {
	text, err := asText(value)
	v := given{s, text, r.place(s.key), r.line(s.key)}
	if err != nil {
		r.errs = append(r.errs, lineError{r.line(s.key), v.wrong(err)})
		return
	}
	r.values = append(r.values, v)
}

// asText writes a value of TOML as the other sources would give it.
func asText(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			text, ok := item.(string)
			if !ok || strings.Contains(text, ",") {
				return "", errors.New("an item of the list is not a text without commas")
			}
			texts[i] = text
		}
		return strings.Join(texts, ","), nil
	}
	return "", errors.New("it is not a text, a number, true, false or a list of texts")
}

// place is where key stands, as editors and people read it.
func (r *reader) place(key string) string {
	if line := r.line(key); line > 0 {
		return fmt.Sprintf("%s:%d", r.name, line)
	}
	return r.name
}

// line returns the line of key, or of the table or inline table it stands in.
func (r *reader) line(key string) int {
	for key != "" {
		if line, ok := r.lines[key]; ok {
			return line
		}
		key = key[:max(0, strings.LastIndexByte(key, '.'))]
	}
	return 0
}

// keyLines finds the line of each key in a file that is known to be TOML; the
// library does not tell. Only a line in a multi-line text that looks like a
// setting can mislead it, and only about the line.
func keyLines(content string) map[string]int {
	lines := make(map[string]int)
	record := func(key string, number int) {
		if _, ok := lines[key]; !ok {
			lines[key] = number
		}
	}
	table, number := "", 0
	for line := range strings.Lines(content) {
		number++
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if strings.HasPrefix(line, "[") {
			table = plainKey(strings.Trim(line, "[] ")) + "."
			record(strings.TrimSuffix(table, "."), number)
		} else if key, _, ok := strings.Cut(line, "="); ok {
			record(strings.TrimPrefix(table+plainKey(key), "."), number)
		}
	}
	return lines
}

// plainKey removes the quotes and spaces that TOML allows around the parts of
// a key.
func plainKey(key string) string {
	var parts []string
	for part := range strings.SplitSeq(key, ".") {
		parts = append(parts, strings.Trim(strings.TrimSpace(part), `"'`))
	}
	return strings.Join(parts, ".")
}
