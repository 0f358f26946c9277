package main

import (
	"bytes"
	"compress/gzip"
	"testing"
)

func TestUnpacksTo(t *testing.T) {
	t.Parallel()
	packed := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write([]byte(text))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if err := unpacksTo(packed("a story"), []byte("a story")); err != nil {
		t.Error(err)
	}
	for name, body := range map[string][]byte{
		"another page": packed("a rumour"), "a longer page": packed("a story and more"), "a shorter page": packed("a"),
		"not packed": []byte("a story"), "cut off": packed("a story")[:12],
	} {
		if unpacksTo(body, []byte("a story")) == nil {
			t.Errorf("%s passes for the same", name)
		}
	}
}
