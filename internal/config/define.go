package config

import (
	"fmt"
	"os"
	"strings"
)

const (
	envPrefix     = "DATELINE_"
	envTestPrefix = "DATELINE_TEST_" // for tests, not for settings
	fileSuffix    = "_file"
	maxSecret     = 64 << 10 // bytes of a file that holds a secret
)

// env returns the name of the environment variable of s.
func (s setting) env() string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// flag returns the name of the flag of s, without dashes.
func (s setting) flag() string { return strings.NewReplacer(".", "-", "_", "-").Replace(s.key) }

// like returns s with an example of its own.
func (s setting) like(example string) setting {
	s.example = example
	return s
}

// hide returns s with a value that errors do not show: it may hold a password.
func (s setting) hide() setting {
	s.secret = true
	return s
}

// takes says what a value looks like, with an example unless the words name
// every possible value already.
func (s setting) takes() string {
	if strings.Contains(s.accepts, s.example) {
		return s.accepts
	}
	return s.accepts + ", such as " + s.example
}

// kind is a type of value: how it looks, and how it is read and written.
type kind[T any] struct {
	accepts string
	example string
	parse   func(text string) (T, error)
	format  func(value T) string
}

// define binds a setting to the field that holds its value.
func define[T any](field *T, k kind[T], key, help string) setting {
	_, isBool := any(field).(*bool)
	return setting{
		key: key, help: help, accepts: k.accepts, example: k.example, isBool: isBool,
		set: func(text string) error {
			value, err := k.parse(text)
			if err != nil {
				return err
			}
			*field = value
			return nil
		},
		get: func() string { return k.format(*field) },
	}
}

// defineSecret binds a secret, which can be given as it is or as the name of a
// file that holds it.
func defineSecret(field *Secret, key, help string) []setting {
	return []setting{
		{
			key: key, help: help, accepts: "text", example: "a-long-random-text", secret: true,
			set: func(text string) error { *field = Secret(text); return nil },
			get: field.String,
		},
		{
			key: key + fileSuffix, help: "File that holds " + key + ".", accepts: "the path of a readable file",
			example: "/run/secrets/dateline", isFile: true,
			set: func(name string) (err error) { *field, err = readSecret(name); return err },
			get: func() string { return "" },
		},
	}
}

// readSecret returns the content of a file without the line end that editors
// add.
func readSecret(name string) (Secret, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if info.Size() > maxSecret || info.IsDir() {
		return "", fmt.Errorf("%s holds no secret: it is a directory or larger than %d bytes", name, maxSecret)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return Secret(strings.TrimRight(string(content), "\r\n")), nil
}
