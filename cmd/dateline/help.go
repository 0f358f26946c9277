package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"dateline.news/internal/config"
)

const helpHead = `Dateline: a whole online news publication in one program.

  dateline demo                    look at one
  dateline serve --data ./mypaper  run your own

`

const helpFoot = `
"dateline help COMMAND" explains a command, "dateline help config" every setting.
`

func runHelp(_ context.Context, t terminal, args []string) error {
	if len(args) == 0 {
		_, err := fmt.Fprint(t.out, overview())
		return err
	}
	if len(args) == 1 && args[0] == "config" {
		return config.Describe(t.out)
	}
	cmd, rest := find(args)
	if cmd == nil || len(rest) > 0 {
		return unknownCommand(args)
	}
	_, err := fmt.Fprint(t.out, cmd.help())
	return err
}

func overview() string {
	var b strings.Builder
	b.WriteString(helpHead)
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-15s %s\n", c.name, c.summary)
	}
	b.WriteString(helpFoot)
	return b.String()
}

func runVersion(_ context.Context, t terminal, args []string) error {
	if len(args) > 0 {
		return misuse("version takes no arguments")
	}
	_, err := fmt.Fprintln(t.out, "dateline", version())
	return err
}

// version is what the build says of itself: a release, or a commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "(devel)" {
			v = s.Value[:min(12, len(s.Value))]
		}
	}
	return v + " " + info.GoVersion
}
