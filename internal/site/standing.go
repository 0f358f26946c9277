package site

import (
	"context"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"dateline.news/internal/discussion"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
)

// OrdinaryPage is an ordinary page: about, contact, imprint, privacy.
type OrdinaryPage struct {
	Frame
	Heading string
	Body    template.HTML
	Updated string
}

func (s *Site) showPage(ctx context.Context, v *visit) (answer, error) {
	name := v.PathValue("name")
	if _, isSection := v.edition.Section(name); isSection {
		return movedTo(s.url(v.edition, "/"+name+"/"))
	}
	pg, err := s.Publication.Page(ctx, v.edition.ID, name)
	if news.KindOf(err) == news.NotFound {
		return s.followRedirect(ctx, v)
	}
	if err != nil {
		return answer{}, err
	}
	v.uses(pg.ID.Key())
	options, err := s.bodyOptions(ctx, v, pg.Body)
	if err != nil {
		return answer{}, err
	}
	p := OrdinaryPage{Frame: s.frame(v, pg.Title), Heading: pg.Title, Body: trusted(pg.Body.HTML(options)), Updated: v.l.Date(pg.Updated)}
	p.Description = pg.Body.Lede()
	return page("page/page.html", p)
}

// addSlash leads to the same address with a slash at its end.
func (s *Site) addSlash(_ context.Context, v *visit) (answer, error) {
	return movedTo(s.url(v.edition, v.path+"/"))
}

// followRedirect answers at addresses that nothing else answers at: an old one
// that leads elsewhere, one with a slash too many, the beginning of a story's
// address, or none.
func (s *Site) followRedirect(ctx context.Context, v *visit) (answer, error) {
	target, err := s.Publication.Moved(ctx, v.edition.Prefix+v.path)
	switch {
	case err == nil:
		return movedTo(target)
	case news.KindOf(err) != news.NotFound:
		return answer{}, err
	case slashTooMany.MatchString(v.path):
		return movedTo(s.url(v.edition, strings.TrimSuffix(v.path, "/")))
	case cutAddress.MatchString(v.path):
		return movedTo(s.url(v.edition, "/archive"+strings.TrimSuffix(v.path, "/")))
	}
	return answer{}, err
}

// CorrectionsPage lists the corrections of an edition.
type CorrectionsPage struct {
	Frame
	Heading string
	Notes   []CorrectedStory
	Paging  Paging
}

// CorrectedStory is a note and the story that it is on.
type CorrectedStory struct {
	Correction
	Story TopicLine
}

func (s *Site) listCorrections(ctx context.Context, v *visit) (answer, error) {
	v.uses(news.CorrectionsKey(v.edition.ID))
	after, err := correctionCursor(v)
	if err != nil {
		return answer{}, err
	}
	notes, err := s.Stories.Corrections(ctx, v.edition.ID, after, perPage+1)
	if err != nil {
		return answer{}, err
	}
	heading := v.l.T("corrections.title")
	p := CorrectionsPage{Frame: s.frame(v, heading), Heading: heading}
	if after.ID != 0 {
		p.Paging.Newest = s.url(v.edition, v.path)
	}
	if len(notes) > perPage {
		notes = notes[:perPage]
		last := notes[perPage-1]
		p.Paging.Older = fmt.Sprintf("%s?after=%d.%d", s.url(v.edition, v.path), last.At.UnixMilli(), last.ID)
	}
	p.Notes, err = s.correctedStories(ctx, v, notes)
	if err != nil {
		return answer{}, err
	}
	return page("corrections/page.html", p)
}

func (s *Site) correctedStories(ctx context.Context, v *visit, notes []story.Correction) ([]CorrectedStory, error) {
	ids := make([]news.StoryID, len(notes))
	for i, n := range notes {
		ids[i] = n.Story
	}
	cards, err := s.storyCards(ctx, v, ids...)
	if err != nil {
		return nil, err
	}
	lines := map[news.StoryID]TopicLine{}
	for _, c := range cards {
		lines[c.ID] = s.topicLine(v, c)
	}
	var out []CorrectedStory
	for _, n := range notes {
		if line, visible := lines[n.Story]; visible {
			line.URL += "#" + anchor(n.ID)
			out = append(out, CorrectedStory{correction(v, n), line})
		}
	}
	return out, nil
}

