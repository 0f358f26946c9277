package db_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/db/sqlite"
)

// childEnv makes this test binary the program that gets killed: it writes rows
// into the database that it names, and says so, until it is.
const childEnv = "DATELINE_TEST_DB_CHILD"

func TestMain(m *testing.M) {
	if file := os.Getenv(childEnv); file != "" {
		fmt.Fprintln(os.Stderr, writeForEver(context.Background(), file))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func writeForEver(ctx context.Context, file string) error {
	d, err := sqlite.Open(ctx, file, sqlite.Options{})
	for n := 0; err == nil; n++ {
		err = d.Write(ctx, func(tx *db.Tx) error { return insert(ctx, tx, n, "kept") })
		fmt.Println(n)
	}
	return err
}

func TestWrite_WhatWasAcknowledgedSurvivesKill(t *testing.T) {
	t.Parallel()
	for range 4 {
		file := filepath.Join(t.TempDir(), "dateline.db")
		d := open(t, file)
		write(t, d, `/* test */ CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT)`)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		acknowledged := killAfter(t, file, rand.N(100*time.Millisecond))
		d = open(t, file)
		n, err := db.One(t.Context(), d, db.Value[int], `/* test */ SELECT COUNT(*) FROM thing`)
		if err != nil || n < acknowledged || n > acknowledged+1 {
			t.Errorf("%d rows were acknowledged, and %d are there; %v", acknowledged, n, err)
		}
		sound, err := db.One(t.Context(), d, db.Value[string], `/* test */ PRAGMA integrity_check`)
		if err != nil || sound != "ok" {
			t.Errorf("the database says of itself: %s, %v", sound, err)
		}
		write(t, d, `/* test */ INSERT INTO thing (id, name) VALUES (-1, 'next')`)
	}
}

func open(t *testing.T, file string) *db.DB {
	t.Helper()
	d, err := sqlite.Open(t.Context(), file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// killAfter runs the child, kills it some time after its first row, and
// returns how many rows it has acknowledged.
func killAfter(t *testing.T, file string, moment time.Duration) (rows int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+file)
	child.Stderr = t.Output()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for scan := bufio.NewScanner(out); scan.Scan(); rows++ {
		if rows == 0 {
			time.AfterFunc(moment, func() { _ = child.Process.Kill() })
		}
	}
	_ = child.Wait() // it was killed
	if rows == 0 {
		t.Fatal("the child wrote nothing")
	}
	return rows
}
