package config

import (
	"log/slog"
	"net/url"
)

const hidden = "(hidden)"

// Secret is a text that prints as "(hidden)", or as nothing when it is empty,
// however it is printed. Convert it to a string to use it.
type Secret string

func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString is String for the verb %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText is String for encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue is String for logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// DatabaseURL is a connection string that prints without its password.
// Convert it to a string to use it.
type DatabaseURL string

func (d DatabaseURL) String() string {
	if d == "" {
		return ""
	}
	u, err := url.Parse(string(d))
	if err != nil {
		return hidden
	}
	if query := u.Query(); query.Has("password") {
		query.Set("password", "xxxxx")
		u.RawQuery = query.Encode()
	}
	return u.Redacted()
}

// GoString is String for the verb %#v.
func (d DatabaseURL) GoString() string { return d.String() }

// MarshalText is String for encoders.
func (d DatabaseURL) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// LogValue is String for logs.
func (d DatabaseURL) LogValue() slog.Value { return slog.StringValue(d.String()) }
