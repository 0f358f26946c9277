package load

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Wrk asks over HTTP/1.1 with kept connections, one request at a time each, as
// fast as the server answers.
func Wrk(ctx context.Context, p Plan) (Result, error) {
	if err := p.check(); err != nil {
		return Result{}, err
	}
	argv := []string{"wrk", "-t1", "-c" + strconv.Itoa(p.Connections), "-d" + seconds(p.For) + "s", "--latency",
		"--timeout", seconds(patience) + "s", "-H", accept}
	if len(p.Paths) > 1 {
		script, err := p.writeScript()
		if err != nil {
			return Result{}, err
		}
		argv = append(argv, "-s", script)
	}
	out, err := p.run(ctx, append(argv, p.Origin+p.Paths[0])...)
	if err != nil {
		return Result{}, err
	}
	return parseWrk(out)
}

// writeScript writes what makes wrk ask for one path after the other.
func (p Plan) writeScript() (file string, err error) {
	var b strings.Builder
	b.WriteString("local paths = {\n")
	for _, path := range p.Paths {
		fmt.Fprintf(&b, "  %q,\n", path)
	}
	b.WriteString("}\nlocal next = 0\nrequest = function()\n  next = next % #paths + 1\n  return wrk.format(nil, paths[next])\nend\n")
	file = filepath.Join(p.Dir, "paths.lua")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		return "", fmt.Errorf("write the list of paths: %w", err)
	}
	return file, nil
}

var (
	wrkRequests = regexp.MustCompile(`(?m)^\s*(\d+) requests in `)
	wrkRate     = regexp.MustCompile(`(?m)^Requests/sec:\s+([\d.]+)$`)
	wrkP50      = regexp.MustCompile(`(?m)^\s+50%\s+([\d.]+[a-z]+)$`)
	wrkP99      = regexp.MustCompile(`(?m)^\s+99%\s+([\d.]+[a-z]+)$`)
	wrkSocket   = regexp.MustCompile(`Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)`)
	wrkStatus   = regexp.MustCompile(`Non-2xx or 3xx responses: (\d+)`)
)

// parseWrk reads the report of wrk 4.
func parseWrk(out string) (r Result, err error) {
	in := report{text: out}
	r.Requests = in.count(wrkRequests)
	r.PerSecond = in.rate(wrkRate)
	r.P50, r.P99 = in.time(wrkP50), in.time(wrkP99)
	for _, optional := range []*regexp.Regexp{wrkSocket, wrkStatus} {
		if m := optional.FindStringSubmatch(out); m != nil {
			for _, n := range m[1:] {
				errors, err := strconv.ParseInt(n, 10, 64)
				in.note(err)
				r.Errors += errors
			}
		}
	}
	if in.err != nil {
		return Result{}, fmt.Errorf("read the report of wrk: %w; it is:\n%s", in.err, out)
	}
	return r, nil
}

// report finds figures in what a program printed, and keeps the first failure.
type report struct {
	text string
	err  error
}

func (r *report) note(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *report) find(figure *regexp.Regexp) string {
	m := figure.FindStringSubmatch(r.text)
	if m == nil {
		r.note(fmt.Errorf("nothing in it is like %s", figure))
		return ""
	}
	return m[1]
}

func (r *report) count(figure *regexp.Regexp) int64 {
	n, err := strconv.ParseInt(r.find(figure), 10, 64)
	r.note(err)
	return n
}

func (r *report) rate(figure *regexp.Regexp) float64 {
	n, err := strconv.ParseFloat(r.find(figure), 64)
	r.note(err)
	return n
}

func (r *report) time(figure *regexp.Regexp) time.Duration {
	d, err := time.ParseDuration(r.find(figure))
	r.note(err)
	return d
}
