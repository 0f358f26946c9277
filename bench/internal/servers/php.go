package servers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"dateline.news/bench/internal/proc"
)

// workers is how many pages PHP makes at a time. They share one processor, so
// that more would only wait for each other.
const workers = 4

// phpConf has a pool for pages that are packed later, and one that packs them
// itself, so that what is kept of it is packed.
const phpConf = `[global]
daemonize = no
error_log = /dev/stderr
pid = %[1]s/php.pid

[plain]
%[2]slisten = %[1]s/plain.sock
pm = static
pm.max_children = %[3]d

[packed]
%[2]slisten = %[1]s/packed.sock
pm = static
pm.max_children = %[3]d
php_admin_flag[zlib.output_compression] = on
`

// PHP is the name of the installed php-fpm, the newest if there are several:
// Debian's have their version in it.
func PHP() (string, error) {
	found, err := filepath.Glob("/usr/sbin/php-fpm*")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("php-fpm: not installed; bench/README.md says which packages it is in"), err)
	}
	slices.Sort(found)
	return found[len(found)-1], nil
}

// startPHP starts php-fpm with the settings and extensions of Debian's
// packages, opcode cache included.
func startPHP(ctx context.Context, dir string, cpu int) (*proc.Process, error) {
	program, err := PHP()
	if err != nil {
		return nil, err
	}
	user := ""
	argv := []string{program, "--nodaemonize", "--fpm-config", filepath.Join(dir, "php.conf")}
	if root() {
		user, argv = "user = root\n", append(argv, "--allow-to-run-as-root")
	}
	if err := os.WriteFile(argv[3], fmt.Appendf(nil, phpConf, dir, user, workers), 0o600); err != nil {
		return nil, fmt.Errorf("write php-fpm's configuration: %w", err)
	}
	p, err := proc.Start("php-fpm", cpu, argv...)
	if err != nil {
		return nil, err
	}
	for _, socket := range []string{"plain.sock", "packed.sock"} {
		if err := p.Ready(ctx, listening(filepath.Join(dir, socket))); err != nil {
			return nil, errors.Join(err, p.Stop())
		}
	}
	return p, nil
}

// runPHP runs a script on the command line, with what it says if it fails.
func runPHP(ctx context.Context, argv ...string) error {
	out, err := exec.CommandContext(ctx, "php", argv...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("run php %s: %w\n%s", strings.Join(argv, " "), err, out)
	}
	return nil
}
