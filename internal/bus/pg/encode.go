package pg

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A notification is text: one letter, the topic, a line feed, the payload.
// The letter says how the payload stands there: 't' as it is, 'b' in base64,
// because PostgreSQL takes neither zero bytes nor anything but UTF-8.
const (
	asText   = 't'
	asBase64 = 'b'
)

var errForeign = errors.New("not a notification of the bus")

func encode(topic string, payload []byte) string {
	var b strings.Builder
	if text := string(payload); utf8.ValidString(text) && !strings.ContainsRune(text, 0) {
		b.WriteByte(asText)
		b.WriteString(topic + "\n" + text)
		return b.String()
	}
	b.WriteByte(asBase64)
	b.WriteString(topic + "\n" + base64.StdEncoding.EncodeToString(payload))
	return b.String()
}

func decode(note string) (topic string, payload []byte, err error) {
	head, body, ok := strings.Cut(note, "\n")
	if !ok || len(head) < 2 {
		return "", nil, errForeign
	}
	switch topic = head[1:]; head[0] {
	case asText:
		return topic, []byte(body), nil
	case asBase64:
		payload, err := base64.StdEncoding.DecodeString(body)
		if err != nil {
			return "", nil, fmt.Errorf("%w: %w", errForeign, err)
		}
		return topic, payload, nil
	}
	return "", nil, errForeign
}
