package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Report is a section of results in the making.
type Report struct{ text strings.Builder }

// New begins a report of a program that was run by a command, now, on a
// machine, with other people's programs in the given versions ("nginx 1.22.1").
func New(title, command string, now time.Time, m Machine, versions ...string) *Report {
	r := &Report{}
	fmt.Fprintf(&r.text, "## %s, %s\n\n", title, now.UTC().Format("2006-01-02 15:04 MST"))
	fmt.Fprintf(&r.text, "`%s`\n\n%s\n\n%s.\n", command, m, strings.Join(versions, ", "))
	return r
}

// Say adds a paragraph.
func (r *Report) Say(format string, args ...any) {
	_, _ = fmt.Fprintf(&r.text, "\n"+format+"\n", args...)
}

// Table adds a table; every row has as many cells as the head.
func (r *Report) Table(head []string, rows [][]string) {
	r.text.WriteByte('\n')
	r.row(head)
	r.text.WriteString("|" + strings.Repeat("---|", len(head)) + "\n")
	for _, row := range rows {
		r.row(row)
	}
}

func (r *Report) row(cells []string) {
	for _, cell := range cells {
		r.text.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
	}
	r.text.WriteString("|\n")
}

// String is the report in Markdown.
func (r *Report) String() string { return r.text.String() }

// Append adds the report to a file, which must be there: it says above the
// results what they mean.
func (r *Report) Append(file string) (err error) {
	f, err := os.OpenFile(filepath.Clean(file), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("keep the results: %w", err)
	}
	if _, err = f.WriteString("\n" + r.String()); err != nil {
		_ = f.Close()
		return fmt.Errorf("keep the results: %w", err)
	}
	if err = f.Close(); err != nil {
		return fmt.Errorf("keep the results: %w", err)
	}
	return nil
}
