package body_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

func TestText(t *testing.T) {
	t.Parallel()
	d := body.MustNew(
		body.P("One."), body.Para(), body.Quote(speaker, "Two.", "Three."), body.Bullets("a", "b"),
		body.List(body.NodeOrderedList, body.Item(body.P("first"), body.Bullets("in"))), body.Picture(1, "Caption."),
		body.Table("", body.Row(body.NodeTableCell, "x", "y")), body.Correction("update", "2026-01-01T00:00:00Z", "Mended."),
	)
	tests := []struct {
		name string
		o    body.TextOptions
		want string
	}{
		{"words only", body.TextOptions{}, "One.\n\nTwo.\n\nThree.\n\n• a\n• b\n\n1. first\n\n  • in\n\nx\ty"},
		{"no quotes", body.TextOptions{NoQuotes: true}, "One.\n\n• a\n• b\n\n1. first\n\n  • in\n\nx\ty"},
		{"everything", body.TextOptions{Attributions: true, Captions: true, Corrections: true},
			"One.\n\nTwo.\n\nThree.\n— Ada Example, spokeswoman, a briefing, --05-18\n\n• a\n• b\n\n1. first\n\n  • in\n\nCaption.\n\nx\ty\n\nMended."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := d.Text(tt.o); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestCountWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"":                                    0,
		"— … !":                               0,
		"Don't e-mail the U.S.A. 1,881 times": 6,
		"rock 'n' roll":                       3,
		"one—two three/four":                  3,
		"北京时间 8 日":                            6,
		"カタカナとABC":                            6,
		"대한민국 정부":                             2,
		"التحالف موجود":                       2,
		"می\u200cخواهم بروم":                  2,
		"नमस्ते दुनिया":                       2,
	} {
		if got := body.CountWords(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestDoc_LedeOutlinePictures(t *testing.T) {
	t.Parallel()
	d := body.MustNew(body.Heading(3, "Head").WithID("a"), body.Quote(speaker, "no"), body.Para(), body.P("Lede."), body.P("x"))
	if got := d.Lede(); got != "Lede." {
		t.Errorf("lede %q", got)
	}
	if got := d.Outline(); !slices.Equal(got, []body.Entry{{Level: 3, Text: "Head", ID: "a"}}) {
		t.Errorf("outline %v", got)
	}
	if got := story().Pictures(); !slices.Equal(got, []news.PictureID{7, 8}) {
		t.Errorf("pictures %v", got)
	}
}

func TestDoc_Quotes(t *testing.T) {
	t.Parallel()
	want := []body.QuoteRecord{
		{Words: "“we will never yield”", Attribution: body.Attribution{Speaker: "Ben Example"}, BlockID: "p2", Inline: true},
		{Words: "Nobody knows.\n\nNobody at all.", Attribution: speaker, BlockID: "q1"},
	}
	if got := story().Quotes(); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDoc_Quotes_OfDifferentRecordsAreNotMerged(t *testing.T) {
	t.Parallel()
	a, b := body.Attribution{Speaker: "A"}, body.Attribution{Speaker: "A", Paraphrase: true}
	d := body.MustNew(body.Para(body.Said(a, "x"), body.Said(b, "y"), body.Text(" "), body.Said(b, "z")))
	var got []string
	for _, q := range d.Quotes() {
		got = append(got, fmt.Sprint(q.Words, q.Paraphrase))
	}
	if want := []string{"xfalse", "ytrue", "ztrue"}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestFromText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"nothing", " \n\n ", ""},
		{"a paragraph a line", "one\ntwo\r\nthree", "one\n\ntwo\n\nthree"},
		{"blank lines, broken by hand", "one\nmore\n \ntwo", "one more\n\ntwo"},
		{"editors' brackets", "it [just] is", "it [just] is"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, err := body.FromText(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Text(body.TextOptions{}); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCleanText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a\x00b\x1bc":                 "abc",
		"a\r\nb\vc\u2028d":            "a\nb\nc\nd",
		"a\u202eb\u202c":              "ab",
		"x\u2066y\u2069":              "x\u2066y\u2069",
		"x\u2066y":                    "xy",
		"x\u2069y\u2066":              "xy",
		"م\u200cن\u200f\u200e":        "م\u200cن\u200f\u200e",
		"zero\u200bwidth\ufeff\u00ad": "zerowidth",
		"bad\xff":                     "bad\uFFFD",
		"👩\u200d👩":                    "👩\u200d👩",
	} {
		if got := body.CleanText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDoc_WithIDs(t *testing.T) {
	t.Parallel()
	counter := func() func() string {
		n := 0
		return func() string { n++; return fmt.Sprint("n", n) }
	}
	d := body.MustNew(body.P("a"), body.P("b").WithID("n1"), body.Quote(speaker, "c"), body.Bullets("d"))
	first, err := d.WithIDs(counter())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for n := range first.All() {
		if n.ID() != "" {
			ids = append(ids, n.ID())
		}
	}
	if want := []string{"n2", "n1", "n3", "n4", "n5", "n6"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if again, err := d.WithIDs(counter()); err != nil || !again.Equal(first) {
		t.Errorf("the same source made other ids: %v", err)
	}
	if d.Blocks()[0].ID() != "" {
		t.Error("the body itself was changed")
	}
	if _, err := d.WithIDs(func() string { return "n1" }); err == nil {
		t.Error("a source that repeats itself is no error")
	}
}
