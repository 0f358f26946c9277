package config_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dateline.news/internal/config"
)

// TestLoad_WrongFile compares what is said about a file, word for word: it is
// what the operator has in hand when the program does not start.
func TestLoad_WrongFile(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lines []string
		want  []string
	}{
		"a misspelt key": {
			[]string{`# settings`, `lissten = ":80"`},
			[]string{`dateline.toml:2: there is no setting lissten; did you mean listen?`},
		},
		"a key outside its table": {
			[]string{``, `bucket = "news"`},
			[]string{`dateline.toml:2: there is no setting bucket; did you mean s3.bucket?`},
		},
		"dashes": {
			[]string{`public-url = "https://a.example"`},
			[]string{`dateline.toml:1: there is no setting public-url; did you mean public_url?`},
		},
		"a misspelt table": {
			[]string{`[limit]`, `body_bytes = "1MB"`},
			[]string{`dateline.toml:1: there is no setting limit; did you mean limits?`},
		},
		"nothing like it": {
			[]string{`quartz_crystal_count = 4`},
			[]string{`dateline.toml:1: there is no setting quartz_crystal_count; dateline help config lists them all`},
		},
		"a wrong value": {
			[]string{`[tls]`, `email = "nobody"`},
			[]string{`dateline.toml:2: tls.email cannot be used with the value "nobody"; it takes an e-mail address, such as desk@example.net`},
		},
		"a wrong item": {
			[]string{`hosts = ["good.example", "bad host"]`},
			[]string{`dateline.toml:1: hosts cannot be used with the value "good.example,bad host" because of "bad host"; ` +
				`it takes host names, with commas between them, such as news.example.net, www.example.net`},
		},
		"a wrong type": {
			[]string{`listen = 1.5`},
			[]string{`dateline.toml:1: listen cannot be used (it is not a text, a number, true, false or a list of texts); it takes host:port, or :port for every network, such as :80`},
		},
		"several, unknown keys first": {
			[]string{`dev = "perhaps"`, `[limits]`, `body_bytes = "0MB"`, `[log]`, `level = "loud"`, `colour = true`, `[s4]`},
			[]string{
				`dateline.toml:6: there is no setting log.colour; dateline help config lists them all`,
				`dateline.toml:7: there is no setting s4; did you mean s3?`,
				`dateline.toml:1: dev cannot be used with the value "perhaps"; it takes true or false`,
				`dateline.toml:3: limits.body_bytes cannot be used with the value "0MB"; it takes a size with its unit, B, KB, MB or GB, such as 64MB`,
				`dateline.toml:5: log.level cannot be used with the value "loud"; it takes debug, info, warn or error`,
			},
		},
		"no TOML": {
			[]string{`data = "d"`, `listen :80`},
			[]string{`dateline.toml:2: this is not TOML: expected '.' or '=', but got ':' instead`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := write(t, test.lines...)
			_, _, err := load([]string{"--config", file}, nil)
			got := strings.ReplaceAll(fmt.Sprint(err), filepath.Dir(file)+"/", "")
			if want := strings.Join(test.want, "\n"); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

func TestLoad_WrongElsewhere(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		args, env []string
		want      string
	}{
		"a misspelt variable": {nil, []string{"DATELINE_LISTN=:80"},
			"the environment: there is no setting DATELINE_LISTN; did you mean DATELINE_LISTEN?"},
		"a wrong variable": {nil, []string{"DATELINE_LIMITS_READ_TIMEOUT=10"},
			`DATELINE_LIMITS_READ_TIMEOUT: limits.read_timeout cannot be used with the value "10"; it takes a time with its unit, longer than zero, such as 30s`},
		"a misspelt flag": {[]string{"--lissten=:80"}, nil,
			"the command line: there is no setting --lissten; did you mean --listen?"},
		"a wrong flag": {[]string{"--listen=80"}, nil,
			`--listen: listen cannot be used with the value "80"; it takes host:port, or :port for every network, such as :80`},
		"a flag without its value": {[]string{"--listen"}, nil,
			"the command line: flag needs an argument: -listen"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, _, err := load(test.args, test.env); fmt.Sprint(err) != test.want {
				t.Errorf("\n got %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestLoad_Conflicts(t *testing.T) {
	t.Parallel()
	s3 := []string{"--blob=s3", "--s3-endpoint=https://s3.example.net", "--s3-bucket=news", "--s3-access-key=a", "--s3-secret-key=b"}
	smtp := []string{"--mail-host=smtp.example.net", "--mail-from=a@example.net"}
	tls := []string{"--tls-hosts=news.example.net", "--tls-email=a@example.net", "--listen=:443"}
	for name, test := range map[string]struct {
		args []string
		key  string // named by the error; "" where there is none
	}{
		"certificates":                 {tls, ""},
		"no e-mail for certificates":   {[]string{"--tls-hosts=news.example.net", "--listen=:443"}, "tls.email"},
		"certificates on another port": {append(tls, "--listen=:8443"), "listen"},
		"behind a router":              {append(tls, "--listen=:8443", "--public-url=https://news.example.net"), ""},
		"an authority of one's own":    {append(tls, "--listen=:8443", "--tls-hosts=paper.local", "--tls-directory=https://ca.local/dir"), ""},
		"a private name":               {append(tls, "--tls-hosts=paper"), "tls.directory"},
		"http and certificates":        {append(tls, "--public-url=http://news.example.net"), "public_url"},
		"an e-mail for nothing":        {[]string{"--tls-email=a@example.net"}, "tls.hosts"},
		"numbers on the site's port":   {[]string{"--metrics-listen=:8080"}, "metrics_listen"},
		"PROXY headers":                {[]string{"--proxy-protocol", "--trusted-proxies=10.0.0.0/8"}, ""},
		"PROXY headers from nobody":    {[]string{"--proxy-protocol"}, "trusted_proxies"},
		"a CDN":                        {[]string{"--purge-url=https://cdn.example.net/purge", "--purge-token=t"}, ""},
		"a token for no CDN":           {[]string{"--purge-token=t"}, "purge.url"},
		"Fastly without a token":       {[]string{"--purge-url=https://api.fastly.com/service/x", "--purge-kind=fastly"}, "purge.token"},
		"a CDN's token in the clear":   {[]string{"--purge-url=http://cdn.example.net", "--purge-token=t"}, "purge.token"},
		"a CDN on this machine":        {[]string{"--purge-url=http://127.0.0.1:6081", "--purge-token=t"}, ""},
		"no data directory":            {[]string{"--data="}, "data"},
		"s3":                           {s3, ""},
		"s3 without a bucket":          {append(s3, "--s3-bucket="), "s3.bucket"},
		"s3 without an endpoint":       {append(s3, "--s3-endpoint="), "s3.endpoint"},
		"s3 without a key":             {append(s3, "--s3-secret-key="), "s3.secret_key"},
		"s3 described and not used":    {append(s3, "--blob=dir"), "blob"},
		"two passwords":                {[]string{"--database=postgres://u:p@h/d", "--database-password=p"}, "database_password"},
		"a password for SQLite":        {[]string{"--database-password=p"}, "database_password"},
		"a bus over SQLite":            {[]string{"--bus=postgres"}, "bus"},
		"a bus over PostgreSQL":        {[]string{"--bus=postgres", "--database=postgres://h/d"}, ""},
		"mail":                         {smtp, ""},
		"mail from nobody":             {[]string{"--mail-host=smtp.example.net"}, "mail.from"},
		"mail by half a login":         {append(smtp, "--mail-username=u"), "mail.password"},
		"mail in the clear":            {append(smtp, "--mail-tls=none"), "mail.tls"},
		"mail in the clear at home":    {append(smtp, "--mail-tls=none", "--mail-host=127.0.0.1"), ""},
		"a login to no mail server":    {[]string{"--mail-username=u", "--mail-password=p"}, "mail.host"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := load(test.args, nil)
			if test.key == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var conflict *config.ConflictError
			if !errors.As(err, &conflict) || !strings.Contains(strings.Join(conflict.Keys, " "), test.key) {
				t.Fatalf("err = %v, want a conflict over %s", err, test.key)
			}
			if conflict.Reason == "" || conflict.WayOut == "" {
				t.Errorf("there is no reason or no way out: %v", err)
			}
		})
	}
}
