package story

import (
	"cmp"
	"context"
	"slices"

	"dateline.news/internal/membership"
	"dateline.news/internal/news"
)

const (
	topicWeight = 3 // a shared running story says more than a shared subject
	tagWeight   = 1
	lookBack    = 12 // of the newest stories of each topic and tag
)

// Related returns up to n visible stories that share topics and tags with st:
// those that share the most, then the newest. Never st itself.
func (s *Service) Related(ctx context.Context, st *Story, n int) ([]Card, error) {
	shared := map[news.StoryID]int{}
	keys := map[news.StoryID]news.PubKey{}
	add := func(members []membership.Entry, weight int) {
		for _, m := range members {
			shared[m.Story] += weight
			keys[m.Story] = m.Key
		}
	}
	inTopics, err := s.topics.NewestOf(ctx, st.Topics, lookBack)
	if err != nil {
		return nil, err
	}
	add(inTopics, topicWeight)
	tagged, err := s.tags.NewestOf(ctx, st.Tags, lookBack)
	if err != nil {
		return nil, err
	}
	add(tagged, tagWeight)
	delete(shared, st.ID)
	ids := make([]news.StoryID, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b news.StoryID) int {
		if shared[a] != shared[b] {
			return shared[b] - shared[a]
		}
		return cmp.Compare(keys[b], keys[a])
	})
	return s.Cards(ctx, ids[:min(n, len(ids))]...)
}
