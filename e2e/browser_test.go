package e2e_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"dateline.news/internal/apptest"
)

// patience is how long a browser on a busy machine may take for one step.
const patience = 40 * time.Second

// visit is one browser and one publication, which the tests visit in tabs of
// their own.
type visit struct {
	*apptest.House
	browser context.Context
}

// TestBrowser opens one browser on one publication for all that is looked at.
func TestBrowser(t *testing.T) {
	t.Parallel()
	v := visit{browser: openBrowser(t)}
	l, at := apptest.Listener(t)
	v.House = apptest.Demo(t, at, apptest.ShowMailbox())
	kinds := v.kinds(t)
	v.Serve(t, l)
	for name, test := range map[string]func(*testing.T){
		"clock":      v.clock,
		"short link": v.shortLink,
		"theme":      v.theme,
		"keyboard":   v.keyboard,
		"no scripts": v.noScripts,
		"still":      v.still,
		"print":      v.print,
		"clean":      func(t *testing.T) { v.clean(t, kinds) },
		"narrow":     func(t *testing.T) { v.narrow(t, kinds) },
		"axe":        func(t *testing.T) { v.axe(t, kinds) },
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); test(t) })
	}
}

// openBrowser starts Chromium. The test is skipped where there is none, unless
// DATELINE_TEST_REQUIRE asks for it.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "chromium") {
			t.Fatalf("DATELINE_TEST_REQUIRE asks for Chromium: %v", err)
		}
		t.Skip("no Chromium on this machine: apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("lang", "en-GB"),
	)
	ctx, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(ctx)
	t.Cleanup(closeBrowser)
	must(t, chromedp.Do(ctx))
	return ctx
}

// tab is a fresh profile with one page.
type tab struct {
	context.Context
	t      *testing.T
	origin string
}

func (v visit) tab(t *testing.T) tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(v.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	must(t, chromedp.Do(ctx))
	b := tab{ctx, t, v.Config.PublicURL}
	b.size(1280, 900)
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	must(t, err)
	return b
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do carries out steps in the tab.
func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.Context, patience)
	defer stop()
	must(b.t, chromedp.Do(ctx, steps...))
}

// open goes to an address and waits until everything is there, fonts too.
func (b tab) open(path string) {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.origin + path
	}
	b.do(chromedp.Navigate(path))
	eval[bool](b, `document.fonts.ready.then(() => true)`)
}

func (b tab) size(width, height int64) { b.t.Helper(); b.do(chromedp.EmulateViewport(width, height)) }

// media sets media features: "prefers-color-scheme", "dark".
func (b tab) media(kind string, features ...string) {
	b.t.Helper()
	p := emulation.SetEmulatedMediaParams{Media: kind}
	for i := 0; i < len(features); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	_, err := chromedp.Call(b, emulation.SetEmulatedMedia, p)
	must(b.t, err)
}

func (b tab) zone(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
	must(b.t, err)
}

func (b tab) withoutScripts() {
	b.t.Helper()
	_, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	must(b.t, err)
}

// before has a script run in every page before its own.
func (b tab) before(script string) {
	b.t.Helper()
	_, err := chromedp.Call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	must(b.t, err)
}

func (b tab) allowClipboard() {
	b.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: b.origin,
			BrowserContextID: chromedp.FromContext(b).BrowserContextID,
		})
		must(b.t, err)
	}
}

// eval is the value of an expression in the page; a promise is waited for.
func eval[T any](b tab, expression string) T {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.Context, patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	must(b.t, err)
	return value
}

// until waits for an expression to become true.
func (b tab) until(expression string) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.Context, patience)
	defer stop()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingInterval(20*time.Millisecond))); err != nil {
		b.t.Fatalf("%s never became true: %v", expression, err)
	}
}

// visible reports whether an element takes room on the page.
func (b tab) visible(selector string) bool {
	b.t.Helper()
	return eval[bool](b, `(() => { const e = document.querySelector(`+"`"+selector+"`"+`);
		if (!e) return false;
		const r = e.getBoundingClientRect();
		return r.width > 0 && r.height > 0 && e.checkVisibility({visibilityProperty: true}); })()`)
}
