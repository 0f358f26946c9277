package smtp

import (
	"errors"
	"slices"

	gosmtp "github.com/wneessen/go-mail/smtp"
)

var errNoLogin = errors.New("the mail server offers no way to sign in with a password (PLAIN or LOGIN)")

// login signs in with whichever of PLAIN and LOGIN the server offers. Both
// show the password to whoever can read the connection, and refuse to where
// that is not protected or local.
type login struct {
	options Options
	chosen  gosmtp.Auth
}

func (l *login) Start(server *gosmtp.ServerInfo) (string, []byte, error) {
	inClear := l.options.TLS == None // New has seen to it that the server is local
	switch {
	case slices.Contains(server.Auth, "PLAIN"):
		l.chosen = gosmtp.PlainAuth("", l.options.Username, l.options.Password, l.options.Host, inClear)
	case slices.Contains(server.Auth, "LOGIN"):
		l.chosen = gosmtp.LoginAuth(l.options.Username, l.options.Password, l.options.Host, inClear)
	default:
		return "", nil, errNoLogin
	}
	return l.chosen.Start(server)
}

func (l *login) Next(fromServer []byte, more bool) ([]byte, error) {
	return l.chosen.Next(fromServer, more)
}
