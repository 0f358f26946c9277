package eml

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"

	"dateline.news/internal/mail"
)

// Compose checks m and makes the letter that the library sends and writes.
// Domain names in letters other than Latin are written in their ASCII form,
// which every server understands.
func Compose(m mail.Message, date time.Time) (*gomail.Msg, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from := ascii(m.From)
	letter.FromMailAddress(&from)
	for _, to := range m.To {
		to = ascii(to)
		letter.AddToMailAddress(&to)
	}
	if m.ReplyTo != nil {
		replyTo := ascii(*m.ReplyTo)
		letter.ReplyToMailAddress(&replyTo)
	}
	letter.Subject(m.Subject)
	letter.SetDateWithValue(date)
	letter.SetMessageIDWithValue(cmp.Or(m.ID, rand.Text()) + from.Address[strings.LastIndexByte(from.Address, '@'):])
	// Keeps holiday answers from coming back (RFC 3834, section 5).
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	for name, value := range m.Headers {
		letter.SetGenHeader(gomail.Header(name), value)
	}
	if err := unsubscribe(letter, m.ListUnsubscribe); err != nil {
		return nil, err
	}
	setBody(letter, m)
	return letter, nil
}

func unsubscribe(letter *gomail.Msg, address string) error {
	switch {
	case strings.HasPrefix(address, "https:"):
		if err := letter.SetListUnsubscribeOneClick(address); err != nil {
			return fmt.Errorf("%w: ListUnsubscribe: %w", mail.ErrPermanent, err)
		}
	case address != "":
		letter.SetListUnsubscribe(address)
	}
	return nil
}

func setBody(letter *gomail.Msg, m mail.Message) {
	switch {
	case m.HTML == "":
		letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	case m.Text == "":
		letter.SetBodyString(gomail.TypeTextHTML, m.HTML)
	default:
		letter.SetBodyString(gomail.TypeTextPlain, m.Text)
		letter.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
}

// ascii returns a, which has been checked, with its domain in ASCII.
func ascii(a mail.Address) mail.Address {
	local, domain, _ := strings.Cut(a.Address, "@")
	if at := strings.LastIndexByte(a.Address, '@'); at >= 0 {
		local, domain = a.Address[:at], a.Address[at+1:]
	}
	if converted, err := idna.Lookup.ToASCII(domain); err == nil {
		domain = converted
	}
	a.Address = local + "@" + domain
	return a
}
