package demo

import (
	"context"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

func (p *planting) saveTags(ctx context.Context, e *edition) error {
	for _, t := range e.tags {
		id, err := p.Tags.Save(ctx, p.by, tag.Tag{
			Edition: e.ID, Slug: t.Slug, Name: t.Name, Kind: tag.Kind(t.Kind),
			Description: t.Description, MediaTopic: t.MediaTopic, Aliases: t.Aliases,
		})
		if err != nil {
			return err
		}
		for _, text := range append(t.Aliases, t.Name) {
			p.tags[name{e.ID, text}] = id
		}
	}
	return nil
}

// saveTopics stores the topics without their timelines, which need the stories.
func (p *planting) saveTopics(ctx context.Context, e *edition) error {
	for _, entry := range e.topics {
		id, err := p.saveTopic(ctx, e, entry, 0, nil)
		if err != nil {
			return err
		}
		p.topics[name{e.ID, entry.Slug}] = id
	}
	return nil
}

// saveTimelines completes the topics once their stories are there.
func (p *planting) saveTimelines(ctx context.Context) error {
	for _, e := range p.paper.editions {
		for _, entry := range e.topics {
			var timeline []topic.Moment
			for _, line := range entry.Timeline {
				timeline = append(timeline, topic.Moment{
					On: line.Date.on(p.paper.newest), Text: line.Text, Story: p.stories[name{e.ID, line.Story}],
				})
			}
			if _, err := p.saveTopic(ctx, e, entry, p.topics[name{e.ID, entry.Slug}], timeline); err != nil {
				return err
			}
		}
	}
	return nil
}

// saveTopic stores a topic, its summary above its background.
func (p *planting) saveTopic(ctx context.Context, e *edition, entry topicEntry, id news.TopicID, timeline []topic.Moment) (news.TopicID, error) {
	background, err := p.paper.body(e, e.topicFile.within(entry.Background), p.personOf(e), body.P(entry.Summary))
	if err != nil {
		return 0, err
	}
	t := topic.Topic{ID: id, Edition: e.ID, Slug: entry.Slug, Title: entry.Title, Background: background, Timeline: timeline}
	for _, c := range entry.Chapters {
		t.Chapters = append(t.Chapters, c.Title)
	}
	return p.Topics.Save(ctx, p.by, t)
}
