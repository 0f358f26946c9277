package s3_test

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	accessKey = "dateline-test"
	secretKey = "only-for-tests"
)

// server is the one S3 server of this test binary, started when the first
// test asks for it.
var server gateway

type gateway struct {
	once     sync.Once
	endpoint string
	err      error
	dir      string
	command  *exec.Cmd
}

// start returns the address of a versitygw, from DATELINE_TEST_S3_SERVER or
// the PATH. Without one the test is skipped, or fails where
// DATELINE_TEST_REQUIRE contains "s3".
func (g *gateway) start(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath(cmp.Or(os.Getenv("DATELINE_TEST_S3_SERVER"), "versitygw"))
	if err != nil {
		const message = "install versitygw (github.com/versity/versitygw) or name it in DATELINE_TEST_S3_SERVER to run this"
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "s3") {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	g.once.Do(func() { g.err = g.run(path) })
	if g.err != nil {
		t.Fatal("starting the S3 server: ", g.err)
	}
	return g.endpoint
}

func (g *gateway) run(path string) error {
	var err error
	if g.dir, err = os.MkdirTemp("", "dateline-s3-"); err != nil {
		return err
	}
	if g.endpoint, err = freeAddress(); err != nil {
		return err
	}
	g.command = exec.Command(path, "--access", accessKey, "--secret", secretKey, "--port", g.endpoint, "--quiet", "posix", g.dir)
	g.command.Stderr = os.Stderr
	if err := g.command.Start(); err != nil {
		return err
	}
	return g.await(30 * time.Second)
}

// await asks until somebody answers.
func (g *gateway) await(limit time.Duration) error {
	client := http.Client{Timeout: time.Second}
	deadline := time.After(limit)
	retry := time.NewTicker(20 * time.Millisecond)
	defer retry.Stop()
	for {
		answer, err := client.Get("http://" + g.endpoint + "/")
		if err == nil {
			return answer.Body.Close()
		}
		select {
		case <-retry.C:
		case <-deadline:
			return fmt.Errorf("it does not answer: %w", err)
		}
	}
}

// stop ends the server and returns the exit code that this deserves.
func (g *gateway) stop() int {
	if g.command != nil && g.command.Process != nil {
		_ = g.command.Process.Kill()
		_ = g.command.Wait()
	}
	if err := os.RemoveAll(g.dir); err != nil {
		fmt.Fprintln(os.Stderr, "removing the blobs of the S3 server:", err)
		return 1
	}
	return 0
}

// freeAddress asks the kernel for a port that nobody uses: the server cannot
// tell which one it got for port 0.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
