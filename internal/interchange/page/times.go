package page

import "slices"

// stamped is a line of times with what it says.
type stamped struct {
	at int // index of the passage
	stamp
}

// readStamps finds the lines of times, and takes from them what else they hold: a
// section, a byline, controls, figures. What the times mean is decided when the
// head of the page is known (readTimes).
func (r *reading) readStamps() {
	r.heads = r.titlesAbove()
	for i, p := range r.passages {
		if !p.free() || endsSentence(p.text) && wordCount(p.text) > 12 {
			continue
		}
		s := readStamp(p.text, r.dayFirst)
		if len(s.moments) == 0 && !s.vague {
			continue
		}
		said := slices.ContainsFunc(s.moments, func(m labelled) bool { return m.label != "" })
		fields, ok := r.readRest(i, s.rest, said)
		if !ok {
			continue
		}
		p.claim("", append(fields, NotUnderstood)...)
		r.stamps = append(r.stamps, stamped{i, s})
	}
}

// readRest understands the pieces of a line of times that are no times. A line with
// a piece that is not understood is no line of times, unless it labels one.
func (r *reading) readRest(at int, pieces []string, said bool) (fields []Field, ok bool) {
	for _, piece := range pieces {
		phrases := words.furniture(piece)
		names := byline(piece)
		switch {
		case len(phrases) > 0 && allOf(phrases, section, home):
			if r.page.Section == "" {
				r.page.Section = piece
				r.infer(ToSection, "the name of a section beside the date (line %d)", r.line(at))
			}
			fields = append(fields, ToSection)
		case len(phrases) > 0, ago.MatchString(piece):
		case len(names) > 0:
			if len(r.page.Bylines) == 0 {
				r.page.Bylines = names
			}
			fields = append(fields, ToBylines)
		case len(r.namedFigures(piece)) > 0:
			fields = append(fields, r.namedFigures(piece)...)
		case len(pieces) == 1 && r.paperAt(at, piece):
		case wordCount(piece) <= 1 || said && wordCount(piece) <= 5:
		default:
			return nil, false
		}
	}
	return fields, true
}

// readTimes decides what the lines of times mean: the masthead's clock, the time of
// publication, the time of the last change.
func (r *reading) readTimes() {
	second := r.secondProse()
	r.readMastheadClock()
	for _, s := range r.stamps {
		p := r.passages[s.at]
		for _, m := range s.moments {
			if field := r.meaning(s, m, second); field != "" {
				r.setTime(field, s, m)
			}
		}
		if p.is(NotUnderstood) {
			p.fields = without(p.fields, NotUnderstood)
		}
		if p.free() {
			p.claim("a date whose meaning the page does not say", NotUnderstood)
			if s.vague {
				p.why = "a date whose day and month cannot be told apart"
			}
		}
	}
	r.dayless()
}

// meaning says which time m of line s is; nothing where that is not known. Below
// the second paragraph only labels count: dates there belong to other stories.
func (r *reading) meaning(s stamped, m labelled, second int) Field {
	switch {
	case r.passages[s.at].is(ToCapturedAt):
		return ""
	case m.label != "":
		return m.label
	case s.at > second || !r.page.PublishedAt.IsZero() || m.Day.IsZero():
		return ""
	}
	return ToPublishedAt
}

func (r *reading) setTime(field Field, s stamped, m labelled) {
	target := map[Field]*Moment{ToPublishedAt: &r.page.PublishedAt, ToUpdatedAt: &r.page.UpdatedAt, ToCapturedAt: &r.page.CapturedAt}[field]
	if !target.IsZero() {
		return
	}
	*target = m.Moment
	p := r.passages[s.at]
	p.fields = append(p.fields, field)
	if m.label == "" {
		r.infer(field, "the date at the head of the story (line %d); the page does not say what it dates", r.line(s.at))
	}
}

// readMastheadClock tells the clock of the masthead, which shows when the page was
// saved, from the date of the story: the site's controls follow it; or it stands above
// everything else and is glued together, or followed by an earlier date.
func (r *reading) readMastheadClock() {
	if len(r.stamps) == 0 || len(r.stamps[0].moments) != 1 {
		return
	}
	s := r.stamps[0]
	m := s.moments[0]
	if !m.Clock.Known || m.Day.IsZero() || m.label != "" || s.at > 3 {
		return
	}
	why, first := "", r.onlyFurnitureAbove(s.at)
	switch {
	case s.at+1 < len(r.passages) && r.passages[s.at+1].shape == mastheadLine:
		why = "the controls of the site follow it"
	case first && s.glued:
		why = "the clock is glued to the date, as in a masthead"
	case first && len(r.stamps) > 1 && r.earlierStamp(m.Moment, r.stamps[1]):
		why = "an earlier date follows below"
	default:
		return
	}
	r.page.CapturedAt = m.Moment
	p := r.passages[s.at]
	p.fields = []Field{ToCapturedAt}
	r.infer(ToCapturedAt, "line %d stands above the story and is read as the clock of the masthead: %s", r.line(s.at), why)
}

// stampAt reports that passage i is a line of times.
func (r *reading) stampAt(i int) bool {
	_, found := slices.BinarySearchFunc(r.stamps, i, func(s stamped, i int) int { return s.at - i })
	return found
}

func (r *reading) earlierStamp(m Moment, s stamped) bool {
	return s.at <= r.secondProse() && len(s.moments) > 0 && !s.moments[0].Day.IsZero() && s.moments[0].instant().Before(m.instant())
}

func (r *reading) onlyFurnitureAbove(at int) bool {
	for _, p := range r.passages[:at] {
		if !p.is(LeftOut) && !p.is(ToSection) {
			return false
		}
	}
	return true
}

// dayless completes clocks that the page gives without a day.
func (r *reading) dayless() {
	for _, at := range []struct {
		field  Field
		moment *Moment
	}{{ToPublishedAt, &r.page.PublishedAt}, {ToUpdatedAt, &r.page.UpdatedAt}, {ToCapturedAt, &r.page.CapturedAt}} {
		if at.moment.IsZero() || !at.moment.Day.IsZero() {
			continue
		}
		day := r.page.PublishedAt.Day
		if day.IsZero() {
			day = r.page.UpdatedAt.Day
		}
		if day.IsZero() {
			r.lack(at.field, "the page gives only a time of day, %02d:%02d %s", at.moment.Clock.Hour, at.moment.Clock.Minute, at.moment.Zone)
			*at.moment = Moment{}
			continue
		}
		at.moment.Day = day
		r.infer(at.field, "the page gives only a time of day; the day is that of its other time")
	}
}

func without(fields []Field, field Field) []Field {
	return slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return f == field })
}
