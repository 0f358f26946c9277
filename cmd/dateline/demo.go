package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/config"
	"dateline.news/internal/demo"
)

const demoText = `It plants The Ellery Tide, the paper of an invented harbour town, and serves it
at http://localhost:8080, or at the next free port if that one is taken. It
needs nothing else: no network, no database server. What you do to it is gone
when you stop it, unless you name a directory with --data. Letters that it sends
are at /mailbox.
`

const demoListen = "localhost:8080"

func runDemo(ctx context.Context, t terminal, args []string) (err error) {
	began := time.Now()
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	chosen := hasFlag(args, "listen")
	if !chosen {
		args = append([]string{"--listen", demoListen}, args...)
	}
	if !hasFlag(args, "data") {
		dir, err := os.MkdirTemp("", "dateline-demo-")
		if err != nil {
			return fmt.Errorf("no room for the demo: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		args = append([]string{"--data", dir}, args...)
	}
	c, err := load(flags, t, args)
	if err != nil {
		return err
	}
	l, err := demoListener(c.Listen, chosen)
	if err != nil {
		return err
	}
	c.PublicURL = "http://" + readable(c.Listen, l.Addr())
	return demonstrate(ctx, t, c, l, began)
}

// demonstrate plants the paper if the directory is new, and serves it.
func demonstrate(ctx context.Context, t terminal, c config.Config, l net.Listener, began time.Time) error {
	tuneMemory(c)
	a, err := app.Open(ctx, logger(t, c), c, app.Options{ShowMailbox: true, Volatile: true})
	if err != nil {
		return errors.Join(explain(err, c), l.Close())
	}
	if err := demo.Plant(ctx, newsroom(a), time.Now()); err != nil {
		return errors.Join(fmt.Errorf("the demo could not be planted: %w", err), l.Close(), a.Close())
	}
	_, _ = fmt.Fprintf(t.out, "The Ellery Tide is at %s (ready in %.1f s; Ctrl-C stops it)\n", c.PublicURL, time.Since(began).Seconds())
	return errors.Join(a.Run(ctx, l), a.Close())
}

func newsroom(a *app.App) demo.Newsroom {
	return demo.Newsroom{
		DB: a.DB, Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags,
		People: a.People, Media: a.Media, Discussion: a.Discussion,
	}
}

// demoListener takes the address that was chosen, or else a free port if the
// usual one is taken.
func demoListener(address string, chosen bool) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil && !chosen && errors.Is(err, syscall.EADDRINUSE) {
		return net.Listen("tcp", "localhost:0")
	}
	if err != nil {
		return listen(address)
	}
	return l, nil
}

// readable is the address that a person can click: the host that was asked
// for, and the port that was got.
func readable(asked string, got net.Addr) string {
	host, _, err := net.SplitHostPort(asked)
	_, port, gotErr := net.SplitHostPort(got.String())
	if err != nil || gotErr != nil {
		return got.String()
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// hasFlag reports whether a flag is among the arguments.
func hasFlag(args []string, name string) bool {
	for _, arg := range args {
		given, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if strings.HasPrefix(arg, "-") && given == name {
			return true
		}
	}
	return false
}
