package e2e_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// axeFile is where npm puts axe-core, seen from this package.
const axeFile = "../web/node_modules/axe-core/axe.min.js"

// violation is what axe reports, as far as it is shown.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// axe wants no kind of page to violate WCAG 2.2 AA, or what axe-core holds to
// be good practice, in either direction and either theme.
func (v visit) axe(t *testing.T, kinds []kind) {
	source, err := os.ReadFile(axeFile)
	if errors.Is(err, fs.ErrNotExist) {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "node") {
			t.Fatalf("DATELINE_TEST_REQUIRE asks for Node's packages: %v; run (cd web && npm ci)", err)
		}
		t.Skip("axe-core is not here: (cd web && npm ci)")
	}
	must(t, err)
	for _, half := range [][]kind{kinds[:len(kinds)/2], kinds[len(kinds)/2:]} {
		t.Run(half[0].name+" and on", func(t *testing.T) {
			t.Parallel()
			b := v.tab(t)
			b.before(string(source))
			for _, k := range half {
				b.media("", "prefers-color-scheme", "light", "prefers-reduced-motion", "reduce")
				b.open(k.path)
				b.until(`!document.querySelector("[data-theme-switch]") || !document.querySelector("[data-theme-switch]").hidden`)
				b.report(k, "light")
				b.media("", "prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce")
				b.report(k, "dark")
			}
			b.proveThatAxeSees()
		})
	}
}

// violations are what axe finds on the page as it stands.
func (b tab) violations() []violation {
	b.t.Helper()
	return eval[[]violation](b, `axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
	}).then(r => r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " — " + (n.any[0] || n.all[0] || n.none[0] || {}).message)})))`)
}

func (b tab) report(k kind, theme string) {
	b.t.Helper()
	for _, found := range b.violations() {
		b.t.Errorf("%s, %s (%s): %s: %s\n\t%s", k.name, theme, k.path, found.ID, found.Help, strings.Join(found.Nodes, "\n\t"))
	}
}

// proveThatAxeSees spoils the page in two ways and wants both to be found.
func (b tab) proveThatAxeSees() {
	b.t.Helper()
	eval[bool](b, `(() => { const m = document.querySelector("main"), p = document.createElement("p");
		m.append(new Image()); p.textContent = "Hardly to be read"; p.style.color = "#777"; p.style.background = "#888"; m.append(p); return true; })()`)
	var ids []string
	for _, found := range b.violations() {
		ids = append(ids, found.ID)
	}
	for _, want := range []string{"image-alt", "color-contrast"} {
		if !slices.Contains(ids, want) {
			b.t.Errorf("axe does not see a planted violation of %s: %q", want, ids)
		}
	}
}
