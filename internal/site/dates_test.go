package site_test

import (
	"net/http"
	"testing"

	"dateline.news/internal/news"
	"dateline.news/internal/topic"
)

// A day that cannot be kept must be refused when it is written. If it is not,
// every page that shows the topic, the front among them, is lost.
func TestTimeline_ADayThatIsAcceptedCanBeShown(t *testing.T) {
	t.Parallel()
	for _, day := range []news.PartialDate{{Year: 2026, Month: 11, Day: 20}, {Month: 11, Day: 20}, {Year: 2026, Month: 11}, {Year: 2026}, {Year: 2026, Month: 2, Day: 30}, {}} {
		t.Run(day.String(), func(t *testing.T) {
			t.Parallel()
			s := openSmall(t)
			s.publish(t, s.draft("Ferry to run again"))
			x, err := s.Topics.Get(t.Context(), s.topic)
			must(t, err)
			x.Timeline = []topic.Moment{{On: day, Text: "The ferry stops"}}
			if _, err := s.Topics.Save(t.Context(), desk, x); err != nil {
				if news.KindOf(err) != news.Invalid {
					t.Errorf("refused as %v: %v", news.KindOf(err), err)
				}
				return
			}
			for _, path := range []string{"/", "/topics/the-ferry", "/topics/"} {
				if got := s.Get(t, path); got.Code != http.StatusOK {
					t.Errorf("the day was accepted, and %s answers %d", path, got.Code)
				}
			}
		})
	}
}
