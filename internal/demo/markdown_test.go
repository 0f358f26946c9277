package demo

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

var newest = news.PartialDate{Year: 2026, Month: 11, Day: 22}

// testLexicon knows one story and one speaker.
var testLexicon = lexicon{
	link: func(target string) (string, error) {
		if target == "story:breach" {
			return "/2026/11/08/breach", nil
		}
		if strings.HasPrefix(target, "story:") {
			return "", fmt.Errorf("there is no story %q", target)
		}
		return target, nil
	},
	day: func(d day) news.PartialDate { return d.on(newest) },
	person: func(name string) news.PersonID {
		if name == "Hanne Brix" {
			return 7
		}
		return 0
	},
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	brix := body.Attribution{
		Speaker: "Hanne Brix", Person: 7, Role: "surveyor", Venue: "to the inquiry",
		SaidOn: news.PartialDate{Year: 2026, Month: 11, Day: 20},
	}
	long := body.Quote(brix)
	long.Content = []body.Node{body.Para(body.Text("One "), body.Em("and"), body.Text(" two.")), body.P("Three.")}
	table := body.Table("", body.Row(body.NodeTableHeader, "Bay", "Width"), body.Row(body.NodeTableCell, "Ten", "31"), body.Row(body.NodeTableCell, "", "4"))
	table.Content[2].Content[0].Content = []body.Node{body.Para()}
	linkMark := body.Mark{Type: body.MarkLink, Attrs: body.Attrs{{Name: "href", Value: "/2026/11/08/breach"}}}
	tests := map[string]struct {
		text string
		want []body.Node
	}{
		"nothing":           {"\n \n", nil},
		"paragraphs":        {"One.\n\n\nTwo.\n", []body.Node{body.P("One."), body.P("Two.")}},
		"a line end":        {"Olive\nQuay Street", []body.Node{body.Para(body.Text("Olive"), body.Break(), body.Text("Quay Street"))}},
		"headings":          {"## Two\n\n### Three", []body.Node{body.Heading(2, "Two"), body.Heading(3, "Three")}},
		"a divider":         {"One.\n\n---\n\nTwo.", []body.Node{body.P("One."), body.Divider(), body.P("Two.")}},
		"a quote":           {"> Noted.\n> -- Hanne Brix; surveyor; to the inquiry; D-2", []body.Node{body.Quote(brix, "Noted.")}},
		"a longer quote":    {"> One *and* two.\n>\n> Three.\n> -- Hanne Brix; surveyor; to the inquiry; 2026-11-20", []body.Node{long}},
		"a stranger":        {"> Aye.\n> -- Somebody; ; ;", []body.Node{body.Quote(body.Attribution{Speaker: "Somebody"}, "Aye.")}},
		"a list":            {"- one\n- two", []body.Node{body.Bullets("one", "two")}},
		"a numbered list":   {"1. one\n2. two", []body.Node{body.Numbered("one", "two")}},
		"a table":           {"| Bay | Width |\n|---|--:|\n| Ten | 31 |\n| | 4 |", []body.Node{table}},
		"strong and em":     {"a **b *c* d** e", []body.Node{body.Para(body.Text("a "), body.Strong("b "), body.Text("c", body.Mark{Type: body.MarkStrong}, body.Mark{Type: body.MarkEm}), body.Strong(" d"), body.Text(" e"))}},
		"a story":           {"[the breach](story:breach).", []body.Node{body.Para(body.Link("/2026/11/08/breach", "the breach"), body.Text("."))}},
		"marks in a link":   {"[the *Maid*](story:breach)", []body.Node{body.Para(body.Text("the ", linkMark), body.Text("Maid", linkMark, body.Mark{Type: body.MarkEm}))}},
		"an address":        {"[us](mailto:us@tide.example)", []body.Node{body.Para(body.Link("mailto:us@tide.example", "us"))}},
		"editor's brackets": {"[The council] told me", []body.Node{body.P("[The council] told me")}},
		"escapes":           {`2 \* 3 \[x\](y) \\`, []body.Node{body.P(`2 * 3 [x](y) \`)}},
		"other scripts":     {"قالت **ريما**: [هنا](story:breach)", []body.Node{body.Para(body.Text("قالت "), body.Strong("ريما"), body.Text(": "), body.Link("/2026/11/08/breach", "هنا"))}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := testLexicon.markdown(passage{"x.md", 1, test.text})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := body.MustNew(got...), body.MustNew(test.want...); !got.Equal(want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestMarkdown_errors_name_the_line(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"emphasis without an end":       {"Fine.\n\nFine.\nNot *fine.", "x.md:13: no second * ends"},
		"strong without an end":         {"**", "x.md:10: no second ** ends"},
		"strong within em":              {"*a **b** c*", "x.md:10: no second * ends"},
		"a story that is not there":     {"One.\n\n[two](story:gone)", `x.md:12: there is no story "story:gone"`},
		"a link without an end":         {"[two](story:breach", "x.md:10: a link is"},
		"a link without text":           {"[](story:breach)", "x.md:10: a link is"},
		"a stray backslash":             {`C:\temp`, `x.md:10: \ stands before nothing`},
		"a heading of the first level":  {"# One", "x.md:10: a heading begins with"},
		"a heading without a blank":     {"##One", "x.md:10: a heading begins with"},
		"text right below a heading":    {"## One\nTwo", "x.md:11: a blank line must follow"},
		"text right below a divider":    {"---\nTwo", "x.md:11: a blank line must follow"},
		"a quote of nobody":             {"> One.\n> Two.", "x.md:11: a quote ends in a line"},
		"a quote without words":         {"> -- Hanne Brix; ; ; D-2", "x.md:10: a quote without words"},
		"a quote that breaks off":       {"> One.\nTwo.", "x.md:11: every line of a quote begins with >"},
		"too short an attribution":      {"> One.\n> -- Hanne Brix; surveyor", "x.md:11: an attribution is"},
		"an attribution without a name": {"> One.\n> -- ; surveyor; ; D-2", "x.md:11: an attribution needs a speaker"},
		"an attribution's wrong day":    {"> One.\n> -- Hanne Brix; ; ; yesterday", `x.md:11: "yesterday" is not a day`},
		"a list that breaks off":        {"- one\ntwo", "x.md:11: every line of a list begins an item"},
		"a table without a rule":        {"| a | b |\n| c | d |\n| e | f |", "x.md:10: a table is"},
		"a table with a short row":      {"| a | b |\n|---|---|\n| c |", "x.md:12: the row has 1 cells, and the table has 2 columns"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := testLexicon.markdown(passage{"x.md", 10, test.text})
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// FuzzMarkdown: no text makes it panic, and what it reads is within the schema
// but for addresses, which are for the body to judge.
func FuzzMarkdown(f *testing.F) {
	for _, file := range []string{"paper/en/stories/84-engineers-warned-of-cracks.md", "paper/en/pages/contact.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("> a\n>\n> -- b; c; d; D-1\n\n- *x*\n\n| a |\n|---|\n| **b** |")
	f.Fuzz(func(t *testing.T, text string) {
		nodes, err := testLexicon.markdown(passage{"x.md", 1, text})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x.md:") {
				t.Errorf("%v does not name the place", err)
			}
			return
		}
		_, _ = body.New(nodes...)
	})
}
