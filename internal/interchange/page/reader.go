package page

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"strings"
	"syscall"
	"unicode/utf16"
	"unicode/utf8"

	"dateline.news/internal/news"
)

const (
	// MaxBytes is the size above which a text is refused; a long read has 0.1 MB.
	MaxBytes = 4 << 20
	// MaxLines is the number of lines above which a text is refused.
	MaxLines = 20_000
)

// readText reads a whole page and returns it as UTF-8. It reads at most one byte
// more than MaxBytes, however long the input is.
func readText(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case errors.Is(err, syscall.EISDIR):
		return "", news.Errorf(news.Invalid, "This is a directory, not the text of a page. Give one file for each page.")
	case err != nil:
		return "", news.Wrap(err, news.Invalid, "The page could not be read to its end")
	case len(raw) > MaxBytes:
		return "", news.Errorf(news.Invalid, "The file is larger than 4 MB. That is not the text of one page; give one file for each page.")
	}
	text, err := decode(raw)
	switch {
	case err != nil:
		return "", err
	case strings.TrimSpace(plain(text)) == "":
		return "", news.Errorf(news.Invalid, "The file is empty: it holds no text.")
	case looksLikeHTML(text):
		return "", news.Errorf(news.Invalid, "This is HTML, not plain text. Give the text of the page as a reader sees it: open it in a browser and save it as text.")
	case strings.Count(text, "\n")+strings.Count(text, "\r") > MaxLines:
		return "", news.Errorf(news.Invalid, "The file has more than %d lines. That is not the text of one page; give one file for each page.", MaxLines)
	}
	return text, nil
}

func decode(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return decodeUTF16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return decodeUTF16(raw[2:], binary.BigEndian)
	}
	if at := bytes.IndexByte(raw, 0); at >= 0 {
		return "", news.Errorf(news.Invalid, "This is not a text: there is a zero byte at position %d. (UTF-16 is read when it begins with a byte order mark.)", at)
	}
	if at := invalidAt(raw); at >= 0 {
		return "", news.Errorf(news.Invalid, "The text is not UTF-8: the byte at position %d does not belong there. Save the page as UTF-8.", at)
	}
	return string(raw), nil
}

func invalidAt(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

func decodeUTF16(raw []byte, order binary.ByteOrder) (string, error) {
	if len(raw)%2 != 0 {
		return "", news.Errorf(news.Invalid, "The text says that it is UTF-16, but ends in the middle of a character.")
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	runes := utf16.Decode(units)
	for i, r := range runes {
		if r == 0 || r == utf8.RuneError {
			return "", news.Errorf(news.Invalid, "The text says that it is UTF-16, but character %d is none.", i+1)
		}
	}
	return string(runes), nil
}

var (
	htmlStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b`)
	htmlTag   = regexp.MustCompile(`(?i)</?(?:html|head|body|div|span|p|a|script|style|meta|link|article|section|li|ul|h[1-6]|br|img|table)(?:\s[^<>]*)?/?>`)
)

// looksLikeHTML reports markup: a document that says so, or several tags near its
// beginning. One tag quoted in a story about programming does not make it HTML.
func looksLikeHTML(text string) bool {
	start := text[:min(len(text), 64<<10)]
	return htmlStart.MatchString(start) || len(htmlTag.FindAllStringIndex(start, 5)) == 5
}

// splitLines cuts a text at LF, CRLF and CR. A last line end begins no new line.
func splitLines(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
