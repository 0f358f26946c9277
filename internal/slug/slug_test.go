package slug_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline.news/internal/slug"
)

func TestMake_Scripts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"words are joined by hyphens", "Grain deal: what now?", "grain-deal-what-now"},
		{"accents are dropped", "Café à São Paulo", "cafe-a-sao-paulo"},
		{"accents of their own code point too", "Cafe\u0301", "cafe"},
		{"apostrophes join", "Don’t stop; it's fine", "dont-stop-its-fine"},
		{"an ampersand is a word", "Q&A", "q-and-a"},
		{"German", "Über Größe, Maße & Öl", "ueber-groesse-masse-and-oel"},
		{"German in pieces", "U\u0308ber", "ueber"},
		{"Turkish", "İstanbul'da ışık", "istanbulda-isik"},
		{"Polish, Danish, Icelandic", "Łódź, Køge, Þingvellir", "lodz-koge-thingvellir"},
		{"Arabic keeps its letters", "أخبار اليوم", "أخبار-اليوم"},
		{"Cyrillic keeps its letters", "Новый ёлка", "новый-ёлка"},
		{"Chinese", "习近平：中国", "习近平-中国"},
		{"Japanese keeps its sound marks", "がんばる", "がんばる"},
		{"Korean", "한국 뉴스", "한국-뉴스"},
		{"Hindi keeps its vowel signs", "हिन्दी समाचार", "हिन्दी-समाचार"},
		{"compatibility forms are plain letters", "Product™ ﬁve ℍ ｗｉｄｅ m²", "producttm-five-h-wide-m2"},
		{"emoji are gaps", "❤️ 1️⃣ day", "1-day"},
		{"no letters, no slug", "…!? —", ""},
		{"no text, no slug", "", ""},
		{"hyphens are not doubled", "--a -- b--", "a-b"},
		{"what is no text is a gap", "a\xff\x00b", "a-b"},
	} {
		got := slug.Make(c.text)
		if got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.rule, c.text, got, c.want)
		}
		if got != "" && !slug.Valid(got) {
			t.Errorf("%s: %q is not valid", c.rule, got)
		}
	}
}

func TestMake_CutsBetweenWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rule, text, want string }{
		{"before the word that does not fit", strings.Repeat("word ", 30), strings.TrimSuffix(strings.Repeat("word-", 16), "-")},
		{"a word that just fits stays", strings.Repeat("a", 75) + " four five", strings.Repeat("a", 75) + "-four"},
		{"one long word is cut", strings.Repeat("a", 200), strings.Repeat("a", 80)},
		{"a letter is never split", "x" + strings.Repeat("習", 100), "x" + strings.Repeat("習", 26)},
		{"a short first word is not all that stays", "习近平：" + strings.Repeat("中", 100), "习近平-" + strings.Repeat("中", 23)},
	} {
		if got := slug.Make(c.text); got != c.want {
			t.Errorf("%s: %q", c.rule, got)
		}
	}
}

func TestValid_Refuses(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"", "-a", "a-", "a--b", "A", "a b", "a/b", "a.b", "a%20b", "cafe\u0301", "\u0301a", "a-\u0301", strings.Repeat("a", 81), "a\xff"} {
		if slug.Valid(wrong) {
			t.Errorf("%q is valid", wrong)
		}
	}
	for _, right := range []string{"a", "a-b", "2001", "café", "أخبار", strings.Repeat("a", 80)} {
		if !slug.Valid(right) {
			t.Errorf("%q is not valid", right)
		}
	}
}

func FuzzMake(f *testing.F) {
	for _, s := range []string{"Über Größe", "أخبار اليوم", "習近平", strings.Repeat("word ", 30), "a\xff", "ℍ™ﬁ", "ǅ", "Ω\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := slug.Make(text)
		if s == "" {
			return
		}
		if !slug.Valid(s) || !utf8.ValidString(s) {
			t.Errorf("%q became %q, which is not valid", text, s)
		}
		if again := slug.Make(s); again != s {
			t.Errorf("%q became %q and that %q", text, s, again)
		}
	})
}
