package page

import "fmt"

// Picture is a picture of the page; the text of a page holds its words only.
type Picture struct {
	Title      string // the short name that pages show beside a caption
	Caption    string
	Credit     string
	Provenance Provenance
}

// readImageLines claims the lines that show by themselves that they belong to a
// picture: credits, and sentences that begin as captions do.
func (r *reading) readImageLines() {
	for _, p := range r.passages {
		if !p.free() {
			continue
		}
		caption, _, ok := splitCredit(p.text)
		switch {
		case ok && caption == "":
			p.shape = creditLine
		case ok || captionLike(p.text):
			p.shape = captionLine
		default:
			continue
		}
		p.claim("", ToPicture)
	}
}

// readPictures puts the lines of each picture together: its caption, its credit,
// and one short title that stands directly beside them.
func (r *reading) readPictures() {
	for i, p := range r.passages {
		if !p.is(ToPicture) || r.pictured[i] {
			continue
		}
		block := &Picture{}
		block.take(p)
		r.pictured[i] = true
		r.extendPicture(block, i)
		if _, credit, ok := makerInBrackets(p.text); ok && credit == block.Credit {
			r.inferPicture("credit", "the names in brackets at the end of the caption (line %d)", r.line(i))
		}
		block.Provenance = provenanceOf(block.Caption, r.dayFirst)
		r.page.Pictures = append(r.page.Pictures, *block)
	}
}

func (b *Picture) take(p *passage) {
	caption, credit, ok := splitCredit(p.text)
	if !ok {
		caption = p.text
	}
	if b.Caption == "" {
		b.Caption = caption
	}
	if b.Credit == "" {
		b.Credit = credit
	}
}

// extendPicture looks below and then above line i for what the picture lacks.
func (r *reading) extendPicture(b *Picture, i int) {
	for _, j := range []int{i + 1, i - 1} {
		if !r.neighbours(i, j) || r.pictured[j] {
			continue
		}
		p := r.passages[j]
		caption, credit, _ := splitCredit(p.text)
		switch {
		case p.shape == creditLine && b.Credit == "", p.shape == captionLine && b.Caption == "" && (b.Credit == "" || credit == ""):
			b.take(p)
			r.pictured[j] = true
			r.extendPicture(b, j)
		case !p.free() || caption != "":
		case b.Caption == "" && r.captionBeside(i, j):
			b.Caption = p.text
			r.joinPicture(j)
			r.inferPicture("caption", "the line beside the credit (line %d)", r.line(j))
		case b.Title == "" && b.Caption != "" && p.titleLike() && wordCount(p.text) <= 6 && r.passages[i].shape != title && !r.listed(j):
			b.Title = p.text
			r.joinPicture(j)
			r.inferPicture("title", "the short line beside the caption (line %d)", r.line(j))
		}
	}
}

// inferPicture says that a part of the picture that is being read is a choice.
func (r *reading) inferPicture(part, format string, args ...any) {
	r.infer(Field(fmt.Sprintf("pictures[%d].%s", len(r.page.Pictures), part)), format, args...)
}

func (r *reading) joinPicture(j int) {
	r.pictured[j] = true
	r.passages[j].claim("beside the credit or caption of a picture", ToPicture)
}

// captionBeside reports whether line j, beside the credit i, is its caption: a
// fragment, or a sentence in a group of its own with the credit.
func (r *reading) captionBeside(i, j int) bool {
	if r.passages[i].shape != creditLine {
		return false
	}
	if r.passages[j].titleLike() {
		return !r.listed(j)
	}
	alone := !r.neighbours(i, i-3) && !r.neighbours(i, i+3) && !(r.neighbours(i, i-1) && r.neighbours(i, i+2)) && !(r.neighbours(i, i-2) && r.neighbours(i, i+1))
	return r.passages[j].sentence() && alone && wordCount(r.passages[j].text) <= 60
}

// listed reports whether line i stands in a list of titles.
func (r *reading) listed(i int) bool {
	above, below := r.neighbours(i, i-1) && r.passages[i-1].titleLike(), r.neighbours(i, i+1) && r.passages[i+1].titleLike()
	return above && below || below && i+2 < len(r.passages) && r.neighbours(i, i+2) && r.passages[i+2].titleLike()
}
