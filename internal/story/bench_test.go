package story_test

import (
	"fmt"
	"testing"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
)

// An import: stories come in and are published in batches of 50, each with two
// topics, four tags, two writers and three quotes.
func BenchmarkImport(b *testing.B) {
	h := roomtest.SQLite(b)
	section := h.Edition(b, "en", "", time.UTC)
	var topics []news.TopicID
	var tags []news.TagID
	var who []news.PersonID
	for i := range 40 {
		topics = append(topics, h.Topic(b, "en", fmt.Sprint("topic-", i)))
		tags = append(tags, h.Tag(b, "en", fmt.Sprint("tag-", i)))
		who = append(who, h.Person(b, "en", fmt.Sprint("person-", i)))
	}
	d := roomtest.Draft("en", section, "")
	at := func(i, step int) int { return (i*7 + step*11) % 40 }
	n := 0
	for b.Loop() {
		err := h.DB.WriteBatch(b.Context(), func(tx *db.Tx) error {
			for range 50 {
				n++
				d.Headline = fmt.Sprint("Story number ", n)
				d.Topics = places(topics[at(n, 0)], topics[at(n, 1)])
				d.Tags = []news.TagID{tags[at(n, 0)], tags[at(n, 1)], tags[at(n, 2)], tags[at(n, 3)]}
				d.Bylines = []people.Byline{{Person: who[at(n, 0)]}, {Person: who[at(n, 1)]}}
				var blocks []body.Node
				for q := range 3 {
					blocks = append(blocks, body.P("A paragraph of some length, as they are written, stands here."),
						body.Quote(body.Attribution{Speaker: "Somebody", Person: who[at(n, q)], Role: "mayor"}, "What was said, in so many words."))
				}
				d.Body = roomtest.Text(b, blocks...)
				id, err := h.Stories.CreateIn(b.Context(), tx, by, d)
				if err != nil {
					return err
				}
				if err := h.Stories.PublishIn(b.Context(), tx, by, id, roomtest.Start.Add(-time.Duration(n)*time.Hour)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "stories/s")
}

// The same, brought in 256 at a time.
func BenchmarkBringIn(b *testing.B) {
	h := roomtest.SQLite(b)
	section := h.Edition(b, "en", "", time.UTC)
	var topics []news.TopicID
	var tags []news.TagID
	var who []news.PersonID
	for i := range 40 {
		topics = append(topics, h.Topic(b, "en", fmt.Sprint("topic-", i)))
		tags = append(tags, h.Tag(b, "en", fmt.Sprint("tag-", i)))
		who = append(who, h.Person(b, "en", fmt.Sprint("person-", i)))
	}
	n := 0
	for b.Loop() {
		var arrivals []story.Arrival
		for range 256 {
			n++
			d := roomtest.Draft("en", section, fmt.Sprint("Story number ", n))
			at := func(step int) int { return (n*7 + step*11) % 40 }
			d.Topics = places(topics[at(0)], topics[at(1)])
			d.Tags = []news.TagID{tags[at(0)], tags[at(1)], tags[at(2)], tags[at(3)]}
			d.Bylines = []people.Byline{{Person: who[at(0)]}, {Person: who[at(1)]}}
			var blocks []body.Node
			for q := range 3 {
				blocks = append(blocks, body.P("A paragraph of some length, as they are written, stands here."),
					body.Quote(body.Attribution{Speaker: "Somebody", Person: who[at(q)], Role: "mayor"}, "What was said, in so many words."))
			}
			d.Body = roomtest.Text(b, blocks...)
			arrivals = append(arrivals, story.Arrival{Draft: d, Published: roomtest.Start.Add(-time.Duration(n) * time.Hour)})
		}
		err := h.DB.WriteBatch(b.Context(), func(tx *db.Tx) error {
			_, err := h.Stories.BringIn(b.Context(), tx, by, arrivals)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "stories/s")
}
