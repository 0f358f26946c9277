package pg

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline.news/internal/bus"
)

// A notification of PostgreSQL is shorter than this many bytes.
const notificationLimit = 8000

func FuzzEncode(f *testing.F) {
	f.Add("story:42", []byte("changed"))
	f.Add("t", []byte{0, 0xff, '\n'})
	f.Add(strings.Repeat("x", bus.MaxTopic), bytes.Repeat([]byte{0xff}, bus.MaxPayload))
	f.Fuzz(func(t *testing.T, topic string, payload []byte) {
		if bus.Check(topic, payload) != nil {
			t.Skip()
		}
		note := encode(topic, payload)
		if len(note) >= notificationLimit || !utf8.ValidString(note) || strings.ContainsRune(note, 0) {
			t.Errorf("PostgreSQL refuses this notification of %d bytes: %.40q", len(note), note)
		}
		gotTopic, gotPayload, err := decode(note)
		if err != nil || gotTopic != topic || !bytes.Equal(gotPayload, payload) {
			t.Errorf("decoded to %q, %.40q, %v", gotTopic, gotPayload, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, note := range []string{"", "t", "tx\n", "bx\n!", "bx\naGk=", "zx\n"} {
		f.Add(note)
	}
	f.Fuzz(func(t *testing.T, note string) {
		if topic, _, err := decode(note); err == nil && topic == "" {
			t.Errorf("%q decoded to an empty topic", note)
		}
	})
}
