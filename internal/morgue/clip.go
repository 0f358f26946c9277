package morgue

import (
	"math"
	"strconv"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// clipping is a story of the archive before it comes in.
type clipping struct {
	story.Arrival
	desk       *desk
	picture    *media.Picture // nil: none
	note       string         // of its correction; empty: none
	translates bool           // something of the batch before
}

// One story in so many has it.
const (
	oneInPicture     = 3
	oneInCorrection  = 100
	oneInTranslation = 5 // of those in other editions than the first
	oneInAgency      = 6
)

// labels are what the stories are, as often as they stand here.
var labels = []story.Label{
	story.News, story.News, story.News, story.News, story.News, story.News, story.News, story.News,
	story.Analysis, story.Opinion, story.Agency, story.Review,
}

// clip writes the story of a number.
func (s *seeding) clip(number int) (clipping, error) {
	d, ordinal := s.deskOf(number)
	p := s.pen(d, kindStory, number)
	c := clipping{desk: d}
	c.Published = s.moment(number)
	c.Edition, c.Section, c.Language = d.edition.ID, oneOf(p, d.sections), d.edition.Tag.String()
	c.Label = labels[p.IntN(len(labels))]
	c.Headline, c.Dek = p.phrase(5+p.IntN(6)), p.sentence()
	if p.IntN(4) == 0 {
		c.Kicker = capital(p.word())
	}
	c.Dateline = s.dateline(d, p, c.Published)
	c.Tags = someOf(p, 1+p.IntN(4), d.tags)
	for _, who := range someOf(p, 1+p.IntN(2), d.writers) {
		c.Bylines = append(c.Bylines, people.Byline{Person: who.id, Name: who.text, Role: who.role})
	}
	for _, place := range d.topicsOf(ordinal) {
		i := int(place.topic)
		c.Topics = append(c.Topics, topic.Place{Topic: d.topics[i], Chapter: s.chapter(d, i, ordinal*chapters/max(d.stories, 1))})
	}
	if p.IntN(oneInPicture) == 0 {
		c.picture = &media.Picture{Caption: p.sentence(), Credit: p.phrase(2), Alt: p.phrase(6), Source: p.phrase(1)}
	}
	if p.IntN(oneInCorrection) == 0 {
		c.note = p.paragraph(1)
	}
	c.translates = d != s.desks[0] && p.IntN(oneInTranslation) == 0
	var err error
	c.Body, err = body.New(blocks(d, p, c.Published)...)
	return c, err
}

// moment is when the story of a number was published. In the last year there
// are three times as many as in the first.
func (s *seeding) moment(number int) time.Time {
	done := (float64(number) + 0.5) / float64(s.plan.Stories)
	passed := math.Sqrt(0.25+2*done) - 0.5
	first := s.until.AddDate(-yearsBack, 0, 0)
	return first.Add(time.Duration(passed * float64(s.until.Sub(first)))).Truncate(time.Second)
}

func (s *seeding) dateline(d *desk, p *pen, published time.Time) news.Dateline {
	if p.IntN(2) == 0 {
		return news.Dateline{}
	}
	line := news.Dateline{Places: []news.Place{{Name: capital(d.words[200+p.IntN(300)])}}, Origin: news.OriginStaff}
	if p.IntN(oneInAgency) == 0 {
		line.Source = capital(d.words[150+p.IntN(5)])
		line.FiledOn = news.PartialDate{Month: published.Month(), Day: published.Day()}
	}
	return line
}

// blocks is the text of a story: paragraphs, a few of them said by somebody.
func blocks(d *desk, p *pen, published time.Time) []body.Node {
	var all []body.Node
	add := func(n body.Node) { all = append(all, n.WithID("b"+strconv.Itoa(len(all)+1))) }
	for i := range 3 + p.IntN(3) {
		if i == 3 && p.IntN(3) == 0 {
			add(body.Heading(2, p.phrase(3)))
		}
		add(body.P(p.paragraph(2 + p.IntN(2))))
		if i > 0 && p.IntN(4) == 0 {
			who := oneOf(p, d.speakers)
			add(body.Quote(body.Attribution{
				Speaker: who.text, Person: who.id, Role: who.role, Paraphrase: p.IntN(5) == 0,
				SaidOn: news.PartialDate{Year: published.Year(), Month: published.Month(), Day: published.Day()},
			}, p.sentence()))
		}
	}
	return all
}
