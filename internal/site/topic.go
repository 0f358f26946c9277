package site

import (
	"context"
	"html/template"

	"dateline.news/internal/membership"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// TopicBox stands beside a story and shows where it stands in a running story.
type TopicBox struct {
	Title    string
	URL      string
	Count    string // "30 stories"
	Lines    []TopicLine
	Previous *TopicLine // the part before this one
	Next     *TopicLine
	Captured string // what an imported page said of the count, or empty
}

// TopicLine is a story in a topic's list.
type TopicLine struct {
	id         news.StoryID
	Headline   string
	NoHeadline bool // the source had none; Headline says so
	URL        string
	Day        string
	Time       Time
	Current    bool
}

// aroundStory is how many older and newer stories the box shows.
const aroundStory = 3

func (s *Site) addTopic(ctx context.Context, v *visit, st *story.Story, p *StoryPage) error {
	if len(st.Topics) == 0 {
		return nil
	}
	for _, place := range st.Topics {
		v.uses(place.Topic.Key())
	}
	t, err := s.Topics.Head(ctx, st.Topics[0].Topic)
	if err != nil {
		return err
	}
	newer, err := s.Topics.Next(ctx, t.ID, st.Key, aroundStory)
	if err != nil {
		return err
	}
	older, err := s.Topics.Newest(ctx, t.ID, st.Key, aroundStory)
	if err != nil {
		return err
	}
	around, err := s.aroundInTopic(ctx, v, st, newer, older)
	if err != nil {
		return err
	}
	box := TopicBox{Title: t.Title, URL: s.url(v.edition, "/topics/"+t.Slug), Count: v.l.N("topic.stories", t.Stories), Lines: around}
	for i, line := range around {
		if line.Current && i > 0 {
			box.Next = &around[i-1]
		}
		if line.Current && i+1 < len(around) {
			box.Previous = &around[i+1]
		}
	}
	box.Captured = capturedCount(v, t)
	p.Topic = &box
	if p.Kicker == "" || p.Kicker == t.Title {
		p.Kicker, p.KickerURL = t.Title, box.URL
	}
	return nil
}

// capturedCount says what an imported page gave as a topic's count.
func capturedCount(v *visit, t topic.Topic) string {
	if t.Captured.At.IsZero() {
		return ""
	}
	return v.l.T("topic.at-capture", "date", v.l.Date(t.Captured.At), "stories", v.l.N("topic.stories", t.Captured.Stories))
}

// aroundInTopic are a story and its neighbours, newest first.
func (s *Site) aroundInTopic(ctx context.Context, v *visit, st *story.Story, newer, older []membership.Entry) ([]TopicLine, error) {
	var ids []news.StoryID
	for i := len(newer) - 1; i >= 0; i-- {
		ids = append(ids, newer[i].Story)
	}
	ids = append(ids, st.ID)
	for _, m := range older {
		ids = append(ids, m.Story)
	}
	cards, err := s.storyCards(ctx, v, ids...)
	lines := make([]TopicLine, len(cards))
	for i, c := range cards {
		lines[i] = s.topicLine(v, c)
		lines[i].Current = c.ID == st.ID
	}
	return lines, err
}

func (s *Site) topicLine(v *visit, c story.Card) TopicLine {
	card := s.card(v, c)
	return TopicLine{id: c.ID, Headline: card.Headline, NoHeadline: card.NoHeadline, URL: card.URL, Day: card.Date, Time: card.Time}
}

// TopicPage is a running story.
type TopicPage struct {
	Frame
	Heading    string
	Count      string
	Span       string // from when to when
	Captured   string
	Background template.HTML
	Chapters   []string
	Timeline   []Moment
	Cards      []Card
	Paging     Paging
}

// Moment is a line of a timeline.
type Moment struct {
	Day  string
	ISO  string
	Text string
	URL  string // of the story that tells it, or empty
}

func (s *Site) showTopic(ctx context.Context, v *visit) (answer, error) {
	t, err := s.Topics.BySlug(ctx, v.edition.ID, v.PathValue("slug"))
	if err != nil {
		return answer{}, err
	}
	v.uses(t.ID.Key())
	before, err := cursor(v)
	if err != nil {
		return answer{}, err
	}
	members, err := s.Topics.Newest(ctx, t.ID, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	cards, paging, err := s.memberPage(ctx, v, before, members)
	if err != nil {
		return answer{}, err
	}
	p := TopicPage{Frame: s.frame(v, t.Title), Heading: t.Title, Count: v.l.N("topic.stories", t.Stories), Cards: cards, Paging: paging,
		Captured: capturedCount(v, t), Chapters: t.Chapters}
	p.Description = t.Background.Lede()
	if t.Stories > 0 {
		p.Span = v.l.T("topic.span", "first", v.l.Date(t.First.Time()), "last", v.l.Date(t.Last.Time()))
	}
	if before == news.LatestPubKey {
		err = s.addTopicMatter(ctx, v, t, &p)
	}
	if err != nil {
		return answer{}, err
	}
	return page("topic/page.html", p)
}

// addTopicMatter adds what stands on a topic's first page only.
func (s *Site) addTopicMatter(ctx context.Context, v *visit, t topic.Topic, p *TopicPage) error {
	options, err := s.bodyOptions(ctx, v, t.Background)
	if err != nil {
		return err
	}
	p.Background = trusted(t.Background.HTML(options))
	p.Timeline, err = s.timeline(ctx, v, t.Timeline)
	return err
}

func (s *Site) timeline(ctx context.Context, v *visit, moments []topic.Moment) ([]Moment, error) {
	var ids []news.StoryID
	for _, m := range moments {
		if m.Story != 0 {
			v.uses(m.Story.Key())
			ids = append(ids, m.Story)
		}
	}
	cards, err := s.storyCards(ctx, v, ids...)
	if err != nil {
		return nil, err
	}
	at := map[news.StoryID]string{}
	for _, c := range cards {
		at[c.ID] = s.storyURL(v.pub, c.Edition, c.Path)
	}
	lines := make([]Moment, len(moments))
	for i, m := range moments {
		lines[i] = Moment{Day: dateText(v.l, m.On), ISO: m.On.String(), Text: m.Text, URL: at[m.Story]}
	}
	return lines, nil
}

// TopicsPage lists the running stories.
type TopicsPage struct {
	Frame
	Heading string
	Topics  []TopicCard
	Paging  Paging
}

// TopicCard is a topic in a list.
type TopicCard struct {
	Title string
	URL   string
	Count string
	Span  string
	Text  string
}

func (s *Site) listTopics(ctx context.Context, v *visit) (answer, error) {
	before, err := cursor(v)
	if err != nil {
		return answer{}, err
	}
	topics, err := s.Topics.Running(ctx, v.edition.ID, before, perPage+1)
	if err != nil {
		return answer{}, err
	}
	v.uses(news.LatestKey(v.edition.ID))
	for _, t := range topics {
		v.uses(t.ID.Key())
	}
	heading := v.l.T("topic.title")
	p := TopicsPage{Frame: s.frame(v, heading), Heading: heading, Paging: s.paging(v, before)}
	if len(topics) > perPage {
		topics = topics[:perPage]
		p.Paging.Older = s.older(v, topics[perPage-1].Last)
	}
	for _, t := range topics {
		p.Topics = append(p.Topics, s.topicCard(v, t))
	}
	return page("topics/page.html", p)
}

func (s *Site) topicCard(v *visit, t topic.Topic) TopicCard {
	return TopicCard{
		Title: t.Title, URL: s.url(v.edition, "/topics/"+t.Slug), Count: v.l.N("topic.stories", t.Stories), Text: t.Background.Lede(),
		Span: v.l.T("topic.span", "first", v.l.Date(t.First.Time()), "last", v.l.Date(t.Last.Time())),
	}
}
