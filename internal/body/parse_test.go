package body_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

func doc(content string) string { return `{"type":"doc","content":[` + content + `]}` }

func paragraphWith(inline string) string {
	return doc(`{"type":"paragraph","content":[` + inline + `]}`)
}

func TestParse_WritesTheCanonicalForm(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"empty body", `{"type":"doc","content":[]}`, `{"type":"doc"}`},
		{"defaults are left out",
			doc(`{"attrs":{"place":"column","alt":"","pictureId":7,"caption":null,"id":""},"type":"picture"}`),
			doc(`{"type":"picture","attrs":{"pictureId":7}}`)},
		{"attributes in the order of the schema",
			doc(`{"type":"orderedList","attrs":{"start":3,"id":"a"},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}`),
			doc(`{"type":"orderedList","attrs":{"id":"a","start":3},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}`)},
		{"marks in the order of the schema",
			paragraphWith(`{"type":"text","text":"x","marks":[{"type":"em"},{"type":"link","attrs":{"href":"/a"}}]}`),
			paragraphWith(`{"type":"text","marks":[{"type":"link","attrs":{"href":"/a"}},{"type":"em"}],"text":"x"}`)},
		{"neighbouring texts are joined",
			paragraphWith(`{"type":"text","text":"a"},{"type":"text","text":"b"},{"type":"text","text":"c","marks":[{"type":"em"}]}`),
			paragraphWith(`{"type":"text","text":"ab"},{"type":"text","marks":[{"type":"em"}],"text":"c"}`)},
		{"language tags in their usual case",
			paragraphWith(`{"type":"text","text":"a","marks":[{"type":"lang","attrs":{"lang":"EN-gb"}}]}`),
			paragraphWith(`{"type":"text","marks":[{"type":"lang","attrs":{"lang":"en-GB"}}],"text":"a"}`)},
		{"markup in text is escaped",
			paragraphWith(`{"type":"text","text":"</script>&\u2028"}`),
			paragraphWith(`{"type":"text","text":"\u003c/script\u003e\u0026\u2028"}`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, err := body.Parse([]byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := string(d.AppendJSON(nil)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got, err := json.Marshal(d); err != nil || string(got) != tt.want {
				t.Errorf("json.Marshal wrote other bytes: %s, %v", got, err)
			}
		})
	}
}

