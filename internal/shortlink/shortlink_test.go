package shortlink_test

import (
	"strings"
	"sync"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
)

func TestStory(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		var codes [8]string
		var all sync.WaitGroup
		for i := range codes { // all at once, for one story
			all.Go(func() {
				err := h.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
					codes[i], err = h.Short.For(t.Context(), tx, 42)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, code := range codes {
			if code != codes[0] {
				t.Fatalf("one story got the codes %v", codes)
			}
		}
		if code, err := h.Short.Code(t.Context(), 42); err != nil || code != codes[0] {
			t.Errorf("its code is %q, %v", code, err)
		}
		for _, typed := range []string{codes[0], strings.ToUpper(codes[0])} {
			if id, err := h.Short.Story(t.Context(), typed); err != nil || id != 42 {
				t.Errorf("%s leads to %d, %v", typed, id, err)
			}
		}
		for _, hostile := range []string{"", "333333", "aaaaaa", "../../etc", "3' OR '1'='1", "\x00", "\xff", strings.Repeat("3", 1<<20), codes[0] + " "} {
			if _, err := h.Short.Story(t.Context(), hostile); news.KindOf(err) != news.NotFound || hostile != codes[0] && len(news.Say(err)) > 400 {
				t.Errorf("%.20q: %v", hostile, err)
			}
		}
		if _, err := h.Short.Code(t.Context(), 43); news.KindOf(err) != news.NotFound {
			t.Errorf("the code of a story without one: %v", err)
		}
	})
}
