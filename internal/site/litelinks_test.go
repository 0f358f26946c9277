package site

import "testing"

func TestKeepLite(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		`<a href="/">`:    `<a href="/?lite">`,
		`<a href="/a#b">`: `<a href="/a?lite#b">`,
		`<a class="k" href="/a?before=5#b" rel="x">`: `<a class="k" href="/a?before=5&amp;lite#b" rel="x">`,
		`<a title="1 > 0" href="/a">`:                `<a title="1 > 0" href="/a?lite">`,
		`<a rel="alternate" href="/a">`:              `<a rel="alternate" href="/a">`,
		`<a href="/media/x.png">`:                    `<a href="/media/x.png">`,
		`<a href="/s/abc">`:                          `<a href="/s/abc">`,
		`<a href="//other.example/">`:                `<a href="//other.example/">`,
		`<a href="https://other.example/">`:          `<a href="https://other.example/">`,
		`<a href="#here">`:                           `<a href="#here">`,
		`<link rel="canonical" href="/a">`:           `<link rel="canonical" href="/a">`,
		`&lt;a href="/a"&gt;`:                        `&lt;a href="/a"&gt;`,
	} {
		if got := string(keepLite([]byte(from))); got != want {
			t.Errorf("%s becomes %s, not %s", from, got, want)
		}
	}
}
