package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The pages that are asked for most are noted in a file of this machine, so
// that the next start makes them before readers have to wait for them.
const (
	hotFile  = "hot-pages.txt" // one address a line, the hottest first
	hotPages = 200
	hotEvery = 5 * time.Minute
	hotBytes = 1 << 20 // of a file that is larger, nothing is believed
)

// keepWarm makes the pages that were hot when the program last stopped, beside
// everything else that goes on, and from then on notes which ones are. What
// fails is logged and holds nothing up.
func (a *App) keepWarm(ctx context.Context) error {
	hot, err := a.lastHot()
	if err != nil {
		a.log.WarnContext(ctx, "the pages that were hot are not known; they will be made when asked for", "error", err)
	}
	if err := a.pages.Warm(ctx, hot); err != nil && len(hot) > 0 {
		return nil // told to stop: the file is better than what there is now
	}
	tick := time.NewTicker(hotEvery)
	defer tick.Stop()
	for over := false; !over; {
		select {
		case <-ctx.Done():
			over = true
		case <-tick.C:
		}
		if err := a.noteHot(); err != nil {
			a.log.WarnContext(ctx, "the hot pages cannot be noted for the next start", "error", err)
		}
	}
	return nil
}

func (a *App) lastHot() ([]string, error) {
	at := filepath.Join(a.config.Data, hotFile)
	info, err := os.Stat(at)
	if errors.Is(err, fs.ErrNotExist) {
		return []string{}, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > hotBytes {
		return nil, fmt.Errorf("%s is larger than %d bytes", at, hotBytes)
	}
	text, err := os.ReadFile(at)
	if err != nil {
		return nil, err
	}
	all := strings.Fields(string(text))
	return all[:min(len(all), hotPages)], nil
}

// noteHot writes the file whole or not at all. When nothing has been asked for
// it leaves the one that there is.
func (a *App) noteHot() error {
	hot := a.pages.Hot(hotPages)
	if len(hot) == 0 {
		return nil
	}
	at := filepath.Join(a.config.Data, hotFile)
	if err := os.WriteFile(at+".new", []byte(strings.Join(hot, "\n")+"\n"), 0o600); err != nil {
		return err
	}
	return os.Rename(at+".new", at)
}
