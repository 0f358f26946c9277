// Command dateline is a whole online news publication.
//
// Run "dateline help" for what it can do.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // time zones, for machines without any
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, terminal{os.Stdin, os.Stdout, os.Stderr, os.Environ()}, os.Args[1:]))
}

// terminal is what a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
}

// Exit codes of the program.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a mistake in how the program was called.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func misuse(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run carries out a command line and returns the exit code.
func run(ctx context.Context, t terminal, args []string) int {
	cmd, rest := find(args)
	var err error
	if cmd == nil {
		err = unknownCommand(args)
	} else {
		err = cmd.run(ctx, t, rest)
	}
	switch {
	case err == nil || errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return exitOK
	case errors.Is(err, flag.ErrHelp):
		_, _ = fmt.Fprint(t.out, cmd.help())
		return exitOK
	}
	_, _ = fmt.Fprintln(t.err, "dateline:", strings.ReplaceAll(err.Error(), "\n", "\n          "))
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}
