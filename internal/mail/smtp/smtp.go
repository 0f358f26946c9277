package smtp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	gomail "github.com/wneessen/go-mail"

	"dateline.news/internal/mail"
	"dateline.news/internal/mail/eml"
)

// TLS says how the connection to the server is protected.
type TLS string

const (
	StartTLS TLS = "starttls" // begins in the clear and must change over; usually port 587
	Implicit TLS = "implicit" // protected from the first byte; usually port 465
	None     TLS = "none"     // in the clear; only to a server on this machine
)

// timeout bounds one Send: connecting, signing in, and each message.
const timeout = 30 * time.Second

// permanentReply is the first of the reply codes that mean: do not repeat
// this (RFC 5321, section 4.2.1).
const permanentReply = 500

// Options say which server to use and how.
type Options struct {
	Host     string
	Port     int
	Username string // "" signs in as nobody
	Password string
	TLS      TLS
	Roots    *x509.CertPool // who may vouch for the server; nil: the system's
}

// Sender implements mail.Sender through a mail server.
type Sender struct {
	options Options
	now     func() time.Time
}

var _ mail.Sender = (*Sender)(nil)

// New returns a sender. It does not connect yet. It refuses options that would
// send a password in the clear over a network.
func New(o Options, now func() time.Time) (*Sender, error) {
	switch o.TLS {
	case StartTLS, Implicit:
	case None:
		if !isLoopback(o.Host) {
			return nil, fmt.Errorf("mail to %s would go in the clear; use starttls or implicit TLS", o.Host)
		}
	default:
		return nil, fmt.Errorf("the TLS mode %q of the mail server is unknown; it is one of starttls, implicit and none", o.TLS)
	}
	if o.Host == "" || o.Port < 1 || o.Port > 65535 {
		return nil, fmt.Errorf("the mail server %q with port %d has no address", o.Host, o.Port)
	}
	return &Sender{options: o, now: now}, nil
}

func isLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// Send implements mail.Sender.
func (s *Sender) Send(ctx context.Context, m mail.Message) error {
	letter, err := eml.Compose(m, s.now())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	line := &line{options: s.options, ctx: ctx}
	defer line.hangUp()
	client, err := s.client(line)
	if err != nil {
		return fmt.Errorf("preparing to send mail through %s: %w", s.options.Host, err)
	}
	err = client.DialAndSendWithContext(ctx, letter)
	if err == nil || letter.IsDelivered() {
		return nil // a failure to say goodbye is none
	}
	if isPermanent(err) {
		return fmt.Errorf("%w: the mail server %s refused it: %w", mail.ErrPermanent, s.options.Host, err)
	}
	if ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return fmt.Errorf("sending mail through %s: %w", s.options.Host, err)
}

// isPermanent says whether the server has refused the message for good. What
// fails before the message is offered is not a refusal of it.
func isPermanent(err error) bool {
	failure, ok := errors.AsType[*gomail.SendError](err)
	return ok && failure.ErrorCode() >= permanentReply
}

// client returns a client of the library for one connection over l.
func (s *Sender) client(l *line) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.options.Port),
		gomail.WithTimeout(timeout),
		gomail.WithDialContextFunc(l.dial),
		gomail.WithTLSConfig(s.options.tlsConfig()),
		gomail.WithTLSPolicy(gomail.NoTLS),
		gomail.WithoutNoop(),
	}
	if s.options.TLS == StartTLS {
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.options.Username != "" {
		options = append(options, gomail.WithSMTPAuthCustom(&login{options: s.options}))
	}
	return gomail.NewClient(s.options.Host, options...)
}

func (o Options) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: o.Host, RootCAs: o.Roots, MinVersion: tls.VersionTLS12}
}

// line is the connection of one Send. The library neither lets go of it when
// the context ends nor when signing in fails; the line does.
type line struct {
	options Options
	ctx     context.Context // of the Send
	conn    net.Conn
	unwatch func() bool
}

func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.conn = conn
	l.unwatch = context.AfterFunc(l.ctx, func() { conn.Close() })
	if l.options.TLS != Implicit {
		return conn, nil
	}
	secured := tls.Client(conn, l.options.tlsConfig())
	if err := secured.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("agreeing on TLS: %w", err)
	}
	return secured, nil
}

// hangUp closes the line if it is still open; that it was closed already is
// the usual case.
func (l *line) hangUp() {
	if l.conn != nil {
		l.unwatch()
		_ = l.conn.Close()
	}
}
