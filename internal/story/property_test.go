package story_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Every check of a property here is a newspaper's life; -rapid.checks lets it
// have more of them.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "10"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// paper is a small publication with everything in pairs.
type paper struct {
	*roomtest.House
	t        *testing.T
	editions []news.EditionID
	zones    map[news.EditionID]*time.Location
	sections map[news.EditionID][]news.SectionID
	topics   map[news.EditionID][]news.TopicID
	tags     map[news.EditionID][]news.TagID
	people   map[news.EditionID][]news.PersonID
	stories  []news.StoryID
}

func newPaper(t *testing.T) *paper {
	p := &paper{
		House: roomtest.SQLite(t), t: t, editions: []news.EditionID{"en", "nz"},
		zones:    map[news.EditionID]*time.Location{"en": time.UTC},
		sections: map[news.EditionID][]news.SectionID{}, topics: map[news.EditionID][]news.TopicID{},
		tags: map[news.EditionID][]news.TagID{}, people: map[news.EditionID][]news.PersonID{},
	}
	auckland, err := time.LoadLocation("Pacific/Auckland")
	must(t, err)
	p.zones["nz"] = auckland
	for i, e := range p.editions {
		p.sections[e] = append(p.sections[e], p.Edition(t, e, []string{"", "/nz"}[i], p.zones[e]), p.Section(t, e, "sport"))
		for n := range 2 {
			p.topics[e] = append(p.topics[e], p.Topic(t, e, fmt.Sprint("topic-", n)))
			p.tags[e] = append(p.tags[e], p.Tag(t, e, fmt.Sprint("tag-", n)))
			p.people[e] = append(p.people[e], p.Person(t, e, fmt.Sprint("person-", n)))
		}
	}
	return p
}

// some draws a few of the things, perhaps none, perhaps one twice.
func some[T any](r *rapid.T, name string, of []T) []T {
	return rapid.SliceOfN(rapid.SampledFrom(of), 0, 2).Draw(r, name)
}

// moment draws a time around now, or the zero time.
func (p *paper) moment(r *rapid.T, name string) time.Time {
	hours := rapid.SampledFrom([]int{0, 0, 0, -30, -1, 1, 2, 30}).Draw(r, name)
	if hours == 0 {
		return time.Time{}
	}
	return p.Clock.Now().Add(time.Duration(hours) * time.Hour)
}

func (p *paper) draft(r *rapid.T) story.Draft {
	e := rapid.SampledFrom(p.editions).Draw(r, "edition")
	headline := rapid.SampledFrom([]string{"Alpha", "Beta", "Gamma"}).Draw(r, "headline")
	d := roomtest.Draft(e, rapid.SampledFrom(p.sections[e]).Draw(r, "section"), headline)
	d.Slug = rapid.SampledFrom([]string{"", "", "slug"}).Draw(r, "slug")
	d.Topics, d.Tags = places(some(r, "topics", p.topics[e])...), some(r, "tags", p.tags[e])
	for _, id := range some(r, "writers", p.people[e]) {
		d.Bylines = append(d.Bylines, people.Byline{Person: id})
	}
	blocks := []body.Node{body.P("Text.")}
	for _, id := range some(r, "speakers", p.people[e]) {
		blocks = append(blocks, body.Quote(body.Attribution{Speaker: "S", Person: id}, "Words."))
	}
	d.Body = roomtest.Text(p.t, blocks...)
	d.Embargo, d.Expires = p.moment(r, "embargo"), p.moment(r, "expires")
	if len(p.stories) > 0 && rapid.Bool().Draw(r, "translates") {
		d.TranslationOf = rapid.SampledFrom(p.stories).Draw(r, "original")
	}
	return d
}

// step does something that somebody might do.
func (p *paper) step(r *rapid.T) error {
	ctx := p.t.Context()
	verb := rapid.SampledFrom([]string{"create", "bring", "save", "publish", "publish", "publish", "move", "schedule", "withdraw", "correct", "wait", "wait", "rename"}).Draw(r, "verb")
	if len(p.stories) == 0 && verb != "bring" {
		verb = "create"
	}
	var id news.StoryID
	if len(p.stories) > 0 {
		id = rapid.SampledFrom(p.stories).Draw(r, "story")
	}
	switch verb {
	case "create":
		id, err := p.Stories.Create(ctx, by, p.draft(r))
		if err == nil {
			p.stories = append(p.stories, id)
		}
		return err
	case "bring":
		return p.bring(r)
	case "save":
		return p.Stories.Save(ctx, by, id, p.draft(r))
	case "publish":
		return p.Stories.Publish(ctx, by, id, p.moment(r, "at"))
	case "move":
		return p.Stories.MoveTo(ctx, by, id, rapid.SampledFrom([]story.State{story.Drafted, story.InReview, story.Ready}).Draw(r, "to"))
	case "schedule":
		return p.Stories.Schedule(ctx, by, id, p.moment(r, "due"))
	case "withdraw":
		return p.Stories.Withdraw(ctx, by, id, story.Legal, "")
	case "correct":
		return p.Stories.Correct(ctx, by, id, story.Correction{Kind: story.IsUpdate, Note: "More."})
	case "wait":
		p.Go(p.t, p.Clock.Now().Add(time.Duration(rapid.SampledFrom([]int{1, 1800, 3600, 86400}).Draw(r, "seconds"))*time.Second))
		return nil
	}
	return p.rename(r)
}

