package site

import (
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// StoryPage is a story as readers see it.
type StoryPage struct {
	Frame
	Section     NavItem
	Label       string
	Kicker      string
	KickerURL   string // the main topic's page, or empty
	Headline    string
	NoHeadline  bool
	Dek         string
	Bylines     []Byline
	Published   Time
	Between     string // where the source does not say when it was published
	Updated     Time
	Corrected   Time   // of the last error that was put right
	FirstError  string // anchor of the first
	Age         string // "This story is more than 5 years old", or empty
	Captured    *Captured
	Short       *Short
	Lead        *Figure
	Body        template.HTML
	Corrections []Correction
	Topic       *TopicBox
	Related     []Card
	Tags        []NavItem
	Discussion  *Discussion // nil: switched off
}

// Captured are the figures that an imported page showed of itself.
type Captured struct {
	Figures string   // "At capture on …: 0 comments, 114 views"
	Related []string // headlines that stood beside it
}

// Short is a story's short address.
type Short struct {
	URL  string
	Text string // without the scheme, as people write it down
	QR   string // path data of the code's squares, in modules
	Size int    // modules on a side
}

// Correction is a public note on a story.
type Correction struct {
	Kind string
	Time Time
	Note string
	ID   string // its anchor
}

// Discussion is the place under a story where readers talk.
type Discussion struct {
	Standards string // address of the community standards
}

func (s *Site) showStory(ctx context.Context, v *visit) (answer, error) {
	st, err := s.Stories.ByPath(ctx, v.edition.ID, v.path)
	if err != nil {
		return answer{}, err
	}
	v.uses(st.ID.Key())
	v.until(st.Expires)
	if st.State == story.Withdrawn {
		return s.withdrawn(v, st)
	}
	if st.Path != v.path || st.Edition != v.edition.ID {
		return movedTo(s.storyURL(v.pub, st.Edition, st.Path))
	}
	p, err := s.storyPage(ctx, v, st)
	if err != nil {
		return answer{}, err
	}
	return page("story/page.html", p)
}

func (s *Site) storyPage(ctx context.Context, v *visit, st *story.Story) (StoryPage, error) {
	p := s.storyHead(v, st)
	steps := []func(context.Context, *visit, *story.Story, *StoryPage) error{
		s.addShort, s.addLead, s.addCorrections, s.addTopic, s.addRelated, s.addTags, s.addTranslations, s.addBody,
	}
	for _, step := range steps {
		if err := step(ctx, v, st, &p); err != nil {
			return StoryPage{}, err
		}
	}
	return p, nil
}

// storyHead is what the story itself tells.
func (s *Site) storyHead(v *visit, st *story.Story) StoryPage {
	headline := st.Headline
	if headline == "" {
		headline = v.l.T("story.no-headline")
	}
	p := StoryPage{
		Frame: s.frame(v, headline), Headline: headline, NoHeadline: st.Headline == "",
		Label: labelText(v.l, st.Label), Kicker: st.Kicker, Dek: st.Dek, Bylines: s.bylines(v, st.Bylines),
		Published: moment(v.l, st.Published), Updated: moment(v.l, st.Updated), Age: age(v, st, s.now()),
	}
	p.Description = st.Dek
	if st.CanonicalURL != "" {
		p.Canonical = st.CanonicalURL
	}
	if sec, ok := v.edition.SectionByID(st.Section); ok {
		p.Section = NavItem{Label: sec.Name, URL: s.url(v.edition, "/"+sec.Slug+"/")}
	}
	if !s.parts(v.pub).NoDiscussion {
		p.Discussion = &Discussion{Standards: s.url(v.edition, "/standards")}
	}
	s.addCaptured(v, st, &p)
	return p
}

// age is the notice on a story that could be taken for news.
func age(v *visit, st *story.Story, now time.Time) string {
	written := st.Published
	if d := st.Captured.Before; d.Year != 0 {
		written = time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, v.edition.Zone)
	}
	years := int64(0)
	for !written.AddDate(int(years)+1, 0, 0).After(now) {
		years++
	}
	v.until(written.AddDate(int(years)+1, 0, 0))
	if years < int64(max(1, v.pub.Settings.OldAfter)) {
		return ""
	}
	return v.l.N("story.old", years)
}

