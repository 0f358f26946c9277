package page

import (
	"strings"

	"dateline.news/internal/dateline"
	"dateline.news/internal/news"
)

// maxDek is the number of words above which a paragraph is no dek.
const maxDek = 80

// readStory parts the text into dek, dateline and body.
func (r *reading) readStory() {
	text := r.storyPassages()
	if len(text) == 0 {
		return
	}
	opened, at := r.findDateline(text)
	first := r.readDek(text, at)
	if at >= 0 && at == first {
		r.page.Dateline = opened.Dateline
	}
	for _, i := range text[first:] {
		p := r.passages[i]
		switch {
		case p.shape == title:
			r.addParagraph(p, p.text, Subhead)
			p.why = "a short line between paragraphs, taken as a subheading"
		case at >= 0 && i == text[at]:
			r.addParagraph(p, opened.Rest, Text)
			p.fields = []Field{ToDateline, ToBody}
			r.takePeeled(p, opened.Peeled)
		default:
			r.addParagraph(p, p.text, Text)
		}
	}
}

// takePeeled keeps what stood beside the dateline: a byline is one, notes are said.
func (r *reading) takePeeled(p *passage, peeled []dateline.Peeled) {
	var left []string
	for _, piece := range peeled {
		if names := byline(piece.Text); piece.Kind == dateline.Byline && len(names) > 0 && len(r.page.Bylines) == 0 {
			r.page.Bylines = names
			p.fields = append(p.fields, ToBylines)
			continue
		}
		left = append(left, "“"+piece.Text+"”")
	}
	if len(left) > 0 {
		p.why = "left out beside the dateline: " + strings.Join(left, ", ")
	}
}

func (r *reading) addParagraph(p *passage, text string, kind ParagraphKind) {
	if kind == Text && wholeQuotation(text) {
		kind = Quotation
	}
	r.page.Body = append(r.page.Body, Paragraph{text, kind})
	p.claim("", ToBody)
}

// storyPassages are the passages of dek and body: the sentences down to the end of
// the text, and the single short lines between them. Stray titles at the end belong
// to no paragraph.
func (r *reading) storyPassages() []int {
	var all []int
	end := r.storyEnd()
	for i, p := range r.passages[:end] {
		switch {
		case p.sentence(), p.free() && p.shape == either && len(all) > 0:
			all = append(all, i)
		case p.titleLike() && len(all) > 0 && wordCount(p.text) <= 10:
			all = append(all, i)
		}
	}
	for len(all) > 0 && r.passages[all[len(all)-1]].shape == title {
		all = all[:len(all)-1]
	}
	return all
}

// storyEnd is where the text ends: at the tags or the discussion, whichever comes
// first below the larger part of the sentences. What stands below is not the story.
func (r *reading) storyEnd() int {
	total, above := 0, 0
	for _, p := range r.passages {
		if p.sentence() {
			total++
		}
	}
	for i, p := range r.passages {
		if p.sentence() {
			above++
		}
		if (p.shape == tagLine || p.shape == discussionHead) && above > 0 && 2*above >= total {
			return i
		}
	}
	return len(r.passages)
}

// findDateline looks for a dateline at the head of the first three passages of
// text; at is its index, or negative.
func (r *reading) findDateline(text []int) (opened dateline.Result, at int) {
	for at := range text[:min(3, len(text))] {
		opened := dateline.Parse(r.passages[text[at]].text)
		if !opened.Dateline.IsZero() && strings.TrimSpace(opened.Rest) != "" {
			opened.Dateline.Origin = news.OriginBody
			opened.Rest = strings.TrimSpace(opened.Rest)
			return opened, at
		}
	}
	return dateline.Result{}, -1
}

// readDek decides whether the first passage of text is the dek, and returns where
// the body begins.
func (r *reading) readDek(text []int, datelineAt int) int {
	p := r.passages[text[0]]
	if r.page.Dek != "" || len(text) < 2 || wordCount(p.text) > maxDek || p.shape != prose || wholeQuotation(p.text) {
		return 0
	}
	why := ""
	switch {
	case datelineAt == 0:
		return 0
	case datelineAt == 1:
		why = "the dateline opens the paragraph after it"
	case r.headBetween(text[0], text[1]):
		why = "the byline or the date stands below it"
	case r.siteLinksAbove(text[0]):
		why = "it is the first paragraph below the site's links and figures"
	default:
		return 0
	}
	r.page.Dek = p.text
	p.claim("", ToDek)
	r.infer(ToDek, "the first paragraph of the page (line %d): %s", r.line(text[0]), why)
	return 1
}

// headBetween reports a byline or a time of the story between passages i and j.
func (r *reading) headBetween(i, j int) bool {
	for _, p := range r.passages[i+1 : j] {
		if p.is(ToBylines) || p.is(ToPublishedAt) || p.is(ToUpdatedAt) {
			return true
		}
	}
	return false
}

// siteLinksAbove reports a topic or bare figures directly above passage i: pages of
// that build set the dek there.
func (r *reading) siteLinksAbove(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch p := r.passages[j]; {
		case p.is(ToTopic) || p.shape == figureLine:
			return true
		case !p.is(LeftOut) && !p.is(ToPicture) && !p.is(ToAddress) && (!p.free() || wordCount(p.text) >= minTitle):
			return false
		}
	}
	return false
}

// readRemains says of what nobody claimed why that is.
func (r *reading) readRemains() {
	end := r.storyEnd()
	for i, p := range r.passages {
		if !p.free() {
			continue
		}
		why := ""
		switch begins := startingFurniture(p.text); {
		case begins != "":
			why = "begins like a link of the site (“" + begins + "”); what follows is not understood"
		case i >= end && p.shape == prose:
			why = "below the tags or the heading of the discussion, so not of the story"
		case bareCount.MatchString(p.text):
			why = "a number that the page does not explain"
		case p.shape == shapeless:
			why = "a line without words"
		}
		p.claim(why, NotUnderstood)
	}
}

// startingFurniture is the longest phrase of furniture that a short line begins with.
func startingFurniture(text string) string {
	f := folded(text)
	if len(f) > 80 {
		return ""
	}
	for _, p := range words.phrases {
		if len(p.text) > 5 && strings.HasPrefix(f, p.text) {
			return p.text
		}
	}
	return ""
}