// anchor is where a correction stands on its story's page.
func anchor(id int64) string { return "correction-" + strconv.FormatInt(id, 10) }

func correctionCursor(v *visit) (c story.Correction, err error) {
	text := v.URL.Query().Get("after")
	if text == "" {
		return c, nil
	}
	at, id, _ := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(at, 10, 64)
	if err == nil {
		c.At = time.UnixMilli(ms)
		c.ID, err = strconv.ParseInt(id, 10, 64)
	}
	if err != nil || c.ID <= 0 {
		return c, news.Errorf(news.NotFound, "%q is not a place in a list", text)
	}
	return c, nil
}

// StandardsPage is a version of the community standards.
type StandardsPage struct {
	Frame
	Heading  string
	Version  string
	Preamble []string
	Rules    []Rule
	Current  string // address of the version in force, where this is not it
	Earlier  []NavItem
}

// Rule is a numbered clause.
type Rule struct {
	Number string
	Anchor string
	Title  string
	Text   []string
}

func (s *Site) showStandards(ctx context.Context, v *visit) (answer, error) {
	if s.parts(v.pub).NoDiscussion {
		return answer{}, news.Errorf(news.NotFound, "the discussion is switched off")
	}
	v.uses(news.StandardsKey)
	day := v.PathValue("day")
	this, err := s.Discussion.StandardsOf(ctx, v.edition.ID, day)
	if err != nil {
		return answer{}, err
	}
	next, err := s.Discussion.NextStandards(ctx, v.edition.ID)
	if err != nil {
		return answer{}, err
	}
	v.until(next)
	heading := v.l.T("standards.title")
	p := StandardsPage{Frame: s.frame(v, heading), Heading: heading, Preamble: paragraphs(this.Preamble)}
	for i, r := range this.Rules {
		p.Rules = append(p.Rules, Rule{Number: v.l.Number(int64(i + 1)), Anchor: "rule-" + strconv.Itoa(i+1), Title: r.Title, Text: paragraphs(r.Text)})
	}
	if err := s.addVersions(ctx, v, this, &p); err != nil {
		return answer{}, err
	}
	return page("standards/page.html", p)
}

// addVersions says which version this is, and leads to the one in force and to
// those before it.
func (s *Site) addVersions(ctx context.Context, v *visit, this discussion.Standards, p *StandardsPage) error {
	current, err := s.Discussion.StandardsOf(ctx, v.edition.ID, "")
	if err != nil {
		return err
	}
	versions, err := s.Discussion.Versions(ctx, v.edition.ID)
	if err != nil {
		return err
	}
	at := s.url(v.edition, "/standards")
	p.Version = v.l.T("standards.in-force", "date", dateText(v.l, this.Dated))
	if this.ID != current.ID {
		p.Current, p.Version = at, v.l.T("standards.version", "date", dateText(v.l, this.Dated))
	}
	for _, other := range versions {
		if other.ID == this.ID || other.ID == current.ID || other.Dated.String() > current.Dated.String() {
			continue
		}
		p.Earlier = append(p.Earlier, NavItem{Label: v.l.T("standards.version", "date", dateText(v.l, other.Dated)), URL: at + "/" + other.Dated.String()})
	}
	return nil
}

func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// RadioPage is where the station is heard.
type RadioPage struct {
	Frame
	Heading string
	Stream  string // empty: nothing is on the air
}

func (s *Site) showRadio(_ context.Context, v *visit) (answer, error) {
	if s.parts(v.pub).NoRadio {
		return answer{}, news.Errorf(news.NotFound, "the radio is switched off")
	}
	heading := v.l.T("masthead.listen-live")
	return page("radio/page.html", RadioPage{Frame: s.frame(v, heading), Heading: heading, Stream: v.pub.Settings.Stream})
}
