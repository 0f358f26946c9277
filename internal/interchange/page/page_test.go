package page

import (
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"dateline.news/internal/news"
)

func TestUnderstand_refuses(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, says string }{
		"nothing":             {"", "empty"},
		"white space":         {" \n\t\u00A0\r\n\uFEFF", "empty"},
		"a byte order mark":   {"\xEF\xBB\xBF", "empty"},
		"a zero byte":         {"A headline\x00", "zero byte at position 10"},
		"broken UTF-8":        {"Caf\xE9 closes", "position 3"},
		"odd UTF-16":          {"\xFF\xFEa\x00b", "middle of a character"},
		"half a UTF-16 pair":  {"\xFF\xFE\x00\xD8a\x00", "character 1"},
		"a HTML document":     {"\n<!DOCTYPE html>\n<title>Story</title>", "HTML"},
		"a HTML fragment":     {"<div><p>One</p><p>Two</p></div>", "HTML"},
		"more than 4 MB":      {strings.Repeat("x", MaxBytes+1), "4 MB"},
		"more than the lines": {"A\n" + strings.Repeat("\n", MaxLines) + "B", "20000 lines"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Understand(strings.NewReader(row.text))
			if news.KindOf(err) != news.Invalid || !strings.Contains(news.Say(err), row.says) {
				t.Errorf("Understand = %v, want Invalid with %q", err, row.says)
			}
		})
	}
}

// endless is a file without an end that counts what is read of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return copy(p, strings.Repeat("a", len(p))), nil
}

func TestUnderstand_stops_reading_at_the_limit(t *testing.T) {
	t.Parallel()
	var file endless
	if _, err := Understand(&file); news.KindOf(err) != news.Invalid {
		t.Fatalf("Understand(endless) = %v, want Invalid", err)
	}
	if file.read > 2*MaxBytes {
		t.Errorf("read %d bytes of an endless file", file.read)
	}
}

func TestUnderstand_says_that_reading_failed(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	_, err := Understand(io.MultiReader(strings.NewReader("A headline"), readerFunc(func([]byte) (int, error) { return 0, broken })))
	if !errors.Is(err, broken) {
		t.Errorf("Understand = %v, want the cause", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

const small = "A Small Story About a Bridge\r\n18 May 2015\r\n\r\nThe bridge is open again, the town said.\r\n"

func TestUnderstand_reads_every_encoding_alike(t *testing.T) {
	t.Parallel()
	units := utf16.Encode([]rune("\uFEFF" + small))
	var little, big strings.Builder
	for _, u := range units {
		little.Write([]byte{byte(u), byte(u >> 8)})
		big.Write([]byte{byte(u >> 8), byte(u)})
	}
	for name, text := range map[string]string{
		"UTF-8": small, "with a byte order mark": "\uFEFF" + small, "UTF-16 LE": little.String(), "UTF-16 BE": big.String(),
		"LF": strings.ReplaceAll(small, "\r\n", "\n"), "CR": strings.ReplaceAll(small, "\r\n", "\r"),
	} {
		page, err := Understand(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if page.Headline != "A Small Story About a Bridge" || page.PublishedAt.String() != "2015-05-18" || len(page.Body) != 1 || len(page.Lines()) != 4 {
			t.Errorf("%s: %q, %s, %d paragraphs, %d lines", name, page.Headline, page.PublishedAt, len(page.Body), len(page.Lines()))
		}
	}
}

func TestUnderstand_keeps_a_tag_in_a_story(t *testing.T) {
	t.Parallel()
	page, err := Understand(strings.NewReader("How the Web Got Its Links\n\nThe <a> element is as old as the web itself.\n"))
	if err != nil || len(page.Body) != 1 {
		t.Errorf("Understand = %d paragraphs, %v", len(page.Body), err)
	}
}

func TestPage_Report_says_what_was_left_out(t *testing.T) {
	t.Parallel()
	page, err := Understand(strings.NewReader("Bridge Opens After a Long Winter\nShare\n114\n\nThe bridge is open again, the town said.\n\nDiscussiontotal 2360\n"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := page.Report(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"headline     Bridge Opens After a Long Winter", "line 2    Share", "line 3    114  [a number that the page does not explain]",
		"line 7    Discussiontotal 2360  [begins like a link of the site (“discussion”); what follows is not understood]",
		"publishedAt       no date stands at the story",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, out.String())
		}
	}
}

func TestPage_Report_tells_of_a_writer_that_fails(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	r.Close()
	if err := (Page{}).Report(w); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Report = %v", err)
	}
}
