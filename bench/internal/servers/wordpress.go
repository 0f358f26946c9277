package servers

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"

	"dateline.news/bench/internal/paper"
	"dateline.news/bench/internal/proc"
)

// wordpressSource is where Debian's package has it.
const wordpressSource = "/usr/share/wordpress"

//go:embed wordpress/install.php
var wordpressInstall []byte

//go:embed wordpress/wp-config.php
var wordpressConfigText string

var wordpressConfig = template.Must(template.New("wp-config.php").Parse(wordpressConfigText))

// wordpressSites are three sites of one WordPress. A page is kept for an hour:
// whatever is published meanwhile is not seen.
var wordpressSites = template.Must(template.New("sites").Parse(`
  fastcgi_cache_path {{.Dir}}/pages levels=1:2 keys_zone=pages:10m inactive=1h max_size=512m;
  gzip_vary on;
{{range .Sites}}  server {
    listen {{.Listen}};
    root {{$.Root}};
    index index.php;
    {{if .GzipPerHit}}gzip on;{{end}}
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \.php$ {
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_pass unix:{{$.PHP}}/{{.Pool}}.sock;
      fastcgi_buffers 32 16k;
      {{if .Keep}}fastcgi_cache pages;
      fastcgi_cache_key "{{.Listen}} $request_method $request_uri $http_accept_encoding";
      fastcgi_cache_valid 200 1h;
      fastcgi_ignore_headers Vary;{{end}}
    }
  }
{{end}}`))

// WordPress is one WordPress, as three sites: without a page cache, with
// nginx's page cache and packing of every answer, and with a page cache that
// holds what PHP has packed. All of them have the same processes.
type WordPress struct{ Uncached, Cached, CachedPacked *Server }

type wordpressSite struct {
	Listen, Pool     string
	GzipPerHit, Keep bool
}

// StartWordPress sets WordPress up with the given stories, as Debian delivers
// it: its default theme, no plugins.
func StartWordPress(ctx context.Context, dir string, cpu int, stories []paper.Story) (w *WordPress, err error) {
	var running []*proc.Process
	defer func() {
		if err != nil {
			for _, p := range running {
				err = errors.Join(err, p.Stop())
			}
		}
	}()
	db, socket, err := startMariaDB(ctx, dir, cpu)
	if err != nil {
		return nil, err
	}
	running = append(running, db)
	root, err := installWordPress(ctx, dir, socket, stories)
	if err != nil {
		return nil, err
	}
	php, err := startPHP(ctx, dir, cpu)
	if err != nil {
		return nil, err
	}
	running = append(running, php)
	sites := []wordpressSite{{Pool: "plain", GzipPerHit: true}, {Pool: "plain", GzipPerHit: true, Keep: true}, {Pool: "packed", Keep: true}}
	nginx, err := startWordPressSites(dir, root, cpu, sites)
	if err != nil {
		return nil, err
	}
	running = append(running, nginx)
	site := func(i int, name string) *Server {
		return &Server{Name: name, Origin: "http://" + sites[i].Listen, Processes: running}
	}
	w = &WordPress{
		Uncached: site(0, "WordPress"), Cached: site(1, "WordPress, nginx page cache, gzip per hit"),
		CachedPacked: site(2, "WordPress, nginx page cache, stored gzip"),
	}
	return w, nginx.Ready(ctx, answering(w.Uncached.Origin+WordPressPath(stories[0])))
}

// WordPressPath is where WordPress has a story.
func WordPressPath(st paper.Story) string {
	return st.Published.UTC().Format("/2006/01/02/") + st.Slug + "/"
}

// installWordPress copies WordPress, because it finds its configuration beside
// itself, and fills its database.
func installWordPress(ctx context.Context, dir, socket string, stories []paper.Story) (root string, err error) {
	if len(stories) == 0 {
		return "", errors.New("a paper without stories cannot be measured")
	}
	root = filepath.Join(dir, "wordpress")
	if out, err := exec.CommandContext(ctx, "cp", "-rL", wordpressSource, root).CombinedOutput(); err != nil {
		return "", fmt.Errorf("copy wordpress: %w\n%s", err, out)
	}
	var config bytes.Buffer
	if err := wordpressConfig.Execute(&config, map[string]string{"Socket": socket}); err != nil {
		return "", fmt.Errorf("write wordpress' configuration: %w", err)
	}
	list, err := json.Marshal(stories)
	if err != nil {
		return "", fmt.Errorf("write the stories for wordpress: %w", err)
	}
	install, toLoad := filepath.Join(dir, "install.php"), filepath.Join(dir, "stories.json")
	for file, text := range map[string][]byte{filepath.Join(root, "wp-config.php"): config.Bytes(), install: wordpressInstall, toLoad: list} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return "", fmt.Errorf("set wordpress up: %w", err)
		}
	}
	return root, runPHP(ctx, install, root, toLoad)
}

// startWordPressSites starts nginx before PHP, and fills in where it listens.
func startWordPressSites(dir, root string, cpu int, sites []wordpressSite) (_ *proc.Process, err error) {
	for i := range sites {
		if sites[i].Listen, err = freeAddress(); err != nil {
			return nil, err
		}
	}
	var conf strings.Builder
	if err := wordpressSites.Execute(&conf, map[string]any{"Dir": dir, "Root": root, "PHP": dir, "Sites": sites}); err != nil {
		return nil, fmt.Errorf("write nginx's configuration: %w", err)
	}
	return startNginx(dir, cpu, conf.String())
}
