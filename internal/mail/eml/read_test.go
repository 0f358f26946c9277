package eml_test

import (
	"strings"
	"testing"
	"time"

	"dateline.news/internal/mail/eml"
)

// lines joins lines as they stand in a message.
func lines(l ...string) string { return strings.Join(l, "\r\n") + "\r\n" }

func TestRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		message, subject, text, html string
	}{
		"no type is plain text": {
			lines("Subject: plain", "", "Hello", "there"), "plain", "Hello\nthere\n", "",
		},
		"parts within parts, and an attachment": {
			lines("Subject: =?utf-8?q?M=C3=BCller?=", "Content-Type: multipart/mixed; boundary=o", "",
				"--o", "Content-Type: multipart/alternative; boundary=i", "",
				"--i", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "gr=C3=BCn", "",
				"--i", "Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PHA+Z3LDvG4=", "", "--i--", "",
				"--o", "Content-Type: text/plain", "Content-Disposition: attachment; filename=x", "", "secret", "",
				"--o", "Content-Type: image/png", "", "PNG", "--o--"),
			"Müller", "grün\n", "<p>grün",
		},
		"bytes that are no text": {
			lines("Subject: \xff", "", "a\xffb"), "\uFFFD", "a\uFFFDb\n", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := eml.Read(strings.NewReader(test.message))
			if err != nil {
				t.Fatal(err)
			}
			if m.Subject != test.subject || m.Text != test.text || m.HTML != test.html {
				t.Errorf("subject %q, text %q, html %q", m.Subject, m.Text, m.HTML)
			}
		})
	}
}

func TestRead_Refuses(t *testing.T) {
	t.Parallel()
	deep := "Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
	for i := range 20 {
		deep += lines("--b"+string(rune('0'+i)), "Content-Type: multipart/mixed; boundary=b"+string(rune('1'+i)), "")
	}
	for name, message := range map[string]string{
		"no header":     "",
		"nested deeply": deep,
		"bad base64":    lines("Content-Transfer-Encoding: base64", "", "!!!"),
	} {
		if _, err := eml.Read(strings.NewReader(message)); err == nil {
			t.Errorf("%s: it was read", name)
		}
	}
}

func TestReadSummary(t *testing.T) {
	t.Parallel()
	s, err := eml.ReadSummary(strings.NewReader(lines("From: Ada <ada@a.example>", "To: b@b.example, C <c@c.example>",
		"Subject: x", "Date: Mon, 23 Nov 2026 12:00:00 +0200", "", "body")))
	if err != nil {
		t.Fatal(err)
	}
	if s.From[0].Name != "Ada" || len(s.To) != 2 || !s.Date.Equal(time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", s)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(lines("Subject: =?utf-8?q?a?=", "Content-Type: multipart/alternative; boundary=x", "", "--x", "", "a", "--x--"))
	f.Add(lines("Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PHA+"))
	f.Add("")
	f.Fuzz(func(t *testing.T, message string) {
		m, err := eml.Read(strings.NewReader(message))
		if err == nil && strings.ToValidUTF8(m.Text+m.HTML+m.Subject, "") != m.Text+m.HTML+m.Subject {
			t.Error("what was read is not UTF-8")
		}
	})
}
