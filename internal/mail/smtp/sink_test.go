package smtp_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"math/big"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// sink is a small mail server that keeps what it is sent. It speaks as much of
// RFC 5321 as a client needs, with STARTTLS and AUTH PLAIN.
type sink struct {
	implicit  bool              // TLS from the first byte
	startTLS  bool              // offers to change over
	password  string            // "" lets everybody in
	replies   map[string]string // instead of what would be said to a verb; "" hangs up
	listener  net.Listener
	tlsConfig *tls.Config
	roots     *x509.CertPool

	mu      sync.Mutex
	conns   []net.Conn
	letters [][]byte
	to      string // the recipients of the last letter
	secured bool   // the last letter came over TLS
	user    string // who signed in last
}

// start serves until the test ends.
func (s *sink) start(t *testing.T) *sink {
	t.Helper()
	s.tlsConfig, s.roots = certificate(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.listener = l
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns = append(s.conns, conn)
			s.mu.Unlock()
			serving.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		s.mu.Lock()
		for _, conn := range s.conns {
			conn.Close()
		}
		s.mu.Unlock()
		serving.Wait()
	})
	return s
}

func (s *sink) port() int { return s.listener.Addr().(*net.TCPAddr).Port }

func (s *sink) received() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.letters
}

// last returns the recipients of the last letter, whether it came over TLS, and
// who had signed in.
func (s *sink) last() (to string, secured bool, user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to, s.secured, s.user
}

// session is one connection to the sink.
type session struct {
	*sink
	conn     net.Conn
	text     *textproto.Conn
	envelope []string // the recipients so far
	signed   bool
	onTLS    bool
	leaving  bool
}

func (s *sink) serve(conn net.Conn) {
	defer conn.Close()
	c := &session{sink: s, conn: conn, onTLS: s.implicit}
	if s.implicit {
		c.conn = tls.Server(conn, s.tlsConfig)
	}
	c.text = textproto.NewConn(c.conn)
	c.reply("GREETING", "220 sink.example ESMTP")
	for !c.leaving {
		line, err := c.text.ReadLine()
		if err != nil {
			return
		}
		verb, argument, _ := strings.Cut(line, " ")
		c.handle(strings.ToUpper(verb), argument)
	}
}

// reply says text, or what was ordered for the verb.
func (c *session) reply(verb, text string) (ok bool) {
	if ordered, found := c.replies[verb]; found {
		text = ordered
	}
	if text == "" {
		c.leaving = true
		return false
	}
	c.leaving = c.leaving || c.text.PrintfLine("%s", text) != nil
	return text[0] < '4'
}

func (c *session) handle(verb, argument string) {
	switch verb {
	case "EHLO":
		c.reply(verb, c.greeting())
	case "STARTTLS":
		if c.reply(verb, "220 go ahead") {
			c.conn, c.onTLS = tls.Server(c.conn, c.tlsConfig), true
			c.text = textproto.NewConn(c.conn)
		}
	case "AUTH":
		c.auth(argument)
	case "MAIL":
		if c.password != "" && !c.signed {
			c.reply("", "530 5.7.0 sign in first")
			return
		}
		c.envelope = nil
		c.reply(verb, "250 sender ok")
	case "RCPT":
		if c.reply(verb, "250 recipient ok") {
			c.envelope = append(c.envelope, argument)
		}
	case "DATA":
		if c.reply(verb, "354 go on") {
			c.data()
		}
	case "QUIT":
		c.reply(verb, "221 bye")
		c.leaving = true
	default:
		c.reply(verb, "250 ok")
	}
}

func (c *session) greeting() string {
	lines := []string{"sink.example", "8BITMIME", "ENHANCEDSTATUSCODES"}
	if c.startTLS && !c.onTLS {
		lines = append(lines, "STARTTLS")
	}
	if c.password != "" {
		lines = append(lines, "AUTH PLAIN")
	}
	last := len(lines) - 1
	return "250-" + strings.Join(lines[:last], "\r\n250-") + "\r\n250 " + lines[last]
}

func (c *session) auth(argument string) {
	_, encoded, _ := strings.Cut(argument, " ")
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	parts := strings.Split(string(decoded), "\x00")
	if err != nil || len(parts) != 3 || parts[2] != c.password {
		c.reply("AUTH", "535 5.7.8 wrong password")
		return
	}
	c.mu.Lock()
	c.user = parts[1]
	c.mu.Unlock()
	c.signed = c.reply("AUTH", "235 welcome")
}

func (c *session) data() {
	letter, err := io.ReadAll(bufio.NewReader(c.text.DotReader()))
	if err != nil {
		c.leaving = true
		return
	}
	if ordered, found := c.replies["."]; !found || strings.HasPrefix(ordered, "2") {
		c.mu.Lock()
		c.letters = append(c.letters, letter)
		c.sink.to, c.secured = strings.Join(c.envelope, " "), c.onTLS
		c.mu.Unlock()
	}
	c.reply(".", "250 2.0.0 taken")
}

// certificate makes one for localhost and the pool that vouches for it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, createErr := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	parsed, parseErr := x509.ParseCertificate(der)
	if err := errors.Join(err, createErr, parseErr); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, roots
}
