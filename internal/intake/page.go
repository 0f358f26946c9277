package intake

import (
	"context"
	"fmt"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/interchange/page"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Rooms are the capabilities that imports write through.
type Rooms struct {
	DB          *db.DB
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
}

// Pages brings news pages in.
type Pages struct {
	Rooms
}

// PageOptions say what becomes of an imported page.
type PageOptions struct {
	Edition  news.EditionID // the first one if empty
	Section  string         // its slug; the edition's first if empty
	Headline string         // where the source has none, or instead of its own
	Publish  bool           // as published by the source, or as captured; else a draft
}

// Imported is what became of a page.
type Imported struct {
	Story news.StoryID
	Path  string // address within the edition, where it was published
	URL   string // the same with the edition's prefix
}

// Import stores a page as a draft or publishes it, all of it or nothing.
func (p Pages) Import(ctx context.Context, by news.Actor, from page.Page, o PageOptions) (Imported, error) {
	if len(from.Body) == 0 && from.Dek == "" {
		return Imported{}, news.Errorf(news.Invalid, "no text of a story was found in it")
	}
	e, section, err := p.destination(ctx, o)
	if err != nil {
		return Imported{}, err
	}
	var id news.StoryID
	err = p.DB.Write(ctx, func(tx *db.Tx) error {
		d, err := p.draft(ctx, tx, e, from)
		if err != nil {
			return err
		}
		d.Section = section
		if d.LeadPicture, err = p.picture(ctx, tx, by, from); err != nil {
			return err
		}
		if o.Headline != "" {
			d.Headline = o.Headline
		}
		if id, err = p.Stories.CreateIn(ctx, tx, by, d); err != nil || !o.Publish {
			return err
		}
		return p.Stories.PublishIn(ctx, tx, by, id, publishedAt(from, e.Zone))
	})
	if err != nil {
		return Imported{}, err
	}
	return p.imported(ctx, by, e, id)
}

func (p Pages) imported(ctx context.Context, by news.Actor, e publication.Edition, id news.StoryID) (Imported, error) {
	st, err := p.Stories.Get(ctx, by, id)
	if err != nil {
		return Imported{}, err
	}
	done := Imported{Story: id, Path: st.Path}
	if st.Path != "" {
		done.URL = e.Prefix + st.Path
	}
	return done, nil
}

// destination is the edition and section that a page goes to.
func (p Pages) destination(ctx context.Context, o PageOptions) (publication.Edition, news.SectionID, error) {
	pub, err := p.Publication.Current(ctx)
	if err != nil {
		return publication.Edition{}, 0, err
	}
	if len(pub.Editions) == 0 {
		return publication.Edition{}, 0, news.Errorf(news.Conflict, "the publication has no edition yet")
	}
	e := pub.Editions[0]
	if o.Edition != "" {
		var known bool
		if e, known = pub.Edition(o.Edition); !known {
			return e, 0, news.Errorf(news.NotFound, "there is no edition %q", o.Edition)
		}
	}
	if len(e.Sections) == 0 {
		return e, 0, news.Errorf(news.Conflict, "the edition %s has no section yet", e.ID)
	}
	if o.Section == "" {
		return e, e.Sections[0].ID, nil
	}
	sec, known := e.Section(o.Section)
	if !known {
		return e, 0, news.Errorf(news.NotFound, "the edition %s has no section %q", e.ID, o.Section)
	}
	return e, sec.ID, nil
}

// publishedAt is when the source says that it published the page; where it
// does not say, the moment of the capture stands for it, and the page shows the
// bounds instead.
func publishedAt(from page.Page, zone *time.Location) time.Time {
	if at := from.PublishedAt.In(zone); !at.IsZero() {
		return at
	}
	return from.CapturedAt.In(zone)
}

// draft is what a page becomes here.
func (p Pages) draft(ctx context.Context, tx *db.Tx, e publication.Edition, from page.Page) (story.Draft, error) {
	d := story.Draft{
		Edition: e.ID, Label: story.News, Headline: from.Headline, Dek: from.Dek, Dateline: from.Dateline,
		CanonicalURL: from.Address, Captured: captured(from, e.Zone),
	}
	for _, name := range from.Bylines {
		id, err := p.People.Ensure(ctx, tx, e.ID, name, "")
		if err != nil {
			return d, err
		}
		d.Bylines = append(d.Bylines, people.Byline{Person: id, Name: name})
	}
	if err := p.placeIn(ctx, tx, e.ID, from, &d); err != nil {
		return d, err
	}
	var err error
	d.Body, err = p.body(ctx, tx, e.ID, from)
	return d, err
}

// placeIn finds or makes the topic and the tags.
func (p Pages) placeIn(ctx context.Context, tx *db.Tx, edition news.EditionID, from page.Page, d *story.Draft) error {
	if from.Topic.Title != "" {
		id, err := p.Topics.Ensure(ctx, tx, edition, from.Topic.Title)
		if err != nil {
			return err
		}
		d.Topics = []topic.Place{{Topic: id}}
		if from.Topic.Count != nil && !d.Captured.IsZero() {
			if err := p.Topics.Capture(ctx, tx, id, topic.Captured{Stories: int64(*from.Topic.Count), At: d.Captured.At}); err != nil {
				return err
			}
		}
	}
	for _, name := range from.Tags {
		id, err := p.Tags.Ensure(ctx, tx, edition, name)
		if err != nil {
			return err
		}
		d.Tags = append(d.Tags, id)
	}
	return nil
}

// captured keeps what the page said of itself, apart from our own figures.
func captured(from page.Page, zone *time.Location) story.Captured {
	c := story.Captured{
		At: from.CapturedAt.In(zone), Comments: figure(from.Comments), Views: figure(from.Views), Related: from.Related,
		After: from.PublishedBetween.After, Before: from.PublishedBetween.Before,
	}
	c.Undated = from.PublishedAt.IsZero()
	for _, m := range from.Missing {
		c.Notes = append(c.Notes, fmt.Sprintf("%s is missing: %s", m.Field, m.Why))
	}
	for _, i := range from.Inferred {
		c.Notes = append(c.Notes, fmt.Sprintf("%s is inferred: %s", i.Field, i.Why))
	}
	return c
}

func figure(n *int) *int64 {
	if n == nil {
		return nil
	}
	wide := int64(*n)
	return &wide
}

// picture keeps the words of the lead picture; plain text has no more of it.
func (p Pages) picture(ctx context.Context, tx *db.Tx, by news.Actor, from page.Page) (news.PictureID, error) {
	if len(from.Pictures) == 0 {
		return 0, nil
	}
	lead := from.Pictures[0]
	return p.Media.AddWordsIn(ctx, tx, by, media.Picture{
		Caption: lead.Caption, Credit: lead.Credit, Alt: lead.Title,
		Provenance: media.Provenance{
			What: lead.Provenance.What, ObtainedFrom: lead.Provenance.By, UploadedOn: lead.Provenance.UploadedOn,
			Platform: lead.Provenance.Platform, Unverified: lead.Provenance.Doubt,
		},
	})
}

// body makes blocks of the page's paragraphs: those that are nothing but
// somebody's words become quotations with their speaker.
func (p Pages) body(ctx context.Context, tx *db.Tx, edition news.EditionID, from page.Page) (body.Doc, error) {
	var blocks []body.Node
	for _, para := range from.Body {
		switch para.Kind {
		case page.Subhead:
			blocks = append(blocks, body.Heading(2, para.Text))
		case page.Quotation:
			a, err := p.attribution(ctx, tx, edition, from, para.Text)
			if err != nil {
				return body.Doc{}, err
			}
			blocks = append(blocks, body.Quote(a, para.Text))
		default:
			blocks = append(blocks, body.P(para.Text))
		}
	}
	doc, err := body.New(blocks...)
	if err != nil {
		return body.Doc{}, err
	}
	n := 0
	return doc.WithIDs(func() string { n++; return fmt.Sprintf("p%d", n) })
}

// attribution finds who said the words of a paragraph.
func (p Pages) attribution(ctx context.Context, tx *db.Tx, edition news.EditionID, from page.Page, words string) (body.Attribution, error) {
	q, known := from.QuoteIn(words)
	if !known || q.Speaker == "" {
		return body.Attribution{}, nil
	}
	id, err := p.People.Ensure(ctx, tx, edition, q.Speaker, q.Role)
	return body.Attribution{Speaker: q.Speaker, Person: id, Role: q.Role, Venue: q.Venue}, err
}
