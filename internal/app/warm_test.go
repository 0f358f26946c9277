package app_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
)

// eventually waits for what happens behind the scenes.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for began := time.Now(); !ok(); <-tick.C {
		if time.Since(began) > soon {
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func TestWarm_AfterARestartTheHotPagesAreThereAgain(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	with := apptest.With(func(c *config.Config) { c.Data = data })
	h := apptest.Founded(t, with)
	ctx, stop := context.WithCancel(t.Context())
	l, _ := apptest.Listener(t)
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx, l) }()
	eventually(t, "the program answers", func() bool { return h.Get(t, "/readyz").Code == 200 })
	for range 3 {
		h.Page(t, "/standards")
	}
	h.Page(t, "/privacy")
	stop()
	stopped(t, ended)
	noted, err := os.ReadFile(filepath.Join(data, "hot-pages.txt"))
	if err != nil || string(noted) != "/standards\n/privacy\n" {
		t.Fatalf("noted %q, %v", noted, err)
	}

	again := apptest.Empty(t, with)
	l, _ = apptest.Listener(t)
	again.Serve(t, l)
	eventually(t, "both pages are warm", func() bool { return again.Pages().Stats().Renders == 2 })
	for _, path := range []string{"/standards", "/privacy"} {
		if got := again.Get(t, path).Header().Get("Cache-Status"); got != "dateline; hit" {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// Whatever stands in the file, the program starts and says what is wrong.
func TestWarm_BearsAnyFile(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"too large": strings.Repeat("/a\n", 1<<20), "nonsense": "http://evil.example/ \x00 not-an-address /%zz\n" + strings.Repeat("/x", 4<<10),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := apptest.Founded(t)
			must(t, os.WriteFile(filepath.Join(h.Config.Data, "hot-pages.txt"), []byte(text), 0o600))
			l, _ := apptest.Listener(t)
			ctx, stop := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- h.Run(ctx, l) }()
			if name == "too large" {
				eventually(t, "the log says it", func() bool { return strings.Contains(h.Log.String(), "hot-pages.txt is larger") })
			}
			h.Page(t, "/privacy")
			stop()
			stopped(t, ended)
		})
	}
}