// bring lets a few stories in at once.
func (p *paper) bring(r *rapid.T) error {
	var arrivals []story.Arrival
	for range rapid.IntRange(1, 3).Draw(r, "arrivals") {
		arrivals = append(arrivals, story.Arrival{Draft: p.draft(r), Published: p.moment(r, "at")})
	}
	var ids []news.StoryID
	err := p.DB.Write(p.t.Context(), func(tx *db.Tx) (err error) {
		ids, err = p.Stories.BringIn(p.t.Context(), tx, by, arrivals)
		return err
	})
	if err == nil {
		p.stories = append(p.stories, ids...)
	}
	return err
}

func (p *paper) rename(r *rapid.T) error {
	e, i := rapid.SampledFrom(p.editions).Draw(r, "edition"), rapid.IntRange(0, 1).Draw(r, "which")
	name := rapid.SampledFrom([]string{"New", "Newer"}).Draw(r, "name")
	switch rapid.IntRange(0, 2).Draw(r, "kind") {
	case 0:
		_, err := p.Topics.Save(p.t.Context(), by, topic.Topic{ID: p.topics[e][i], Edition: e, Slug: fmt.Sprint("topic-", i), Title: name})
		return err
	case 1:
		_, err := p.Tags.Save(p.t.Context(), by, tag.Tag{ID: p.tags[e][i], Edition: e, Slug: fmt.Sprint("tag-", i), Name: name, Kind: tag.Place})
		return err
	}
	_, err := p.People.Save(p.t.Context(), by, people.Person{ID: p.people[e][i], Edition: e, Slug: fmt.Sprint("person-", i), Name: name})
	return err
}

func dump(v any, err error) string { return fmt.Sprintf("%+v %v", v, err) }

// shown is all that readers can be shown, under the key whose change makes it stale.
func (p *paper) shown() map[news.Key]string {
	ctx, all := p.t.Context(), map[news.Key]string{}
	cards := func(list any, err error) string { return dump(list, err) }
	for _, e := range p.editions {
		all[news.LatestKey(e)] = cards(p.Stories.Latest(ctx, e, news.LatestPubKey, 99)) + p.running(e)
		all[news.CorrectionsKey(e)] = dump(p.Stories.Corrections(ctx, e, story.Correction{}, 99))
		days, err := p.Stories.Days(ctx, e, "0001-01-01", "9999-12-31")
		must(p.t, err)
		for _, d := range days {
			from, err := time.ParseInLocation(time.DateOnly, d.Date, p.zones[e])
			must(p.t, err)
			all[news.DayKey(e, d.Date)] = dump(d, nil) + cards(p.Stories.Between(ctx, e, from, from.AddDate(0, 0, 1), 99))
		}
		for i := range 2 {
			all[p.sections[e][i].Key()] = cards(p.Stories.InSection(ctx, p.sections[e][i], news.LatestPubKey, 99))
			members, err := p.Topics.Newest(ctx, p.topics[e][i], news.LatestPubKey, 99)
			must(p.t, err)
			all[p.topics[e][i].Key()] = dump(p.Topics.Get(ctx, p.topics[e][i])) + cards(p.Stories.Cards(ctx, storiesOf(members)...)) + dump(members, nil)
			members, err = p.Tags.Newest(ctx, p.tags[e][i], news.LatestPubKey, 99)
			must(p.t, err)
			all[p.tags[e][i].Key()] = dump(p.Tags.BySlug(ctx, e, fmt.Sprint("tag-", i))) + cards(p.Stories.Cards(ctx, storiesOf(members)...))
			members, err = p.People.Newest(ctx, p.people[e][i], news.LatestPubKey, 99)
			must(p.t, err)
			all[p.people[e][i].Key()] = dump(p.People.BySlug(ctx, e, fmt.Sprint("person-", i))) + cards(p.Stories.Cards(ctx, storiesOf(members)...)) +
				dump(p.People.Said(ctx, p.people[e][i], people.Quote{}, 99))
		}
	}
	for _, id := range p.stories {
		all[id.Key()] = p.page(id)
	}
	return all
}

