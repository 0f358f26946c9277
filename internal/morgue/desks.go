package morgue

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"dateline.news/internal/news"
	"dateline.news/internal/publication"
)

// desk is an edition of the archive with everything that its stories refer to.
type desk struct {
	edition  publication.Edition
	script   script
	words    []string
	stories  int // that the edition has in the end
	sections []news.SectionID
	topics   []news.TopicID
	tags     []news.TagID
	writers  []name
	speakers []name
	places   []placement
}

// name is a person of the archive.
type name struct {
	id   news.PersonID
	text string
	role string
}

// Of ten stories, eight are the first edition's, one the second's and one the
// third's.
const cycle = 10

// deskOf returns whose the story of a number is, and the how-manieth of that
// desk.
func (s *seeding) deskOf(number int) (*desk, int) {
	round, place := number/cycle, number%cycle
	if place < cycle-2 {
		return s.desks[0], round*(cycle-2) + place
	}
	return s.desks[place-(cycle-2)+1], round
}

// storiesOf is how many of so many stories are the i-th desk's.
func storiesOf(i, stories int) int {
	whole, rest := stories/cycle, stories%cycle
	if i == 0 {
		return whole*(cycle-2) + min(rest, cycle-2)
	}
	if rest > cycle-2+i-1 {
		return whole + 1
	}
	return whole
}

// Sizes of topics, in stories.
const (
	largestShare  = 40 // of an edition's stories the largest topic has one in so many: 20,000 of the first's 800,000
	smallestTopic = 3
)

// topicSizes are how many stories the topics of an edition have: the n-th has
// the n-th part of the largest.
func topicSizes(stories int) []int {
	largest := max(stories/largestShare, smallestTopic)
	var sizes []int
	for n := 1; largest/n >= smallestTopic; n++ {
		sizes = append(sizes, largest/n)
	}
	return sizes
}

// placement puts the how-manieth story of a desk into a topic.
type placement struct {
	story, topic uint32
}

// placements spreads the topics over the years: each runs for a while and has
// a story every so often. The largest runs from the first day to the last.
func placements(stories int, seed uint64) []placement {
	r := rand.New(rand.NewPCG(seed, 2))
	var all []placement
	for i, size := range topicSizes(stories) {
		stride := stories / size
		if i > 0 {
			stride = 1 + r.IntN(max(stride, 1))
		}
		start := r.IntN(max(stories-size*stride, 1))
		for n := range min(size, stories) {
			all = append(all, placement{uint32(start + n*stride), uint32(i)})
		}
	}
	slices.SortFunc(all, func(a, b placement) int {
		return cmp.Or(cmp.Compare(a.story, b.story), cmp.Compare(a.topic, b.topic))
	})
	return all
}

// topicsOf are the topics of the how-manieth story of the desk.
func (d *desk) topicsOf(story int) []placement {
	first, _ := slices.BinarySearchFunc(d.places, story, func(p placement, story int) int { return cmp.Compare(int(p.story), story) })
	last := first
	for last < len(d.places) && int(d.places[last].story) == story {
		last++
	}
	return d.places[first:last]
}
