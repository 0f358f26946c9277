package config_test

import (
	"errors"
	"flag"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/config"
)

// write makes a file with settings and returns its name.
func write(t *testing.T, lines ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "dateline.toml")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func load(args, env []string) (config.Config, []string, error) {
	return config.Load(flag.NewFlagSet("serve", flag.ContinueOnError), args, env)
}

func mustLoad(t *testing.T, args, env []string) config.Config {
	t.Helper()
	c, _, err := load(args, env)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLoad_Defaults(t *testing.T) {
	t.Parallel()
	c, rest, err := load(nil, []string{"PATH=/bin", "DATELINE_TEST_POSTGRES=x"})
	if err != nil {
		t.Fatal(err)
	}
	want := config.Defaults()
	want.PublicURL, want.Hosts = "http://localhost:8080", []string{"localhost"}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("Load of nothing\n got %v\nwant %v", c, want)
	}
	if len(rest) != 0 {
		t.Errorf("rest = %q", rest)
	}
}

func TestLoad_LaterSourceCounts(t *testing.T) {
	t.Parallel()
	file := write(t, `listen = ":1"`, `theme = "from file"`, `data = "from file"`, `[limits]`, `read_timeout = "1s"`)
	env := []string{"DATELINE_CONFIG=" + file, "DATELINE_THEME=from env", "DATELINE_DATA=from env"}
	c := mustLoad(t, []string{"--data", "from flag"}, env)
	if c.Listen != ":1" || c.Theme != "from env" || c.Data != "from flag" || c.Limits.ReadTimeout != time.Second {
		t.Errorf("%v", c)
	}
	other := write(t, `listen = ":2"`)
	if c := mustLoad(t, []string{"--config=" + other}, env); c.Listen != ":2" {
		t.Errorf("the flag does not name the file: %v", c)
	}
	if c := mustLoad(t, []string{"--theme="}, env); c.Theme != "" {
		t.Errorf("an empty value does not take back an earlier one: %q", c.Theme)
	}
}

func TestLoad_EverySortOfValue(t *testing.T) {
	t.Parallel()
	file := write(t,
		`hosts = ["News.example.net", "192.0.2.1"]`, `trusted_proxies = ["10.0.0.0/8", "192.0.2.7", "::1"]`,
		`without = "radio, numbers, radio"`, `dev = true`, `public_url = "HTTPS://news.example.net/"`, ``,
		`[mail]`, `host = "smtp.example.net"`, `port = 2525`, `from = "News <desk@example.net>"`, ``,
		`[limits]`, `body_bytes = "2MB"`, `idle_timeout = "1m30s"`, ``,
		`[log]`, `level = "WARN"`, `format = "json"`)
	c := mustLoad(t, []string{"--config", file}, nil)
	checks := map[string][2]any{
		"hosts":           {c.Hosts, []string{"news.example.net", "192.0.2.1"}},
		"trusted_proxies": {c.TrustedProxies, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.7/32"), netip.MustParsePrefix("::1/128")}},
		"without":         {c.Without, []config.Part{config.Numbers, config.Radio}},
		"dev":             {c.Dev, true},
		"public_url":      {c.PublicURL, "https://news.example.net"},
		"mail.port":       {c.Mail.Port, 2525},
		"body_bytes":      {c.Limits.BodyBytes, int64(2 << 20)},
		"idle_timeout":    {c.Limits.IdleTimeout, 90 * time.Second},
		"log.level":       {c.Log.Level.String(), "WARN"},
		"log.format":      {c.Log.Format, config.LogJSON},
	}
	for key, check := range checks {
		if !reflect.DeepEqual(check[0], check[1]) {
			t.Errorf("%s = %v, want %v", key, check[0], check[1])
		}
	}
}

func TestLoad_FlagsOfTheCommand(t *testing.T) {
	t.Parallel()
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	dry := flags.Bool("dry-run", false, "")
	c, rest, err := config.Load(flags, []string{"--dev", "--dry-run", "--data=d", "feed.xml", "--not-a-flag"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Dev || !*dry || c.Data != "d" || !slices.Equal(rest, []string{"feed.xml", "--not-a-flag"}) {
		t.Errorf("dev %v, dry-run %v, data %q, rest %q", c.Dev, *dry, c.Data, rest)
	}
	if _, _, err := load([]string{"-h"}, nil); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: %v", err)
	}
}

func TestLoad_Derives(t *testing.T) {
	t.Parallel()
	tls := []string{"--tls-hosts=news.example.net,www.example.net", "--tls-email=a@example.net"}
	for name, test := range map[string]struct {
		args      []string
		publicURL string
		hosts     []string
	}{
		"any network":     {[]string{"--listen=0.0.0.0:9000"}, "http://localhost:9000", []string{"localhost"}},
		"usual port":      {[]string{"--listen=:80"}, "http://localhost", []string{"localhost"}},
		"one address":     {[]string{"--listen=192.0.2.1:80"}, "http://192.0.2.1", []string{"192.0.2.1"}},
		"IPv6":            {[]string{"--listen=[2001:db8::1]:80"}, "http://[2001:db8::1]", []string{"2001:db8::1"}},
		"IPv6, any":       {[]string{"--listen=[::]:81"}, "http://localhost:81", []string{"localhost"}},
		"certificates":    {append(tls, "--listen=:443"), "https://news.example.net", []string{"news.example.net", "www.example.net"}},
		"behind a router": {append(tls, "--public-url=https://example.net"), "https://example.net", []string{"example.net", "news.example.net", "www.example.net"}},
		"said otherwise":  {[]string{"--public-url=https://a.example", "--hosts=b.example"}, "https://a.example", []string{"b.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := mustLoad(t, test.args, nil)
			if c.PublicURL != test.publicURL || !slices.Equal(c.Hosts, test.hosts) {
				t.Errorf("public_url %s, hosts %q", c.PublicURL, c.Hosts)
			}
		})
	}
}

func TestLoad_SecretsInFiles(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(secret, []byte("geheim \r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	base := []string{"DATELINE_MAIL_HOST=smtp.example.net", "DATELINE_MAIL_FROM=a@example.net", "DATELINE_MAIL_USERNAME=desk"}
	c := mustLoad(t, nil, append(base, "DATELINE_MAIL_PASSWORD_FILE="+secret))
	if string(c.Mail.Password) != "geheim " {
		t.Errorf("password = %q", string(c.Mail.Password))
	}
	c = mustLoad(t, []string{"--mail-password=later"}, append(base, "DATELINE_MAIL_PASSWORD_FILE="+secret))
	if string(c.Mail.Password) != "later" {
		t.Errorf("the file counts more than the later flag: %q", string(c.Mail.Password))
	}
	for _, env := range [][]string{
		append(base, "DATELINE_MAIL_PASSWORD_FILE="+secret, "DATELINE_MAIL_PASSWORD=x"),
		append(base, "DATELINE_MAIL_PASSWORD_FILE="+secret+".not"),
		append(base, "DATELINE_MAIL_PASSWORD_FILE="+filepath.Dir(secret)),
	} {
		if _, _, err := load(nil, env); err == nil {
			t.Errorf("accepted %q", env)
		}
	}
}

func TestLoad_MissingFile(t *testing.T) {
	t.Parallel()
	if _, _, err := load([]string{"--config=/not/there.toml"}, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is named and not there: %v", err)
	}
}
