package locale

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestShippedMessages(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	if err := c.Check(); err != nil {
		t.Error(err)
	}
	if got := c.Languages(); !slices.Equal(got, []string{"ar", "de", "en", "es"}) {
		t.Errorf("languages: %v", got)
	}
	if len(c.IDs()) < 200 {
		t.Errorf("only %d messages", len(c.IDs()))
	}
}

// A translation that is the English text again is most likely a forgotten
// one; the words that are the same in both languages are listed.
func TestShippedMessages_are_translated(t *testing.T) {
	t.Parallel()
	same := map[string][]string{
		"de": {"label.interview", "masthead.live", "footer.feeds", "picture.illustration", "quote.in-story"},
		"es": {"word.embargo"},
	}
	c := shipped(t)
	for _, tag := range []string{"ar", "de", "es"} {
		for _, id := range c.IDs() {
			english := c.files["en"][id]
			words := slices.ContainsFunc(english.forms[0], func(p Part) bool { return strings.ContainsAny(p.Text, "abcdefghijklmnopqrstuvwxyz") })
			if words && c.files[tag][id].equal(english) && !slices.Contains(same[tag], id) {
				t.Errorf("%s: %s is the English text: %s", tag, id, english.forms[0])
			}
		}
	}
}

func catalogue(t *testing.T, files map[string]string) *Catalogue {
	t.Helper()
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name+".toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCheck(t *testing.T) {
	t.Parallel()
	const english = "by = \"By {name}\"\n[x]\nof.one = \"{n} of {b}\"\nof.other = \"{n} of {b}\"\n"
	const arabic = "by = \"{name}\"\n[x.of]\nzero = \"{b}\"\none = \"{b}\"\ntwo = \"{b}\"\nfew = \"{n}{b}\"\nmany = \"{n}{b}\"\nother = \"{n}{b}\"\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  string // a part of the report; "" for none
	}{
		"complete": {map[string]string{"ar": arabic, "en-001": "by = \"Byline: {name}\""}, ""},
		"missing message": {
			map[string]string{"de": "by = \"{name}\""}, "de.toml: x.of: is missing"},
		"message too many": {
			map[string]string{"de": english + "z = \"z\""}, "de.toml: x.z: is not a message"},
		"missing form": {
			map[string]string{"ar": strings.Replace(arabic, "two = \"{b}\"\n", "", 1)}, `x.of: the form "two" is missing`},
		"form that the language has not": {
			map[string]string{"de": english + "of.few = \"{n} {b}\""}, `the language has no form "few"`},
		"Spanish needs its millions": {
			map[string]string{"es": english}, `the form "many" is missing`},
		"argument lost": {
			map[string]string{"de": strings.Replace(english, "By {name}", "Von", 1)}, `by: the form "other" has the arguments [] instead of [name]`},
		"argument invented": {
			map[string]string{"de": strings.Replace(english, "By {name}", "Von {nome}", 1)}, `has the arguments [nome]`},
		"number lost in a form for many numbers": {
			map[string]string{"ar": strings.Replace(arabic, "few = \"{n}{b}\"", "few = \"{b}\"", 1)}, `x.of: the form "few"`},
		"plural on one side": {
			map[string]string{"de": "by = \"{name}\"\n[x]\nof = \"{n} {b}\""}, "x.of: has plural forms in one file"},
		"empty": {
			map[string]string{"de": strings.Replace(english, "By {name}", "", 1)}, `de.toml: by: the form "other" is missing or empty`},
		"space at the end": {
			map[string]string{"de": strings.Replace(english, "By {name}", "Von {name} ", 1)}, "begins or ends with a space"},
		"region without a difference": {
			map[string]string{"en-001": "by = \"By {name}\""}, "en-001.toml: by: says the same"},
		"region with a message of its own": {
			map[string]string{"en-001": "bye = \"By\""}, "en-001.toml: bye: is not a message"},
		"region that is never read": {
			map[string]string{"en-US": "by = \"by {name}\""}, "en-US.toml is never read"},
		"language without formats": {
			map[string]string{"fr": "by = \"Par {name}\""}, "fr.toml: no formats"},
		"name that is no tag": {
			map[string]string{"english words": ""}, "not named after a language"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.files["en"] = english
			err := catalogue(t, test.files).Check()
			switch {
			case test.want == "" && err != nil:
				t.Errorf("unexpected: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("the report lacks %q: %v", test.want, err)
			}
		})
	}
}

func TestLoad_refuses_damaged_files(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"by = ", "by = 1", "by = \"{\"", "[x]\none = 1", "[x]\nother = \"{\"", "[a.b]\nc = [\"d\"]"} {
		_, err := load(fstest.MapFS{"de.toml": &fstest.MapFile{Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), "de.toml") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestCheckUses(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	good := []Use{
		{ID: "story.by", Args: []string{"names"}},
		{ID: "story.comments", Plural: true},
		{ID: "archive.month", Plural: true, Args: []string{"month"}},
	}
	if err := c.CheckUses(good); err != nil {
		t.Error(err)
	}
	for want, use := range map[string]Use{
		"a.html:3: message no.such: is not in the catalogue": {ID: "no.such", Where: "a.html:3"},
		"needs a number": {ID: "story.comments"},
		"has no plurals": {ID: "story.by", Plural: true, Args: []string{"names"}},
		"takes the arguments [names], is given [name]": {ID: "story.by", Args: []string{"name"}},
		"takes the arguments [month], is given []":     {ID: "archive.month", Plural: true},
	} {
		if err := c.CheckUses([]Use{use}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	unused := c.Unused(good)
	if len(unused) != len(c.IDs())-len(good) || slices.Contains(unused, "story.by") || !slices.Contains(unused, "story.updated") {
		t.Errorf("%d unused of %d", len(unused), len(c.IDs()))
	}
}
