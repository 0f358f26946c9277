package blob

import (
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxKey is the most bytes that a key may have.
	MaxKey = 512
	// MaxSegment is the most bytes between two slashes of a key: written with
	// three bytes for each, they still fit into a file name.
	MaxSegment = 80
	// MaxContentType is the most bytes that a content type may have.
	MaxContentType = 160
)

var (
	// ErrKey says that a key or a prefix cannot be used.
	ErrKey = errors.New("the key cannot be used")
	// ErrContentType says that a content type cannot be used.
	ErrContentType = errors.New("the content type cannot be used")
)

// CheckKey returns ErrKey, with the reason, unless key is a relative path in
// UTF-8 that means the same to every store: of at most MaxKey bytes, its
// segments neither empty nor "." nor ".." nor longer than MaxSegment, without
// backslashes, control characters or invisible formatting.
func CheckKey(key string) error {
	switch {
	case key == "":
		return fmt.Errorf("%w: it is empty", ErrKey)
	case len(key) > MaxKey:
		return fmt.Errorf("%w: %d bytes, and %d is the most", ErrKey, len(key), MaxKey)
	case !utf8.ValidString(key):
		return fmt.Errorf("%w: %q is not UTF-8", ErrKey, key)
	case strings.ContainsFunc(key, isHostile):
		return fmt.Errorf("%w: %q contains a backslash, a control character or an invisible one", ErrKey, key)
	}
	for segment := range strings.SplitSeq(key, "/") {
		switch {
		case segment == "":
			return fmt.Errorf("%w: %q has an empty segment", ErrKey, key)
		case segment == ".", segment == "..":
			return fmt.Errorf("%w: %q leads elsewhere with %q", ErrKey, key, segment)
		case len(segment) > MaxSegment:
			return fmt.Errorf("%w: a segment of %q has more than %d bytes", ErrKey, key, MaxSegment)
		}
	}
	return nil
}

func isHostile(r rune) bool {
	return r == '\\' || r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// CheckPrefix returns ErrKey unless prefix is empty, a key, or a key and a
// slash.
func CheckPrefix(prefix string) error {
	if prefix == "" {
		return nil
	}
	return CheckKey(strings.TrimSuffix(prefix, "/"))
}

// CheckContentType returns ErrContentType unless contentType is a media type
// (RFC 9110, section 8.3) of at most MaxContentType printable ASCII bytes.
func CheckContentType(contentType string) error {
	if len(contentType) > MaxContentType {
		return fmt.Errorf("%w: %d bytes, and %d is the most", ErrContentType, len(contentType), MaxContentType)
	}
	notPrintable := func(r rune) bool { return r < ' ' || r > '~' }
	if strings.ContainsFunc(contentType, notPrintable) {
		return fmt.Errorf("%w: %q is not printable ASCII", ErrContentType, contentType)
	}
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("%w: %q: %w", ErrContentType, contentType, err)
	}
	if !strings.Contains(kind, "/") {
		return fmt.Errorf("%w: %q is not of the form type/subtype", ErrContentType, contentType)
	}
	return nil
}
