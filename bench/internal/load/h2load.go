package load

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline.news/bench/internal/stat"
)

// H2load asks over HTTP/2 with several streams a connection, or over HTTP/1.1
// where Plan.Streams is 0. With Plan.Rate it keeps a pace, and the result has
// the times of single requests.
func H2load(ctx context.Context, p Plan) (Result, error) {
	if err := p.check(); err != nil {
		return Result{}, err
	}
	list, log := filepath.Join(p.Dir, "addresses.txt"), filepath.Join(p.Dir, "times.log")
	if err := os.WriteFile(list, []byte(p.Origin+strings.Join(p.Paths, "\n"+p.Origin)+"\n"), 0o600); err != nil {
		return Result{}, fmt.Errorf("write the list of addresses: %w", err)
	}
	argv := []string{"h2load", "-t1", "-c" + strconv.Itoa(p.Connections), "-D", seconds(p.For), "-H", accept, "-i", list}
	if p.Streams > 0 {
		argv = append(argv, "-m", strconv.Itoa(p.Streams))
	} else {
		argv = append(argv, "--h1")
	}
	if p.Rate > 0 {
		each := max(1, int(p.Rate/float64(p.Connections)))
		argv = append(argv, "--rps", strconv.Itoa(each), "--log-file="+log)
		defer os.Remove(log)
	}
	out, err := p.run(ctx, argv...)
	if err != nil {
		return Result{}, err
	}
	r, err := parseH2load(out)
	if err == nil && p.Rate > 0 {
		err = r.readTimes(log)
	}
	return r, err
}

var (
	h2Done   = regexp.MustCompile(`(?m)^requests: .* (\d+) done`)
	h2Rate   = regexp.MustCompile(`(?m)^finished in [^,]+, ([\d.]+) req/s`)
	h2Failed = regexp.MustCompile(`(?m)^requests: .* (\d+) failed`)
	h2Client = regexp.MustCompile(`(?m)^status codes: .* (\d+) 4xx`)
	h2Server = regexp.MustCompile(`(?m)^status codes: .* (\d+) 5xx`)
)

// parseH2load reads the report of h2load 1. What failed includes what errored
// or timed out, and every answer of status 4xx and 5xx is a failure of its own
// or counted among them, by version; the larger figure is taken.
func parseH2load(out string) (r Result, err error) {
	in := report{text: out}
	r.Requests = in.count(h2Done)
	r.PerSecond = in.rate(h2Rate)
	r.Errors = max(in.count(h2Failed), in.count(h2Client)+in.count(h2Server))
	if in.err != nil {
		return Result{}, fmt.Errorf("read the report of h2load: %w; it is:\n%s", in.err, out)
	}
	return r, nil
}

func (r *Result) readTimes(log string) error {
	file, err := os.Open(log)
	if err != nil {
		return fmt.Errorf("read the times of requests: %w", err)
	}
	defer file.Close()
	times, err := parseTimes(file)
	if err != nil {
		return fmt.Errorf("read the times of requests: %w", err)
	}
	r.P50, r.P99 = stat.Percentile(times, 50), stat.Percentile(times, 99)
	return nil
}

// parseTimes reads h2load's log: a line for every request with its start, its
// status and its microseconds, between tabs.
func parseTimes(log io.Reader) ([]time.Duration, error) {
	var times []time.Duration
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 3 {
			return nil, fmt.Errorf("line %d has %d columns: %q", len(times)+1, len(fields), lines.Text())
		}
		micros, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", len(times)+1, err)
		}
		times = append(times, time.Duration(micros)*time.Microsecond)
	}
	return times, lines.Err()
}