func (s *Site) addCaptured(v *visit, st *story.Story, p *StoryPage) {
	c := st.Captured
	if c.IsZero() {
		return
	}
	p.Captured = &Captured{Related: c.Related}
	if c.Comments != nil && c.Views != nil {
		p.Captured.Figures = v.l.T("story.at-capture", "date", v.l.DateTime(c.At),
			"comments", v.l.N("story.comments", *c.Comments), "views", v.l.N("story.views", *c.Views))
	}
	if !c.After.IsZero() && !c.Before.IsZero() {
		p.Between = v.l.T("story.date-between", "from", dateText(v.l, c.After), "to", dateText(v.l, c.Before))
	}
}

func (s *Site) addLead(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	pictures, err := s.Media.Get(ctx, st.LeadPicture)
	if lead, ok := pictures[st.LeadPicture]; ok {
		v.uses(lead.ID.Key())
		p.Lead = &Figure{L: v.l, Picture: s.picture(v.l, lead, st.LeadCaption), Lite: v.form != full, Lead: true}
	}
	return err
}

func (s *Site) addCorrections(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	notes, err := s.Stories.CorrectionsOf(ctx, st.ID)
	for _, c := range notes {
		p.Corrections = append(p.Corrections, correction(v, c))
		if c.Kind == story.IsUpdate || c.Kind == story.IsEditorsNote {
			continue
		}
		p.Corrected = moment(v.l, c.At)
		if p.FirstError == "" {
			p.FirstError = anchor(c.ID)
		}
	}
	return err
}

func (s *Site) addTags(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	tags, err := s.Tags.Of(ctx, s.Stories.Querier(), st.ID)
	for _, t := range tags {
		v.uses(t.ID.Key())
		p.Tags = append(p.Tags, NavItem{Label: t.Name, URL: s.url(v.edition, "/tags/"+t.Slug)})
	}
	return err
}

func (s *Site) addTranslations(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	v.uses(st.TranslationOf.Key())
	others, err := s.Stories.Translations(ctx, st)
	for _, c := range s.present(v, others) {
		e, _ := v.pub.Edition(c.Edition)
		p.Alternates = append(p.Alternates, Alternate{Lang: e.Tag.String(), URL: s.absolute(s.url(e, c.Path)), Name: nativeName(s, e)})
	}
	if len(p.Alternates) > 0 {
		p.Alternates = append(p.Alternates, Alternate{Lang: v.edition.Tag.String(), URL: s.absolute(s.url(v.edition, st.Path))})
	}
	return err
}

const relatedStories = 6

// addRelated adds related stories, without those that the topic's box shows.
func (s *Site) addRelated(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	shown := map[news.StoryID]bool{}
	if p.Topic != nil {
		for _, line := range p.Topic.Lines {
			shown[line.id] = true
		}
	}
	related, err := s.Stories.Related(ctx, st, relatedStories+len(shown))
	if err != nil {
		return err
	}
	related = slices.DeleteFunc(s.present(v, related), func(c story.Card) bool { return shown[c.ID] })
	for _, c := range related[:min(relatedStories, len(related))] {
		p.Related = append(p.Related, s.card(v, c)) // names and pictures do not stand in this list
	}
	return nil
}

func (s *Site) addBody(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	options, err := s.bodyOptions(ctx, v, st.Body)
	if err != nil {
		return err
	}
	options.DatelineHTML = datelineHTML(v, st.Dateline)
	p.Body = trusted(st.Body.HTML(options))
	return nil
}

