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

	"dateline.news/internal/dbtest"
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
	dsn := postgresSchema(t)
	testscript.Run(t, testscript.Params{
		Dir: "../../testscript",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SEED", seed)
			port, err := freePort()
			env.Setenv("PORT", port)
			env.Setenv("DSN", dsn)
			return err
		},
		Condition: func(name string) (bool, error) {
			_, err := os.Stat(seed)
			if name == "seed" && err != nil && strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
				return false, err
			}
			return name == "seed" && err == nil || name == "postgres" && dsn != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"fetch": fetch, "await": await, "zeros": zeros, "appears": appears},
	})
}

// postgresSchema is a database of its own for the scripts that want one, or
// nothing where there is no PostgreSQL.
func postgresSchema(t *testing.T) string {
	t.Helper()
	if os.Getenv("DATELINE_TEST_POSTGRES") == "" && !strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "postgres") {
		return ""
	}
	return dbtest.PostgresSchema(t)
}
