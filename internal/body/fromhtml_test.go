package body_test

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// takeImages takes every image over, numbered from 1.
func takeImages(seen *[]body.ImageCandidate) func(body.ImageCandidate) (news.PictureID, bool) {
	return func(c body.ImageCandidate) (news.PictureID, bool) {
		*seen = append(*seen, c)
		return news.PictureID(len(*seen)), true
	}
}

func TestFromHTML_BuildsTheTree(t *testing.T) {
	t.Parallel()
	em, strong := body.Mark{Type: body.MarkEm}, body.Mark{Type: body.MarkStrong}
	lang := func(tag, dir string) body.Mark {
		m := body.Mark{Type: body.MarkLang, Attrs: body.Attrs{{Name: "lang", Value: tag}}}
		if dir != "" {
			m.Attrs = append(m.Attrs, body.Attr{Name: "dir", Value: dir})
		}
		return m
	}
	tests := []struct {
		name, html string
		want       body.Doc
	}{
		{"nothing", " <p> &nbsp; </p><div><br></div>", body.Doc{}},
		{"blanks as browsers collapse them", "<p> a\n\t b  <b> c </b> d </p>",
			body.MustNew(body.Para(body.Text("a b "), body.Strong("c "), body.Text("d")))},
		{"no-break spaces", "<p>10&nbsp;km&nbsp;&nbsp; away&nbsp;</p>", body.MustNew(body.P("10\u00a0km away"))},
		{"div soup", "x<div>a<div>b</div>c</div>d", body.MustNew(body.P("x"), body.P("a"), body.P("b"), body.P("c"), body.P("d"))},
		{"line ends", "<p>a<br>b<br><br>c<br></p>", body.MustNew(body.Para(body.Text("a"), body.Break(), body.Text("b")), body.P("c"))},
		{"a whole page", "<!doctype html><html lang=en><head><title>T</title></head><body>a</body></html>", body.MustNew(body.P("a"))},
		{"headings", "<h1>a</h1><h3><b>b</b> <i>c</i></h3><h6>d</h6>", body.MustNew(body.Heading(2, "a"),
			body.Node{Type: body.NodeHeading, Attrs: body.Attrs{{Name: "level", Value: int64(3)}}, Content: []body.Node{body.Text("b "), body.Em("c")}},
			body.Heading(4, "d"))},
		{"marks within marks", "<b>a<i>b</i></b><s>c</s>x<sub>2<sup>3</sup></sub>", body.MustNew(body.Para(body.Strong("a"), body.Text("b", strong, em),
			body.Text("c", body.Mark{Type: body.MarkStrike}), body.Text("x"), body.Text("2", body.Mark{Type: body.MarkSub}), body.Text("3", body.Mark{Type: body.MarkSup})))},
		{"links, resolved", `<a href=" b?c ">x</a> <a href=//other.example/>y</a>`, body.MustNew(body.Para(
			body.Link("https://site.example/a/b?c", "x"), body.Text(" "), body.Link("https://other.example/", "y")))},
		{"blanks in an address", `<a href="https://e.example/a b">x</a>`, body.MustNew(body.Para(body.Link("https://e.example/a%20b", "x")))},
		{"lists, nested both ways", "<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul></ul>", body.MustNew(
			body.List(body.NodeBulletList, body.Item(body.P("a"), body.Bullets("b"), body.Bullets("c"))))},
		{"numbers that go on", "<ol start=3><li><p>a<li>b</ol>", body.MustNew(func() body.Node {
			n := body.Numbered("a", "b")
			n.Attrs = body.Attrs{{Name: "start", Value: int64(3)}}
			return n
		}())},
		{"an item that begins with a heading", "<ul><li><h2>a</h2></ul>", body.MustNew(body.List(body.NodeBulletList, body.Item(body.Para(), body.Heading(2, "a"))))},
		{"quote with footer", "<blockquote><p>a<p>b<footer>— Ada Example, spokeswoman</footer></blockquote>", body.MustNew(
			body.Quote(body.Attribution{Speaker: "Ada Example", Role: "spokeswoman"}, "a", "b"))},
		{"quote with cite", "<blockquote>a <cite>Ada</cite></blockquote>", body.MustNew(body.Quote(body.Attribution{Speaker: "Ada"}, "a"))},
		{"a work that is cited stays in the text", "<blockquote><p>In <cite>Ada</cite> it is.</p></blockquote>", body.MustNew(
			body.Node{Type: body.NodeQuote, Content: []body.Node{body.Para(body.Text("In "), body.Em("Ada"), body.Text(" it is."))}})},
		{"figure of a quote", "<figure><blockquote>a</blockquote><figcaption>Ada</figcaption></figure>", body.MustNew(
			body.Quote(body.Attribution{Speaker: "Ada"}, "a"))},
		{"quote with a list and a rule in it", "<blockquote><ul><li>a</ul><hr></blockquote>", body.MustNew(body.Quote(body.Attribution{}, "a"), body.Divider())},
		{"table", "<table><caption>C</caption><tr><th>a<th colspan=2>b<tr><td>c<td><td rowspan=0>d</table>", body.MustNew(func() body.Node {
			n := body.Table("C", body.Row(body.NodeTableHeader, "a", "b"), body.Row(body.NodeTableCell, "c", "", "d"))
			n.Content[0].Content[1].Attrs = body.Attrs{{Name: "colspan", Value: int64(2)}}
			return n
		}())},
		{"layout table", "<table role=presentation><tr><td>a<td>b</table><table><tr><td>c</table>", body.MustNew(body.P("a"), body.P("b"), body.P("c"))},
		{"code", "<pre class=language-go>\nfunc  a()\n\n\tb &lt;\n</pre>", body.MustNew(func() body.Node {
			n := body.Preformatted("func  a()\n\n\tb <")
			n.Attrs = body.Attrs{{Name: "language", Value: "go"}}
			return n
		}())},
		{"frame of a platform", `<p>a<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0" title=T></iframe>b`, body.MustNew(
			body.P("a"), body.Embed("youtube", "https://www.youtube.com/watch?v=abcdefghijk", "T"), body.P("b"))},
		{"post of a platform", `<blockquote class="twitter-tweet"><p>Hi</p>— A <a href="https://twitter.com/a/status/12?ref=x">May</a></blockquote>`, body.MustNew(
			body.Embed("x", "https://x.com/a/status/12", "Hi — A May"))},
		{"audio", "<audio controls><source src=/a.mp3></audio>", body.MustNew(body.AudioClip("https://site.example/a.mp3", "", 0))},
		{"another language", `<p dir=ltr>a <span lang=ru-RU>б</span> <i lang=en-US>c</i> <bdo dir=rtl>d</bdo></p><p lang=ar dir=rtl>ه`, body.MustNew(
			body.Para(body.Text("a "), body.Text("б", lang("ru-RU", "")), body.Text(" "), body.Em("c"), body.Text(" "),
				body.Text("d", body.Mark{Type: body.MarkLang, Attrs: body.Attrs{{Name: "dir", Value: "rtl"}}})),
			body.Para(body.Text("ه", lang("ar", "rtl"))))},
		{"Google Docs", `<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;font-style:normal">a</span><span style="font-weight:400"> b</span></p></b>`,
			body.MustNew(body.Para(body.Strong("a"), body.Text(" b")))},
		{"styles of word processors", `<p><span style="font-weight:bold">a</span><span style="font-style: italic">b</span><span style="text-decoration:line-through">c</span><span style="vertical-align:super">d</span><span style="vertical-align:sub">e</span></p>`,
			body.MustNew(body.Para(body.Strong("a"), body.Em("b"), body.Text("c", body.Mark{Type: body.MarkStrike}),
				body.Text("d", body.Mark{Type: body.MarkSup}), body.Text("e", body.Mark{Type: body.MarkSub})))},
		{"a footer that is not of a quote", "<p>a<footer>b</footer>", body.MustNew(body.P("a"), body.P("b"))},
		{"quote in a quote", "<blockquote>a<blockquote>b</blockquote><h3>c</h3></blockquote>", body.MustNew(body.Quote(body.Attribution{}, "a", "b", "c"))},
		{"nothing but an attribution", "<blockquote><footer>Ada</footer></blockquote>", body.MustNew(body.P("Ada"))},
		{"figure of a table", "<figure><table><tr><td>a<td>b</table><figcaption>C</figcaption></figure>", body.MustNew(body.Table("C", body.Row(body.NodeTableCell, "a", "b")))},
		{"figures in figures", "<figure><figure>a</figure></figure>", body.MustNew(body.P("a"))},
		{"Word", `<p class=MsoNormal><span lang=EN-US style='font-size:11.0pt'>a<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]-->`,
			body.MustNew(body.P("a"))},
		{"hidden text", `<p>a<span style="DISPLAY : none">b</span><span hidden>c</span></p>`, body.MustNew(body.P("a"))},
		{"directions that are no text", "<p>a\u202eb\u202c \u2066c</p>", body.MustNew(body.P("ab c"))},
		{"an element nobody knows", "<p>a <blink>b</blink></p>", body.MustNew(body.P("a b"))},
	}
	base, err := url.Parse("https://site.example/a/story")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, _, err := body.FromHTMLString(tt.html, body.FromHTMLOptions{Base: base, Lang: "en"})
			if err != nil {
				t.Fatal(err)
			}
			if !got.Equal(tt.want) {
				t.Errorf("got  %s\nwant %s", got.AppendJSON(nil), tt.want.AppendJSON(nil))
			}
		})
	}
}

