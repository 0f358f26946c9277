package dir_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"dateline.news/internal/blob/dir"
)

// childEnv makes this test binary the program that gets killed: it puts blobs
// into the directory that it names, and says so, until it is.
const childEnv = "DATELINE_TEST_BLOB_CHILD"

func TestMain(m *testing.M) {
	if root := os.Getenv(childEnv); root != "" {
		writeForEver(root)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func writeForEver(root string) {
	s, err := dir.Open(root, time.Now)
	for n := 0; err == nil; n++ {
		err = s.Put(context.Background(), "key", fmt.Sprintf("x-round/%d", n), bytes.NewReader(round(n)))
		fmt.Println(n)
	}
	fmt.Fprintln(os.Stderr, err)
}

// round returns the content of round n: long, and the same byte throughout.
func round(n int) []byte { return bytes.Repeat([]byte{byte(n)}, 300_000) }

func TestStore_SurvivesKill(t *testing.T) {
	t.Parallel()
	for rounds := range 4 {
		root := t.TempDir()
		acknowledged := killAfter(t, root, 3+rounds)
		c, info, err := open(t, root).Open(t.Context(), "key")
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(c)
		c.Close()
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if _, err := fmt.Sscanf(info.ContentType, "x-round/%d", &n); err != nil {
			t.Fatal(err)
		}
		if n < acknowledged {
			t.Errorf("round %d was acknowledged, and the store holds round %d", acknowledged, n)
		}
		if !bytes.Equal(content, round(n)) {
			t.Errorf("the type is of round %d, and the %d bytes of content are not", n, len(content))
		}
	}
}

// killAfter runs the child, kills it when it has said lines lines, and returns
// the last round that it has acknowledged.
func killAfter(t *testing.T, root string, lines int) int {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+root)
	child.Stderr = t.Output()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last, scan := -1, bufio.NewScanner(out)
	for killed := false; scan.Scan(); {
		if _, err := fmt.Sscan(scan.Text(), &last); err != nil {
			t.Fatal(err)
		}
		if last+1 >= lines && !killed {
			killed = true
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // it was killed
	if last < 0 {
		t.Fatal("the child wrote nothing")
	}
	return last
}
