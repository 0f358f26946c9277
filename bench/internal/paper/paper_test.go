package paper

import (
	"strings"
	"testing"

	"dateline.news/internal/app"
)

func TestMake_CopiesHaveAddressesOfTheirOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const copies = 300 // more than a batch, and more than the demo has
	stories, err := Make(t.Context(), dir, copies)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, st := range stories {
		seen[st.Path] = true
		if !strings.HasPrefix(st.Path, "/") || st.Title == "" || st.HTML == "" || st.Published.IsZero() {
			t.Errorf("a story is incomplete: %+v", st)
		}
	}
	if len(seen) != copies {
		t.Errorf("there are %d addresses, want %d", len(seen), copies)
	}
	a, err := Open(t.Context(), dir, app.Options{Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	big, err := a.Topics.BySlug(t.Context(), Edition, BigSlug)
	if err != nil || big.Stories != copies {
		t.Errorf("the topic of all copies has %d stories (%v), want %d", big.Stories, err, copies)
	}
}
