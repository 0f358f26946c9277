package cldr

import (
	"strings"
	"testing"
)

func TestAppendList(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ tag, items, want string }{
		{"en", "", ""},
		{"en", "A", "A"},
		{"en", "A B", "A and B"},
		{"en", "A B C", "A, B, and C"},
		{"en-GB", "A B C", "A, B and C"},
		{"en-GB", "A B C D", "A, B, C and D"},
		{"de", "A B C D", "A, B, C und D"},
		{"es", "A B C", "A, B y C"},
		{"es", "Ana Inés", "Ana e Inés"},
		{"es", "Ana Luis Hipólito", "Ana, Luis e Hipólito"},
		{"es", "agua hielo", "agua y hielo"},
		{"es", "Ana Hugo", "Ana y Hugo"},
		{"es", "A h", "A y h"},
		{"ar", "محمد علي", "محمد وعلي"},
		{"ar", "محمد علي سلمى", "محمد وعلي وسلمى"},
	} {
		if got := string(locale(t, test.tag).AppendList(nil, strings.Fields(test.items))); got != test.want {
			t.Errorf("%s: %q, want %q", test.tag, got, test.want)
		}
	}
}
