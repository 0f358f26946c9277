package proc

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The test binary is its own server: asked by this variable, it waits for the
// end, or ends at once.
const role = "DATELINE_BENCH_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "":
		os.Exit(m.Run())
	case "wait":
		end := make(chan os.Signal, 1)
		signal.Notify(end, syscall.SIGTERM)
		_, _ = io.WriteString(os.Stdout, "waiting\n")
		<-end
	case "fail":
		_, _ = io.WriteString(os.Stderr, "the port is taken\n")
		os.Exit(3)
	case "work":
		for time.Now().Year() > 0 { // it burns processor time on purpose
		}
	}
}

func start(t *testing.T, as string) *Process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Start(as, AnyCPU, "env", role+"="+as, self)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func TestProcess_StopsWhatItStarted(t *testing.T) {
	t.Parallel()
	p := start(t, "wait")
	err := p.Ready(t.Context(), func(context.Context) error {
		if !strings.Contains(p.words.String(), "waiting") {
			return errors.New("nothing was said yet")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Process.Signal(os.Interrupt); !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("the process is still there: %v", err)
	}
	if err := p.Stop(); err != nil {
		t.Errorf("stopping twice: %v", err)
	}
}

func TestProcess_SaysWhyItIsNotReady(t *testing.T) {
	t.Parallel()
	p := start(t, "fail")
	err := p.Ready(t.Context(), func(context.Context) error { return errors.New("no answer") })
	if err == nil || !strings.Contains(err.Error(), "the port is taken") {
		t.Errorf("the last words are missing: %v", err)
	}
}

func TestProcess_CPU(t *testing.T) {
	t.Parallel()
	p := start(t, "work")
	err := p.Ready(t.Context(), func(context.Context) error {
		used, err := p.CPU()
		if err == nil && used < 3*tick {
			err = errors.New("no time was used yet")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPinned(t *testing.T) {
	t.Parallel()
	if got, want := Pinned(1, "nginx", "-v"), []string{"taskset", "-c", "1", "nginx", "-v"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Pinned(AnyCPU, "nginx"); !slices.Equal(got, []string{"nginx"}) {
		t.Errorf("got %q", got)
	}
}

func TestParseTicks(t *testing.T) {
	t.Parallel()
	const rest = " S 1 10 10 0 -1 4194560 500 0 0 0 700 30 2 1 20 0 1 0 100 1000 50"
	for _, name := range []string{"nginx", "a) S (b", "php fpm"} {
		if got, err := parseTicks("10 (" + name + ")" + rest); err != nil || got != 733 {
			t.Errorf("the process %q used %d ticks (%v), want 733", name, got, err)
		}
	}
	for _, bad := range []string{"", "10 (x) S 1", "10 (x" + rest, "10 (x)" + strings.Replace(rest, "700", "many", 1)} {
		if _, err := parseTicks(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestTreeTicks_CountsDescendants(t *testing.T) {
	t.Parallel()
	proc := t.TempDir()
	for _, p := range []struct{ pid, children string }{{"1", "2 3 9"}, {"2", ""}, {"3", "4"}, {"4", ""}} { // 9 has ended
		file := func(name, text string) {
			name = filepath.Join(proc, p.pid, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		file("stat", p.pid+" (x) S 1 10 10 0 -1 4194560 500 0 0 0 10 5 0 0 20 0")
		file("task/"+p.pid+"/children", p.children)
	}
	if got, err := treeTicks(proc, 1); err != nil || got != 60 {
		t.Errorf("four processes used %d ticks (%v), want 60", got, err)
	}
}

func TestTail_KeepsTheEnd(t *testing.T) {
	t.Parallel()
	words := tail{room: 5}
	for _, s := range []string{"abc", "defg", "h"} {
		_, _ = words.Write([]byte(s))
	}
	if got := words.String(); got != "defgh" {
		t.Errorf("got %q", got)
	}
}

func TestDir_CanBeEnteredAndIsRemoved(t *testing.T) {
	t.Parallel()
	dir, remove, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the directory is %v (%v)", info, err)
	}
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory is still there: %v", err)
	}
}
