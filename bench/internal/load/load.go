package load

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"dateline.news/bench/internal/proc"
)

// Plan says what is asked for, and how.
type Plan struct {
	Origin      string   // scheme, host and port
	Paths       []string // asked for in turn by every connection
	Connections int
	For         time.Duration
	CPU         int    // that the load generator runs on, or proc.AnyCPU
	Dir         string // for lists of addresses and logs

	Streams int     // of a connection at a time, h2load over HTTP/2 only; 0 is HTTP/1.1
	Rate    float64 // requests a second of all connections together, h2load only; 0 is as many as possible
}

// Result is what came of it.
type Result struct {
	Requests  int64
	PerSecond float64
	Errors    int64         // answers other than 2xx and 3xx, broken connections, time-outs
	P50, P99  time.Duration // from a request to the end of its answer; by wrk, or read with Times
}

// accept is what every request asks for: browsers would take more, and nginx
// has no more.
const accept = "Accept-Encoding: gzip"

// patience is how long an answer may take, and how long a generator may take
// to end after its time.
const patience = 30 * time.Second

func (p Plan) check() error {
	if len(p.Paths) == 0 || p.Connections < 1 || p.For < time.Second {
		return errors.New("a load needs a path, a connection and a second")
	}
	return nil
}

// run runs a generator to its end and returns what it printed.
func (p Plan) run(ctx context.Context, argv ...string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, p.For+patience)
	defer stop()
	argv = proc.Pinned(p.CPU, argv...)
	out, err := exec.CommandContext(ctx, argv[0], argv[1:]...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("run %s: %w; it said:\n%s", strings.Join(argv, " "), err, out)
	}
	return string(out), nil
}

func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int(d.Round(time.Second)/time.Second)))
}
