package cldr

import (
	"fmt"
	"strconv"
	"strings"
)

// Category is a plural category of CLDR.
type Category uint8

// The six categories. Every language has Other.
const (
	Other Category = iota
	Zero
	One
	Two
	Few
	Many
)

// Categories lists the six in the order in which a translator reads them.
var Categories = [...]Category{Zero, One, Two, Few, Many, Other}

var categoryNames = [...]string{Other: "other", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many"}

func (c Category) String() string { return categoryNames[c] }

// CategoryNamed finds a category by its name.
func CategoryNamed(name string) (Category, bool) {
	for c, n := range categoryNames {
		if n == name {
			return Category(c), true
		}
	}
	return Other, false
}

// Plurals are the cardinal rules of one language for whole numbers.
type Plurals struct {
	rules []rule // without Other
}

type rule struct {
	category Category
	either   [][]relation // one of them, all of whose relations hold
}

// relation is "n % mod = ranges"; mod 0 means none.
type relation struct {
	fraction bool // the operand is one that is 0 for every whole number
	mod      uint64
	not      bool
	ranges   [][2]uint64
}

// ParsePlurals reads rules in the syntax of UTS #35, part 3, §5.1, by the
// names of their categories. Samples ("@integer …") are passed over.
func ParsePlurals(rules map[string]string) (Plurals, error) {
	var p Plurals
	for _, c := range Categories {
		text, ok := rules[c.String()]
		if !ok || c == Other {
			continue
		}
		condition, _, _ := strings.Cut(text, "@")
		either, err := parseCondition(condition)
		if err != nil {
			return Plurals{}, fmt.Errorf("rule %q: %w", c, err)
		}
		p.rules = append(p.rules, rule{category: c, either: either})
	}
	return p, nil
}

func parseCondition(text string) (either [][]relation, err error) {
	for alternative := range strings.SplitSeq(text, " or ") {
		var all []relation
		for part := range strings.SplitSeq(alternative, " and ") {
			r, err := parseRelation(strings.TrimSpace(part))
			if err != nil {
				return nil, err
			}
			all = append(all, r)
		}
		either = append(either, all)
	}
	return either, nil
}

func parseRelation(text string) (r relation, err error) {
	left, right, ok := strings.Cut(text, "=")
	if !ok {
		return r, fmt.Errorf("%q has no \"=\"", text)
	}
	left, r.not = strings.CutSuffix(left, "!")
	operand, mod, hasMod := strings.Cut(left, "%")
	switch strings.TrimSpace(operand) {
	case "n", "i":
	case "v", "w", "f", "t", "c", "e":
		r.fraction = true
	default:
		return r, fmt.Errorf("%q has an unknown operand", text)
	}
	if hasMod {
		if r.mod, err = strconv.ParseUint(strings.TrimSpace(mod), 10, 64); err != nil || r.mod == 0 {
			return r, fmt.Errorf("%q divides by what is no number", text)
		}
	}
	r.ranges, err = parseRanges(right)
	return r, err
}

func parseRanges(text string) (ranges [][2]uint64, err error) {
	for part := range strings.SplitSeq(text, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "..")
		var r [2]uint64
		if r[0], err = strconv.ParseUint(from, 10, 64); err != nil {
			return nil, fmt.Errorf("%q is not a number", from)
		}
		r[1] = r[0]
		if isRange {
			if r[1], err = strconv.ParseUint(to, 10, 64); err != nil {
				return nil, fmt.Errorf("%q is not a number", to)
			}
		}
		ranges = append(ranges, r)
	}
	return ranges, nil
}

// Of gives the category of a whole number; its sign does not count.
func (p Plurals) Of(n int64) Category {
	abs := magnitude(n)
	for _, r := range p.rules {
		for _, all := range r.either {
			if holdAll(all, abs) {
				return r.category
			}
		}
	}
	return Other
}

// Has reports whether the language has the category.
func (p Plurals) Has(c Category) bool {
	if c == Other {
		return true
	}
	for _, r := range p.rules {
		if r.category == c {
			return true
		}
	}
	return false
}

func holdAll(all []relation, n uint64) bool {
	for _, r := range all {
		if !r.holds(n) {
			return false
		}
	}
	return true
}

func (r relation) holds(n uint64) bool {
	if r.fraction {
		n = 0
	}
	if r.mod != 0 {
		n %= r.mod
	}
	for _, span := range r.ranges {
		if span[0] <= n && n <= span[1] {
			return !r.not
		}
	}
	return r.not
}

// magnitude is |n|, right for the smallest int64 as well.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
