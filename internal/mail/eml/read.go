package eml

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"time"

	"dateline.news/internal/mail"
)

const (
	maxRead  = 16 << 20 // bytes of decoded text and HTML of one message
	maxDepth = 8        // parts within parts
)

var errTooDeep = errors.New("the parts of the message are nested too deeply")

// Mail is a message as it was read, in UTF-8.
type Mail struct {
	Header netmail.Header // as it stands in the message
	Summary
	Text string
	HTML string
}

// Summary is what a list of messages shows. A field that cannot be read is
// empty.
type Summary struct {
	From    []*mail.Address
	To      []*mail.Address
	Subject string
	Date    time.Time
}

// Read reads a whole message.
func Read(r io.Reader) (Mail, error) {
	raw, err := netmail.ReadMessage(r)
	if err != nil {
		return Mail{}, fmt.Errorf("reading the header of a message: %w", err)
	}
	m := Mail{Header: raw.Header, Summary: summarise(raw.Header)}
	if err := m.readPart(partHeader(raw.Header), raw.Body, 0); err != nil {
		return Mail{}, fmt.Errorf("reading the body of a message: %w", err)
	}
	return m, nil
}

// ReadSummary reads the header of a message only.
func ReadSummary(r io.Reader) (Summary, error) {
	raw, err := netmail.ReadMessage(r)
	if err != nil {
		return Summary{}, fmt.Errorf("reading the header of a message: %w", err)
	}
	return summarise(raw.Header), nil
}

func summarise(h netmail.Header) Summary {
	s := Summary{Subject: decodeWords(h.Get("Subject"))}
	if from, err := h.AddressList("From"); err == nil {
		s.From = from
	}
	if to, err := h.AddressList("To"); err == nil {
		s.To = to
	}
	if date, err := h.Date(); err == nil {
		s.Date = date
	}
	return s
}

// decodeWords decodes encoded words (RFC 2047), and leaves text that only
// looks like some.
func decodeWords(s string) string {
	decoded, err := new(mime.WordDecoder).DecodeHeader(s)
	if err != nil {
		decoded = s
	}
	return strings.ToValidUTF8(decoded, "\uFFFD")
}

// partHeader is the header of a message or of a part of one.
type partHeader map[string][]string

func (h partHeader) get(name string) string {
	if values := h[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

func (m *Mail) readPart(h partHeader, body io.Reader, depth int) error {
	if depth > maxDepth {
		return errTooDeep
	}
	kind, parameters, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil {
		kind = "text/plain" // what RFC 2045, section 5.2, has us assume
	}
	if strings.HasPrefix(kind, "multipart/") {
		return m.readParts(multipart.NewReader(body, parameters["boundary"]), depth)
	}
	disposition, _, _ := strings.Cut(h.get("Content-Disposition"), ";")
	if !strings.HasPrefix(kind, "text/") || strings.EqualFold(disposition, "attachment") {
		return nil
	}
	text, err := decodeBody(h.get("Content-Transfer-Encoding"), body)
	if err != nil {
		return err
	}
	if kind == "text/html" {
		m.HTML += text
	} else {
		m.Text += text
	}
	return nil
}

func (m *Mail) readParts(parts *multipart.Reader, depth int) error {
	for {
		// The raw part leaves the encoding to us, for all parts alike.
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := m.readPart(partHeader(part.Header), part, depth+1); err != nil {
			return err
		}
	}
}

func decodeBody(encoding string, body io.Reader) (string, error) {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, err := io.ReadAll(io.LimitReader(body, maxRead))
	if err != nil {
		return "", err
	}
	normal := strings.ReplaceAll(string(text), "\r\n", "\n")
	return strings.ToValidUTF8(normal, "\uFFFD"), nil
}
