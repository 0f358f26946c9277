package body_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

func FuzzParse(f *testing.F) {
	f.Add(story().AppendJSON(nil))
	f.Add([]byte(`{"type":"doc"}`))
	f.Add([]byte(paragraphWith(`{"type":"text","text":"\ud800\u0085","marks":[{"type":"link","attrs":{"href":"javascript:x"}}]}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := body.Parse(data)
		if err != nil {
			if news.KindOf(err) != news.Invalid {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		first := d.AppendJSON(nil)
		again, err := body.Parse(first)
		if err != nil {
			t.Fatalf("its own JSON is refused: %v\n%s", err, first)
		}
		if second := again.AppendJSON(nil); !bytes.Equal(first, second) || !again.Equal(d) {
			t.Fatalf("not canonical:\n%s\n%s", first, second)
		}
		assertHarmless(t, d.HTML(body.HTMLOptions{}))
		d.Quotes()
		d.Outline()
		d.WordCount()
	})
}

func FuzzFromHTML(f *testing.F) {
	for _, payload := range hostile {
		f.Add(payload)
	}
	f.Add(story().HTML(htmlOptions()))
	f.Fuzz(admit)
}

// tree draws any body that the schema allows, and some text that is hard to keep.
func tree() *rapid.Generator[body.Doc] {
	text := rapid.Map(rapid.String(), func(s string) string { return body.CleanText(s) + "." })
	inline := rapid.Custom(func(t *rapid.T) body.Node {
		n := body.Text(text.Draw(t, "text"))
		for _, m := range []body.MarkType{body.MarkStrong, body.MarkEm, body.MarkCode} {
			if rapid.Bool().Draw(t, string(m)) {
				n.Marks = append(n.Marks, body.Mark{Type: m})
			}
		}
		return n
	})
	return rapid.Custom(func(t *rapid.T) body.Doc {
		var blocks []body.Node
		for range rapid.IntRange(0, 6).Draw(t, "blocks") {
			s := text.Draw(t, "s")
			blocks = append(blocks, rapid.SampledFrom([]body.Node{
				body.Para(rapid.SliceOfN(inline, 0, 5).Draw(t, "inline")...), body.Heading(3, s), body.Bullets(s, s), body.Divider(),
				body.Quote(body.Attribution{Speaker: s}, s), body.Table(s, body.Row(body.NodeTableCell, s)), body.Preformatted(s),
			}).Draw(t, "block"))
		}
		d, err := body.New(blocks...)
		if err != nil {
			t.Fatalf("the builders made what the schema refuses: %v", err)
		}
		return d
	})
}

func TestDoc_SurvivesItsJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := tree().Draw(t, "doc")
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var again body.Doc
		if err := json.Unmarshal(data, &again); err != nil || !again.Equal(d) {
			t.Fatalf("%v\n%s", err, data)
		}
	})
}

func TestDoc_NaughtyStringsAreKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "..", "shared", "corpus", "strings", "blns.json")
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) && !strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
		t.Skipf("%s is not there", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(data, &naughty); err != nil {
		t.Fatal(err)
	}
	for _, s := range naughty {
		d, err := body.New(body.P(s), body.Quote(body.Attribution{Speaker: s, Role: s}, s))
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		again, err := body.Parse(d.AppendJSON(nil))
		if err != nil || !again.Equal(d) {
			t.Errorf("%q does not survive JSON: %v", s, err)
		}
		markup := d.HTML(body.HTMLOptions{})
		assertHarmless(t, markup)
		if clean := body.CleanText(s); clean != "" && textOf(t, markup, "p") != clean {
			t.Errorf("%q: readers see %q", s, textOf(t, markup, "p"))
		}
		admit(t, s)
	}
}

// textOf returns the text of the first element of the name, as a browser reads it.
func textOf(t *testing.T, markup, name string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && n.FirstChild != nil {
			return n.FirstChild.Data
		}
	}
	return ""
}
