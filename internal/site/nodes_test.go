package site_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/apptest"
	"dateline.news/internal/change"
	"dateline.news/internal/config"
	"dateline.news/internal/dbtest"
	"dateline.news/internal/front"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/site"
)

// A node is a program of several that share one PostgreSQL.
type node struct {
	*apptest.House
	name  string
	quiet bool          // its hints reach nobody
	moved chan struct{} // the node's view of the change log has moved
}

func openNode(t *testing.T, dsn, name string, bus config.Bus, now func() time.Time) *node {
	t.Helper()
	n := &node{name: name, quiet: bus == config.BusMemory, moved: make(chan struct{}, 1)}
	n.House = apptest.Empty(t, apptest.At(now), apptest.With(func(c *config.Config) { c.Database, c.Bus = config.DatabaseURL(dsn), bus }))
	n.Changes.Hear(func([]change.Entry) {
		select {
		case n.moved <- struct{}{}:
		default:
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() {
		if err := n.Changes.Follow(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { stop(); following.Wait() })
	return n
}

func (n *node) rooms() site.Rooms {
	return site.Rooms{
		Publication: n.Publication, Stories: n.Stories, Topics: n.Topics, Tags: n.Tags, People: n.People,
		Media: n.Media, Short: n.Short, Discussion: n.Discussion, Front: front.New(n.Stories),
	}
}

// reaches waits until the node knows the log up to a position, and says how
// long it took.
func (n *node) reaches(t *testing.T, head int64) time.Duration {
	t.Helper()
	began, patience := time.Now(), time.After(10*time.Second)
	for n.Changes.Head() < head {
		select {
		case <-n.moved:
		case <-patience:
			t.Fatalf("after 10 seconds, node %s is at %d of the change log and not at %d", n.name, n.Changes.Head(), head)
		}
	}
	return time.Since(began)
}

// from is the press as it is worked from a node, by one hand beside others.
func (p *press) from(n *node) *press {
	q := *p
	q.Rooms, q.db, q.changes = n.rooms(), n.DB, n.Changes
	q.stories, q.slugs = slices.Clone(p.stories), maps.Clone(p.slugs)
	q.sections, q.topics = maps.Clone(p.sections), maps.Clone(p.topics)
	q.tags, q.people = maps.Clone(p.tags), maps.Clone(p.people)
	return &q
}

// learn takes over what another hand has made.
func (p *press) learn(q *press) {
	p.stories = append(p.stories, q.stories[min(len(p.stories), len(q.stories)):]...)
	p.version = max(p.version, q.version)
	maps.Copy(p.slugs, q.slugs)
	for _, e := range bothEditions {
		if len(q.sections[e]) > len(p.sections[e]) {
			p.sections[e] = q.sections[e]
		}
	}
}

// cluster is two nodes that hint at each other and one whose hints are lost.
type cluster struct {
	*press
	nodes  []*node
	oracle *oracle
}

func openCluster(t *testing.T) *cluster {
	t.Helper()
	dsn, clock := dbtest.PostgresSchema(t), roomtest.NewClock()
	c := &cluster{nodes: []*node{
		openNode(t, dsn, "one", config.BusPostgres, clock.Now),
		openNode(t, dsn, "two", config.BusPostgres, clock.Now),
		openNode(t, dsn, "the quiet one", config.BusMemory, clock.Now),
	}}
	first := c.nodes[0]
	c.press = openPress(t, first.rooms(), first.DB, first.Changes, clock.Now)
	for range 4 {
		must(t, publishOne(t.Context(), c.press, dice(7)))
	}
	c.oracle = newOracle(t, c.press)
	return c
}

// same wants every page to be on every node what it would be anew, once the
// node knows the log up to where any of them is.
func (c *cluster) same(t *testing.T, after string) {
	t.Helper()
	var head int64
	for _, n := range c.nodes {
		head = max(head, n.Changes.Head())
	}
	paths, err := c.addresses(t.Context())
	must(t, err)
	anew, err := c.oracle.all(t.Context(), paths)
	must(t, err)
	for _, n := range c.nodes {
		n.reaches(t, head)
		if wrong, first := stale(t.Context(), n.Handler, anew); len(wrong) > 0 {
			t.Fatalf("after %s, node %s has %d of %d pages that are not what they would be anew: %s\n%s", after, n.name, len(wrong), len(paths), strings.Join(wrong, " "), first)
		}
	}
}

// Two nodes and more: what is changed on one is on the others at once, where
// they are told of it, and within a second where no hint arrives.
func TestNodes_ShowTheSame(t *testing.T) {
	t.Parallel()
	c := openCluster(t)
	c.same(t, "the beginning")
	all := verbs()
	for name, writers := range map[string][]*node{"told": c.nodes[:2], "never told": c.nodes[2:], "told at times": c.nodes} {
		d := dice(uint64(len(name)))
		var told, untold []time.Duration
		for range 5 {
			writer, what := oneOf(d, "writer", writers), oneOf(d, "what", all)
			hand := c.from(writer)
			before := writer.Changes.Head()
			if err := what.do(t.Context(), hand, d); !refused(err) {
				t.Fatalf("%s: %v", what.name, err)
			}
			c.learn(hand)
			for _, n := range c.nodes {
				lag := n.reaches(t, writer.Changes.Head())
				if n == writer || n.quiet || writer.Changes.Head() == before {
					continue
				}
				if writer.quiet {
					untold = append(untold, lag)
				} else {
					told = append(told, lag)
				}
			}
			c.same(t, what.name)
		}
		within(t, name+", with a hint", told, 100*time.Millisecond)
		within(t, name+", without", untold, 1200*time.Millisecond)
	}
}

// within prints how long it took until a change was known elsewhere, and wants
// half of them to have been quicker than a limit; the rest is the machine's.
func within(t *testing.T, what string, took []time.Duration, limit time.Duration) {
	t.Helper()
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	median := took[len(took)/2]
	t.Logf("%s: known on the other node after %v (median), %v (longest), of %d", what, median, took[len(took)-1], len(took))
	if median > limit || took[len(took)-1] > limit+2*time.Second {
		t.Errorf("%s: a change was known after %v (median), and the longest took %v; at most %v", what, median, took[len(took)-1], limit)
	}
}

// Commits overtake each other, and pages are read on every node meanwhile.
func TestNodes_ShowTheSame_AfterManyHandsAtOnce(t *testing.T) {
	t.Parallel()
	c := openCluster(t)
	all := verbs()
	for round := range 3 {
		var writing, reading sync.WaitGroup
		over := make(chan struct{})
		paths, err := c.addresses(t.Context())
		must(t, err)
		for _, n := range c.nodes {
			reading.Go(func() {
				for i := 0; ; i++ {
					select {
					case <-over:
						return
					default:
						ask(t.Context(), n.Handler, paths[i%len(paths)])
					}
				}
			})
		}
		hands := make([]*press, 2*len(c.nodes))
		for i := range hands {
			hands[i] = c.from(c.nodes[i%len(c.nodes)])
			writing.Go(func() {
				d := dice(uint64(100*round + i))
				for range 4 {
					what := oneOf(d, "what", all)
					if err := what.do(t.Context(), hands[i], d); !refused(err) {
						t.Errorf("%s: %v", what.name, err)
					}
				}
			})
		}
		writing.Wait()
		close(over)
		reading.Wait()
		known := len(c.stories)
		for _, hand := range hands {
			made := hand.stories[known:]
			hand.stories = hand.stories[:known]
			c.learn(hand)
			c.stories = append(c.stories, made...)
		}
		c.same(t, fmt.Sprint("round ", round))
	}
}
