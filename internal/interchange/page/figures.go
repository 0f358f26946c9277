package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// parseCount reads "1881", "1,881", "1.881", "1 881", and Arabic digits.
func parseCount(s string) (int, bool) {
	var b strings.Builder
	for _, r := range s {
		if d := digitValue(r); d >= 0 {
			b.WriteByte(byte('0' + d))
		}
	}
	n, err := strconv.Atoi(b.String())
	return n, err == nil && b.Len() <= 12
}

var (
	countThenUnit = regexp.MustCompile(`^(\p{Nd}[\p{Nd}.,\x{00A0}\x{202F} ]*)(?:\s*([kKmMкК])\s+|\s*)(\p{L}[\p{L}\p{M} ]*)$`)
	unitThenCount = regexp.MustCompile(`^(\p{L}[\p{L}\p{M} ]*?)\s*[:(\[]?\s*(\p{Nd}[\p{Nd}.,\x{00A0}\x{202F} ]*)([kKmM]?)\s*[)\]]?$`)
	bareCounts    = regexp.MustCompile(`^\p{Nd}{1,9}(?:\s+\p{Nd}{1,9})+$`)
	bareCount     = regexp.MustCompile(`^\p{Nd}{1,9}$`)
	figureBreak   = regexp.MustCompile(`\s*[|•·/,;]\s+`)
)

// readFigures reads the counts of comments and views: those that say what they
// count, and else two bare numbers at the head of the page.
func (r *reading) readFigures() {
	for i, p := range r.passages {
		if !p.free() || len(p.text) > 120 {
			continue
		}
		if fields := r.namedFigures(p.text); len(fields) > 0 {
			p.claim("", fields...)
			if fields[0] == ToComments && i > len(r.passages)/2 {
				p.shape = discussionHead
			}
		}
	}
	if r.page.Comments == nil && r.page.Views == nil {
		r.readBareFigures()
	}
}

// namedFigures reads "12 comments", "Views: 1,234", "12 comments | 1.2K views".
func (r *reading) namedFigures(text string) []Field {
	var fields []Field
	for _, piece := range figureBreak.Split(text, -1) {
		field, n, rounded, ok := namedFigure(piece)
		if !ok {
			return nil
		}
		if target := r.figure(field); *target == nil {
			*target = &n
			if rounded {
				r.infer(field, "the page rounds it: %q", piece)
			}
		}
		fields = append(fields, field)
	}
	return fields
}

func (r *reading) figure(field Field) **int {
	if field == ToViews {
		return &r.page.Views
	}
	return &r.page.Comments
}

func namedFigure(s string) (field Field, n int, rounded, ok bool) {
	if words.none[folded(s)] {
		return ToComments, 0, false, true
	}
	count, unit, thousands := "", "", ""
	if m := countThenUnit.FindStringSubmatch(s); m != nil {
		count, thousands, unit = m[1], m[2], m[3]
	} else if m := unitThenCount.FindStringSubmatch(s); m != nil {
		unit, count, thousands = m[1], m[2], m[3]
	}
	switch unit = folded(unit); {
	case words.comments[unit] || words.kinds[unit] == discussion && unit != "":
		field = ToComments
	case words.views[unit]:
		field = ToViews
	default:
		return "", 0, false, false
	}
	if thousands == "" {
		n, ok = parseCount(count)
		return field, n, false, ok
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(count), ",", "."), 64)
	factor := map[string]float64{"k": 1e3, "к": 1e3, "m": 1e6}[strings.ToLower(thousands)]
	return field, int(f*factor + 0.5), true, err == nil && f < 1e6
}

// readBareFigures reads two numbers without a word, side by side or one below the
// other, above the text: comments, then views. More comments than views cannot be,
// and of three numbers nothing tells which are which.
func (r *reading) readBareFigures() {
	for i, p := range r.passages {
		if p.free() && endsSentence(p.text) && wordCount(p.text) > 8 {
			return // the text begins
		}
		counts, last := r.bareAt(i)
		if len(counts) < 2 {
			continue
		}
		if why := notCommentsAndViews(counts); why != "" {
			r.leaveFigures(i, last, why)
			return
		}
		r.page.Comments, r.page.Views = &counts[0], &counts[1]
		p.shape, r.passages[last].shape = figureLine, figureLine
		p.claim("", ToComments, ToViews)
		if last != i {
			p.claim("", ToComments)
			r.passages[last].claim("", ToViews)
		}
		r.infer(ToComments, "the first of two bare numbers at the head of the page (line %d)", r.line(i))
		r.infer(ToViews, "the second of two bare numbers at the head of the page (line %d)", r.line(last))
		return
	}
}

// notCommentsAndViews says why bare numbers are no count of comments and one of
// views, or nothing.
func notCommentsAndViews(counts []int) string {
	switch {
	case len(counts) > 2:
		return fmt.Sprintf("%d bare numbers; nothing says which of them counts what", len(counts))
	case counts[0] > counts[1]:
		return "two bare numbers; the first is larger, so they are not comments and views"
	}
	return ""
}

// leaveFigures shows the bare numbers of passages first to last as they stand.
func (r *reading) leaveFigures(first, last int, why string) {
	for _, p := range r.passages[first : last+1] {
		p.shape = figureLine
		p.claim(why, NotUnderstood)
	}
	r.lack(ToComments, "line %d holds %s", r.line(first), why)
	r.lack(ToViews, "line %d holds %s", r.line(first), why)
}

// bareAt reads the bare numbers from passage i on, of one line or of single ones
// below each other, and the passage of the last.
func (r *reading) bareAt(i int) (counts []int, last int) {
	p := r.passages[i]
	if p.free() && bareCounts.MatchString(p.text) {
		for count := range strings.FieldsSeq(p.text) {
			n, _ := parseCount(count)
			counts = append(counts, n)
		}
		return counts, i
	}
	for last = i; last < len(r.passages) && r.neighbours(i, last); last++ {
		if p := r.passages[last]; !p.free() || !bareCount.MatchString(p.text) {
			break
		}
		n, _ := parseCount(r.passages[last].text)
		counts = append(counts, n)
	}
	return counts, last - 1
}
