package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program itself: this test binary, started again.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dateline": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := run(ctx, terminal{os.Stdin, os.Stdout, os.Stderr, os.Environ()}, os.Args[1:])
		stop()
		os.Exit(code)
	}})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	seed, err := filepath.Abs("../../../shared/seed")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "../../testscript",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SEED", seed)
			port, err := freePort()
			env.Setenv("PORT", port)
			return err
		},
		Condition: func(name string) (bool, error) {
			_, err := os.Stat(seed)
			if name == "seed" && err != nil && strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
				return false, err
			}
			return name == "seed" && err == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fetch": fetch, "await": await, "zeros": zeros},
	})
}
