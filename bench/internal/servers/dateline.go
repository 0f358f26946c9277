package servers

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"dateline.news/bench/internal/proc"
)

// Dateline says how our own program is served.
type Dateline struct {
	Name        string
	Binary      string
	Data        string // directory of the publication, which no other server may use
	CPU         int
	Plain       bool // without the fast path
	CacheSize   string
	Certificate Certificate // none is plain HTTP
}

// Build compiles the program, once for all servers of a run.
func Build(ctx context.Context, binary string) error {
	out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "dateline.news/cmd/dateline").CombinedOutput()
	if err != nil {
		return fmt.Errorf("build dateline: %w\n%s", err, out)
	}
	return nil
}

// Has reports whether the program knows a setting, by its own help.
func Has(ctx context.Context, binary, flag string) (bool, error) {
	out, err := exec.CommandContext(ctx, binary, "help", "config").Output()
	if err != nil {
		return false, fmt.Errorf("ask dateline for its settings: %w", err)
	}
	return strings.Contains(string(out), "--"+flag+" "), nil
}

// PublicURL is where the publication says that it is, whatever its port, so
// that all servers make the same pages.
const PublicURL = "http://paper.test"

// StartDateline serves a publication that is there already. Its numbers are at
// the second address.
func StartDateline(ctx context.Context, d Dateline) (s *Server, numbers string, err error) {
	listen, err := freeAddress()
	if err != nil {
		return nil, "", err
	}
	metrics, err := freeAddress()
	if err != nil {
		return nil, "", err
	}
	p, err := proc.Start(d.Name, d.CPU, d.argv(listen, metrics)...)
	if err != nil {
		return nil, "", err
	}
	s = &Server{Name: d.Name, Origin: "http://" + listen, Processes: []*proc.Process{p}}
	if d.Certificate != (Certificate{}) {
		s.Origin = "https://" + listen
	}
	if err := p.Ready(ctx, answering(s.Origin+"/readyz")); err != nil {
		return nil, "", errors.Join(err, p.Stop())
	}
	return s, "http://" + metrics + "/metrics", nil
}

func (d Dateline) argv(listen, metrics string) []string {
	argv := []string{d.Binary, "serve", "--data", d.Data, "--listen", listen, "--metrics-listen", metrics, "--public-url", PublicURL, "--log-level", "warn"}
	if d.Plain {
		argv = append(argv, "--plain-http")
	}
	if d.CacheSize != "" {
		argv = append(argv, "--cache-size", d.CacheSize)
	}
	if d.Certificate != (Certificate{}) {
		argv = append(argv, "--tls-cert-file", d.Certificate.CertFile, "--tls-key-file", d.Certificate.KeyFile)
	}
	return argv
}

// Number reads one of the numbers that Dateline gives to Prometheus.
func Number(ctx context.Context, numbers, name string) (float64, error) {
	page, err := Fetch(ctx, numbers, "identity")
	if err != nil {
		return 0, err
	}
	return parseNumber(page.Body, name)
}

// parseNumber finds a number without labels in Prometheus' text format.
func parseNumber(text []byte, name string) (float64, error) {
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if value, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			return strconv.ParseFloat(strings.TrimSpace(value), 64)
		}
	}
	return 0, fmt.Errorf("dateline has no number %s", name)
}
