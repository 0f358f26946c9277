package servers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"dateline.news/bench/internal/proc"
)

// nginxConf is the frame of a configuration: one worker, everything of its own
// in its directory. What stands in .Sites are server blocks.
var nginxConf = template.Must(template.New("nginx.conf").Parse(`daemon off;
worker_processes 1;
pid {{.Dir}}/nginx.pid;
error_log stderr error;
{{if .Root}}user root;
{{end}}events { worker_connections 4096; }
http {
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 75s;
  keepalive_requests 1000000000;
  client_body_temp_path {{.Dir}}/body;
  proxy_temp_path {{.Dir}}/proxy;
  fastcgi_temp_path {{.Dir}}/fastcgi;
  scgi_temp_path {{.Dir}}/scgi;
  uwsgi_temp_path {{.Dir}}/uwsgi;
  default_type text/html;
  charset utf-8;
{{.Sites}}}
`))

// filesConf serves files with what nginx has to serve them fast.
var filesConf = template.Must(template.New("files").Parse(`
  open_file_cache max=1000 inactive=1h;
  open_file_cache_valid 1h;
  gzip_static on;
  gzip_vary on;
  root {{.Dir}}/files;
{{range .Headers}}  add_header {{.}};
{{end}}  server { listen {{.Plain}}; }
{{if .Certificate.CertFile}}  server {
    listen {{.Secure}} ssl http2;
    ssl_certificate {{.Certificate.CertFile}};
    ssl_certificate_key {{.Certificate.KeyFile}};
    ssl_session_cache shared:tls:1m;
  }
{{end}}`))

// Files are what nginx serves.
type Files struct {
	Dir         string
	CPU         int
	Certificate Certificate
	Pages       map[string]File // by path
	Header      http.Header     // that every answer carries, besides what nginx sets itself
}

// File is a page, plain and packed.
type File struct{ Plain, Gzip []byte }

// StartNginx serves files, by HTTP and, where there is a certificate, by HTTPS
// as well: two servers of one process.
func StartNginx(ctx context.Context, f Files) (plain, secure *Server, err error) {
	if err := f.write(); err != nil {
		return nil, nil, err
	}
	at := [2]string{}
	for i := range at {
		if at[i], err = freeAddress(); err != nil {
			return nil, nil, err
		}
	}
	headers, err := nginxHeaders(f.Header)
	if err != nil {
		return nil, nil, err
	}
	var sites bytes.Buffer
	err = filesConf.Execute(&sites, map[string]any{
		"Dir": f.Dir, "Headers": headers, "Plain": at[0], "Secure": at[1], "Certificate": f.Certificate,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("write nginx's configuration: %w", err)
	}
	p, err := startNginx(f.Dir, f.CPU, sites.String())
	if err != nil {
		return nil, nil, err
	}
	plain = &Server{Name: "nginx, files", Origin: "http://" + at[0], Processes: []*proc.Process{p}}
	secure = &Server{Name: "nginx, files, TLS", Origin: "https://" + at[1], Processes: []*proc.Process{p}}
	for path := range f.Pages {
		if err := p.Ready(ctx, answering(plain.Origin+path)); err != nil {
			return nil, nil, errors.Join(err, p.Stop())
		}
	}
	return plain, secure, nil
}

// startNginx starts nginx with the given server blocks.
func startNginx(dir string, cpu int, sites string) (*proc.Process, error) {
	var conf bytes.Buffer
	if err := nginxConf.Execute(&conf, map[string]any{"Dir": dir, "Root": root(), "Sites": sites}); err != nil {
		return nil, fmt.Errorf("write nginx's configuration: %w", err)
	}
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, conf.Bytes(), 0o600); err != nil {
		return nil, fmt.Errorf("write nginx's configuration: %w", err)
	}
	return proc.Start("nginx", cpu, "nginx", "-p", dir, "-c", file)
}

// write puts the pages where nginx looks for them. Their paths have no ending,
// and the packed one stands beside the plain one with ".gz" behind it.
func (f Files) write() error {
	for path, page := range f.Pages {
		file := filepath.Join(f.Dir, "files", filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("keep a page for nginx: %w", err)
		}
		for name, body := range map[string][]byte{file: page.Plain, file + ".gz": page.Gzip} {
			if err := os.WriteFile(name, body, 0o644); err != nil {
				return fmt.Errorf("keep a page for nginx: %w", err)
			}
		}
	}
	return nil
}

// own are the headers that nginx makes itself, or that say how a page came
// about.
var own = []string{"Cache-Status", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Etag", "Last-Modified", "Server", "Vary"}

// nginxHeaders are the arguments of add_header for a header, so that nginx
// sends as much as we do. A dollar sign cannot be escaped there.
func nginxHeaders(h http.Header) ([]string, error) {
	var lines []string
	for name, values := range h {
		for _, value := range values {
			if slices.Contains(own, name) {
				continue
			}
			if strings.Contains(value, "$") {
				return nil, fmt.Errorf("nginx cannot send the header %s: %s", name, value)
			}
			lines = append(lines, name+` "`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)+`"`)
		}
	}
	slices.Sort(lines)
	return lines, nil
}
