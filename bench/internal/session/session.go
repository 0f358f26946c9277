package session

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"dateline.news/bench/internal/load"
	"dateline.news/bench/internal/proc"
	"dateline.news/bench/internal/report"
	"dateline.news/bench/internal/servers"
)

// Session is one run of a program.
type Session struct {
	Out    io.Writer // for who waits
	Dir    string    // for everything that is made; removed at the end
	Binary string    // our own program, built in this run
	Report *report.Report

	Rounds    int
	Round     time.Duration
	ServerCPU int
	LoadCPU   int
	results   string // file; "" is none

	closers []func() error
}

// bounds of what can be asked for.
const (
	mostRounds   = 50
	longestRound = time.Minute
	longestRun   = 90 * time.Minute // whatever was asked for
)

// Main runs a measuring program: it reads the flags, makes the session, calls
// measure, stops whatever was started, and ends the process. needs are the
// programs of others that must be installed.
func Main(title string, needs []string, measure func(context.Context, *Session) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, longestRun)
	defer cancel()
	err := run(ctx, os.Stdout, os.Args, title, needs, measure)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, args []string, title string, needs []string, measure func(context.Context, *Session) error) (err error) {
	s := &Session{Out: out}
	if err := s.parse(args); err != nil {
		return err
	}
	if err := installed(needs); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	if err := s.open(ctx); err != nil {
		return err
	}
	s.Report = report.New(title, command(args), time.Now(), report.ThisMachine(), versions(ctx, needs)...)
	if err := measure(ctx, s); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "\n%s\n", s.Report)
	if s.results == "" {
		return nil
	}
	return s.Report.Append(s.results)
}

func (s *Session) parse(args []string) error {
	flags := flag.NewFlagSet(filepath.Base(args[0]), flag.ContinueOnError)
	flags.IntVar(&s.Rounds, "rounds", 7, "rounds of each measurement")
	flags.DurationVar(&s.Round, "round", 2*time.Second, "time of a server in a round, in whole seconds")
	flags.IntVar(&s.ServerCPU, "server-cpu", 0, "processor of the servers; -1: any")
	flags.IntVar(&s.LoadCPU, "load-cpu", 1, "processor of the load generator; -1: any")
	flags.StringVar(&s.results, "results", "bench/RESULTS.md", "file that the results are added to; empty: none")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("nobody knows what to do with %q", flags.Arg(0))
	}
	if s.Rounds < 1 || s.Rounds > mostRounds || s.Round < time.Second || s.Round > longestRound {
		return fmt.Errorf("there can be 1 to %d rounds of 1 s to %v", mostRounds, longestRound)
	}
	return nil
}

// installed wants programs to be there.
func installed(programs []string) error {
	var missing []string
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s: not installed; bench/README.md says which packages they are in", strings.Join(missing, ", "))
	}
	return nil
}

func (s *Session) open(ctx context.Context) error {
	dir, remove, err := proc.Dir()
	if err != nil {
		return err
	}
	s.Dir, s.closers = dir, append(s.closers, remove)
	s.Binary = filepath.Join(dir, "dateline")
	s.Tell("building dateline")
	return servers.Build(ctx, s.Binary)
}

// close stops everything, the last that was started first, and removes the
// directory.
func (s *Session) close() error {
	var errs []error
	for i := len(s.closers) - 1; i >= 0; i-- {
		errs = append(errs, s.closers[i]())
	}
	return errors.Join(errs...)
}

// Tell tells who waits what is being done.
func (s *Session) Tell(format string, args ...any) {
	_, _ = fmt.Fprintf(s.Out, format+"\n", args...)
}

// Path is a new directory of the session.
func (s *Session) Path(name string) (string, error) {
	dir := filepath.Join(s.Dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("no room for a measurement: %w", err)
	}
	return dir, nil
}

// Copy copies a directory into a new one of the session.
func (s *Session) Copy(from, name string) (string, error) {
	to := filepath.Join(s.Dir, name)
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return "", fmt.Errorf("copy the publication: %w", err)
	}
	return to, nil
}

// Keep has a server's processes stopped at the end.
func (s *Session) Keep(server *servers.Server) {
	for _, p := range server.Processes {
		s.closers = append(s.closers, p.Stop)
	}
}

// Dateline starts our program on a copy of a publication.
func (s *Session) Dateline(ctx context.Context, from string, d servers.Dateline) (server *servers.Server, numbers string, err error) {
	d.Binary, d.CPU = s.Binary, s.ServerCPU
	if d.Data, err = s.Copy(from, "data of "+d.Name); err != nil {
		return nil, "", err
	}
	if server, numbers, err = servers.StartDateline(ctx, d); err != nil {
		return nil, "", err
	}
	s.Keep(server)
	return server, numbers, nil
}

// Plan is a load of so many connections for the time of a round.
func (s *Session) Plan(origin string, connections int, paths ...string) load.Plan {
	return load.Plan{Origin: origin, Paths: paths, Connections: connections, For: s.Round, CPU: s.LoadCPU, Dir: s.Dir}
}

// command is the command line as somebody would type it.
func command(args []string) string {
	return strings.Join(append([]string{"go run ./bench/" + filepath.Base(args[0])}, args[1:]...), " ")
}

// askVersion is how programs are asked for their version.
var askVersion = map[string]string{"nginx": "-v", "wrk": "-v", "php": "-v", "h2load": "--version", "mariadbd": "--version"}

func versions(ctx context.Context, programs []string) (all []string) {
	for _, name := range programs {
		if flag, ok := askVersion[name]; ok {
			all = append(all, name+" "+servers.Version(ctx, name, flag))
		}
	}
	return all
}