func TestFromHTML_OffersImages(t *testing.T) {
	t.Parallel()
	var seen []body.ImageCandidate
	d, dropped, err := body.FromHTMLString(`
		<p>a<img src="data:image/gif;base64,x" data-src="/1.jpg" alt=" One " width="640px" height=480>b</p>
		<figure><img src="https://e.example/2.jpg"><figcaption>Two <b>and</b> more</figcaption></figure>
		<figure><img src=/3.jpg><img src=/4.jpg><figcaption>Both</figcaption></figure>
		<img src=/pixel.gif width=1 height=1>`, body.FromHTMLOptions{Image: takeImages(&seen)})
	if err != nil {
		t.Fatal(err)
	}
	want := []body.ImageCandidate{
		{Src: "/1.jpg", Alt: "One", Width: 640, Height: 480},
		{Src: "https://e.example/2.jpg", Caption: "Two and more"},
		{Src: "/3.jpg", Caption: "Both"}, {Src: "/4.jpg"},
	}
	if !slices.Equal(seen, want) {
		t.Errorf("offered %+v", seen)
	}
	if want := []body.Dropped{{Element: "img", Reason: body.ReasonImage, Count: 1}}; !slices.Equal(dropped, want) {
		t.Errorf("dropped %v", dropped)
	}
	one := body.Picture(1, "")
	one.Attrs = append(one.Attrs, body.Attr{Name: "alt", Value: "One"})
	if want := body.MustNew(body.P("a"), one, body.P("b"), body.Picture(2, "Two and more"),
		body.Gallery(body.Picture(3, "Both"), body.Picture(4, ""))); !d.Equal(want) {
		t.Errorf("got %s", d.AppendJSON(nil))
	}
}

