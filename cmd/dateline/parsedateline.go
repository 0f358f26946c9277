package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"

	"dateline.news/internal/dateline"
	"dateline.news/internal/news"
)

const parseDatelineText = `It reads one opening per line from standard input and prints one JSON object per
line:

  {"places":[{"name":"MOSCOW"}],"source":"Sputnik","filedOn":"","rest":"A US-led …"}

places is empty where the opening has no dateline; rest is then the whole line.
filedOn is YYYY-MM-DD, or --MM-DD where the year is not said.
`

// longestOpening is the longest line that is read, in bytes.
const longestOpening = 4 << 20

// opening is what is printed of a line.
type opening struct {
	Places  []place          `json:"places"`
	Source  string           `json:"source"`
	FiledOn news.PartialDate `json:"filedOn"`
	Rest    string           `json:"rest"`
}

type place struct {
	Name   string `json:"name"`
	Region string `json:"region"`
}

func runParseDateline(ctx context.Context, t terminal, args []string) error {
	if len(args) > 0 {
		return misuse("parse dateline reads from standard input; it takes no arguments, and was given %q", args[0])
	}
	lines := bufio.NewScanner(t.in)
	lines.Buffer(make([]byte, 0, 64<<10), longestOpening)
	out := bufio.NewWriter(t.out)
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	n := 0
	for lines.Scan() && ctx.Err() == nil {
		n++
		if err := encode.Encode(parseOpening(lines.Text())); err != nil {
			return fmt.Errorf("write the answer to line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d cannot be read (lines may have up to %d bytes): %w", n+1, longestOpening, err)
	}
	return out.Flush()
}

func parseOpening(text string) opening {
	read := dateline.Parse(text)
	o := opening{Places: []place{}, Source: read.Dateline.Source, FiledOn: read.Dateline.FiledOn, Rest: read.Rest}
	for _, p := range read.Dateline.Places {
		o.Places = append(o.Places, place{p.Name, p.Region})
	}
	return o
}