// bodyOptions looks up what a body refers to.
func (s *Site) bodyOptions(ctx context.Context, v *visit, doc body.Doc) (body.HTMLOptions, error) {
	pictures, err := s.Media.Get(ctx, doc.Pictures()...)
	if err != nil {
		return body.HTMLOptions{}, err
	}
	var speakers []news.PersonID
	for _, q := range doc.Quotes() {
		if q.Person != 0 {
			v.uses(q.Person.Key())
			speakers = append(speakers, q.Person)
		}
	}
	slugs, err := s.People.Slugs(ctx, speakers)
	if err != nil {
		return body.HTMLOptions{}, err
	}
	linked, err := s.linkedStories(ctx, v, doc)
	if err != nil {
		return body.HTMLOptions{}, err
	}
	return body.HTMLOptions{
		PictureHTML: func(use body.PictureUse) string { return s.figure(v, pictures[use.ID], use) },
		PersonURL: func(id news.PersonID) string {
			if slugs[id] == "" {
				return ""
			}
			return s.url(v.edition, "/people/"+slugs[id])
		},
		StoryURL: func(id news.StoryID) string { return linked[id] },
		DateText: func(d news.PartialDate) string { return dateText(v.l, d) },
		TimeText: v.l.DateTime,
		LinkRel:  linkRel,
		Labels: body.Labels{
			Correction: v.l.T("story.correction"), Clarification: v.l.T("story.clarification"),
			Update: v.l.T("story.update"), EditorsNote: v.l.T("story.editors-note"),
		},
	}, nil
}

// linkedStories are the addresses of the stories that a body refers to and
// that readers may see.
func (s *Site) linkedStories(ctx context.Context, v *visit, doc body.Doc) (map[news.StoryID]string, error) {
	for _, id := range doc.Stories() {
		v.uses(id.Key())
	}
	cards, err := s.storyCards(ctx, v, doc.Stories()...)
	at := map[news.StoryID]string{}
	for _, c := range cards {
		at[c.ID] = s.storyURL(v.pub, c.Edition, c.Path)
	}
	return at, err
}

// linkRel keeps a link to another site from passing on more than it must.
func linkRel(href string) string {
	if strings.HasPrefix(href, "http") {
		return "noopener"
	}
	return ""
}

// datelineHTML is the run that opens the first paragraph.
func datelineHTML(v *visit, d news.Dateline) string {
	if d.IsZero() {
		return ""
	}
	return `<span class="dateline">` + template.HTMLEscapeString(datelineText(v, d)) + `</span> — `
}

// datelineText writes a dateline as the trade does: PLACE, Region, date (SOURCE).
func datelineText(v *visit, d news.Dateline) string {
	places := make([]string, len(d.Places))
	for i, p := range d.Places {
		places[i] = p.Name
		if p.Region != "" {
			places[i] += ", " + p.Region
		}
	}
	text := strings.Join(places, "/")
	if !d.FiledOn.IsZero() {
		text = strings.TrimPrefix(text+", ", ", ") + dateText(v.l, d.FiledOn)
	}
	if d.Source != "" {
		text += " (" + d.Source + ")"
	}
	return strings.TrimSpace(text)
}

func correction(v *visit, c story.Correction) Correction {
	id := map[story.CorrectionKind]string{story.IsEditorsNote: "editors-note"}[c.Kind]
	if id == "" {
		id = string(c.Kind)
	}
	return Correction{Kind: v.l.T("story." + id), Time: moment(v.l, c.At), Note: c.Note, ID: anchor(c.ID)}
}

// GonePage is what stands at the address of a withdrawn story.
type GonePage struct {
	Frame
	Heading string
	Text    string
}

var withdrawnStatus = map[story.WithdrawnKind]int{
	story.Retracted: http.StatusGone,
	story.Legal:     http.StatusUnavailableForLegalReasons,
	story.Expired:   http.StatusGone,
}

func (s *Site) withdrawn(v *visit, st *story.Story) (answer, error) {
	kind := string(st.Withdrawn.Kind)
	heading := v.l.T("withdrawn."+kind, "date", v.l.Date(st.Withdrawn.At))
	text := v.l.T("withdrawn."+kind+"-text", "reason", st.Withdrawn.Note)
	f := s.frame(v, heading)
	f.hide()
	return answer{status: withdrawnStatus[st.Withdrawn.Kind], template: "error/gone.html", data: GonePage{Frame: f, Heading: heading, Text: text}}, nil
}
