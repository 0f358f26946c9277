package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dateline.news/bench/internal/proc"
)

// started is how a fresh process did.
type started struct {
	front, story time.Duration // from its start to the first byte
	pages        int
	memory       int64 // resident, in bytes
}

// start builds the program, starts it on the archive and reads from it.
func start(ctx context.Context, data string) (s started, err error) {
	dir, err := os.MkdirTemp("", "million-")
	if err != nil {
		return s, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "dateline")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/dateline").CombinedOutput(); err != nil {
		return s, fmt.Errorf("build the program: %w: %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return s, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return s, err
	}
	began := time.Now()
	p, err := proc.Start("dateline", proc.AnyCPU, program, "serve", "--data", data, "--listen", address, "--public-url", "http://"+address)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, p.Stop()) }()
	base := "http://" + address
	if err := p.Ready(ctx, func(context.Context) error { _, err := fetch(base + "/"); return err }); err != nil {
		return s, err
	}
	s.front = time.Since(began)
	links, err := storyLinks(base + "/")
	if err != nil {
		return s, err
	}
	for i, at := range links {
		if _, err := fetch(base + at); err != nil {
			return s, err
		}
		if i == 0 {
			s.story = time.Since(began)
		}
	}
	s.pages = 1 + len(links)
	s.memory, err = resident(p.PID())
	return s, err
}

func fetch(address string) (string, error) {
	response, err := http.Get(address)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answers %d", address, response.StatusCode)
	}
	var text strings.Builder
	_, err = bufio.NewReader(response.Body).WriteTo(&text)
	return text.String(), err
}

// storyLinks are the addresses of the stories that a page leads to.
func storyLinks(page string) ([]string, error) {
	text, err := fetch(page)
	var all []string
	for _, piece := range strings.Split(text, `href="/2`)[1:] {
		at, _, _ := strings.Cut(piece, `"`)
		all = append(all, "/2"+at)
	}
	return all, err
}

// resident is how much memory a process holds (proc_pid_status(5)).
func resident(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	var kb int64
	_, after, _ := strings.Cut(string(text), "VmRSS:")
	_, err = fmt.Sscan(after, &kb)
	return kb << 10, err
}
