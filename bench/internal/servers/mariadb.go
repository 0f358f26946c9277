package servers

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"

	"dateline.news/bench/internal/proc"
)

// startMariaDB makes a database server in a directory, with Debian's defaults
// but for more memory, which answers on a socket only; and in it the database
// "wordpress".
func startMariaDB(ctx context.Context, dir string, cpu int) (p *proc.Process, socket string, err error) {
	data := filepath.Join(dir, "data")
	install := []string{"--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal", "--skip-test-db"}
	serve := []string{"mariadbd", "--no-defaults", "--datadir=" + data, "--skip-networking", "--innodb-buffer-pool-size=512M"}
	if root() {
		install, serve = append(install, "--user=root"), append(serve, "--user=root")
	}
	if out, err := exec.CommandContext(ctx, "mariadb-install-db", install...).CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("make a database: %w\n%s", err, out)
	}
	socket = filepath.Join(dir, "mariadb.sock")
	p, err = proc.Start("mariadb", cpu, append(serve, "--socket="+socket)...)
	if err != nil {
		return nil, "", err
	}
	if err := p.Ready(ctx, listening(socket)); err != nil {
		return nil, "", errors.Join(err, p.Stop())
	}
	create := exec.CommandContext(ctx, "mariadb", "--no-defaults", "--user=root", "--socket="+socket, "--execute=CREATE DATABASE wordpress CHARACTER SET utf8mb4")
	if out, err := create.CombinedOutput(); err != nil {
		return nil, "", errors.Join(fmt.Errorf("make a database: %w\n%s", err, out), p.Stop())
	}
	return p, socket, nil
}

// listening returns a check whether somebody answers on a socket.
func listening(socket string) func(context.Context) error {
	return func(ctx context.Context) error {
		c, err := new(net.Dialer).DialContext(ctx, "unix", socket)
		if err != nil {
			return err
		}
		return c.Close()
	}
}
