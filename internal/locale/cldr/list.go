package cldr

import (
	"strings"
	"unicode"
)

// list joins names: "A, B and C".
type list struct {
	// What stands between {0} and {1}; no pattern of these languages has
	// anything around them.
	pair, start, middle, end string
	spanish                  bool
}

func compileList(values map[string]string, spanish bool) list {
	between := func(part string) string {
		s := strings.TrimPrefix(values["list."+part], "{0}")
		return strings.TrimSuffix(s, "{1}")
	}
	return list{pair: between("2"), start: between("start"), middle: between("middle"), end: between("end"), spanish: spanish}
}

// AppendList appends the items joined by the "and" of the language.
func (l *Locale) AppendList(b []byte, items []string) []byte {
	for i, item := range items {
		b = append(b, l.Joint(items, i)...)
		b = append(b, item...)
	}
	return b
}

// Joint is what stands before item i of a list, and nothing for the first.
func (l *Locale) Joint(items []string, i int) string {
	switch {
	case i == 0:
		return ""
	case len(items) == 2:
		return l.list.last(l.list.pair, items[i])
	case i == len(items)-1:
		return l.list.last(l.list.end, items[i])
	case i == 1:
		return l.list.start
	}
	return l.list.middle
}

// last is the joint before the last item. Spanish says "e" instead of "y"
// before the sound of i, though not before a diphthong ("agua y hielo"):
// UTS #35, part 2, §11.1.
func (l *list) last(joint, item string) string {
	if l.spanish && joint == " y " && beginsWithI(item) {
		return " e "
	}
	return joint
}

func beginsWithI(word string) bool {
	var head []rune
	for _, r := range word {
		if head = append(head, unicode.ToLower(r)); len(head) == 3 {
			break
		}
	}
	head = append(head, 0, 0, 0)
	if head[0] == 'h' {
		head = head[1:]
		if head[1] == 'a' || head[1] == 'e' {
			return false
		}
	}
	return head[0] == 'i' || head[0] == 'í'
}