func TestParse_NamesThePlaceOfWhatIsWrong(t *testing.T) {
	t.Parallel()
	link := func(href string) string {
		return paragraphWith(`{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":` + href + `}}]}`)
	}
	const ok = `{"type":"paragraph"},`
	tests := []struct{ name, in, want string }{
		{"not JSON", `{`, "the JSON ends too early"},
		{"not an object", `[]`, "the body: must be an object"},
		{"more after the end", `{"type":"doc"}{}`, "something follows"},
		{"other root", `{"type":"paragraph"}`, "the outermost node"},
		{"unknown field", doc(`{"type":"paragraph","html":"<b>"}`), "content[0].html: there is no such field"},
		{"field twice", doc(`{"type":"paragraph","type":"heading"}`), "content[0].type: the field is given twice"},
		{"unknown node", doc(ok + `{"type":"script"}`), `content[1]: there is no node called "script"`},
		{"unknown attribute", doc(`{"type":"paragraph","attrs":{"onclick":"x"}}`), "content[0].onclick: there is no such attribute"},
		{"attribute twice", doc(`{"type":"heading","attrs":{"level":2,"level":3}}`), "content[0].attrs.level: the field is given twice"},
		{"attribute of another type", doc(`{"type":"heading","attrs":{"level":"2"}}`), "content[0].level: must be a number"},
		{"attribute that is no plain value", doc(`{"type":"heading","attrs":{"level":[2]}}`), "content[0].level: must be a plain value"},
		{"fraction", doc(`{"type":"heading","attrs":{"level":2.5}}`), "content[0].level: 2.5 is not a whole number"},
		{"out of range", doc(`{"type":"heading","attrs":{"level":1}}`), "content[0].level: must be from 2 to 4"},
		{"missing attribute", doc(`{"type":"picture"}`), "content[0].pictureId: must be given"},
		{"no choice", doc(`{"type":"picture","attrs":{"pictureId":1,"place":"left"}}`), "content[0].place: must be one of"},
		{"no date", doc(`{"type":"quote","attrs":{"saidOn":"Friday"},"content":[{"type":"paragraph"}]}`), "content[0].saidOn:"},
		{"no time", doc(`{"type":"correction","attrs":{"at":"2026-01-01"},"content":[{"type":"paragraph"}]}`), "content[0].at:"},
		{"related link to nowhere", doc(`{"type":"relatedLink"}`), "content[0]: a related link needs"},
		{"embed of an own path", doc(`{"type":"embed","attrs":{"provider":"x","url":"/a"}}`), "content[0].url:"},
		{"id that needs escaping", doc(`{"type":"paragraph","attrs":{"id":"a b"}}`), "content[0].id:"},
		{"id twice", doc(`{"type":"paragraph","attrs":{"id":"a"}},{"type":"divider","attrs":{"id":"a"}}`), `content[1].id: "a" is used twice`},
		{"empty text", paragraphWith(`{"type":"text","text":""}`), "content[0].content[0]: a text must not be empty"},
		{"text of a block", doc(`{"type":"paragraph","text":"x"}`), "content[0]: a paragraph has no text"},
		{"control character", paragraphWith(`{"type":"text","text":"ab\u0000"}`), "content[0].content[0].text: the character U+0000 after 2 others"},
		{"override", paragraphWith(`{"type":"text","text":"a\u202eb"}`), "content[0].content[0].text: the character U+202E"},
		{"unknown mark", paragraphWith(`{"type":"text","text":"x","marks":[{"type":"blink"}]}`), `content[0].content[0].marks[0]: there is no mark called "blink"`},
		{"mark twice", paragraphWith(`{"type":"text","text":"x","marks":[{"type":"em"},{"type":"em"}]}`), "content[0].content[0].marks[1]: em cannot stand beside em"},
		{"marks that exclude each other", paragraphWith(`{"type":"text","text":"x","marks":[{"type":"sub"},{"type":"sup"}]}`), "marks[1]: sup cannot stand beside sub"},
		{"mark on a block", doc(`{"type":"paragraph","marks":[{"type":"em"}]}`), "content[0].marks[0]: a paragraph carries no marks"},
		{"mark in the wrong place", doc(`{"type":"heading","content":[{"type":"text","text":"x","marks":[{"type":"strong"}]}]}`), "content[0].content[0].marks[0]: strong is not allowed inside a heading"},
		{"href", link(`"javascript:alert(1)"`), "content[0].content[0].marks[0].href:"},
		{"block in a paragraph", paragraphWith(`{"type":"divider"}`), "content[0].content[0]: a divider cannot stand here: a paragraph holds inline*"},
		{"block behind texts that are joined", paragraphWith(`{"type":"text","text":"a"},{"type":"text","text":"b"},{"type":"divider"}`), "content[0].content[2]: a divider cannot stand here"},
		{"text in the doc", doc(`{"type":"text","text":"x"}`), "content[0]: a text cannot stand here: a doc holds block*"},
		{"empty quote", doc(`{"type":"quote"}`), "content[0]: a quote must hold paragraph+; something is missing"},
		{"item without a paragraph", doc(`{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"divider"}]}]}`), "content[0].content[0].content[0]: a divider cannot stand here"},
		{"content of a leaf", doc(`{"type":"divider","content":[{"type":"paragraph"}]}`), "content[0]: a divider holds nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := body.Parse([]byte(tt.in))
			if news.KindOf(err) != news.Invalid {
				t.Fatalf("got %v, want an Invalid error", err)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

func TestParse_Bounds(t *testing.T) {
	t.Parallel()
	list := func(levels int) string {
		return doc(strings.Repeat(`{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph"},`, levels) +
			`{"type":"divider"}` + strings.Repeat(`]}]}`, levels))
	}
	many := func(n int) string { return doc(strings.TrimSuffix(strings.Repeat(`{"type":"paragraph"},`, n), ",")) }
	long := func(n int) string { return paragraphWith(`{"type":"text","text":"` + strings.Repeat("x", n) + `"}`) }
	tests := []struct{ name, within, beyond, want string }{
		{"depth", list(15), list(16), "nested more than 32 deep"},
		{"nodes", many(body.MaxNodes), many(body.MaxNodes + 1), "more than 50000 nodes"},
		{"text", long(body.MaxText), long(body.MaxText + 1), "bytes of text"},
		{"JSON", "", strings.Repeat(" ", body.MaxJSON+1), "longer than"},
		{"JSON nested without end", "", strings.Repeat(`{"content":[`, 100_000), "nested more than 32 deep"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.within != "" {
				if _, err := body.Parse([]byte(tt.within)); err != nil {
					t.Errorf("within the bound: %v", err)
				}
			}
			if _, err := body.Parse([]byte(tt.beyond)); news.KindOf(err) != news.Invalid || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("beyond the bound: %v", err)
			}
		})
	}
}

func TestCheckLink(t *testing.T) {
	t.Parallel()
	for _, href := range []string{
		"https://example.com/a?b=c#d", "HTTP://example.com", "http://[::1]:80/", "https://пример.рф/путь", "mailto:a@example.com",
		"tel:+4312345", "/", "/a/b?c=d", "/.//x", "#b-quote",
	} {
		if got, err := body.CheckLink(href); err != nil || got != href {
			t.Errorf("%q is refused: %v", href, err)
		}
	}
	for _, href := range []string{
		"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
		" javascript:alert(1)", "javascript&colon;alert(1)", "data:text/html,x", "vbscript:x", "blob:https://a/b", "file:///etc/passwd",
		"//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "https:evil", "https:///evil", "https://",
		"http://user@evil.example", "https://example.com@evil.example/", "https://exa\u200bmple.com", "https://example.com/\u202egpj",
		"https://example.com/a b", "https://example.com/\u00a0", "relative/path", "?q", "mailto:", "tel:", "mailto://x", "intent://x",
		"/" + strings.Repeat("x", 2048), "https://%zz/",
	} {
		if _, err := body.CheckLink(href); err == nil {
			t.Errorf("%q is accepted", href)
		}
	}
}
