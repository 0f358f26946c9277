// Wordpress measures Dateline beside WordPress with the same stories: warm,
// against nginx's page cache in front of it, and with every page made anew.
//
//	go run ./bench/wordpress
//
// WordPress is Debian's, with its default theme and no plugins, on MariaDB and
// php-fpm with the opcode cache, behind nginx. All its processes share the one
// processor that Dateline has.
package main

import (
	"context"
	"errors"
	"fmt"

	"dateline.news/bench/internal/contest"
	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/paper"
	"dateline.news/bench/internal/servers"
	"dateline.news/bench/internal/session"
)

const (
	connections = 64 // that read what is kept
	readers     = 4  // that wait for pages to be made
	copies      = 3000
	smallCache  = "64KB" // holds a page or two of thousands
	least       = 0.98   // of the pages of an uncached contest must have been made in it
)

func main() {
	needs := []string{"nginx", "wrk", "taskset", "mariadbd", "mariadb", "mariadb-install-db", "php"}
	if php, err := servers.PHP(); err == nil {
		needs = append(needs, php)
	}
	session.Main("Beside WordPress", needs, measure)
}

// both are the two, with the same stories.
type both struct {
	*session.Session
	stories   []paper.Story
	wordpress *servers.WordPress
	warm      *servers.Server
	cold      *servers.Server // whose cache holds next to nothing
	numbers   string          // of the cold one
}

func measure(ctx context.Context, s *session.Session) error {
	m := &both{Session: s}
	if err := m.start(ctx); err != nil {
		return err
	}
	warm, err := m.kept(ctx)
	if err != nil {
		return err
	}
	cold, err := m.made(ctx)
	if err != nil {
		return err
	}
	for _, line := range append(warm, cold...) {
		m.Report.Say("**%s**", line)
	}
	return nil
}

func (m *both) start(ctx context.Context) error {
	m.Tell("making a paper of %d stories", copies)
	data, err := m.Path("paper")
	if err != nil {
		return err
	}
	if m.stories, err = paper.Make(ctx, data, copies); err != nil {
		return err
	}
	if m.warm, _, err = m.Dateline(ctx, data, servers.Dateline{Name: "dateline"}); err != nil {
		return err
	}
	if m.cold, m.numbers, err = m.Dateline(ctx, data, servers.Dateline{Name: "dateline, nothing kept", CacheSize: smallCache}); err != nil {
		return err
	}
	m.Tell("setting WordPress up")
	dir, err := m.Path("wordpress")
	if err != nil {
		return err
	}
	if m.wordpress, err = servers.StartWordPress(ctx, dir, m.ServerCPU, m.stories); err != nil {
		return err
	}
	m.Keep(m.wordpress.Uncached)
	return m.sizes(ctx)
}

// sizes says how large the pages are, and makes sure that they are packed.
func (m *both) sizes(ctx context.Context) error {
	m.Report.Say("WordPress %s, %d stories.", servers.Version(ctx, "dpkg-query", "--show", "wordpress"), copies)
	st := m.stories[0]
	for _, page := range []struct{ name, address string }{
		{"Dateline", m.warm.Origin + st.Path},
		{"WordPress", m.wordpress.Cached.Origin + servers.WordPressPath(st)},
		{"WordPress with stored gzip", m.wordpress.CachedPacked.Origin + servers.WordPressPath(st)},
	} {
		p, err := servers.Fetch(ctx, page.address, "gzip")
		if err != nil {
			return err
		}
		if coding := p.Header.Get("Content-Encoding"); coding != "gzip" {
			return fmt.Errorf("%s sends %s in the coding %q, not packed", page.name, page.address, coding)
		}
		m.Report.Say("A story page of %s has %d bytes, packed.", page.name, len(p.Body))
	}
	return nil
}

// kept reads one story that everybody keeps.
func (m *both) kept(ctx context.Context) (ratios []string, err error) {
	st := m.stories[0]
	ours := m.entrant(m.warm, connections, st.Path)
	m.Report.Say("### A page that is kept, HTTP/1.1, %d kept connections, wrk", connections)
	for _, theirs := range []*servers.Server{m.wordpress.Cached, m.wordpress.CachedPacked} {
		line, err := m.contest(ctx, m.entrant(theirs, connections, servers.WordPressPath(st)), ours)
		if err != nil {
			return nil, err
		}
		ratios = append(ratios, line)
	}
	return ratios, nil
}

// made reads thousands of stories in turn, each of which has to be made. The
// last ratio's own figure is the rate of cold renders.
func (m *both) made(ctx context.Context) ([]string, error) {
	var ours, theirs []string
	for _, st := range m.stories {
		ours, theirs = append(ours, st.Path), append(theirs, servers.WordPressPath(st))
	}
	const renders = "dateline_pages_renders_total"
	before, err := servers.Number(ctx, m.numbers, renders)
	if err != nil {
		return nil, err
	}
	m.Report.Say("### Pages that are made for each request: %d stories in turn, %d connections, wrk", copies, readers)
	asked := int64(0)
	counting := m.entrant(m.cold, readers, ours...)
	counting.Load = func(ctx context.Context, p load.Plan) (load.Result, error) {
		r, err := load.Wrk(ctx, p)
		asked += r.Requests
		return r, err
	}
	line, err := m.contest(ctx, m.entrant(m.wordpress.Uncached, readers, theirs...), counting)
	if err != nil {
		return nil, err
	}
	after, err := servers.Number(ctx, m.numbers, renders)
	if err != nil {
		return nil, err
	}
	share := (after - before) / float64(asked)
	m.Report.Say("Dateline made %.1f%% of the pages that it was asked for anew, one packing included.", 100*share)
	if share < least {
		return nil, errors.New("pages of the uncached contest came from the cache: the figure would say nothing")
	}
	return []string{line}, nil
}

func (m *both) entrant(server *servers.Server, connections int, paths ...string) contest.Entrant {
	return contest.Entrant{Name: server.Name, Server: server, Load: load.Wrk, Plan: m.Plan(server.Origin, connections, paths...)}
}

// contest measures and reports, and returns the ratio.
func (m *both) contest(ctx context.Context, entrants ...contest.Entrant) (string, error) {
	scores, err := contest.Run(ctx, m.Rounds, m.Out, entrants...)
	if err != nil {
		return "", err
	}
	for _, s := range scores {
		if s.Errors > 0 {
			return "", fmt.Errorf("%s failed %d times: the figure would say nothing", s.Name, s.Errors)
		}
	}
	return m.Report.Scores(scores), nil
}
