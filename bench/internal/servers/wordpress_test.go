package servers

import (
	"strings"
	"testing"
	"time"

	"dateline.news/bench/internal/paper"
)

func TestWordPressPath(t *testing.T) {
	t.Parallel()
	st := paper.Story{Slug: "gale", Published: time.Date(2026, 11, 22, 23, 30, 0, 0, time.FixedZone("", -3600))}
	if got, want := WordPressPath(st), "/2026/11/23/gale/"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Two sites with a page cache must not answer with each other's pages.
func TestWordPressSites(t *testing.T) {
	t.Parallel()
	var conf strings.Builder
	err := wordpressSites.Execute(&conf, map[string]any{"Dir": "/d", "Root": "/d/wordpress", "PHP": "/d", "Sites": []wordpressSite{
		{Listen: "127.0.0.1:1", Pool: "plain", GzipPerHit: true},
		{Listen: "127.0.0.1:2", Pool: "packed", Keep: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	first, second, found := strings.Cut(conf.String(), "listen 127.0.0.1:2;")
	if !found {
		t.Fatalf("a site is missing:\n%s", conf.String())
	}
	for _, c := range []struct {
		in, text string
		want     bool
	}{
		{first, "gzip on;", true}, {first, "fastcgi_cache_key", false}, {first, "unix:/d/plain.sock", true},
		{second, "gzip on;", false}, {second, `fastcgi_cache_key "127.0.0.1:2 `, true}, {second, "unix:/d/packed.sock", true},
	} {
		if strings.Contains(c.in, c.text) != c.want {
			t.Errorf("%q stands in a site: %v, want %v; the sites:\n%s", c.text, !c.want, c.want, conf.String())
		}
	}
}
