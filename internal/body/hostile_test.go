package body_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// hostile is HTML that was written to get a script, a style or a lie through.
var hostile = []string{
	// elements that run
	`<script>alert(1)</script>`, `<SCRIPT SRC=//e.example></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
	`<svg><animate onbegin=alert(1) attributeName=x>`, `<svg><style><img src=x onerror=alert(1)></style></svg>`, `<svg><foreignObject><p onclick=x>a</p>`,
	`<math><mi xlink:href="data:x,<script>alert(1)</script>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<iframe src="javascript:alert(1)"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<iframe src="data:text/html,<script>alert(1)</script>">`,
	`<object data="javascript:alert(1)"></object>`, `<embed src="javascript:alert(1)">`, `<applet code=x></applet>`, `<portal src=javascript:alert(1)>`,
	`<form action="javascript:alert(1)"><button>x</button></form>`, `<button formaction=javascript:alert(1)>x`, `<isindex type=image src=1 onerror=alert(1)>`,
	`<base href="javascript:/a/"><a href="alert(1)">x</a>`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<link rel=stylesheet href=//e.example/x.css>`,
	`<template><script>alert(1)</script></template>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<frameset onload=alert(1)><frame src=javascript:alert(1)>`, `<video><source onerror=alert(1)></video>`, `<audio src=x onerror=alert(1)></audio>`,
	`<audio src="javascript:alert(1)"></audio>`, `<dialog open onclose=alert(1)>x</dialog>`, `<marquee onstart=alert(1)>x</marquee>`,
	`<details open ontoggle=alert(1)>x</details>`, `<keygen autofocus onfocus=alert(1)>`, `<x onclick=alert(1)>x</x>`, `<custom-element onclick=alert(1)>x`,
	// attributes that run
	`<p onclick="alert(1)">a</p>`, `<img src=x onerror=alert(1)>`, `<img src="javascript:alert(1)">`, `<img/src="x"/onerror=alert(1)>`, "<img src=x\x00 onerror=alert(1)>",
	`<body onload=alert(1)>a`, `<a href=x onmouseover="alert(1)">a</a>`, `<div/onmouseover='alert(1)'>a`, `<b style="background:url(javascript:alert(1))">a</b>`,
	`<p style="position:fixed;top:0;width:100%;height:100%">a</p>`, `<p style="x:expression(alert(1))">a</p>`, `<style>@import '//e.example'</style><p>a`,
	`<td background="javascript:alert(1)">a</td>`, `<table background=javascript:alert(1)><tr><td>a<td>b</table>`, `<p id="location" name="cookie">a</p>`,
	// addresses that run
	`<a href="javascript:alert(1)">a</a>`, `<a href="JaVaScRiPt:alert(1)">a</a>`, `<a href=" javascript:alert(1)">a</a>`, "<a href=\"java\nscript:alert(1)\">a</a>",
	"<a href=\"java\tscript:alert(1)\">a</a>", `<a href="java&#x0A;script:alert(1)">a</a>`, `<a href="&#106;avascript:alert(1)">a</a>`, `<a href="javascript&colon;alert(1)">a</a>`,
	"<a href=\"\x01javascript:alert(1)\">a</a>", `<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>`, `<a href="vbscript:msgbox(1)">a</a>`, `<a href="feed:javascript:alert(1)">a</a>`,
	`<a href="view-source:javascript:alert(1)">a</a>`, `<a href="//e.example">a</a>`, `<a href="\\e.example">a</a>`, `<a href="/\e.example">a</a>`, "<a href=\"/\t/e.example\">a</a>",
	`<a href="https://good.example@e.example/">a</a>`, `<a href="https://e.example/" ping="//spy.example" target=_blank download>a</a>`,
	`<a href='https://e.example/"onclick="alert(1)'>a</a>`, `<a href="https://e.example/?<script>alert(1)</script>">a</a>`, `<a href="/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</a>`,
	"<a href=\"https://e.example/\u202egpj.exe\">a</a>", `<iframe src="https://www.youtube.com/embed/x%22onload=alert(1)//"></iframe>`,
	`<iframe src="https://www.youtube.com.e.example/embed/abcdefghijk"></iframe>`, `<blockquote class="twitter-tweet"><a href="javascript:alert(1)//twitter.com/a/status/1">a</a></blockquote>`,
	// text that wants to be markup
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `<p>&amp;lt;script&amp;gt;</p>`, `<pre>&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>`, `<xmp></xmp><script>alert(1)</script>`,
	`<plaintext><script>alert(1)</script>`, `<textarea></textarea><script>alert(1)</script>`, `<title></title><img src=x onerror=alert(1)>`, `<blockquote>a<footer>"><script>alert(1)</script>`,
	`<table><caption>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</caption><tr><td>a<td>b</table>`, `<p lang='"><script>alert(1)</script>'>a`, `<span dir='rtl" onclick="x'>a</span>`,
	`<pre class='language-"onclick=alert(1)'>a</pre>`, `<iframe src="https://youtu.be/abcdefghijk" title='"><script>alert(1)</script>'></iframe>`,
	// comments, conditional and broken ones; other syntaxes
	`<!--><script>alert(1)</script>-->`, `<!--[if IE]><script>alert(1)</script><![endif]-->`, `<![CDATA[<script>alert(1)</script>]]>`, `<?xml version="1.0"?><script>alert(1)</script>`,
	`<!ENTITY x "y"><p>&x;`, `<//script><script >alert(1)</script >`, `<p title=">a</p><script>alert(1)</script>`, "<scr\x00ipt>alert(1)</scr\x00ipt>", "\ufeff<script>alert(1)</script>",
	"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "<p>\u202ereversed\u202c</p>", "<p>\u2066unclosed</p>",
}

