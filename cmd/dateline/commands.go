package main

import (
	"context"
	"fmt"
	"strings"
)

// command is something that the program can do.
type command struct {
	name    string // one word, or two: "import page"
	args    string
	summary string // half a sentence, for the list
	text    string // for its own help
	run     func(ctx context.Context, t terminal, args []string) error
}

// commands are all of them, in the order of the help.
func commands() []command {
	return []command{
		{"demo", "[--listen ADDR] [--data DIR]", "shows a small newspaper, ready to read", demoText, runDemo},
		{"serve", "[--data DIR] [--listen ADDR]", "runs a publication", serveText, runServe},
		{"import page", "[--publish] FILE…", "brings news pages in, as drafts or published", importPageText, runImportPage},
		{"parse dateline", "< OPENINGS", "reads datelines off the openings of stories", parseDatelineText, runParseDateline},
		{"bench seed", "--stories N [--data DIR]", "makes the archive of a newspaper that never was", benchSeedText, runBenchSeed},
		{"help", "[COMMAND | config]", "explains a command, or the configuration", "", runHelp},
		{"version", "", "says which version this is", "", runVersion},
	}
}

// find returns the command that the arguments begin with, and the rest.
func find(args []string) (*command, []string) {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" {
		args = append([]string{"help"}, args[min(1, len(args)):]...)
	}
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == c.name {
			return &c, args[len(words):]
		}
	}
	return nil, nil
}

// unknownCommand names what begins in the same way, or sounds like it.
func unknownCommand(args []string) error {
	var near []string
	for _, c := range commands() {
		first, _, _ := strings.Cut(c.name, " ")
		if first == args[0] || strings.HasPrefix(c.name, args[0]) {
			near = append(near, "dateline "+c.name)
		}
	}
	if len(near) > 0 {
		return misuse("there is no command %q; did you mean %s?", strings.Join(args, " "), strings.Join(near, " or "))
	}
	return misuse("there is no command %q; \"dateline help\" lists them", args[0])
}

// help is the page of one command.
func (c *command) help() string {
	text := fmt.Sprintf("dateline %s %s\n\n%s.\n", c.name, c.args, strings.ToUpper(c.summary[:1])+c.summary[1:])
	if c.text != "" {
		text += "\n" + c.text
	}
	return text
}
