package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// fetch gets an address and expects a status and, after it, texts that must
// stand in the answer: fetch URL 200 'a text'.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || neg {
		ts.Fatalf("usage: fetch URL STATUS [TEXT…]")
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Get(args[0])
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if strconv.Itoa(response.StatusCode) != args[1] {
		ts.Fatalf("%s answers %d, not %s", args[0], response.StatusCode, args[1])
	}
	for _, text := range args[2:] {
		if !strings.Contains(string(body), text) {
			ts.Fatalf("%s does not say %q:\n%s", args[0], text, body)
		}
	}
}

// freePort returns a port of loopback that nobody listens on at the moment.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}

// await waits until an address answers: await URL.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 || neg {
		ts.Fatalf("usage: await URL")
	}
	deadline := time.Now().Add(20 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); time.Now().Before(deadline); <-tick.C {
		if response, err := http.Get(args[0]); err == nil {
			_ = response.Body.Close()
			return
		}
	}
	ts.Fatalf("%s did not answer within 20 seconds", args[0])
}

// zeros makes a file of so many bytes that takes no room on the disk: zeros
// FILE BYTES.
func zeros(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: zeros FILE BYTES")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(file.Truncate(size))
	ts.Check(file.Close())
}

// appears waits, for at most two seconds, until an address answers with 200
// and with a text: appears URL 'a text'.
func appears(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 || neg {
		ts.Fatalf("usage: appears URL TEXT")
	}
	began := time.Now()
	for tick := time.NewTicker(5 * time.Millisecond); ; <-tick.C {
		if says(args[0], args[1]) {
			ts.Logf("%s said %q after %v", args[0], args[1], time.Since(began))
			return
		}
		if time.Since(began) > 2*time.Second {
			ts.Fatalf("%s did not say %q within two seconds", args[0], args[1])
		}
	}
}

func says(address, text string) bool {
	response, err := http.Get(address)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return err == nil && response.StatusCode == http.StatusOK && strings.Contains(string(body), text)
}
