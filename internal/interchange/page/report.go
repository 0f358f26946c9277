package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Report writes for a person what was understood, what was inferred, what is
// missing, and what was left out with its line numbers.
func (p Page) Report(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "Understood")
	for _, row := range p.rows() {
		if row[1] != "" {
			fmt.Fprintf(out, "  %-12s %s\n", row[0], row[1])
		}
	}
	reasons(out, "Inferred: please check", p.Inferred)
	reasons(out, "Missing", p.Missing)
	p.reportLeftOut(out)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the report of a page: %w", err)
	}
	return nil
}

// rows are the fields in the order of a story, shortened to a line each.
func (p Page) rows() [][2]string {
	rows := [][2]string{
		{"headline", p.Headline}, {"section", p.Section}, {"by", strings.Join(p.Bylines, ", ")},
		{"published", p.PublishedAt.String()}, {"day", p.PublishedBetween.String()},
		{"updated", p.UpdatedAt.String()}, {"captured", p.CapturedAt.String()}, {"address", p.Address},
		{"topic", p.Topic.String()}, {"comments", figure(p.Comments)}, {"views", figure(p.Views)},
		{"dek", p.Dek}, {"dateline", p.datelineText()}, {"body", p.bodyText()},
	}
	for _, q := range p.Quotes {
		rows = append(rows, [2]string{"quote", fmt.Sprintf("%s: “%s”", q.who(), excerpt(q.Text, 60))})
	}
	for _, pic := range p.Pictures {
		rows = append(rows, [2]string{"picture", strings.Join(nonEmpty(pic.Title, pic.Caption, pic.Credit), " / ")})
	}
	for _, title := range p.Related {
		rows = append(rows, [2]string{"related", title})
	}
	rows = append(rows, [2]string{"tags", strings.Join(p.Tags, ", ")})
	for i := range rows {
		rows[i][1] = excerpt(rows[i][1], 110)
	}
	return rows
}

func figure(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprintf("%d at the time of capture", *n)
}

// String is the topic as pages show it.
func (t Topic) String() string {
	if t.Count == nil {
		return t.Title
	}
	return fmt.Sprintf("%s (%d)", t.Title, *t.Count)
}

// String says the bounds in one line.
func (b Bounds) String() string {
	if b.isZero() {
		return ""
	}
	var said []string
	if !b.After.IsZero() {
		said = append(said, "not before "+b.After.String())
	}
	if !b.Before.IsZero() {
		said = append(said, "not after "+b.Before.String())
	}
	if b.Weekday != "" {
		said = append(said, "on a "+b.Weekday)
	}
	return strings.Join(said, ", ")
}

func (p Page) datelineText() string {
	var places []string
	for _, place := range p.Dateline.Places {
		places = append(places, strings.Join(nonEmpty(place.Name, place.Region), ", "))
	}
	s := strings.Join(places, " / ")
	if p.Dateline.Source != "" {
		s += " (" + p.Dateline.Source + ")"
	}
	if !p.Dateline.FiledOn.IsZero() {
		s += ", filed " + p.Dateline.FiledOn.String()
	}
	return strings.TrimSpace(s)
}

func (p Page) bodyText() string {
	words := 0
	for _, paragraph := range p.Body {
		words += wordCount(paragraph.Text)
	}
	if words == 0 {
		return ""
	}
	return fmt.Sprintf("%d paragraphs, %d words; begins %q", len(p.Body), words, excerpt(p.Body[0].Text, 50))
}

func (q Quote) who() string {
	if who := strings.Join(nonEmpty(q.Speaker, q.Role, q.Venue), ", "); who != "" {
		return who
	}
	return "(somebody)"
}

func nonEmpty(parts ...string) []string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}

func reasons(out io.Writer, heading string, all []Reason) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", heading)
	for _, r := range all {
		fmt.Fprintf(out, "  %-17s %s\n", r.Field, r.Why)
	}
}

func (p Page) reportLeftOut(out io.Writer) {
	for _, part := range []struct {
		field   Field
		heading string
	}{{NotUnderstood, "Not understood, and not imported"}, {LeftOut, "Left out: the site's furniture"}} {
		headed := false
		for _, line := range p.lines {
			if line.Fields[0] != part.field {
				continue
			}
			if !headed {
				fmt.Fprintf(out, "\n%s\n", part.heading)
				headed = true
			}
			fmt.Fprintf(out, "  line %-4d %s%s\n", line.Number, excerpt(plain(line.Text), 80), bracketed(line.Why))
		}
	}
}

func bracketed(why string) string {
	if why == "" {
		return ""
	}
	return "  [" + why + "]"
}
