package change_test

import (
	"fmt"
	"testing"

	"dateline.news/internal/bus/mem"
	"dateline.news/internal/change"
	"dateline.news/internal/db"
	"dateline.news/internal/dbtest"
)

// A million stories come in: what a node remembers of them has a bound, and
// what it forgets counts as changed.
func TestChanged_AfterMoreKeysThanAreRemembered(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const most = 100
		l := open(t, d, mem.New())
		change.Remember(l, most)
		keys := make([]string, most+1)
		for i := range keys {
			keys[i] = fmt.Sprint("story:", i)
		}
		mustAppend(t, d, l, keys[:most]...)
		if l.Changed("topic:1") != 0 || l.Changed("story:1") != 2 {
			t.Fatalf("before, topic:1 changed at %d and story:1 at %d", l.Changed("topic:1"), l.Changed("story:1"))
		}
		mustAppend(t, d, l, keys[most])
		for _, key := range []string{"topic:1", "story:1", keys[most]} {
			if l.Changed(key) != l.Head() || l.Removed(key) != l.Head() {
				t.Errorf("%s changed at %d and was removed at %d, not at %d", key, l.Changed(key), l.Removed(key), l.Head())
			}
		}
		mustAppend(t, d, l, "topic:2")
		if l.Changed("topic:1") != l.Head()-1 || l.Changed("topic:2") != l.Head() {
			t.Errorf("afterwards, topic:1 changed at %d and topic:2 at %d of %d", l.Changed("topic:1"), l.Changed("topic:2"), l.Head())
		}
	})
}
