package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"dateline.news/internal/config"
	"dateline.news/internal/db/migrate"
)

// explain adds the way out to an error that an operator can do something about.
func explain(err error, c config.Config) error {
	switch {
	case errors.Is(err, migrate.ErrNewer):
		return fmt.Errorf("%w.\nStart the newer version again, or use another data directory with --data", err)
	case errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "disk is full"):
		return fmt.Errorf("the disk that holds %s is full; make room and start again, nothing is lost: %w", c.Data, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("this user may not use %s; change its owner, or choose another directory with --data: %w", c.Data, err)
	}
	return err
}
