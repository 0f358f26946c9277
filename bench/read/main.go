// Read measures how fast a warm story page is read: from Dateline, with and
// without its fast path, and from nginx that serves the same bytes as files.
//
//	go run ./bench/read
//
// Three contests, one processor for the servers and the other for the load: by
// HTTP/1.1 with 64 kept connections, the same over TLS, and HTTP/2 over TLS
// with 10 streams a connection.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"

	"dateline.news/bench/internal/contest"
	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/paper"
	"dateline.news/bench/internal/servers"
	"dateline.news/bench/internal/session"
)

const (
	connections = 64
	streams     = 10
)

func main() {
	session.Main("Reading a warm story", []string{"nginx", "wrk", "h2load", "taskset"}, measure)
}

// reading is everything that is measured against each other.
type reading struct {
	*session.Session
	path          string
	nginx, nginxS *servers.Server
	fast, fastS   *servers.Server
	plain, plainS *servers.Server // nil where the program has no fast path to switch off
}

func measure(ctx context.Context, s *session.Session) error {
	m := &reading{Session: s}
	if err := m.start(ctx); err != nil {
		return err
	}
	return m.contests(ctx)
}

func (m *reading) start(ctx context.Context) error {
	m.Tell("making the paper")
	data, err := m.Path("paper")
	if err != nil {
		return err
	}
	stories, err := paper.Make(ctx, data, 0)
	if err != nil {
		return err
	}
	certificate, err := servers.NewCertificate(m.Dir)
	if err != nil {
		return err
	}
	if m.fast, m.fastS, err = m.pair(ctx, data, servers.Dateline{Name: "dateline", Certificate: certificate}); err != nil {
		return err
	}
	hasFast, err := servers.Has(ctx, m.Binary, "plain-http")
	if err != nil {
		return err
	}
	if hasFast {
		d := servers.Dateline{Name: "dateline --plain-http", Plain: true, Certificate: certificate}
		if m.plain, m.plainS, err = m.pair(ctx, data, d); err != nil {
			return err
		}
	}
	if m.path, err = m.longest(ctx, stories); err != nil {
		return err
	}
	return m.startNginx(ctx, certificate)
}

// pair starts a server for HTTP and one for HTTPS, which has the certificate.
func (m *reading) pair(ctx context.Context, data string, d servers.Dateline) (plain, secure *servers.Server, err error) {
	over := d
	over.Name += ", TLS"
	if secure, _, err = m.Dateline(ctx, data, over); err != nil {
		return nil, nil, err
	}
	d.Certificate = servers.Certificate{}
	plain, _, err = m.Dateline(ctx, data, d)
	return plain, secure, err
}

// longest chooses the story with the largest page.
func (m *reading) longest(ctx context.Context, stories []paper.Story) (path string, err error) {
	most := 0
	for _, st := range stories {
		p, err := servers.Fetch(ctx, m.fast.Origin+st.Path, "gzip")
		if err != nil {
			return "", err
		}
		if len(p.Body) > most {
			path, most = st.Path, len(p.Body)
		}
	}
	return path, nil
}

// startNginx has nginx serve the page as ours is when it is warm: packed as
// well as it ever will be, with the same headers.
func (m *reading) startNginx(ctx context.Context, certificate servers.Certificate) error {
	warm := m.Plan(m.fast.Origin, connections, m.path)
	if _, err := load.Wrk(ctx, warm); err != nil {
		return err
	}
	packed, err := servers.Fetch(ctx, m.fast.Origin+m.path, "gzip")
	if err != nil {
		return err
	}
	plain, err := servers.Fetch(ctx, m.fast.Origin+m.path, "identity")
	if err != nil {
		return err
	}
	dir, err := m.Path("nginx")
	if err != nil {
		return err
	}
	m.nginx, m.nginxS, err = servers.StartNginx(ctx, servers.Files{
		Dir: dir, CPU: m.ServerCPU, Certificate: certificate, Header: packed.Header,
		Pages: map[string]servers.File{m.path: {Plain: plain.Body, Gzip: packed.Body}},
	})
	if err != nil {
		return err
	}
	m.Keep(m.nginx) // and with it its TLS side, which is the same process
	m.Report.Say("The page is %s: %d bytes, %d packed. Rounds: %d of %v for each server in turn. Medians, and in parentheses the least and the most.",
		m.path, len(plain.Body), len(packed.Body), m.Rounds, m.Round)
	return m.same(ctx, plain.Body)
}

// same makes sure that everybody serves the same page, and packed.
func (m *reading) same(ctx context.Context, want []byte) error {
	for _, server := range []*servers.Server{m.nginx, m.nginxS, m.fast, m.fastS, m.plain, m.plainS} {
		if server == nil {
			continue
		}
		p, err := servers.Fetch(ctx, server.Origin+m.path, "gzip")
		if err != nil {
			return err
		}
		if coding := p.Header.Get("Content-Encoding"); coding != "gzip" {
			return fmt.Errorf("%s sends the page in the coding %q, not packed", server.Name, coding)
		}
		if err := unpacksTo(p.Body, want); err != nil {
			return fmt.Errorf("compare the page of %s: %w", server.Name, err)
		}
	}
	return nil
}

func unpacksTo(packed, want []byte) error {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	got, err := io.ReadAll(io.LimitReader(r, int64(len(want))+1))
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return errors.New("it is another one")
	}
	return nil
}

// contests measures the three ways of reading, and says the ratios last.
func (m *reading) contests(ctx context.Context) error {
	var ratios []string
	for _, c := range []struct {
		title              string
		load               contest.Generator
		streams            int
		nginx, plain, fast *servers.Server
	}{
		{"HTTP/1.1, 64 kept connections, wrk", load.Wrk, 0, m.nginx, m.plain, m.fast},
		{"HTTP/1.1 over TLS, 64 kept connections, wrk", load.Wrk, 0, m.nginxS, m.plainS, m.fastS},
		{"HTTP/2 over TLS, 64 connections with 10 streams, h2load", load.H2load, streams, m.nginxS, m.plainS, m.fastS},
	} {
		m.Tell("%s", c.title)
		var entrants []contest.Entrant
		for _, server := range []*servers.Server{c.nginx, c.plain, c.fast} {
			if server != nil {
				plan := m.Plan(server.Origin, connections, m.path)
				plan.Streams = c.streams
				entrants = append(entrants, contest.Entrant{Name: server.Name, Server: server, Load: c.load, Plan: plan})
			}
		}
		scores, err := contest.Run(ctx, m.Rounds, m.Out, entrants...)
		if err != nil {
			return err
		}
		m.Report.Say("### %s", c.title)
		ratios = append(ratios, c.title+": "+m.Report.Scores(scores))
	}
	for _, line := range ratios {
		m.Report.Say("**%s**", line)
	}
	return nil
}
