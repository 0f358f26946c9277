package body

import (
	"strconv"
	"unicode/utf8"
)

// MarshalJSON writes the canonical form: the same bytes for the same body,
// which json.Marshal leaves as they are. <, > and & are escaped, so that the
// JSON may stand inside a script element.
func (d Doc) MarshalJSON() ([]byte, error) { return d.AppendJSON(nil), nil }

// AppendJSON is MarshalJSON into a buffer.
func (d Doc) AppendJSON(b []byte) []byte {
	return appendNode(b, Node{Type: NodeDoc, Content: d.blocks})
}

// UnmarshalJSON is Parse.
func (d *Doc) UnmarshalJSON(data []byte) (err error) {
	*d, err = Parse(data)
	return err
}

func appendNode(b []byte, n Node) []byte {
	b = append(b, `{"type":`...)
	b = appendString(b, string(n.Type))
	b = appendAttrs(b, n.Attrs)
	if len(n.Content) > 0 {
		b = append(b, `,"content":[`...)
		for i, child := range n.Content {
			b = appendComma(b, i)
			b = appendNode(b, child)
		}
		b = append(b, ']')
	}
	if len(n.Marks) > 0 {
		b = append(b, `,"marks":[`...)
		for i, m := range n.Marks {
			b = appendComma(b, i)
			b = append(b, `{"type":`...)
			b = appendString(b, string(m.Type))
			b = append(appendAttrs(b, m.Attrs), '}')
		}
		b = append(b, ']')
	}
	if n.Text != "" {
		b = append(b, `,"text":`...)
		b = appendString(b, n.Text)
	}
	return append(b, '}')
}

func appendAttrs(b []byte, attrs Attrs) []byte {
	if len(attrs) == 0 {
		return b
	}
	b = append(b, `,"attrs":{`...)
	for i, a := range attrs {
		b = appendComma(b, i)
		b = append(appendString(b, a.Name), ':')
		b = appendValue(b, a.Value)
	}
	return append(b, '}')
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendString(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case bool:
		return strconv.AppendBool(b, v)
	}
	return append(b, "null"...)
}

func appendComma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

// appendString writes s as encoding/json does, whose own is not for
// appending.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ', r == '<', r == '>', r == '&':
			b = append(b, `\u00`...)
			b = append(b, hex[r>>4], hex[r&15])
		case r == '\u2028', r == '\u2029': // line ends to JavaScript
			b = append(b, `\u202`...)
			b = append(b, hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
