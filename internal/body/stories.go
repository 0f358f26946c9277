package body

import "dateline.news/internal/news"

// Stories lists the stories of this publication that the body refers to, each
// once, in order.
func (d Doc) Stories() []news.StoryID {
	var ids []news.StoryID
	seen := map[news.StoryID]bool{}
	for n := range d.All() {
		if n.Type != NodeRelatedLink {
			continue
		}
		id := news.StoryID(n.Int("storyId"))
		if id != 0 && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}