// running is which topics are running, and with how much.
func (p *paper) running(e news.EditionID) (all string) {
	topics, err := p.Topics.Running(p.t.Context(), e, news.LatestPubKey, 99)
	must(p.t, err)
	for _, t := range topics {
		all += fmt.Sprint(t.ID, t.Roll)
	}
	return all
}

// page is what stands on a story's own page, without what other keys stand
// for; and, as the page of a group's first, the group.
func (p *paper) page(id news.StoryID) string {
	ctx := p.t.Context()
	text := dump(p.Stories.Translations(ctx, &story.Story{Draft: story.Draft{TranslationOf: id}}))
	st, err := p.Stories.ForReaders(ctx, id)
	if err != nil {
		return text
	}
	for i := range st.Bylines { // the names are the people's
		st.Bylines[i] = people.Byline{Person: st.Bylines[i].Person}
	}
	text += fmt.Sprintf("%+v %s %v %v %+v", st.Draft, st.Path, st.Published, st.Updated, st.Withdrawn)
	return text + dump(p.Stories.CorrectionsOf(ctx, id))
}

// check compares every list and count with what follows from the stories.
func (p *paper) check(r *rapid.T) {
	ctx := p.t.Context()
	lists := map[news.Key][]news.StoryID{}
	days := map[string]int64{}
	said := map[news.PersonID]int{}
	var visible []*story.Story
	for _, id := range p.stories {
		st := p.Get(p.t, id)
		if st.VisibleAt(p.Clock.Now()) != (st.Key != 0) {
			r.Fatalf("story %d is %s and has the key %d", id, st.State, st.Key)
		}
		if st.Key == 0 {
			continue
		}
		if first, err := news.PubKeyAt(st.Published); err != nil || st.Key>>19 != first>>19 {
			r.Fatalf("story %d of %v has the key of %v", id, st.Published, st.Key.Time())
		}
		visible = append(visible, st)
	}
	slices.SortFunc(visible, func(a, b *story.Story) int { return cmp.Compare(b.Key, a.Key) })
	for _, st := range visible {
		keys := []news.Key{news.LatestKey(st.Edition), st.Section.Key()}
		for _, t := range st.Topics {
			keys = append(keys, t.Topic.Key())
		}
		for _, t := range st.Tags {
			keys = append(keys, t.Key())
		}
		for _, b := range st.Bylines {
			keys = append(keys, b.Person.Key())
		}
		for _, q := range st.Body.Quotes() {
			said[q.Person]++
		}
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			lists[k] = append(lists[k], st.ID)
		}
		days[string(st.Edition)+st.Published.In(p.zones[st.Edition]).Format(time.DateOnly)]++
	}
	same := func(key news.Key, got []news.StoryID) {
		if !slices.Equal(got, lists[key]) {
			r.Fatalf("%s lists %v; visible are %v", key, got, lists[key])
		}
	}
	for _, e := range p.editions {
		same(news.LatestKey(e), latest(p.t, p.House, e))
		counted, err := p.Stories.Days(ctx, e, "0001-01-01", "9999-12-31")
		must(p.t, err)
		for _, d := range counted {
			if days[string(e)+d.Date] != d.Stories {
				r.Fatalf("%s counts %d on %s; there are %d", e, d.Stories, d.Date, days[string(e)+d.Date])
			}
			delete(days, string(e)+d.Date)
		}
		for i := range 2 {
			cards, err := p.Stories.InSection(ctx, p.sections[e][i], news.LatestPubKey, 99)
			must(p.t, err)
			same(p.sections[e][i].Key(), ids(cards))
			p.sameMembers(r, lists, e, i)
			quotes, err := p.People.Said(ctx, p.people[e][i], people.Quote{}, 99)
			must(p.t, err)
			if len(quotes) != said[p.people[e][i]] {
				r.Fatalf("%d quotes are shown; %d were said", len(quotes), said[p.people[e][i]])
			}
		}
	}
	if len(days) > 0 {
		r.Fatalf("days are not counted: %v", days)
	}
	p.checkRows(r)
}

