package app_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/app"
	"dateline.news/internal/apptest"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/job"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open opens a publication on a data directory and returns what Open says.
func open(t *testing.T, c config.Config) error {
	t.Helper()
	a, err := app.Open(t.Context(), slog.New(slog.DiscardHandler), c, app.Options{Volatile: true})
	if err == nil {
		must(t, a.Close())
	}
	return err
}

func settings(data string) config.Config {
	c := config.Defaults()
	c.Data, c.PublicURL = data, apptest.Origin
	return c
}

func TestOpen_MakesTheDataDirectoryAndKeepsIt(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "a", "paper")
	must(t, open(t, settings(data)))
	must(t, open(t, settings(data)))
	if info, err := os.Stat(data); err != nil || info.Mode().Perm()&0o007 != 0 {
		t.Errorf("the data directory: %v, %v", info, err)
	}
}

func TestOpen_RefusesDataOfANewerVersion(t *testing.T) {
	t.Parallel()
	c := settings(t.TempDir())
	a, err := app.Open(t.Context(), slog.New(slog.DiscardHandler), c, app.Options{Volatile: true})
	must(t, err)
	must(t, a.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `/* test */ INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (99991231000000, $1, CURRENT_TIMESTAMP)`, true)
		return err
	}))
	must(t, a.Close())
	if err := open(t, c); !errors.Is(err, migrate.ErrNewer) {
		t.Errorf("the data of a newer version: %v", err)
	}
}

func TestOpen_SaysWhatIsInTheWay(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a-file")
	must(t, os.WriteFile(file, nil, 0o600))
	theme := settings(t.TempDir())
	theme.Theme = filepath.Join(t.TempDir(), "no-such-theme")
	broken := settings(t.TempDir())
	must(t, os.WriteFile(filepath.Join(broken.Data, "dateline.db"), []byte(strings.Repeat("this is no database. ", 400)), 0o600))
	for name, c := range map[string]struct {
		config config.Config
		says   string
	}{
		"a file where the data should be": {settings(file), file},
		"a theme that is not there":       {theme, theme.Theme},
		"a database that is none":         {broken, "dateline.db"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := open(t, c.config); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not name %s: %v", c.says, err)
			}
		})
	}
}

func TestFound_GivesANewPublicationWhatItNeedsAndLeavesAnOldOneAlone(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	h.Page(t, "/").Is(t, htmlcheck.In("html", htmlcheck.Attr("lang", "en")))
	h.Page(t, "/privacy").Is(t, htmlcheck.In("main", htmlcheck.HasText("no cookies")))
	h.Page(t, "/standards").Is(t, htmlcheck.Count(".rules li", 8))
	before, err := h.Publication.Current(t.Context())
	must(t, err)
	must(t, h.Found(t.Context()))
	if after, err := h.Publication.Current(t.Context()); err != nil || len(after.Editions) != len(before.Editions) {
		t.Errorf("founded twice: %v, %v", after.Editions, err)
	}
}

func TestReady_AsLongAsTheDatabaseAnswers(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	if got := h.Get(t, "/readyz"); got.Code != http.StatusOK {
		t.Errorf("/readyz answers %d", got.Code)
	}
	must(t, h.DB.Close())
	for path, want := range map[string]int{"/readyz": http.StatusServiceUnavailable, "/healthz": http.StatusOK} {
		if got := h.Get(t, path); got.Code != want || strings.Contains(got.Body.String(), "sql") {
			t.Errorf("%s answers %d: %s", path, got.Code, got.Body)
		}
	}
}

func TestHosts_OthersAreMisdirected(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t, apptest.With(func(c *config.Config) { c.Hosts = []string{"paper.example"} }))
	for host, want := range map[string]int{
		"paper.example": 200, "PAPER.example": 200, "paper.example:8080": 200, "localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200,
		"evil.example": 421, "paper.example.evil.example": 421, "": 421,
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Host = host
		got := h.Do(r)
		if got.Code != want {
			t.Errorf("host %q: %d, not %d", host, got.Code, want)
		}
		if got.Header().Get("Content-Security-Policy") == "" && want == 200 {
			t.Errorf("host %q: no security headers", host)
		}
	}
}

func TestTLS_IsRememberedByBrowsers(t *testing.T) {
	t.Parallel()
	plain := apptest.Founded(t)
	if got := plain.Get(t, "/").Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("without TLS: %q", got)
	}
	h := apptest.Founded(t, apptest.With(func(c *config.Config) { c.TLS.Hosts = []string{"paper.example"} }))
	if got := h.Get(t, "/").Header().Get("Strict-Transport-Security"); !strings.Contains(got, "max-age=") {
		t.Errorf("with TLS: %q", got)
	}
}

func TestMailbox_IsShownOnlyWhereItIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/mailbox", "/mailbox/x"} {
		if got := apptest.Founded(t).Get(t, path); got.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, got.Code)
		}
	}
	apptest.Founded(t, apptest.ShowMailbox()).Page(t, "/mailbox").Is(t, htmlcheck.In("h1", htmlcheck.IsText("Mailbox")))
}

// A job that is given up is told to the operator, and counted.
func TestJobs_GivenUpAreToldToTheOperator(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t, apptest.ShowMailbox(), apptest.With(func(c *config.Config) { c.AlertsTo = "operator@paper.test" }))
	job.HandleJSON(h.Jobs, "hopeless", func(context.Context, string) error { return job.Permanent(errors.New("the tide was out")) })
	must(t, h.DB.Write(t.Context(), func(tx *db.Tx) error { return h.Jobs.Enqueue(t.Context(), tx, "hopeless", "x") }))
	h.Work(t, func() bool { return h.Page(t, "/mailbox").Find(".letters li").Length() > 0 })
	page := h.Page(t, "/mailbox")
	page.Is(t, htmlcheck.In(".letters li", htmlcheck.HasText("given up a job: hopeless"), htmlcheck.HasText("operator@paper.test")))
	at, _ := page.Find(".letters a").Attr("href")
	h.Page(t, at).Is(t, htmlcheck.In("main", htmlcheck.HasText("the tide was out")))
}

func TestMail_RefusesWhatIsNoAddress(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	err := h.DB.Write(t.Context(), func(tx *db.Tx) error { return h.Mail(t.Context(), tx, "nobody", "Subject", "Text") })
	if err == nil || !strings.Contains(err.Error(), `"nobody"`) {
		t.Errorf("%v", err)
	}
}

// The letter goes out only when the transaction holds.
func TestMail_IsPartOfTheTransaction(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t, apptest.ShowMailbox())
	undone := errors.New("undone")
	err := h.DB.Write(t.Context(), func(tx *db.Tx) error {
		return errors.Join(h.Mail(t.Context(), tx, "reader@paper.test", "Never", "Text"), undone)
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	must(t, h.DB.Write(t.Context(), func(tx *db.Tx) error { return h.Mail(t.Context(), tx, "reader@paper.test", "Sent", "Text") }))
	h.Work(t, func() bool { return h.Page(t, "/mailbox").Find(".letters li").Length() > 0 })
	h.Page(t, "/mailbox").Is(t, htmlcheck.In("main", htmlcheck.HasText("Sent"), htmlcheck.LacksText("Never")))
}

// Stories that a reader has open come compressed when the browser can.
func TestHandler_Compresses(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, apptest.Origin+"/standards", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	if got := h.Do(r); got.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(got.Header().Get("Vary"), "Accept-Encoding") {
		t.Errorf("headers: %v", got.Header())
	}
}

// soon is how long anything may take that should happen at once.
const soon = 20 * time.Second
