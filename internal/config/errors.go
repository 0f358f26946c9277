package config

import (
	"errors"
	"fmt"
	"strings"
)

// ValueError says that the value of a setting cannot be used.
type ValueError struct {
	Key     string
	Source  string // where it stands: "dateline.toml:3", "DATELINE_LISTEN", "--listen"
	Value   string // "" for a secret
	Accepts string // what it takes instead, with an example
	Cause   error
}

func (e *ValueError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s cannot be used", e.Source, e.Key)
	if e.Value != "" {
		fmt.Fprintf(&b, " with the value %q", e.Value)
	}
	if !errors.Is(e.Cause, errForm) {
		fmt.Fprintf(&b, " (%v)", e.Cause)
	} else if e.Cause != errForm { // it names the item of a list
		fmt.Fprintf(&b, " because of %s", strings.TrimSuffix(e.Cause.Error(), ": "+errForm.Error()))
	}
	return b.String() + "; it takes " + e.Accepts
}

func (e *ValueError) Unwrap() error { return e.Cause }

// UnknownError says that there is no setting of that name.
type UnknownError struct {
	Name    string
	Source  string // "dateline.toml:3", "the environment", "the command line"
	Nearest string // the name that was probably meant, or ""
}

func (e *UnknownError) Error() string {
	message := fmt.Sprintf("%s: there is no setting %s", e.Source, e.Name)
	if e.Nearest != "" {
		return message + "; did you mean " + e.Nearest + "?"
	}
	return message + "; dateline help config lists them all"
}

// ConflictError says that settings cannot work together, and what to do.
type ConflictError struct {
	Keys   []string
	Reason string
	WayOut string
}

func (e *ConflictError) Error() string {
	return strings.Join(e.Keys, ", ") + ": " + e.Reason + "; " + e.WayOut
}