func (p *paper) sameMembers(r *rapid.T, lists map[news.Key][]news.StoryID, e news.EditionID, i int) {
	ctx := p.t.Context()
	t, err := p.Topics.Get(ctx, p.topics[e][i])
	must(p.t, err)
	g, err := p.Tags.BySlug(ctx, e, fmt.Sprint("tag-", i))
	must(p.t, err)
	w, err := p.People.BySlug(ctx, e, fmt.Sprint("person-", i))
	must(p.t, err)
	inTopic, err := p.Topics.Newest(ctx, t.ID, news.LatestPubKey, 99)
	must(p.t, err)
	tagged, err := p.Tags.Newest(ctx, g.ID, news.LatestPubKey, 99)
	must(p.t, err)
	wrote, err := p.People.Newest(ctx, w.ID, news.LatestPubKey, 99)
	must(p.t, err)
	for _, c := range []struct {
		key   news.Key
		list  any
		count int64
	}{{t.ID.Key(), inTopic, t.Stories}, {g.ID.Key(), tagged, g.Stories}, {w.ID.Key(), wrote, w.Stories}} {
		if int64(len(lists[c.key])) != c.count {
			r.Fatalf("%s counts %d; visible are %v", c.key, c.count, lists[c.key])
		}
	}
	for key, entries := range map[news.Key]int{t.ID.Key(): len(inTopic), g.ID.Key(): len(tagged), w.ID.Key(): len(wrote)} {
		if entries != len(lists[key]) {
			r.Fatalf("%s lists %d; visible are %v", key, entries, lists[key])
		}
	}
	for n, entry := range inTopic {
		if entry.Story != lists[t.ID.Key()][n] {
			r.Fatalf("the topic lists %v; visible are %v", inTopic, lists[t.ID.Key()])
		}
	}
}

// checkRows compares what is kept beside the stories with the stories' rows.
func (p *paper) checkRows(r *rapid.T) {
	for what, query := range map[string]string{
		"members under another key than their story": `/* test */ SELECT m.story_id FROM membership m JOIN story s ON s.id = m.story_id
			WHERE COALESCE(m.pub_key, 0) <> COALESCE(s.pub_key, 0)`,
		"quotes under another key than their story": `/* test */ SELECT q.story_id FROM quote q JOIN story s ON s.id = q.story_id
			WHERE COALESCE(q.pub_key, 0) <> COALESCE(s.pub_key, 0)`,
		"corrections seen without their story, or in another edition": `/* test */ SELECT c.story_id FROM correction c JOIN story s ON s.id = c.story_id
			WHERE c.visible <> (s.pub_key IS NOT NULL) OR c.edition_id <> s.edition_id`,
		"rolls that recount differently": `/* test */ SELECT r.owner_id FROM roll r LEFT JOIN (
				SELECT kind, owner_id, COUNT(pub_key) AS n, MIN(pub_key) AS first, MAX(pub_key) AS last FROM membership GROUP BY kind, owner_id
			) m ON m.kind = r.kind AND m.owner_id = r.owner_id
			WHERE r.stories <> COALESCE(m.n, 0) OR COALESCE(r.first_key, 0) <> COALESCE(m.first, 0) OR COALESCE(r.last_key, 0) <> COALESCE(m.last, 0)`,
	} {
		if wrong := rows(p.t, p.House, query); len(wrong) > 0 {
			r.Fatalf("%s: %v", what, wrong)
		}
	}
}

// Whatever happens, in whatever order: every list shows exactly the visible
// stories, every count is right, and whatever has changed was said in the
// change log. Pages are cached on the strength of this.
func TestEverythingShown_FollowsFromTheStories(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPaper(t)
		for range rapid.IntRange(5, 25).Draw(r, "steps") {
			before := p.shown()
			head := rows(t, p.House, `/* test */ SELECT COALESCE(MAX(seq), 0) FROM change`)[0]
			if err := p.step(r); err != nil && news.Say(err) == "" {
				r.Fatal(err)
			}
			p.RunDue(t)
			p.check(r)
			said, err := db.All(t.Context(), p.DB, db.Value[news.Key], `/* test */ SELECT key FROM change WHERE seq > $1`, head)
			must(t, err)
			after := p.shown()
			for key, text := range after {
				if was, known := before[key]; was != text && !slices.Contains(said, key) && (known || text != "" && !isEmpty(text)) {
					r.Fatalf("%s changed and the log says %v\nbefore: %s\nafter:  %s", key, said, was, text)
				}
			}
			for key := range before {
				if _, left := after[key]; !left && !slices.Contains(said, key) {
					r.Fatalf("%s is empty now and the log says %v", key, said)
				}
			}
		}
	})
}

// isEmpty reports whether a page that was not there before shows nothing.
func isEmpty(text string) bool { return text == dump([]story.Card(nil), nil) }

func storiesOf(members []membership.Entry) []news.StoryID {
	ids := make([]news.StoryID, len(members))
	for i, m := range members {
		ids[i] = m.Story
	}
	return ids
}
