package locale

import (
	"slices"
	"testing"
)

func TestParsePattern(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]pattern{
		"":                   nil,
		"Tags":               {{Text: "Tags"}},
		"{n}":                {{Arg: "n"}},
		"By {names}, {date}": {{Text: "By "}, {Arg: "names"}, {Text: ", "}, {Arg: "date"}},
		"a {{b}} {c}":        {{Text: "a {b} "}, {Arg: "c"}},
		"{{{n}}}":            {{Text: "{"}, {Arg: "n"}, {Text: "}"}},
	} {
		got, err := parsePattern(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"{", "}", "{}", "{n", "n}", "{a b}", "{N}", "{a{b}}", "a } b"} {
		if _, err := parsePattern(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func FuzzParsePattern(f *testing.F) {
	for _, seed := range []string{"", "By {names}", "{{{n}}}", "{a}{b} }} {{", "{", "لا {n} تعليق"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := parsePattern(text)
		if err != nil {
			return
		}
		if got := p.String(); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
