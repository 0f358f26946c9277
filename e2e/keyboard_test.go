package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Everything that can be pressed is reached by the tabulator, and is seen to
// be.
func (v visit) keyboard(t *testing.T) {
	b := v.tab(t)
	for _, path := range []string{v.story(t, "en").Path, "/", "/ar/"} {
		b.open(path)
		b.until(`!document.querySelector("[data-theme-switch]").hidden && !document.querySelector(".clock").hidden`)
		b.do(chromedp.KeyEvent("\t"))
		if got := eval[string](b, `document.activeElement.className`); got != "skip" {
			t.Errorf("%s: the first stop is %q, not the way past the menus", path, got)
		}
		if !b.visible(".skip") || !eval[bool](b, `document.querySelector(".skip").getBoundingClientRect().top >= 0`) {
			t.Errorf("%s: the skip link is not seen when it has the focus", path)
		}
		b.do(chromedp.KeyEvent("\r"))
		if got := eval[string](b, `document.activeElement.id`); got != "main" {
			t.Errorf("%s: the skip link leads to %q", path, got)
		}
		b.tabThrough(path)
	}
}

// tabThrough presses the tabulator from the top until it has been everywhere.
func (b tab) tabThrough(path string) {
	b.t.Helper()
	want := eval[int](b, `(() => {
		window.stops = new Set();
		const group = e => e.type === "radio" ? "radio:" + e.name : e;
		window.wanted = new Map();
		document.querySelectorAll("a[href], button, summary, input, select, textarea, audio[controls]").forEach(e => {
			const s = getComputedStyle(e);
			if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({visibilityProperty: true})) return;
			window.wanted.set(group(e), e);
		});
		window.reached = () => { const e = document.activeElement; if (e && e !== document.body) { window.stops.add(group(e)); } return window.stops.size; };
		document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex");
		return window.wanted.size;
	})()`)
	for range want + 3 {
		b.do(chromedp.KeyEvent("\t"))
		if unseen := eval[string](b, `(() => { const e = document.activeElement; window.reached();
			if (!e || e === document.body) return "";
			const seen = x => { const s = x && getComputedStyle(x); return s && (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0); };
			return seen(e) || seen(e.nextElementSibling) || seen(e.parentElement) ? "" : e.outerHTML.slice(0, 100); })()`); unseen != "" {
			b.t.Errorf("%s: the focus is not seen on %s", path, unseen)
		}
	}
	if missed := eval[[]string](b, `[...window.wanted].filter(([g]) => !window.stops.has(g)).map(([, e]) => e.outerHTML.slice(0, 100))`); len(missed) > 0 {
		b.t.Errorf("%s: the tabulator does not reach %q", path, missed)
	}
	if want < 20 {
		b.t.Errorf("%s: only %d things can be pressed", path, want)
	}
}
