package mail

import (
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

const (
	maxAddress    = 254 // bytes, RFC 5321, section 4.5.3.1 with erratum 1690
	maxLocal      = 64  // bytes before the @, the same section
	maxRecipients = 100 // what every server has to accept, the same section
	maxHeader     = 800 // bytes of one field, well below the 998 of a line
	maxBody       = 4 << 20
)

// Check returns an error that says what is wrong with m, and wraps
// ErrPermanent, when it cannot be sent by any Sender.
func (m Message) Check() error {
	checks := []error{
		inPart("From", CheckAddress(m.From)),
		inPart("To", m.checkTo()),
		inPart("Subject", checkText(m.Subject)),
		inPart("ID", checkID(m.ID)),
		inPart("ListUnsubscribe", checkUnsubscribe(m.ListUnsubscribe)),
		inPart("body", m.checkBody()),
	}
	if m.ReplyTo != nil {
		checks = append(checks, inPart("ReplyTo", CheckAddress(*m.ReplyTo)))
	}
	for name, value := range m.Headers {
		checks = append(checks, inPart("header "+fmt.Sprintf("%.40q", name), checkHeader(name, value)))
	}
	return errors.Join(checks...)
}

func inPart(part string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %s: %w", ErrPermanent, part, err)
}

// ParseAddress reads "name@example.net" or "Name <name@example.net>".
func ParseAddress(s string) (Address, error) {
	parsed, err := netmail.ParseAddress(s)
	if err != nil {
		return Address{}, fmt.Errorf("%q is not an e-mail address such as news@example.net", s)
	}
	return *parsed, CheckAddress(*parsed)
}

// CheckAddress says what is wrong with an address, if anything. It knows what
// an address looks like, not whether somebody reads what is sent there.
func CheckAddress(a Address) error {
	if err := checkText(a.Name); err != nil {
		return fmt.Errorf("the name: %w", err)
	}
	at := strings.LastIndexByte(a.Address, '@')
	if at < 1 || at > maxLocal || len(a.Address) > maxAddress {
		return fmt.Errorf("%.60q is not an e-mail address such as news@example.net", a.Address)
	}
	parsed, err := netmail.ParseAddress(a.Address)
	if err != nil || parsed.Name != "" || parsed.Address != a.Address || strings.ContainsFunc(a.Address, unicode.IsSpace) {
		return fmt.Errorf("%.60q is not an e-mail address such as news@example.net", a.Address)
	}
	if _, err := idna.Lookup.ToASCII(a.Address[at+1:]); err != nil {
		return fmt.Errorf("%.60q: what stands after the @ is not a domain name", a.Address)
	}
	return nil
}

func (m Message) checkTo() error {
	switch {
	case len(m.To) == 0:
		return errors.New("there is no recipient")
	case len(m.To) > maxRecipients:
		return fmt.Errorf("%d recipients, and %d is the most", len(m.To), maxRecipients)
	}
	for _, to := range m.To {
		if err := CheckAddress(to); err != nil {
			return err
		}
	}
	return nil
}

func (m Message) checkBody() error {
	switch {
	case m.Text == "" && m.HTML == "":
		return errors.New("there is neither text nor HTML")
	case len(m.Text)+len(m.HTML) > maxBody:
		return fmt.Errorf("%d bytes, and %d is the most", len(m.Text)+len(m.HTML), maxBody)
	case !utf8.ValidString(m.Text), !utf8.ValidString(m.HTML):
		return errors.New("it is not UTF-8")
	}
	return nil
}

// checkText refuses what cannot stand in one header field, above all the line
// ends that would begin another one.
func checkText(s string) error {
	switch {
	case len(s) > maxHeader:
		return fmt.Errorf("%d bytes, and %d is the most", len(s), maxHeader)
	case !utf8.ValidString(s):
		return errors.New("it is not UTF-8")
	case strings.ContainsFunc(s, unicode.IsControl):
		return fmt.Errorf("%.60q contains a line end or another control character", s)
	}
	return nil
}

func checkID(id string) error {
	foreign := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-_.", r)
	}
	if len(id) > maxLocal || strings.ContainsFunc(id, foreign) {
		return fmt.Errorf("%.80q is not up to %d letters, digits, dots and dashes", id, maxLocal)
	}
	return nil
}

func checkUnsubscribe(address string) error {
	if address == "" {
		return nil
	}
	if err := checkText(address); err != nil {
		return err
	}
	u, err := url.Parse(address)
	known := err == nil && (u.Scheme == "mailto" && u.Opaque != "" || (u.Scheme == "https" || u.Scheme == "http") && u.Host != "")
	if !known || strings.ContainsAny(address, "<>, ") {
		return fmt.Errorf("%.80q is not an https or mailto URL", address)
	}
	return nil
}

// reserved returns the header fields, in lower case, that a Message has other
// parts for or that belong to the servers on the way.
func reserved() []string {
	return []string{
		"bcc", "cc", "date", "dkim-signature", "from", "list-unsubscribe", "list-unsubscribe-post", "message-id",
		"mime-version", "received", "reply-to", "return-path", "sender", "subject", "to",
	}
}

func checkHeader(name, value string) error {
	foreign := func(r rune) bool { return r <= ' ' || r > '~' || r == ':' }
	lower := strings.ToLower(name)
	switch {
	case name == "" || len(name) > 76 || strings.ContainsFunc(name, foreign):
		return errors.New("this is not the name of a header field")
	case slices.Contains(reserved(), lower), strings.HasPrefix(lower, "content-"), strings.HasPrefix(lower, "resent-"):
		return errors.New("this field cannot be set from outside")
	}
	return checkText(value)
}
