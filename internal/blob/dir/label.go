package dir

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline.news/internal/blob"
)

// A file ends in a label of labelSize bytes: a line feed, the magic line, the
// content type, a line feed, the SHA-256 of the content in hexadecimal, a line
// feed, and spaces.
const (
	labelSize  = 256
	labelMagic = "\ndateline blob 1\n"
)

var errLabel = errors.New("the file is not a blob: it has no label at its end")

// makeLabel returns the label of a content. A content type of
// blob.MaxContentType bytes leaves room for the rest.
func makeLabel(contentType string, sum []byte) []byte {
	label := labelMagic + contentType + "\n" + hex.EncodeToString(sum) + "\n"
	return append([]byte(label), bytes.Repeat([]byte{' '}, labelSize-len(label))...)
}

// readLabel returns what the label at the end of a file of size bytes says.
func readLabel(file io.ReaderAt, size int64) (contentType, etag string, err error) {
	if size < labelSize {
		return "", "", errLabel
	}
	label := make([]byte, labelSize)
	if _, err := file.ReadAt(label, size-labelSize); err != nil {
		return "", "", fmt.Errorf("reading the label: %w", err)
	}
	text, ok := strings.CutPrefix(string(label), labelMagic)
	if !ok {
		return "", "", errLabel
	}
	contentType, text, _ = strings.Cut(text, "\n")
	etag, _, ok = strings.Cut(text, "\n")
	if !ok || blob.CheckContentType(contentType) != nil {
		return "", "", errLabel
	}
	return contentType, etag, nil
}
