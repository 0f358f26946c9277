package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"syscall"

	"dateline.news/internal/app"
	"dateline.news/internal/config"
)

const serveText = `Everything that it keeps is in the data directory, which is made on the first
start: an embedded database, pictures, certificates, and a mailbox for letters
while no mail server is set. Stop it with Ctrl-C or SIGTERM: requests under way
are finished first.

  dateline serve --data ./mypaper --listen :8080
  dateline serve --tls-hosts paper.example --tls-email desk@paper.example

Every setting can be a flag, an environment variable or a line of a file; see
"dateline help config".
`

func runServe(ctx context.Context, t terminal, args []string) error {
	c, err := load(flag.NewFlagSet("serve", flag.ContinueOnError), t, args)
	if err != nil {
		return err
	}
	tuneMemory(c)
	log := logger(t, c)
	l, err := listen(c.Listen)
	if err != nil {
		return err
	}
	a, err := app.Open(ctx, log, c, app.Options{})
	if err != nil {
		return errors.Join(explain(err, c), l.Close())
	}
	if err := a.Found(ctx); err != nil {
		return errors.Join(err, l.Close(), a.Close())
	}
	log.InfoContext(ctx, "serving", "address", c.PublicURL, "listen", l.Addr().String(), "data", c.Data, "version", version())
	return errors.Join(a.Run(ctx, l), a.Close())
}

// load reads the configuration; a command that takes no further arguments
// refuses them.
func load(flags *flag.FlagSet, t terminal, args []string) (config.Config, error) {
	c, rest, err := config.Load(flags, args, t.environ)
	if errors.Is(err, flag.ErrHelp) {
		return c, err
	}
	if err != nil {
		return c, usageError{err}
	}
	if len(rest) > 0 {
		return c, misuse("%s does not know what to do with %q", flags.Name(), rest[0])
	}
	return c, nil
}

func logger(t terminal, c config.Config) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.Log.Level}
	if c.Log.Format == config.LogJSON {
		return slog.New(slog.NewJSONHandler(t.err, options))
	}
	return slog.New(slog.NewTextHandler(t.err, options))
}

// listen opens the port before anything else, so that two programs never work
// on one data directory by mistake.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program is listening on %s already; stop it, or choose another address with --listen", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("this user may not listen on %s; choose a port above 1023 with --listen, or give the program the right to", address)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	return l, nil
}
