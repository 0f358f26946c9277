package cldr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numbers is how a locale writes numbers.
type numbers struct {
	digits    [10]string
	ascii     bool // the digits are 0–9
	decimal   string
	group     string
	minus     string
	primary   int // digits of the last group
	secondary int // digits of the groups before it
	minimum   int // digits that must stand before the first group mark
	percent   [2]string
}

func compileNumbers(values map[string]string, systems map[string]string, system string) (numbers, error) {
	if system == "" {
		system = values["number.system"]
	}
	prefix := "number." + system + "."
	pattern, ok := values[prefix+"pattern"]
	if !ok {
		return numbers{}, fmt.Errorf("the digits %q are not used here", system)
	}
	n := numbers{
		ascii:   system == "latn",
		decimal: values[prefix+"decimal"],
		group:   values[prefix+"group"],
		minus:   values[prefix+"minusSign"],
	}
	if utf8.RuneCountInString(systems[system]) != 10 {
		return numbers{}, fmt.Errorf("the numbering system %q has no ten digits", system)
	}
	for i, r := range []rune(systems[system]) {
		n.digits[i] = string(r)
	}
	var err error
	if n.minimum, err = strconv.Atoi(values["number.minimumGrouping"]); err != nil {
		return numbers{}, fmt.Errorf("minimum grouping digits: %w", err)
	}
	n.primary, n.secondary = groupSizes(pattern)
	n.percent, err = percentAffixes(values[prefix+"percent"], values[prefix+"percentSign"])
	return n, err
}

// percentAffixes are what stands before and after the number in a pattern
// such as "#,##0 %"; the sign may also come first, as in Basque.
func percentAffixes(pattern, sign string) ([2]string, error) {
	start, end := strings.IndexAny(pattern, "#0"), strings.LastIndexAny(pattern, "#0")
	if start < 0 {
		return [2]string{}, fmt.Errorf("the pattern for per cent, %q, has no number", pattern)
	}
	replace := func(s string) string { return strings.ReplaceAll(s, "%", sign) }
	return [2]string{replace(pattern[:start]), replace(pattern[end+1:])}, nil
}

// groupSizes reads "#,##,##0.###" as 3 and 2.
func groupSizes(pattern string) (primary, secondary int) {
	whole, _, _ := strings.Cut(pattern, ".")
	groups := strings.Split(whole, ",")
	if len(groups) < 2 {
		return 0, 0
	}
	primary = len(groups[len(groups)-1])
	secondary = primary
	if len(groups) > 2 {
		secondary = len(groups[len(groups)-2])
	}
	return primary, secondary
}

// AppendInt appends a whole number with its group marks.
func (l *Locale) AppendInt(b []byte, n int64) []byte {
	if n < 0 {
		b = append(b, l.numbers.minus...)
	}
	var scratch [20]byte
	return l.numbers.appendGrouped(b, strconv.AppendUint(scratch[:0], magnitude(n), 10))
}

// AppendDecimal appends a number rounded to so many decimals, half to even.
// What is not a number, or is infinite, is written as Go writes it.
func (l *Locale) AppendDecimal(b []byte, f float64, decimals int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	var scratch [64]byte
	text := strconv.AppendFloat(scratch[:0], math.Abs(f), 'f', max(decimals, 0), 64)
	if f < 0 && strings.Trim(string(text), "0.") != "" {
		b = append(b, l.numbers.minus...)
	}
	whole, fraction, found := strings.Cut(string(text), ".")
	b = l.numbers.appendGrouped(b, []byte(whole))
	if !found {
		return b
	}
	b = append(b, l.numbers.decimal...)
	return l.numbers.appendDigits(b, fraction)
}

// AppendPercent appends a share of one as per cent: 0.125 as "12.5 %".
func (l *Locale) AppendPercent(b []byte, share float64, decimals int) []byte {
	b = append(b, l.numbers.percent[0]...)
	b = l.AppendDecimal(b, share*100, decimals)
	return append(b, l.numbers.percent[1]...)
}

func (n *numbers) appendGrouped(b, digits []byte) []byte {
	grouped := n.primary > 0 && len(digits) >= n.primary+n.minimum
	for i, c := range digits {
		if left := len(digits) - i; grouped && i > 0 && n.marks(left) {
			b = append(b, n.group...)
		}
		b = n.appendDigit(b, c)
	}
	return b
}

// marks reports whether a group mark stands before the last so many digits.
func (n *numbers) marks(left int) bool {
	return left == n.primary || left > n.primary && (left-n.primary)%n.secondary == 0
}

func (n *numbers) appendDigits(b []byte, digits string) []byte {
	for i := range len(digits) {
		b = n.appendDigit(b, digits[i])
	}
	return b
}

func (n *numbers) appendDigit(b []byte, c byte) []byte {
	if n.ascii {
		return append(b, c)
	}
	return append(b, n.digits[c-'0']...)
}

// appendPlain appends a number without group marks, with leading zeros up to
// a width: the numbers of dates.
func (n *numbers) appendPlain(b []byte, value, width int) []byte {
	var scratch [20]byte
	digits := strconv.AppendInt(scratch[:0], int64(value), 10)
	for range width - len(digits) {
		b = n.appendDigit(b, '0')
	}
	if value < 0 {
		b, digits = append(b, n.minus...), digits[1:]
	}
	for _, c := range digits {
		b = n.appendDigit(b, c)
	}
	return b
}
