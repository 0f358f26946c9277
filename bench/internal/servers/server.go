package servers

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"time"

	"dateline.news/bench/internal/proc"
)

// Server is something that is asked for pages: one process, or several that
// answer together.
type Server struct {
	Name      string
	Origin    string
	Processes []*proc.Process
}

// CPU is the processor time that all processes of the server have used.
func (s *Server) CPU() (sum time.Duration, err error) {
	for _, p := range s.Processes {
		used, err := p.CPU()
		if err != nil {
			return 0, err
		}
		sum += used
	}
	return sum, nil
}

// freeAddress is an address of loopback on which nobody listens yet.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return l.Addr().String(), l.Close()
}

// Page is an answer as it came over the wire.
type Page struct {
	Header http.Header
	Body   []byte // in the coding that the header says
}

// biggest is the largest page that is measured.
const biggest = 16 << 20

// Fetch asks for a page in a coding ("gzip", "identity") and wants it there.
// Certificates are not checked: they are our own.
func Fetch(ctx context.Context, address, coding string) (p Page, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return p, err
	}
	r.Header.Set("Accept-Encoding", coding)
	transport := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	answer, err := transport.RoundTrip(r)
	if err != nil {
		return p, fmt.Errorf("ask for %s: %w", address, err)
	}
	defer answer.Body.Close()
	p.Header = answer.Header
	if p.Body, err = io.ReadAll(io.LimitReader(answer.Body, biggest)); err != nil {
		return p, fmt.Errorf("read %s: %w", address, err)
	}
	if answer.StatusCode != http.StatusOK {
		return p, fmt.Errorf("%s answers %s", address, answer.Status)
	}
	return p, nil
}

// answering returns a check for [proc.Process.Ready].
func answering(address string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := Fetch(ctx, address, "identity")
		return err
	}
}

// root reports whether we may do everything: then servers would change to a
// user that cannot read our directory, and have to be told not to.
func root() bool { return os.Geteuid() == 0 }

var versionNumber = regexp.MustCompile(`\d+\.\d+(\.\d+)?`)

// Version is what a program says that its version is, or that it is not here.
func Version(ctx context.Context, argv ...string) string {
	out, _ := exec.CommandContext(ctx, argv[0], argv[1:]...).CombinedOutput() // wrk exits with 1
	if v := versionNumber.Find(out); v != nil {
		return string(v)
	}
	return "not installed"
}
