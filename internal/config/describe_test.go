package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := Describe(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for i, line := range strings.Split(text, "\n") {
		if len(line) > descriptionWidth || strings.TrimRight(line, " ") != line {
			t.Errorf("line %d is too long or ends in spaces: %q", i+1, line)
		}
	}
	defaults := Defaults()
	for _, s := range settings(&defaults) {
		for _, name := range []string{"  " + s.key + " ", "  --" + s.flag() + " ", " " + s.env() + "\n"} {
			if !strings.Contains(text, name) {
				t.Errorf("%s is not described: there is no %q", s.key, name)
			}
		}
	}
}

// TestSettings holds the table to what the rest of the package relies on.
func TestSettings(t *testing.T) {
	t.Parallel()
	var c Config
	names := make(map[string]bool)
	for _, s := range settings(&c) {
		if names[s.env()] || names[s.flag()] || s.flag() == fileFlag {
			t.Errorf("%s: a name is taken", s.key)
		}
		names[s.env()], names[s.flag()] = true, true
		if !strings.HasSuffix(s.help, ".") || s.accepts == "" || s.group == "" {
			t.Errorf("%s is not described whole: %+v", s.key, s)
		}
		if len("  --"+s.flag()) >= descriptionIndent {
			t.Errorf("%s is too long for the column of names", s.key)
		}
		if s.isFile {
			continue
		}
		if err := s.set(s.example); err != nil {
			t.Errorf("%s does not take its own example %q: %v", s.key, s.example, err)
		}
	}
	missing(t, reflect.ValueOf(c), "Config")
}

// missing reports the fields that no setting has filled.
func missing(t *testing.T, v reflect.Value, name string) {
	t.Helper()
	for i := range v.NumField() {
		field, fieldName := v.Field(i), name+"."+v.Type().Field(i).Name
		if field.Kind() == reflect.Struct {
			missing(t, field, fieldName)
		} else if field.IsZero() && fieldName != "Config.Log.Level" { // info is zero
			t.Errorf("no setting fills %s", fieldName)
		}
	}
}

// A default is itself a value that a file may give.
func TestDefaults_RoundTrip(t *testing.T) {
	t.Parallel()
	want := Defaults()
	got := Defaults()
	target := settings(&got)
	for i, s := range settings(&want) {
		if value := s.get(); value != "" {
			if err := target[i].set(value); err != nil {
				t.Errorf("%s refuses its default %q: %v", s.key, value, err)
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %v\nwant %v", got, want)
	}
}

func TestConfig_TellsNoSecrets(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	args := []string{
		"--database=postgres://u:" + secret + "@h/d?password=" + secret, "--mail-host=localhost", "--mail-from=a@b.example", "--mail-username=u",
		"--mail-password=" + secret, "--blob=s3", "--s3-endpoint=https://h", "--s3-bucket=news", "--s3-access-key=" + secret, "--s3-secret-key=" + secret,
	}
	c, _, err := Load(flag.NewFlagSet("", flag.ContinueOnError), args, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.DatabasePassword = secret
	var logged bytes.Buffer
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "config", c, "mail", c.Mail, "database", c.Database, "secret", c.DatabasePassword)
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"String": c.String(), "%v": fmt.Sprintf("%v", c), "%+v": fmt.Sprintf("%+v %+v %q", c, c.Mail, c.Mail.Password), "%#v": fmt.Sprintf("%#v", c),
		"log": logged.String(), "JSON": string(encoded),
	} {
		if strings.Contains(text, secret) {
			t.Errorf("%s tells a secret:\n%s", name, text)
		}
		if !strings.Contains(text, hidden) || !strings.Contains(text, "postgres://u:xxxxx@h/d") {
			t.Errorf("%s does not say that there is a secret:\n%s", name, text)
		}
	}
	_, _, err = Load(flag.NewFlagSet("", flag.ContinueOnError), []string{"--database=mysql://u:" + secret + "@h"}, []string{"DATELINE_S3_ACCESS_KEY=" + secret})
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("the error tells the secret: %v", err)
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"kitten", "sitting", 3}, {"listen", "lissten", 1}, {"ab", "ba", 2}} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func FuzzParseTOML(f *testing.F) {
	f.Add("listen = \":80\"\n[tls]\nhosts = [\"a\"]\n")
	f.Add("tls = { hosts = [1, 2], email = '' }")
	f.Add("[a.\"b c\"]\n'x' = 1\n\"\" = 2")
	f.Add("s3.bucket = '''\nlisten = 1\n'''")
	f.Fuzz(func(t *testing.T, content string) {
		c := Defaults()
		values, err := parseTOML(settings(&c), "f", content)
		if err == nil {
			err = apply(values)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "f") && !strings.Contains(err.Error(), "both give the same secret") {
			t.Errorf("the error does not say where: %v", err)
		}
	})
}

func FuzzParseSize(f *testing.F) {
	for _, s := range []string{"1", "64MB", "1 kb", "-1B", "9999999999999GB", "B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := parseSize(s)
		if err != nil {
			return
		}
		if back, err := parseSize(formatSize(n)); err != nil || back != n || n < 1 {
			t.Errorf("%q is %d, which is written %s, which is %d, %v", s, n, formatSize(n), back, err)
		}
	})
}
