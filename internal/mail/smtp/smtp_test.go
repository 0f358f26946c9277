package smtp_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline.news/internal/mail"
	"dateline.news/internal/mail/mailtest"
	"dateline.news/internal/mail/smtp"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, o smtp.Options) *smtp.Sender {
	t.Helper()
	s, err := smtp.New(o, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func plain(s *sink) smtp.Options {
	return smtp.Options{Host: "127.0.0.1", Port: s.port(), TLS: smtp.None}
}

func TestSender(t *testing.T) {
	t.Parallel()
	mailtest.Run(t, func(t *testing.T) (mail.Sender, mailtest.Inbox) {
		server := new(sink).start(t)
		return open(t, plain(server)), func(*testing.T) [][]byte { return server.received() }
	})
}

func TestSender_Recipients(t *testing.T) {
	t.Parallel()
	server := new(sink).start(t)
	m := mailtest.Letter()
	m.To = append(m.To, mail.Address{Address: "b@b.example"})
	if err := open(t, plain(server)).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if got, _, _ := server.last(); got != "TO:<ada@reader.example> TO:<b@b.example>" {
		t.Errorf("the letter went to %s", got)
	}
}

func TestSender_TLSAndSigningIn(t *testing.T) {
	t.Parallel()
	for mode, server := range map[smtp.TLS]*sink{
		smtp.StartTLS: {startTLS: true, password: "geheim"},
		smtp.Implicit: {implicit: true, password: "geheim"},
		smtp.None:     {password: "geheim"},
	} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			server.start(t)
			o := smtp.Options{Host: "127.0.0.1", Port: server.port(), TLS: mode, Username: "desk", Password: "geheim", Roots: server.roots}
			if err := open(t, o).Send(t.Context(), mailtest.Letter()); err != nil {
				t.Fatal(err)
			}
			if _, secured, user := server.last(); secured != (mode != smtp.None) || user != "desk" {
				t.Errorf("over TLS: %v, signed in: %q", secured, user)
			}
		})
	}
}

func TestSender_OperatorsTrouble(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		server *sink
		spoil  func(*smtp.Options)
	}{
		"a wrong password":            {&sink{startTLS: true, password: "geheim"}, func(o *smtp.Options) { o.Password = "guessed" }},
		"an unknown certificate":      {&sink{startTLS: true, password: "geheim"}, func(o *smtp.Options) { o.Roots = x509.NewCertPool() }},
		"no STARTTLS where it must":   {&sink{password: "geheim"}, func(*smtp.Options) {}},
		"no way to sign in":           {&sink{startTLS: true}, func(*smtp.Options) {}},
		"TLS where there is none":     {&sink{}, func(o *smtp.Options) { o.TLS = smtp.Implicit }},
		"a greeting that turns away":  {&sink{replies: map[string]string{"GREETING": "554 no service"}}, func(*smtp.Options) {}},
		"a server that hangs up soon": {&sink{replies: map[string]string{"GREETING": ""}}, func(*smtp.Options) {}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := test.server.start(t)
			o := smtp.Options{Host: "127.0.0.1", Port: server.port(), TLS: smtp.StartTLS, Username: "desk", Password: "geheim", Roots: server.roots}
			test.spoil(&o)
			err := open(t, o).Send(t.Context(), mailtest.Letter())
			if err == nil || errors.Is(err, mail.ErrPermanent) {
				t.Errorf("Send = %v, want an error that may pass", err)
			}
			if err != nil && strings.Contains(err.Error(), o.Password) {
				t.Errorf("the error tells the password: %v", err)
			}
			if len(server.received()) != 0 {
				t.Error("the letter arrived all the same")
			}
		})
	}
}

func TestSender_Refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		verb, reply string
		permanent   bool
	}{
		"unknown recipient":   {"RCPT", "550 5.1.1 no such user", true},
		"greylisting":         {"RCPT", "451 4.7.1 come back later", false},
		"sender refused":      {"MAIL", "553 5.1.8 not from you", true},
		"sender throttled":    {"MAIL", "421 4.7.0 too many", false},
		"content refused":     {".", "554 5.7.1 looks like spam", true},
		"disk full":           {".", "452 4.3.1 no room", false},
		"data refused":        {"DATA", "554 no valid recipients", true},
		"cut while sending":   {"DATA", "", false},
		"cut before the end":  {".", "", false},
		"cut at the envelope": {"MAIL", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := (&sink{replies: map[string]string{test.verb: test.reply}}).start(t)
			err := open(t, plain(server)).Send(t.Context(), mailtest.Letter())
			if err == nil {
				t.Fatal("it was sent")
			}
			if errors.Is(err, mail.ErrPermanent) != test.permanent {
				t.Errorf("permanent should be %v: %v", test.permanent, err)
			}
			if _, words, _ := strings.Cut(test.reply, " "); !strings.Contains(err.Error(), words) {
				t.Errorf("the error does not say what the server said: %v", err)
			}
		})
	}
}

// What goes wrong after the server has taken the letter must not make a job
// send it once more.
func TestSender_BadGoodbye(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"QUIT", "RSET"} {
		for _, reply := range []string{"", "500 what"} {
			server := (&sink{replies: map[string]string{verb: reply}}).start(t)
			if err := open(t, plain(server)).Send(t.Context(), mailtest.Letter()); err != nil {
				t.Errorf("%s answered by %q: %v", verb, reply, err)
			}
			if n := len(server.received()); n != 1 {
				t.Errorf("%s answered by %q: %d letters arrived", verb, reply, n)
			}
		}
	}
}

func TestSender_ServerThatSaysNothing(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, and that is all
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	o := smtp.Options{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: smtp.None}
	began := time.Now()
	if err := open(t, o).Send(ctx, mailtest.Letter()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Send = %v, want the end of the context", err)
	}
	if took := time.Since(began); took > 15*time.Second { // and not the 30 s of the sender itself
		t.Errorf("Send went on for %v after its context had ended", took)
	}
}

func TestNew_Refuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]smtp.Options{
		"no TLS over a network": {Host: "smtp.example.net", Port: 25, TLS: smtp.None},
		"an unknown mode":       {Host: "smtp.example.net", Port: 25, TLS: "maybe"},
		"no host":               {Port: 25, TLS: smtp.StartTLS},
		"no port":               {Host: "smtp.example.net", TLS: smtp.StartTLS},
	} {
		if _, err := smtp.New(o, time.Now); err == nil {
			t.Errorf("%s: it was accepted", name)
		}
	}
}
