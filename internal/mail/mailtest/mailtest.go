// Package mailtest holds every implementation of mail.Sender to what package
// mail promises.
package mailtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"dateline.news/internal/mail"
	"dateline.news/internal/mail/eml"
)

// Inbox returns the messages that have arrived so far, as bytes.
type Inbox func(t *testing.T) [][]byte

// Run runs the suite. open returns a sender and the inbox of what it sends.
func Run(t *testing.T, open func(t *testing.T) (mail.Sender, Inbox)) {
	rules := []struct {
		name string
		test func(t *testing.T, s mail.Sender, inbox Inbox)
	}{
		{"all parts arrive as they were written", allParts},
		{"every script arrives unharmed", scripts},
		{"text or HTML alone is enough", oneBody},
		{"an ID makes the Message-ID", messageID},
		{"what could smuggle a header is refused", injection},
		{"what is no address is refused", addresses},
		{"an empty message is refused", empty},
		{"a context that has ended sends nothing", cancelled},
		{"many send at once", concurrent},
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			t.Parallel()
			s, inbox := open(t)
			rule.test(t, s, inbox)
		})
	}
}

// Letter returns a message with which nothing is wrong.
func Letter() mail.Message {
	return mail.Message{
		From:    mail.Address{Name: "Dateline", Address: "desk@dateline.example"},
		To:      []mail.Address{{Name: "Ada Reader", Address: "ada@reader.example"}},
		Subject: "Your comment was published",
		Text:    "Dear Ada,\n\nit stands here now.\n",
	}
}

func allParts(t *testing.T, s mail.Sender, inbox Inbox) {
	m := Letter()
	m.To = append(m.To, mail.Address{Address: "two@reader.example"})
	m.ReplyTo = &mail.Address{Address: "editor@dateline.example"}
	m.HTML = "<!doctype html><p>Dear Ada,<p>it stands <a href=\"https://dateline.example/?a=b&amp;c\">here</a> now."
	m.Text = ".\n. a dot at the start of a line\n" + strings.Repeat("A long line. ", 200) + "\n"
	m.ListUnsubscribe = "https://dateline.example/unsubscribe?token=abc_123"
	m.Headers = map[string]string{"X-Dateline-Job": "42"}
	send(t, s, m)

	got := only(t, inbox)
	if got.Subject != m.Subject || got.Text != m.Text || strings.TrimSpace(got.HTML) != m.HTML {
		t.Errorf("subject %q\ntext %q\nhtml %q", got.Subject, got.Text, got.HTML)
	}
	if len(got.From) != 1 || *got.From[0] != m.From || len(got.To) != 2 || *got.To[0] != m.To[0] || *got.To[1] != m.To[1] {
		t.Errorf("from %v to %v", got.From, got.To)
	}
	for name, want := range map[string]string{
		"Reply-To":              "<editor@dateline.example>",
		"List-Unsubscribe":      "<" + m.ListUnsubscribe + ">",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"X-Dateline-Job":        "42",
		"Auto-Submitted":        "auto-generated",
		"Mime-Version":          "1.0",
	} {
		if value := got.Header.Get(name); value != want {
			t.Errorf("%s: %q, want %q", name, value, want)
		}
	}
	if got.Date.IsZero() || got.Header.Get("Message-Id") == "" {
		t.Errorf("date %v, message ID %q", got.Date, got.Header.Get("Message-Id"))
	}
}

func scripts(t *testing.T, s mail.Sender, inbox Inbox) {
	m := Letter()
	m.From.Name = "Zeitung „Süd“, Redaktion"
	m.To = []mail.Address{{Name: "قارئة", Address: "reader@bücher.example"}}
	m.Subject = "تم نشر تعليقك على «أزمة المياه» — Ihr Kommentar 😀 " + strings.Repeat("вода ", 30)
	m.Text = "\u200fمرحبا، تعليقك منشور الآن.\nŽluťoučký kůň. 日本語。\n= equals, trailing space \n"
	m.HTML = `<html dir="rtl" lang="ar"><p>مرحبا، تعليقك منشور الآن.`
	send(t, s, m)

	got := only(t, inbox)
	if got.Subject != m.Subject {
		t.Errorf("subject %q, want %q", got.Subject, m.Subject)
	}
	if got.Text != m.Text || strings.TrimSpace(got.HTML) != m.HTML {
		t.Errorf("text %q\nhtml %q", got.Text, got.HTML)
	}
	if got.From[0].Name != m.From.Name || got.To[0].Name != m.To[0].Name {
		t.Errorf("from %v to %v", got.From, got.To)
	}
	if got.To[0].Address != "reader@xn--bcher-kva.example" {
		t.Errorf("the domain was written as %q", got.To[0].Address)
	}
}

func oneBody(t *testing.T, s mail.Sender, inbox Inbox) {
	m := Letter()
	m.Text, m.HTML = "", "<p>only HTML"
	send(t, s, m)
	if got := only(t, inbox); strings.TrimSpace(got.HTML) != "<p>only HTML" || got.Text != "" {
		t.Errorf("text %q, html %q", got.Text, got.HTML)
	}
}

func messageID(t *testing.T, s mail.Sender, inbox Inbox) {
	m := Letter()
	m.ID = "job-42"
	send(t, s, m)
	if got := only(t, inbox).Header.Get("Message-Id"); got != "<job-42@dateline.example>" {
		t.Errorf("Message-ID: %s", got)
	}
}