// assertHarmless parses what was rendered and looks for anything that runs,
// styles or reports.
func assertHarmless(t *testing.T, markup string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatalf("what was rendered cannot be parsed: %v", err)
	}
	allowed := strings.Fields("html head body p h2 h3 h4 blockquote footer bdi time a ul ol li div table caption thead tbody tr th td hr br " +
		"figure figcaption audio img aside b pre code span strong em s sub sup")
	attrs := strings.Fields("id class href rel lang dir role aria-label tabindex colspan rowspan scope start datetime data-provider data-speaker data-kind src alt controls preload")
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace != "" || !slices.Contains(allowed, n.Data) {
			t.Errorf("an element %q in %s", n.Data, markup)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attrs, a.Key) {
				t.Errorf("an attribute %s=%q in %s", a.Key, a.Val, markup)
			}
			if a.Key == "href" || a.Key == "src" {
				if _, err := body.CheckLink(a.Val); err != nil {
					t.Errorf("%s=%q: %v", a.Key, a.Val, err)
				}
			}
		}
	}
}

func TestFromHTML_Hostile(t *testing.T) {
	t.Parallel()
	if len(hostile) < 60 {
		t.Fatalf("only %d payloads", len(hostile))
	}
	for _, payload := range hostile {
		for _, around := range []string{"%", "<p>before % after</p>", "<ul><li>%</ul>", "<table><tr><td>%<td>x</table>", "<blockquote>%</blockquote>", "<h2>%</h2>"} {
			admit(t, strings.Replace(around, "%", payload, 1))
		}
	}
}

// admit lets HTML in and checks all that FromHTML promises.
func admit(t *testing.T, markup string) {
	t.Helper()
	var seen []body.ImageCandidate
	d, _, err := body.FromHTMLString(markup, body.FromHTMLOptions{Image: takeImages(&seen)})
	if err != nil {
		if news.KindOf(err) != news.Invalid {
			t.Errorf("%q: %v", markup, err)
		}
		return
	}
	for _, c := range seen {
		if _, err := body.CheckLink(c.Src); err != nil {
			t.Errorf("an image at %q was offered", c.Src)
		}
	}
	again, err := body.Parse(d.AppendJSON(nil))
	if err != nil || !again.Equal(d) {
		t.Errorf("%q does not survive its own JSON: %v", markup, err)
	}
	assertHarmless(t, d.HTML(htmlOptions()))
	assertHarmless(t, d.HTML(body.HTMLOptions{}))
}

// A second passage through the door changes nothing that matters: the words.
func TestFromHTML_ReadsItsOwnHTML(t *testing.T) {
	t.Parallel()
	d := body.MustNew(body.Heading(2, "H"), body.P("a & b < c"), body.Quote(body.Attribution{Speaker: "Ada", Role: "chief"}, "q"),
		body.Bullets("x", "y"), body.Numbered("z"), body.Table("", body.Row(body.NodeTableHeader, "h", "i"), body.Row(body.NodeTableCell, "c", "d")),
		body.Divider(), body.Preformatted(" p\n\n q"), body.Para(body.Link("https://e.example/", "l"), body.Strong("s"), body.Break(), body.Em("e")))
	again, dropped, err := body.FromHTMLString(d.HTML(body.HTMLOptions{}), body.FromHTMLOptions{})
	if err != nil || len(dropped) > 0 {
		t.Fatal(err, dropped)
	}
	if !again.Equal(d) {
		t.Errorf("got  %s\nwant %s", again.AppendJSON(nil), d.AppendJSON(nil))
	}
}
