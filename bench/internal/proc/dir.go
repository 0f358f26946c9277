package proc

import (
	"fmt"
	"os"
)

// Dir makes a directory for everything of one run, and returns what removes
// it. Servers that give up their rights must get into it, so everybody may.
func Dir() (dir string, remove func() error, err error) {
	dir, err = os.MkdirTemp("", "dateline-bench-")
	if err != nil {
		return "", nil, fmt.Errorf("no room for a measurement: %w", err)
	}
	remove = func() error { return os.RemoveAll(dir) }
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", nil, fmt.Errorf("no room for a measurement: %w", err)
	}
	return dir, remove, nil
}
