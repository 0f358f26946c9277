package e2e_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// complaints gathers what the browser has to say against a page.
type complaints struct {
	mu     sync.Mutex
	origin string
	lines  []string
	asked  int
}

func (c *complaints) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines = append(c.lines, fmt.Sprintf(format, args...))
}

// take returns what was gathered and how much was fetched, and begins anew.
func (c *complaints) take() (lines []string, asked int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	lines, asked = c.lines, c.asked
	c.lines, c.asked = nil, 0
	return lines, asked
}

func (c *complaints) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			c.add("console: %s", words(e.Args))
		}
	case *runtime.EventExceptionThrown:
		c.add("exception: %s", e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			c.add("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			c.add("a request failed: %s", e.ErrorText)
		}
	case *network.EventRequestWillBeSent:
		c.mu.Lock()
		c.asked++
		c.mu.Unlock()
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" && u.Scheme+"://"+u.Host != c.origin {
			c.add("a request to %s", e.Request.URL)
		}
	}
}

func words(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		parts = append(parts, string(a.Value)+a.Description)
	}
	return strings.Join(parts, " ")
}

// clean wants no kind of page to give the browser a reason to complain.
func (v visit) clean(t *testing.T, kinds []kind) {
	b := v.tab(t)
	heard := &complaints{origin: b.origin}
	for _, enable := range []func() error{
		func() error { _, err := chromedp.Call(b, network.Enable, network.EnableParams{}); return err },
		func() error { return chromedp.Listen(b, heard.hear) },
	} {
		must(t, enable())
	}
	for _, k := range kinds {
		b.open(k.path)
		b.until(`!document.querySelector(".clock") || !document.querySelector(".clock").hidden`)
		lines, asked := heard.take()
		lines = slices.DeleteFunc(lines, func(line string) bool { // the page itself, which is meant to
			return k.status >= 400 && strings.Contains(line, fmt.Sprint("status of ", k.status)) && strings.HasSuffix(line, b.origin+k.path)
		})
		if len(lines) > 0 {
			t.Errorf("%s (%s): %s", k.name, k.path, strings.Join(lines, "; "))
		}
		if asked < 2 {
			t.Errorf("%s (%s): only %d requests were seen", k.name, k.path, asked)
		}
	}
	b.proveThatTheyAreHeard(heard)
}

// proveThatTheyAreHeard does what a page must not do, and wants it noticed.
func (b tab) proveThatTheyAreHeard(heard *complaints) {
	b.t.Helper()
	eval[bool](b, `(() => { console.error("planted"); const s = document.createElement("style"); s.textContent = "p{}"; document.head.append(s);
		const i = new Image(); i.src = "http://elsewhere.invalid/x.png"; return true; })()`)
	eval[bool](b, `new Promise(done => setTimeout(() => done(true), 100))`)
	lines, _ := heard.take()
	all := strings.Join(lines, "\n")
	for _, want := range []string{"planted", "style-src", "elsewhere.invalid"} {
		if !strings.Contains(all, want) {
			b.t.Errorf("%s was not noticed:\n%s", want, all)
		}
	}
}

// narrow wants every kind of page to fit 320 px, which is 1280 px at 400 %
// (WCAG 2.2, 1.4.10), without scrolling sideways.
func (v visit) narrow(t *testing.T, kinds []kind) {
	b := v.tab(t)
	b.size(320, 256)
	for _, k := range kinds {
		b.open(k.path)
		if wide := eval[[]string](b, `document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("body *")]
			.filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > 321 || r.left < -1); })
			.slice(0, 4).map(e => e.tagName + "." + e.getAttribute("class") + " " + Math.round(e.getBoundingClientRect().left) + "…" + Math.round(e.getBoundingClientRect().right))
			.concat("the page is " + document.documentElement.scrollWidth + " px wide")`); len(wide) > 0 {
			t.Errorf("%s (%s) does not fit 320 px: %q", k.name, k.path, wide)
		}
	}
}