func TestFromHTML_SaysWhatItDropped(t *testing.T) {
	t.Parallel()
	_, dropped, err := body.FromHTMLString(`<script>x</script><p>a<img src=x><blink>b</blink><script>y</script>
		<a href="javascript:x">c</a><span hidden>d</span><iframe src="https://evil.example/"></iframe><svg><text>t</text></svg>`, body.FromHTMLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []body.Dropped{
		{"img", body.ReasonImage, 1}, {"blink", body.ReasonUnknown, 1}, {"script", body.ReasonForbidden, 1}, {"a", body.ReasonAddress, 1},
		{"span", body.ReasonHidden, 1}, {"iframe", body.ReasonEmbed, 1}, {"svg", body.ReasonForbidden, 1},
	}
	// The first script belongs to the head, as the parser reads it.
	if !slices.Equal(dropped, want) {
		t.Errorf("got %v", dropped)
	}
}

func TestFromHTML_DeepNestingIsMadeFlat(t *testing.T) {
	t.Parallel()
	for _, container := range []string{"<ul><li>", "<blockquote>", "<table><tr><td>a<td>", "<div>", "<b>"} {
		d, _, err := body.FromHTMLString(strings.Repeat(container, 80)+"deep", body.FromHTMLOptions{})
		if err != nil || !strings.Contains(d.Text(body.TextOptions{}), "deep") {
			t.Errorf("%s: %v", container, err)
		}
	}
	_, _, err := body.FromHTMLString(strings.Repeat("<div>", 100_000), body.FromHTMLOptions{})
	if err != nil && news.KindOf(err) != news.Invalid {
		t.Error(err)
	}
}

func TestFromHTML_Bounds(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"too long":       strings.Repeat(" ", body.MaxHTML+1),
		"too many nodes": strings.Repeat("<hr>", body.MaxNodes+1),
		"too much text":  strings.Repeat("x", body.MaxText+1),
	} {
		if _, _, err := body.FromHTMLString(in, body.FromHTMLOptions{}); news.KindOf(err) != news.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	long := strings.Repeat("x", 20_000)
	in := "<blockquote>a<footer>" + long + "</footer></blockquote><table><caption>" + long + "</caption><tr><td>a<td>b</table>"
	if _, _, err := body.FromHTMLString(in, body.FromHTMLOptions{}); err != nil {
		t.Errorf("a long attribution or caption is cut, not refused: %v", err)
	}
}

// Each of these would take minutes if reading took quadratic time.
func TestFromHTML_HostileSizes(t *testing.T) {
	t.Parallel()
	var names strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&names, "<x%d></x%d>", i, i)
	}
	_, dropped, err := body.FromHTMLString(names.String(), body.FromHTMLOptions{})
	if err != nil || len(dropped) > 201 || dropped[len(dropped)-1].Count != 20_000-200 {
		t.Errorf("%d things reported, %v", len(dropped), err)
	}
	for name, in := range map[string]string{
		"cites":   "<blockquote><p>" + strings.Repeat("<cite>a</cite>", 20_000),
		"figures": strings.Repeat("<figure>", 400) + strings.Repeat("<b>a</b>", 30_000),
		"posts":   strings.Repeat("<blockquote class=twitter-tweet>", 400) + strings.Repeat("<a href=/>a</a>", 15_000),
		"texts":   strings.Repeat("<b>some words</b><b>!</b>", 40_000),
		"blanks":  strings.Repeat("<b> </b>", 60_000),
	} {
		if _, _, err := body.FromHTMLString(in, body.FromHTMLOptions{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFromHTML_ErrorsOfTheReaderAreKept(t *testing.T) {
	t.Parallel()
	_, _, err := body.FromHTML(iotest.ErrReader(io.ErrUnexpectedEOF), body.FromHTMLOptions{})
	if !errors.Is(err, io.ErrUnexpectedEOF) || news.KindOf(err) != news.Internal {
		t.Errorf("got %v", err)
	}
}

func TestKnownEmbed(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://youtu.be/abcdefghijk":                                 "youtube https://www.youtube.com/watch?v=abcdefghijk",
		"https://m.youtube.com/watch?app=x&v=abcdefghijk":              "youtube https://www.youtube.com/watch?v=abcdefghijk",
		"//player.vimeo.com/video/123":                                 "vimeo https://vimeo.com/123",
		"https://platform.twitter.com/embed/Tweet.html?dnt=true&id=99": "x https://x.com/i/status/99",
		"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1&width=500": "facebook https://www.facebook.com/a/posts/1",
		"https://t.me/channel/5?embed=1":                                                "telegram https://t.me/channel/5",
		"https://vk.com/video_ext.php?oid=-1&id=2&hash=x":                               "vk https://vk.com/video-1_2",
		"https://open.spotify.com/embed/episode/abc":                                    "spotify https://open.spotify.com/episode/abc",
		"https://evil.example/youtube.com/embed/abcdefghijk":                            "",
		"https://youtube.com.evil.example/embed/abcdefghijk":                            "",
		"https://youtube.com@evil.example/embed/abcdefghijk":                            "",
		"javascript://youtube.com/embed/abcdefghijk":                                    "",
		"https://www.facebook.com/plugins/post.php?href=javascript:alert(1)":            "",
		"https://w.soundcloud.com/player/?url=https%3A//evil.example/soundcloud.com/a/": "",
	} {
		provider, address, ok := body.KnownEmbed(in)
		if got := strings.TrimSpace(provider + " " + address); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
