package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress tells how far something long has come: as a bar that moves on a
// terminal, as a line every now and then elsewhere.
type progress struct {
	out   io.Writer
	what  string // is counted: "stories"
	moves bool
	now   func() time.Time
	began time.Time
	first int // that were there when it began
	last  time.Time
	line  string
}

// How often it says something.
const (
	barEvery  = 200 * time.Millisecond
	lineEvery = 10 * time.Second
)

func newProgress(out io.Writer, what string) *progress {
	return &progress{out: out, what: what, moves: isTerminal(out), now: time.Now}
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// show says that so many are there.
func (p *progress) show(done, of int) {
	now := p.now()
	if p.began.IsZero() {
		p.began, p.first, p.last = now, done, now
	}
	p.line = p.text(done, of, now.Sub(p.began))
	every := lineEvery
	if p.moves {
		every = barEvery
	}
	if now.Sub(p.last) >= every {
		p.last = now
		p.write()
	}
}

// end says how it stands at the end.
func (p *progress) end() {
	if p.line == "" {
		return
	}
	p.write()
	if p.moves {
		_, _ = fmt.Fprintln(p.out)
	}
}

func (p *progress) write() {
	if p.moves {
		_, _ = fmt.Fprint(p.out, "\r"+p.line+"\x1b[K")
		return
	}
	_, _ = fmt.Fprintln(p.out, p.line)
}

// barWidth is how many characters the bar has.
const barWidth = 24

func (p *progress) text(done, of int, passed time.Duration) string {
	share := float64(done) / float64(max(of, 1))
	line := fmt.Sprintf("%3.0f %%  %s of %s %s", 100*share, grouped(done), grouped(of), p.what)
	if p.moves {
		full := min(int(share*barWidth), barWidth)
		line = "[" + strings.Repeat("█", full) + strings.Repeat("·", barWidth-full) + "] " + line
	}
	if rate := float64(done-p.first) / max(passed.Seconds(), 1e-9); done > p.first {
		line += fmt.Sprintf("  %s/s", grouped(int(rate)))
		if left := time.Duration(float64(of-done) / rate * float64(time.Second)); left >= time.Second {
			line += fmt.Sprintf("  %v left", left.Round(time.Second))
		} else if done >= of {
			line += fmt.Sprintf("  in %v", passed.Round(time.Second/10))
		}
	}
	return line
}

// grouped writes a number with its thousands apart.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
