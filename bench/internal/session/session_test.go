package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	s := &Session{}
	if err := s.parse([]string{"read", "-rounds", "3", "-round", "4s", "-results", ""}); err != nil {
		t.Fatal(err)
	}
	if s.Rounds != 3 || s.Round != 4*time.Second || s.results != "" || s.ServerCPU != 0 || s.LoadCPU != 1 {
		t.Errorf("the session is %+v", s)
	}
	for _, bad := range [][]string{{"-rounds", "0"}, {"-rounds", "51"}, {"-round", "500ms"}, {"-round", "1h"}, {"everything"}} {
		if err := (&Session{}).parse(append([]string{"read"}, bad...)); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestInstalled_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	if err := installed([]string{"sh"}); err != nil {
		t.Error(err)
	}
	if err := installed([]string{"sh", "no-such-program"}); err == nil || !strings.HasPrefix(err.Error(), "no-such-program:") {
		t.Errorf("the missing program is not named: %v", err)
	}
}

func TestClose_LastFirst(t *testing.T) {
	t.Parallel()
	var order []string
	closer := func(name string) func() error {
		return func() error { order = append(order, name); return errors.New(name) }
	}
	s := &Session{closers: []func() error{closer("directory"), closer("server")}}
	if err := s.close(); err == nil || err.Error() != "server\ndirectory" {
		t.Errorf("the failures are %v", err)
	}
	if !slices.Equal(order, []string{"server", "directory"}) {
		t.Errorf("the order was %v", order)
	}
}

func TestCopy(t *testing.T) {
	t.Parallel()
	from := t.TempDir()
	if err := os.WriteFile(filepath.Join(from, "dateline.db"), []byte("rows"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &Session{Dir: t.TempDir()}
	to, err := s.Copy(from, "second")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(to, "dateline.db")); err != nil || string(got) != "rows" {
		t.Errorf("got %q (%v)", got, err)
	}
}

func TestCommand(t *testing.T) {
	t.Parallel()
	if got, want := command([]string{"/tmp/go-build1/read", "-rounds", "3"}), "go run ./bench/read -rounds 3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
