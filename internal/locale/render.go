package locale

import (
	"fmt"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Unicode's FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
const (
	isolate    = "\u2068"
	popIsolate = "\u2069"
)

// render fills a pattern with arguments in pairs of name and value.
func (l *Locale) render(p pattern, args []any) string {
	if len(p) == 1 && p[0].Arg == "" {
		return p[0].Text
	}
	b := make([]byte, 0, 128)
	for _, part := range p {
		if part.Arg == "" {
			b = append(b, part.Text...)
			continue
		}
		b = l.appendArg(b, part.Arg, args)
	}
	return string(b)
}

func (l *Locale) appendArg(b []byte, name string, args []any) []byte {
	for i := 0; i+1 < len(args); i += 2 {
		if key, ok := args[i].(string); ok && key == name {
			return l.appendValue(b, args[i+1])
		}
	}
	return append(append(append(b, "«"...), name...), "»"...)
}

func (l *Locale) appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return l.appendText(b, v)
	case int:
		return l.formats.AppendInt(b, int64(v))
	case int64:
		return l.formats.AppendInt(b, v)
	case int32:
		return l.formats.AppendInt(b, int64(v))
	case []string:
		return l.appendText(b, l.List(v))
	case time.Time:
		return append(b, l.Date(v)...)
	}
	return l.appendText(b, fmt.Sprint(value))
}

// appendText appends an argument, isolated when some of it runs against the
// direction of the language.
func (l *Locale) appendText(b []byte, s string) []byte {
	if !hasDirection(s, !l.formats.RightToLeft) {
		return append(b, s...)
	}
	b = append(b, isolate...)
	b = append(b, s...)
	return append(b, popIsolate...)
}

// hasDirection reports whether a text has a letter of the given direction.
func hasDirection(s string, rightToLeft bool) bool {
	for _, r := range s {
		if r < utf8.RuneSelf {
			if letter := 'a' <= r|0x20 && r|0x20 <= 'z'; letter && !rightToLeft {
				return true
			}
			continue
		}
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.L:
			if !rightToLeft {
				return true
			}
		case bidi.R, bidi.AL:
			if rightToLeft {
				return true
			}
		}
	}
	return false
}