func injection(t *testing.T, s mail.Sender, inbox Inbox) {
	for name, spoil := range map[string]func(*mail.Message){
		"subject":           func(m *mail.Message) { m.Subject = "hello\r\nBcc: all@example.com" },
		"subject, bare LF":  func(m *mail.Message) { m.Subject = "hello\nBcc: all@example.com" },
		"sender's name":     func(m *mail.Message) { m.From.Name = "me\r\nBcc: all@example.com" },
		"recipient's name":  func(m *mail.Message) { m.To[0].Name = "me\rBcc: all@example.com" },
		"recipient":         func(m *mail.Message) { m.To[0].Address = "me@example.com>\r\nRCPT TO:<all@example.com" },
		"reply address":     func(m *mail.Message) { m.ReplyTo = &mail.Address{Address: "a@b.example\r\nBcc: c@d.example"} },
		"header value":      func(m *mail.Message) { m.Headers = map[string]string{"X-A": "b\r\nBcc: all@example.com"} },
		"header name":       func(m *mail.Message) { m.Headers = map[string]string{"X-A\r\nBcc": "all@example.com"} },
		"reserved header":   func(m *mail.Message) { m.Headers = map[string]string{"bCC": "all@example.com"} },
		"content header":    func(m *mail.Message) { m.Headers = map[string]string{"Content-Type": "text/html"} },
		"unsubscribe":       func(m *mail.Message) { m.ListUnsubscribe = "https://a.example/\r\nBcc: all@example.com" },
		"unsubscribe URL":   func(m *mail.Message) { m.ListUnsubscribe = "https://a.example/>,<https://b.example/" },
		"unsubscribe by JS": func(m *mail.Message) { m.ListUnsubscribe = "javascript:alert(1)" },
		"ID":                func(m *mail.Message) { m.ID = "a@b>\r\nBcc: all@example.com" },
		"a null":            func(m *mail.Message) { m.Subject = "a\x00b" },
	} {
		m := Letter()
		spoil(&m)
		refuse(t, s, name, m)
	}
	nothing(t, inbox)
}

func addresses(t *testing.T, s mail.Sender, inbox Inbox) {
	for _, address := range []string{
		"", "ada", "@example.com", "ada@", "a b@example.com", "ada@exa mple.com", "Ada <ada@example.com>", "a@b.example, c@d.example",
		strings.Repeat("a", 65) + "@example.com", "a@" + strings.Repeat("b.", 140) + "example", "\xff@example.com", "a@-.example",
	} {
		m := Letter()
		m.To = append(m.To, mail.Address{Address: address})
		refuse(t, s, address, m)
	}
	m := Letter()
	m.To = nil
	refuse(t, s, "nobody", m)
	m.To = make([]mail.Address, 101)
	refuse(t, s, "a crowd", m)
	nothing(t, inbox)
}

func empty(t *testing.T, s mail.Sender, inbox Inbox) {
	m := Letter()
	m.Text = ""
	refuse(t, s, "no body", m)
	m.Text = "\xff"
	refuse(t, s, "not UTF-8", m)
	nothing(t, inbox)
}

func cancelled(t *testing.T, s mail.Sender, inbox Inbox) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Send(ctx, Letter()); !errors.Is(err, context.Canceled) || errors.Is(err, mail.ErrPermanent) {
		t.Errorf("Send = %v, want context.Canceled, which is not permanent", err)
	}
	nothing(t, inbox)
}

func concurrent(t *testing.T, s mail.Sender, inbox Inbox) {
	const letters = 10
	var wg sync.WaitGroup
	for range letters {
		wg.Go(func() {
			if err := s.Send(t.Context(), Letter()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := len(inbox(t)); got != letters {
		t.Errorf("%d letters arrived, want %d", got, letters)
	}
}

func send(t *testing.T, s mail.Sender, m mail.Message) {
	t.Helper()
	if err := s.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func refuse(t *testing.T, s mail.Sender, name string, m mail.Message) {
	t.Helper()
	if err := s.Send(t.Context(), m); !errors.Is(err, mail.ErrPermanent) {
		t.Errorf("%q: Send = %v, want ErrPermanent", name, err)
	}
}

func nothing(t *testing.T, inbox Inbox) {
	t.Helper()
	if n := len(inbox(t)); n != 0 {
		t.Errorf("%d letters arrived all the same", n)
	}
}

// only returns the one letter that has arrived. It is read with the reader of
// package eml, after another reader has agreed that it is a message.
func only(t *testing.T, inbox Inbox) eml.Mail {
	t.Helper()
	letters := inbox(t)
	if len(letters) != 1 {
		t.Fatalf("%d letters arrived, want 1", len(letters))
	}
	for line := range bytes.SplitSeq(letters[0], []byte("\n")) {
		if len(line) > 999 {
			t.Errorf("a line of %d bytes is longer than mail allows", len(line))
		}
	}
	if bytes.ContainsFunc(letters[0], func(r rune) bool { return r > '~' }) {
		t.Error("the letter is not plain ASCII, which not every server takes")
	}
	raw, err := netmail.ReadMessage(bytes.NewReader(letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, raw.Body); err != nil {
		t.Fatal(err)
	}
	m, err := eml.Read(bytes.NewReader(letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	return m
}
