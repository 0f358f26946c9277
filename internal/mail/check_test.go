package mail_test

import (
	"strings"
	"testing"

	"dateline.news/internal/mail"
)

func TestParseAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]mail.Address{
		"news@example.net":              {Address: "news@example.net"},
		"Dateline <news@example.net>":   {Name: "Dateline", Address: "news@example.net"},
		`"Desk, Foreign" <f@ü.example>`: {Name: "Desk, Foreign", Address: "f@ü.example"},
	} {
		got, err := mail.ParseAddress(text)
		if err != nil || got != want {
			t.Errorf("ParseAddress(%q) = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "news", "news@", "a@b@c.example", "a@b.example, c@d.example", "x\r\n <a@b.example>"} {
		if got, err := mail.ParseAddress(text); err == nil {
			t.Errorf("ParseAddress(%q) = %v", text, got)
		}
	}
}

func FuzzCheckAddress(f *testing.F) {
	f.Add("Ada", "ada@example.com")
	f.Add("", `"a b"@example.com`)
	f.Add("x\r\n", "a@b.example>\r\n")
	f.Fuzz(func(t *testing.T, name, address string) {
		a := mail.Address{Name: name, Address: address}
		if mail.CheckAddress(a) == nil && strings.ContainsAny(a.Name+a.Address, "\r\n\x00") {
			t.Errorf("CheckAddress accepts %q", a)
		}
	})
}
