package site_test

import (
	"context"
	"fmt"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/discussion"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// verb is a change that the product knows. It may be refused.
type verb struct {
	name string
	do   func(context.Context, *press, draw) error
}

// notBuilt are changes that will come with rooms that are not there yet; each
// becomes a verb with its room.
var notBuilt = []string{
	"a front is edited by hand", "a comment is approved", "a picture's words or rights change", "a picture's rights run out", "a live blog goes on",
	"a broadcast begins", "a newsletter or feed goes out",
}

func verbs() []verb {
	return []verb{
		{"publish", publishOne},
		{"bring an archive", bringSome},
		{"retitle", edit(func(_ *press, d draw, s *story.Draft) {
			s.Headline, s.Kicker, s.Dek = fmt.Sprint("Title ", d("title", 100)), fmt.Sprint("Kicker ", d("kicker", 9)), fmt.Sprint("Dek ", d("dek", 9))
		})},
		{"re-slug", edit(func(_ *press, d draw, s *story.Draft) { s.Slug = fmt.Sprint("slug-", d("slug", 4)) })},
		{"rewrite", edit(func(p *press, d draw, s *story.Draft) { s.Body = p.text(d, s.Edition) })},
		{"retag", edit(func(p *press, d draw, s *story.Draft) { s.Tags = hand(d, "tag", p.tags[s.Edition]) })},
		{"retopic", edit(func(p *press, d draw, s *story.Draft) {
			s.Topics = nil
			for _, id := range hand(d, "topic", p.topics[s.Edition]) {
				s.Topics = append(s.Topics, topic.Place{Topic: id, Chapter: oneOf(d, "chapter", []string{"", "One"})})
			}
		})},
		{"move to a section", edit(func(p *press, d draw, s *story.Draft) { s.Section = oneOf(d, "section", p.sections[s.Edition]) })},
		{"move to an edition", edit(func(p *press, d draw, s *story.Draft) { *s = p.draft(d) })},
		{"byline", edit(func(p *press, d draw, s *story.Draft) {
			s.Bylines = []people.Byline{{Person: oneOf(d, "writer", p.people[s.Edition])}}
		})},
		{"swap the picture", edit(func(p *press, d draw, s *story.Draft) { s.LeadPicture = oneOf(d, "picture", p.pictures) })},
		{"relabel", edit(func(_ *press, d draw, s *story.Draft) {
			s.Label = oneOf(d, "label", []story.Label{story.News, story.Opinion, story.Agency})
		})},
		{"translate", edit(func(p *press, d draw, s *story.Draft) { s.TranslationOf = oneOf(d, "original", p.stories) })},
		{"embargo", edit(func(p *press, d draw, s *story.Draft) { s.Embargo = p.soon(d) })},
		{"let expire", edit(func(p *press, d draw, s *story.Draft) { s.Expires = p.soon(d) })},
		{"neither embargo nor expiry", edit(func(_ *press, _ draw, s *story.Draft) { s.Embargo, s.Expires = time.Time{}, time.Time{} })},
		{"redate", onStory(func(ctx context.Context, p *press, d draw, id news.StoryID) error {
			return p.Stories.Publish(ctx, desk, id, p.now().Add(-time.Duration(d("hours", 100))*time.Hour))
		})},
		{"withdraw", onStory(func(ctx context.Context, p *press, d draw, id news.StoryID) error {
			return p.Stories.Withdraw(ctx, desk, id, oneOf(d, "reason", []story.WithdrawnKind{story.Retracted, story.Legal}), "It was not so.")
		})},
		{"restore", onStory(func(ctx context.Context, p *press, _ draw, id news.StoryID) error {
			return p.Stories.Publish(ctx, desk, id, time.Time{})
		})},
		{"schedule", scheduleOne},
		{"correct", onStory(func(ctx context.Context, p *press, d draw, id news.StoryID) error {
			return p.Stories.Correct(ctx, desk, id, story.Correction{Kind: oneOf(d, "kind", []story.CorrectionKind{story.IsCorrection, story.IsUpdate}), Note: "More."})
		})},
		{"rename a topic", onTopic(func(_ *press, d draw, x *topic.Topic) { x.Title = fmt.Sprint("Topic ", d("name", 100)) })},
		{"move a topic", onTopic(func(_ *press, d draw, x *topic.Topic) { x.Slug = fmt.Sprint("topic-", d("slug", 5)) })},
		{"background of a topic", onTopic(func(p *press, d draw, x *topic.Topic) { x.Background = p.text(d, x.Edition) })},
		{"timeline", onTopic(func(p *press, d draw, x *topic.Topic) {
			x.Timeline = nil
			for n, id := range hand(d, "story told", p.stories) {
				x.Timeline = append(x.Timeline, topic.Moment{On: news.PartialDate{Year: 2026, Month: 11, Day: 20 + n}, Text: "It begins", Story: id})
			}
		})},
		{"chapters", onTopic(func(_ *press, d draw, x *topic.Topic) {
			x.Chapters = []string{"One", fmt.Sprint("Two ", d("chapter", 9))}
		})},
		{"rename a person", renamed((*press).savePerson)},
		{"rename a tag", renamed((*press).saveTag)},
		{"rename a section", renamed((*press).saveSection)},
		{"add a section", func(ctx context.Context, p *press, d draw) error {
			e := oneOf(d, "edition", bothEditions)
			return p.saveSection(ctx, e, min(3, len(p.sections[e])), "New")
		}},
		{"edit a page", func(ctx context.Context, p *press, d draw) error {
			e := oneOf(d, "edition", bothEditions)
			return p.savePage(ctx, e, p.text(d, e))
		}},
		{"redirect", func(ctx context.Context, p *press, d draw) error {
			e := oneOf(d, "edition", bothEditions)
			p.stands(e, "/old")
			return p.Publication.Redirect(ctx, desk, prefixes[e]+"/old", fmt.Sprint("/new-", d("target", 9)))
		}},
		{"settings", settings},
		{"close or open an edition", func(ctx context.Context, p *press, d draw) error {
			return p.saveEdition(ctx, "nz", d("open", 2) == 1, "The other paper")
		}},
		{"rename an edition", func(ctx context.Context, p *press, d draw) error {
			return p.saveEdition(ctx, "en", true, fmt.Sprint("Paper ", d("name", 100)))
		}},
		{"standards", func(ctx context.Context, p *press, d draw) error {
			return p.setStandards(ctx, oneOf(d, "edition", bothEditions), d("days ahead", 3))
		}},
	}
}

func publishOne(ctx context.Context, p *press, d draw) error {
	id, err := p.Stories.Create(ctx, desk, p.draft(d))
	if err != nil {
		return err
	}
	p.stories = append(p.stories, id)
	return p.Stories.Publish(ctx, desk, id, time.Time{})
}

func bringSome(ctx context.Context, p *press, d draw) error {
	var arrivals []story.Arrival
	for range 1 + d("arrivals", 3) {
		arrivals = append(arrivals, story.Arrival{Draft: p.draft(d), Published: p.now().Add(-time.Duration(d("hours ago", 3000)) * time.Hour)})
	}
	var ids []news.StoryID
	err := p.db.Write(ctx, func(tx *db.Tx) (err error) {
		ids, err = p.Stories.BringIn(ctx, tx, desk, arrivals)
		return err
	})
	if err == nil {
		p.stories = append(p.stories, ids...)
	}
	return err
}

func scheduleOne(ctx context.Context, p *press, d draw) error {
	id, err := p.Stories.Create(ctx, desk, p.draft(d))
	if err != nil {
		return err
	}
	p.stories = append(p.stories, id)
	return p.Stories.Schedule(ctx, desk, id, p.soon(d))
}

// soon is a moment that a history will reach.
func (p *press) soon(d draw) time.Time {
	return p.now().Add(oneOf(d, "how soon", []time.Duration{time.Second, time.Hour, 30 * time.Hour}))
}

// onStory does something to one of the stories; the newest ones are likelier.
func onStory(f func(context.Context, *press, draw, news.StoryID) error) func(context.Context, *press, draw) error {
	return func(ctx context.Context, p *press, d draw) error {
		if len(p.stories) == 0 {
			return publishOne(ctx, p, d)
		}
		return f(ctx, p, d, oneOf(d, "story", p.stories[max(0, len(p.stories)-6):]))
	}
}

func edit(f func(*press, draw, *story.Draft)) func(context.Context, *press, draw) error {
	return onStory(func(ctx context.Context, p *press, d draw, id news.StoryID) error {
		st, err := p.Stories.Get(ctx, desk, id)
		if err != nil {
			return err
		}
		f(p, d, &st.Draft)
		return p.Stories.Save(ctx, desk, id, st.Draft)
	})
}

func onTopic(f func(*press, draw, *topic.Topic)) func(context.Context, *press, draw) error {
	return func(ctx context.Context, p *press, d draw) error {
		e, n := oneOf(d, "edition", bothEditions), d("topic", 2)
		x, err := p.Topics.Get(ctx, p.topics[e][n])
		if err != nil {
			return err
		}
		f(p, d, &x)
		return p.saveTopic(ctx, e, n, x)
	}
}

func renamed(save func(*press, context.Context, news.EditionID, int, string) error) func(context.Context, *press, draw) error {
	return func(ctx context.Context, p *press, d draw) error {
		return save(p, ctx, oneOf(d, "edition", bothEditions), d("which", 2), fmt.Sprint("Name ", d("name", 100)))
	}
}

func settings(ctx context.Context, p *press, d draw) error {
	return p.Publication.SetSettings(ctx, desk, publication.Settings{
		Name: "Paper", OldAfter: 1 + d("old after", 2), Stream: oneOf(d, "stream", []string{"", "https://radio.example/live"}),
		Look:  publication.Look{Accent: oneOf(d, "accent", []string{"", "#123456", "#654321"})},
		Parts: publication.Parts{NoRadio: d("no radio", 2) == 1, NoDiscussion: d("no discussion", 3) == 1},
	})
}

func (p *press) setStandards(ctx context.Context, e news.EditionID, daysAhead int) error {
	p.version++
	day := p.now().AddDate(0, 0, daysAhead)
	p.stands(e, "/standards/%s", day.Format(time.DateOnly))
	return p.Discussion.SetStandards(ctx, desk, discussion.Standards{
		Edition: e, Dated: news.PartialDate{Year: day.Year(), Month: day.Month(), Day: day.Day()},
		Preamble: fmt.Sprint("Version ", p.version), Rules: []discussion.Rule{{Title: "One", Text: "Only one."}},
	})
}
