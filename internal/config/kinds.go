package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// errForm says that a value does not look as its kind requires; what is
// accepted stands beside it in the message.
var errForm = errors.New("it has another form")

func keep(s string) string { return s }

// text is the kind of a text that passes a check. Empty is always allowed: it
// is how a later source takes back what an earlier one gave.
func text(accepts, example string, ok func(string) bool) kind[string] {
	return kind[string]{accepts, example, func(s string) (string, error) {
		if s != "" && !ok(s) {
			return "", errForm
		}
		return s, nil
	}, keep}
}

func path() kind[string] {
	return text("a path", "/var/lib/dateline", func(s string) bool { return !strings.ContainsRune(s, 0) })
}

func word() kind[string] {
	isOdd := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
	return text("a word without spaces", "eu-central-1", func(s string) bool { return !strings.ContainsFunc(s, isOdd) })
}

func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	number, numberErr := strconv.ParseUint(port, 10, 16)
	return err == nil && numberErr == nil && number <= 65535
}

func address() kind[string] {
	k := text("host:port, or :port for every network", ":8080", isAddress)
	parse := k.parse
	k.parse = func(s string) (string, error) {
		if s == "" {
			return "", errForm
		}
		return parse(s)
	}
	return k
}

func optionalAddress() kind[string] {
	return text("host:port, or nothing", "127.0.0.1:9090", isAddress)
}

func isWebURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil && u.Fragment == ""
}

func webURL() kind[string] {
	return text("a URL that begins with https:// or http://", "https://s3.example.net", isWebURL)
}

func origin() kind[string] {
	k := text("https:// or http:// and a host name, without a path", "https://news.example.net", func(s string) bool {
		u, err := url.Parse(strings.TrimSuffix(s, "/"))
		return err == nil && isWebURL(s) && u.Path == "" && u.RawQuery == ""
	})
	parse := k.parse
	k.parse = func(s string) (string, error) {
		s, err := parse(s)
		return strings.ToLower(strings.TrimSuffix(s, "/")), err
	}
	return k
}

// hostNamePattern is a host name in ASCII (RFC 1123) or an IP address.
const hostNamePattern = `^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`

func isHostName(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	ok, err := regexp.MatchString(hostNamePattern, strings.ToLower(s))
	return err == nil && ok && len(s) <= 253
}

func hostName() kind[string] { return text("a host name", "smtp.example.net", isHostName) }

func hostNames() kind[[]string] {
	return list("host names", "news.example.net, www.example.net", func(s string) (string, error) {
		if !isHostName(s) {
			return "", errForm
		}
		return strings.ToLower(s), nil
	}, keep)
}

func networks() kind[[]netip.Prefix] {
	return list("networks or addresses", "10.0.0.0/8, 192.0.2.7", func(s string) (netip.Prefix, error) {
		if addr, err := netip.ParseAddr(s); err == nil {
			return netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		return netip.ParsePrefix(s)
	}, netip.Prefix.String)
}

func email() kind[string] {
	return text("an e-mail address", "desk@example.net", func(s string) bool {
		parsed, err := netmail.ParseAddress(s)
		return err == nil && parsed.Address == s
	})
}

func sender() kind[string] {
	return text("an e-mail address, with a name if you like", "Example News <desk@example.net>", func(s string) bool {
		_, err := netmail.ParseAddress(s)
		return err == nil
	})
}

func bucketName() kind[string] {
	ok := regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	return text("3 to 63 small letters, digits, dots and dashes", "news-media", ok.MatchString)
}

func prefix() kind[string] {
	ok := regexp.MustCompile(`^([A-Za-z0-9_-][A-Za-z0-9._-]*/)+$`)
	return text("a path that ends in a slash", "dateline/", ok.MatchString)
}

func databaseURL() kind[DatabaseURL] {
	return kind[DatabaseURL]{"a URL that begins with postgres://", "postgres://dateline@db.example.net/dateline",
		func(s string) (DatabaseURL, error) {
			u, err := url.Parse(s)
			if s != "" && (err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql") {
				return "", errForm // and not err, which repeats the URL and its password
			}
			return DatabaseURL(s), nil
		}, DatabaseURL.String}
}

func yesNo() kind[bool] {
	return kind[bool]{"true or false", "true", func(s string) (bool, error) {
		value, err := strconv.ParseBool(s)
		if err != nil {
			return false, errForm
		}
		return value, nil
	}, strconv.FormatBool}
}

func port() kind[int] {
	return kind[int]{"a port number from 1 to 65535", "587", func(s string) (int, error) {
		if s == "" {
			return 0, nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 65535 {
			return 0, errForm
		}
		return n, nil
	}, func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}}
}

func duration() kind[time.Duration] {
	return kind[time.Duration]{"a time with its unit, longer than zero", "30s", func(s string) (time.Duration, error) {
		d, err := time.ParseDuration(s)
		if err != nil || d <= 0 {
			return 0, errForm
		}
		return d, nil
	}, shortDuration}
}

// shortDuration writes 2m0s as 2m.
func shortDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func logLevel() kind[slog.Level] {
	return kind[slog.Level]{"debug, info, warn or error", "info", func(s string) (level slog.Level, err error) {
		if !slices.Contains([]string{"debug", "info", "warn", "error"}, strings.ToLower(s)) {
			return 0, errForm
		}
		return level, level.UnmarshalText([]byte(s))
	}, func(level slog.Level) string { return strings.ToLower(level.String()) }}
}

func oneOf[T ~string](choices ...T) kind[T] {
	names := make([]string, len(choices))
	for i, choice := range choices {
		names[i] = string(choice)
	}
	last := len(names) - 1
	accepts := strings.Join(names[:last], ", ") + " or " + names[last]
	return kind[T]{accepts, names[last], func(s string) (T, error) {
		if !slices.Contains(choices, T(s)) {
			return "", errForm
		}
		return T(s), nil
	}, func(value T) string { return string(value) }}
}

// oneOfEach is a list of different choices.
func oneOfEach[T ~string](choices ...T) kind[[]T] {
	one := oneOf(choices...)
	k := list("some of "+strings.Replace(one.accepts, " or ", " and ", 1), one.example, one.parse, one.format)
	parse := k.parse
	k.parse = func(s string) ([]T, error) {
		values, err := parse(s)
		slices.Sort(values)
		return slices.Compact(values), err
	}
	return k
}

// list is the kind of several values with commas between them.
func list[T any](accepts, example string, parse func(string) (T, error), format func(T) string) kind[[]T] {
	return kind[[]T]{accepts + ", with commas between them", example, func(s string) ([]T, error) {
		var all []T
		for item := range strings.SplitSeq(s, ",") {
			if item = strings.TrimSpace(item); item == "" {
				continue
			}
			value, err := parse(item)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", item, err)
			}
			all = append(all, value)
		}
		return all, nil
	}, func(all []T) string {
		texts := make([]string, len(all))
		for i, value := range all {
			texts[i] = format(value)
		}
		return strings.Join(texts, ", ")
	}}
}
