package dateline_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/dateline"
	"dateline.news/internal/news"
	"pgregory.net/rapid"
)

// checkInvariants holds for every text, dateline or not.
func checkInvariants(t interface{ Errorf(string, ...any) }, opening string) {
	r := dateline.Parse(opening)
	if !strings.HasSuffix(opening, r.Rest) {
		t.Errorf("Parse(%q): rest %q is not its end", opening, r.Rest)
	}
	d := r.Dateline
	if d.IsZero() {
		if r.Rest != opening || len(r.Peeled) > 0 || d.Origin != "" {
			t.Errorf("Parse(%q): no dateline, but taken off: %+v", opening, r)
		}
		return
	}
	if d.Origin != news.OriginBody {
		t.Errorf("Parse(%q): origin %q", opening, d.Origin)
	}
	head := strings.TrimSuffix(opening, r.Rest)
	for _, p := range d.Places {
		if p.Name == "" || strings.TrimSpace(p.Name) != p.Name || !strings.Contains(head, p.Name) {
			t.Errorf("Parse(%q): place %q is not in the head %q", opening, p.Name, head)
		}
	}
	if !strings.Contains(head, d.Source) {
		t.Errorf("Parse(%q): source %q is not in the head %q", opening, d.Source, head)
	}
	if again, err := news.ParsePartialDate(d.FiledOn.String()); err != nil || again != d.FiledOn {
		t.Errorf("Parse(%q): filed on %+v, which is no day", opening, d.FiledOn)
	}
	for _, p := range r.Peeled {
		if p.Text == "" || !strings.Contains(head, p.Text) {
			t.Errorf("Parse(%q): peeled %q is not in the head %q", opening, p.Text, head)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"LONDON, March 3 (Reuters) - Text", "By A B\nROME (AP) — Text", "(ANSA) - ROMA, 3 MAR - Text",
		"新华社北京3月3日电（记者张三）正文", "(서울=연합뉴스) 홍길동 기자 = 글", "МОСКВА, 3 мар — РИА Новости. Текст",
		"دبي في 3 مارس / وام / نص", "(((", "- - - -", "\xff\xfe(AP) —", "A, B, C, D/E/F and G (H) [I] {J}",
		"[東京　３日　ロイター］ - 本文", "İSTANBUL (AA) -", "NEW YORK&mdash;Text", "UPDATE 2-", "Editor's note: a. b. (CNN) -- c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) { checkInvariants(t, s) })
}

// TestParse_AnyShuffle puts pieces of heads together in every wrong order.
func TestParse_AnyShuffle(t *testing.T) {
	t.Parallel()
	pieces := []string{"LONDON", "New York", "Mich.", "(AP)", "(", ")", "/TASS/", "/", "March 3", "3", "2015", ", ", ". ", " - ", " — ",
		"\n", " ", ":", "By Ann Example", "МОСКВА", "القاهرة", "北京", "3月3日", "电", "【", "】", "=", "연합뉴스", "Reuters", "and", "[India]", "\"", "&mdash;", "The", "\u200f", "/Corr. A B/", "(UPDATED)", "(acn)", "NIGERIA", "ABOARD"}
	rapid.Check(t, func(rt *rapid.T) {
		checkInvariants(rt, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(rt, "pieces"), ""))
	})
}

func TestParse_HostileInput(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"A", "(", "LONDON ", "LONDON, ", "LONDON/", "(AP) ", "By ", "By A B ", "* a. ", "Editor's note: A (b) c. ", "- ", "\n", "Note:\n", "北京", "【北京", "서울=", ". ", "3 March ", "\xff", "A\n", "(a) ", "LONDON. ", "LAGOS—NIGERIA—", "(UPDATED) ", "/Corr. A/ ", "LONDON (AP) (UPDATED) ", "Kyiv. Ukraine. "} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		checkInvariants(t, text)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("a megabyte of %q took %v", unit, took)
		}
	}
}

func TestParse_NothingIsPeeledWithoutDateline(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "By Ann Example\nThe rain fell.", "(Adds comments, detail)\nThe rain fell.", "UPDATE 2-Copper slides"} {
		want := dateline.Result{Rest: text}
		if got := dateline.Parse(text); !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q) = %+v", text, got)
		}
	}
}

func TestParse_Peeled(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]dateline.Peeled{
		"By Marwan Example\nBEIRUT (Reuters) - Text": {{Kind: dateline.Byline, Text: "By Marwan Example"}},
		"By Marwan Example BEIRUT (Reuters) - Text":  {{Kind: dateline.Byline, Text: "By Marwan Example"}},
		"(Adds comments, detail)\nBy Ann Example\nLONDON (Reuters) - Text": {
			{Kind: dateline.Note, Text: "(Adds comments, detail)"}, {Kind: dateline.Byline, Text: "By Ann Example"}},
		"(The opinions expressed here are his own.)\nLONDON (Reuters) - Text": {
			{Kind: dateline.Disclaimer, Text: "(The opinions expressed here are his own.)"}},
		"UPDATE 2-LONDON (Reuters) - Text":                   {{Kind: dateline.Label, Text: "UPDATE 2-"}},
		"WASHINGTON (Sputnik), Ann Example — Text":           {{Kind: dateline.Byline, Text: "Ann Example"}},
		"WASHINGTON (AP) (UPDATED) — Text":                   {{Kind: dateline.Label, Text: "(UPDATED)"}},
		"TOKYO, March 3. /Corr. Ann Example/. Text":          {{Kind: dateline.Byline, Text: "Ann Example"}},
		"ПЕКИН, 3 марта. /Корр. ТАСС Анна Примерова/. Текст": {{Kind: dateline.Byline, Text: "Анна Примерова"}},
		"Ann Example\nLONDON (Reuters) - Text":               {{Kind: dateline.Byline, Text: "Ann Example"}},
		"(서울=연합뉴스) 홍길동 기자 = 글":                               {{Kind: dateline.Byline, Text: "홍길동 기자"}},
		"（中央社記者張三台北3日電）正文":                                   {{Kind: dateline.Byline, Text: "張三"}},
		"新华社北京3月3日电（记者张三）正文":                                 {{Kind: dateline.Byline, Text: "记者张三"}},
	} {
		if got := dateline.Parse(text).Peeled; !reflect.DeepEqual(got, want) {
			t.Errorf("Parse(%q) peeled %+v, want %+v", text, got, want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	long := strings.Repeat("A sentence of a story that goes on and on, with names like London (AP) in it. ", 200)
	for name, text := range map[string]string{
		"dateline": "SPRINGFIELD, Mass., March 3 (UPI) -- " + long,
		"peeled":   "(Adds comments, detail)\nBy Ann Example\nLONDON, March 3 (Reuters) - " + long,
		"prose":    long,
		"chinese":  "新华社北京3月3日电（记者张三）" + long,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dateline.Parse(text)
			}
		})
	}
}
