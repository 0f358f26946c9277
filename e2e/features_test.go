package e2e_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The house's clock stands at 20:00 in its zone on 22 November, whatever the
// browser's machine believes the time and the zone to be.
func (v visit) clock(t *testing.T) {
	b := v.tab(t)
	b.zone("Asia/Tokyo")
	b.open(v.story(t, "en").Path)
	b.until(`!document.querySelector(".clock").hidden`)
	text := func() string {
		return eval[string](b, `document.querySelector(".clock").innerText.replace(/\s+/g, " ")`)
	}
	if got := text(); !strings.Contains(got, "20:00") || !strings.Contains(got, "22 November 2026") || !strings.Contains(got, "GMT") {
		t.Errorf("the clock says %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(".clock")))
	if got := text(); !strings.Contains(got, "05:00") || !strings.Contains(got, "23 November 2026") {
		t.Errorf("pressed, the clock says %q", got)
	}
	if pressed := eval[string](b, `document.querySelector(".clock").getAttribute("aria-pressed")`); pressed != "true" {
		t.Errorf("pressed, the clock is announced as aria-pressed=%q", pressed)
	}
	b.do(chromedp.Click(chromedp.CSS(".clock")))
	if got := text(); !strings.Contains(got, "20:00") {
		t.Errorf("pressed again, the clock says %q", got)
	}
	b.open("/ar/")
	b.until(`!document.querySelector(".clock").hidden`)
	if got := text(); !strings.Contains(got, "2026") && !strings.Contains(got, "٢٠٢٦") {
		t.Errorf("in Arabic, the clock says %q", got)
	}
}

func (v visit) shortLink(t *testing.T) {
	b := v.tab(t)
	b.allowClipboard()
	b.open(v.story(t, "en").Path)
	b.do(chromedp.Click(chromedp.CSS("details.short summary")), chromedp.WaitVisible(chromedp.CSS("[data-copy]")), chromedp.Click(chromedp.CSS("[data-copy]")))
	b.until(`document.querySelector(".short [role=status]").textContent === document.querySelector("[data-copy]").dataset.copied`)
	want := eval[string](b, `document.querySelector("a.short-url").href`)
	if got := eval[string](b, `navigator.clipboard.readText()`); got != want || !strings.HasPrefix(got, v.Config.PublicURL+"/s/") {
		t.Errorf("the clipboard holds %q, not %q", got, want)
	}
	// Escape closes what was opened, and the focus is not lost.
	b.do(chromedp.KeyEvent("\x1b"))
	if b.visible("a.short-url") || eval[string](b, `document.activeElement.tagName`) != "SUMMARY" {
		t.Error("Escape does not close the short link, or loses the focus")
	}
	b.open(want)
	if got := eval[string](b, `location.pathname`); got != v.story(t, "en").Path {
		t.Errorf("the short link leads to %s", got)
	}
}

func (v visit) theme(t *testing.T) {
	b := v.tab(t)
	b.media("", "prefers-color-scheme", "light")
	paper := func() string {
		return eval[string](b, `getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor`)
	}
	b.open("/")
	light := paper()
	b.until(`!document.querySelector("[data-theme-switch]").hidden`)
	eval[bool](b, `(document.querySelector("[data-theme-switch] input[value=dark]").click(), true)`)
	dark := paper()
	if dark == light {
		t.Errorf("the dark page has the paper of the light one: %s", light)
	}
	b.open("/corrections")
	if got := paper(); got != dark {
		t.Errorf("the choice did not last: %s, not %s", got, dark)
	}
	b.until(`document.querySelector("[data-theme-switch] input[value=dark]").checked`)
	b.do(chromedp.Reload())
	if got := paper(); got != dark {
		t.Errorf("the choice did not last over a reload: %s, not %s", got, dark)
	}
	b.until(`!document.querySelector("[data-theme-switch]").hidden`)
	eval[bool](b, `(document.querySelector("[data-theme-switch] input[value='']").click(), true)`)
	if got := paper(); got != light {
		t.Errorf("back to the device's wish: %s, not %s", got, light)
	}
	b.media("", "prefers-color-scheme", "dark")
	if got := paper(); got != dark {
		t.Errorf("the device wants dark: %s, not %s", got, dark)
	}
}

// Without scripts everything can be read and nothing dead stands about.
func (v visit) noScripts(t *testing.T) {
	b := v.tab(t)
	b.withoutScripts()
	b.open(v.story(t, "en").Path)
	for _, gone := range []string{".clock", "[data-copy]", "[data-theme-switch]"} {
		if b.visible(gone) {
			t.Errorf("%s is there, and does nothing", gone)
		}
	}
	b.do(chromedp.Click(chromedp.CSS("details.short summary")))
	for _, there := range []string{"h1", ".dek", ".prose p", ".lead-picture img", ".lead-picture figcaption", "nav.sections a", ".listen", "a.short-url", ".short svg.qr", ".discussion", ".topic-box"} {
		if !b.visible(there) {
			t.Errorf("%s is not to be seen", there)
		}
	}
	if b.visible("[data-copy]") {
		t.Error("the copy button is there, and does nothing")
	}
}

// still wants nothing to move while the page is made, and the largest thing on
// it to be what the reader came for.
func (v visit) still(t *testing.T) {
	b := v.tab(t)
	b.before(`window.moved = 0; window.largest = null;
		new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) window.moved += e.value; })).observe({type: "layout-shift", buffered: true});
		new PerformanceObserver(l => l.getEntries().forEach(e => { window.largest = e.element; })).observe({type: "largest-contentful-paint", buffered: true});`)
	for _, size := range [][2]int64{{390, 844}, {1440, 900}} {
		for _, path := range []string{"/", v.story(t, "en").Path, "/ar/", "/ar" + v.story(t, "ar").Path} {
			b.size(size[0], size[1])
			b.open(path)
			b.until(`window.largest && (!document.querySelector(".clock") || !document.querySelector(".clock").hidden)`)
			eval[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 100))))`)
			if moved := eval[float64](b, `window.moved`); moved > 0 {
				t.Errorf("%s at %d px: things move by %.4f while the page is made", path, size[0], moved)
			}
			if !eval[bool](b, `!!(window.largest && window.largest.closest("h1, h2, h3, .lead-picture, .lead"))`) {
				t.Errorf("%s at %d px: the largest thing is %s", path, size[0], eval[string](b, `window.largest ? window.largest.outerHTML.slice(0, 120) : "unknown"`))
			}
		}
	}
}

func (v visit) print(t *testing.T) {
	b := v.tab(t)
	b.open(v.story(t, "en").Path)
	b.until(`!document.querySelector(".clock").hidden`)
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	must(t, err)
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) < 10_000 {
		t.Errorf("the printed page is %d bytes", len(pdf))
	}
	b.media("print")
	for _, there := range []string{"h1", ".prose p", ".lead-picture img", ".credit", ".on-paper svg.qr", ".on-paper p", ".dek"} {
		if !b.visible(there) {
			t.Errorf("%s is not on paper", there)
		}
	}
	for _, gone := range []string{".strip", "nav.sections", "fieldset.theme", "footer.foot nav", ".side", ".discussion", ".skip", "details.short"} {
		if b.visible(gone) {
			t.Errorf("%s is on paper", gone)
		}
	}
	if ink := eval[string](b, `getComputedStyle(document.body).color`); ink != "rgb(0, 0, 0)" {
		t.Errorf("the ink on paper is %s", ink)
	}
}
