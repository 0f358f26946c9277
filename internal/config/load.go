package config

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

const (
	defaultFile = "dateline.toml" // read when it is there and no other is named
	fileFlag    = "config"
	fileEnv     = envPrefix + "CONFIG"
	fileHelp    = "File with settings (TOML); " + defaultFile + " in the working directory when it is there."
)

// given is a value as a source gives it.
type given struct {
	setting setting
	text    string
	source  string
	line    int // in the file
}

// Load reads the settings from the file, from env, which has the form of
// os.Environ, and from the flags in args. It adds the flags of all settings to
// flags, which may have some of its own, and returns what is left of args
// after them. Every mistake is reported, joined with errors.Join; flag.ErrHelp
// is returned as it is.
func Load(flags *flag.FlagSet, args, env []string) (Config, []string, error) {
	c := Defaults()
	all := settings(&c)
	fromFlags, file, err := parseFlags(flags, all, args)
	if err != nil {
		return Config{}, nil, err
	}
	fromEnv, fileInEnv, envErr := parseEnv(all, env)
	fromFile, fileErr := parseFile(all, file, fileInEnv)
	errs := []error{fileErr, envErr}
	for _, source := range [][]given{fromFile, fromEnv, fromFlags} {
		errs = append(errs, apply(source))
	}
	if err := errors.Join(errs...); err != nil {
		return Config{}, nil, err
	}
	c.derive()
	if err := c.Validate(); err != nil {
		return Config{}, nil, err
	}
	return c, flags.Args(), nil
}

// apply sets what one source gives. A secret and the file that holds it cannot
// both come from one source; from two, the later one counts.
func apply(values []given) error {
	var errs []error
	for _, v := range values {
		if err := v.setting.set(v.text); err != nil {
			errs = append(errs, v.wrong(err))
		}
		if v.setting.isFile && slices.ContainsFunc(values, func(o given) bool { return o.setting.key+fileSuffix == v.setting.key }) {
			plain := strings.TrimSuffix(v.setting.key, fileSuffix)
			errs = append(errs, &ConflictError{[]string{plain, v.setting.key}, "both give the same secret (" + v.source + ")", "keep one of them"})
		}
	}
	return errors.Join(errs...)
}

func (v given) wrong(cause error) error {
	shown := v.text
	if v.setting.secret {
		shown = ""
	}
	return &ValueError{v.setting.key, v.source, shown, v.setting.takes(), cause}
}

// recorder is the flag.Value of one setting: it keeps the text for later, so
// that all sources are applied in their order and with the same errors.
type recorder struct {
	setting setting
	values  *[]given
}

func (r *recorder) String() string   { return "" }
func (r *recorder) IsBoolFlag() bool { return r.setting.isBool }

func (r *recorder) Set(text string) error {
	*r.values = append(*r.values, given{setting: r.setting, text: text, source: "--" + r.setting.flag()})
	return nil
}

// parseFlags returns the settings in args and the name of the file in them.
func parseFlags(flags *flag.FlagSet, all []setting, args []string) (values []given, file string, err error) {
	flags.SetOutput(io.Discard) // the caller prints the error, once
	names := []string{fileFlag}
	flags.StringVar(&file, fileFlag, "", fileHelp)
	for _, s := range all {
		flags.Var(&recorder{s, &values}, s.flag(), s.help)
		names = append(names, s.flag())
	}
	err = flags.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return values, file, err
	}
	// The flag package has no type for this error.
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		near := nearest(name, names)
		if near != "" {
			near = "--" + near
		}
		return nil, "", &UnknownError{"--" + name, "the command line", near}
	}
	return nil, "", fmt.Errorf("the command line: %w", err)
}

// parseEnv returns the settings in env and the name of the file in it.
func parseEnv(all []setting, env []string) (values []given, file string, err error) {
	byName := make(map[string]setting, len(all))
	names := []string{fileEnv}
	for _, s := range all {
		byName[s.env()] = s
		names = append(names, s.env())
	}
	var errs []error
	for _, entry := range env {
		name, text, _ := strings.Cut(entry, "=")
		s, known := byName[name]
		switch {
		case known:
			values = append(values, given{setting: s, text: text, source: name})
		case name == fileEnv:
			file = text
		case strings.HasPrefix(name, envPrefix) && !strings.HasPrefix(name, envTestPrefix):
			errs = append(errs, &UnknownError{name, "the environment", nearest(name, names)})
		}
	}
	return values, file, errors.Join(errs...)
}

// parseFile returns the settings in the file that is named on the command
// line, in the environment, or by default. Only the last one may be missing.
func parseFile(all []setting, fromFlag, fromEnv string) ([]given, error) {
	name := defaultFile
	switch {
	case fromFlag != "":
		name = fromFlag
	case fromEnv != "":
		name = fromEnv
	default:
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return []given{}, nil
		}
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the settings: %w", err)
	}
	return parseTOML(all, name, string(content))
}
