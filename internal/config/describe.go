package config

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

const (
	descriptionWidth  = 80 // columns of the whole text
	descriptionIndent = 28 // columns before what is said about a setting
)

// Describe writes all settings with their names in the three sources, their
// defaults and what they are for: the text of "dateline help config".
func Describe(w io.Writer) error {
	b := bufio.NewWriter(w)
	for line := range strings.SplitSeq(wrapped(introduction, descriptionWidth), "\n") {
		fmt.Fprintln(b, line)
	}
	defaults := Defaults()
	heading := ""
	for _, s := range settings(&defaults) {
		if s.group != heading {
			heading = s.group
			fmt.Fprintf(b, "\n%s\n", strings.ToUpper(heading))
		}
		fmt.Fprintln(b)
		describe(b, s)
	}
	return b.Flush()
}

const introduction = "A setting is a line in a TOML file, an environment variable, or a flag. The " +
	"flag counts before the variable, the variable before the file, and the file before the " +
	"default. The file is " + defaultFile + " in the working directory, when it is there, or the one " +
	"named by --" + fileFlag + " or " + fileEnv + ". Keys with a dot stand in a table: tls.email is " +
	"email under [tls]. Lists take commas between their items, or a TOML list."

// describe writes the key and the flag of s on the left, and on the right what
// it is for, the variable, and the default.
func describe(w io.Writer, s setting) {
	usual := "Takes " + s.takes() + "."
	if value := s.get(); value != "" {
		usual = "Default " + value + ". " + usual
	}
	right := strings.Split(wrapped(s.help, descriptionWidth-descriptionIndent), "\n")
	right = append(right, strings.Split(wrapped(usual, descriptionWidth-descriptionIndent), "\n")...)
	right = append(right, s.env())
	left := []string{"  " + s.key, "  --" + s.flag()}
	for i, text := range right {
		label := ""
		if i < len(left) {
			label = left[i]
		}
		fmt.Fprintf(w, "%-*s%s\n", descriptionIndent, label, text)
	}
}

// wrapped breaks text between words into lines of at most width bytes, where
// the words allow it.
func wrapped(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case column+1+len(word) > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}
