package people_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/body"
	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/roomtest"
)

func TestEnsure(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		ann, err := h.People.Save(t.Context(), roomtest.By, people.Person{Edition: "en", Slug: "ann-lee", Name: "Ann Lee", Aliases: []string{"A. Lee"}})
		if err != nil {
			t.Fatal(err)
		}
		var ids [6]news.PersonID
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				err := h.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
					for _, name := range []string{"Ann Lee", "A. Lee", "a lee"} {
						if id, err := h.People.Ensure(t.Context(), tx, "en", name, ""); err != nil || id != ann {
							t.Errorf("%s is person %d, %v", name, id, err)
						}
					}
					ids[i], err = h.People.Ensure(t.Context(), tx, "en", "Bob", "reporter")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, id := range ids {
			if id == 0 || id == ann || id != ids[0] {
				t.Fatalf("Bob is %v", ids)
			}
		}
		for slug, kind := range map[string]news.Kind{"ann-lee": news.Conflict, "Ann": news.Invalid} {
			if _, err := h.People.Save(t.Context(), roomtest.By, people.Person{Edition: "en", Slug: slug, Name: "Other"}); news.KindOf(err) != kind {
				t.Errorf("the address %s: %v", slug, err)
			}
		}
		if _, err := h.People.Save(t.Context(), roomtest.By, people.Person{ID: 4711, Edition: "en", Slug: "x", Name: "x"}); news.KindOf(err) != news.NotFound {
			t.Errorf("an unknown person: %v", err)
		}
		if _, err := h.People.Save(t.Context(), news.Actor{}, people.Person{}); news.KindOf(err) != news.SignedOut {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestBylines_BearThePresentName(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		ann := h.Person(t, "en", "ann")
		d := roomtest.Draft("en", section, "One")
		d.Bylines = []people.Byline{{Person: ann, Name: "Ann as she was"}, {Name: "A friend", Role: "photographs"}}
		id := h.Publish(t, d)
		if _, err := h.People.Save(t.Context(), roomtest.By, people.Person{ID: ann, Edition: "en", Slug: "anna", Name: "Anna"}); err != nil {
			t.Fatal(err)
		}
		lines, err := h.People.Bylines(t.Context(), h.DB, id)
		if err != nil || len(lines[id]) != 2 || lines[id][0] != (people.Byline{Person: ann, Name: "Anna", Slug: "anna"}) || lines[id][1].Name != "A friend" {
			t.Errorf("the bylines are %+v, %v", lines, err)
		}
		if h.Changes.Changed(string(ann.Key())) == 0 {
			t.Error("no page hears of the new name")
		}
	})
}

func TestSaid_PagesAreCompleteAndInOrder(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		ann, bob := h.Person(t, "en", "ann"), h.Person(t, "en", "bob")
		var want []string
		for s := range 4 {
			h.Clock.Advance(time.Minute)
			d := roomtest.Draft("en", section, "One")
			var blocks []body.Node
			for q := range s {
				words := fmt.Sprintf("story %d quote %d", s, q)
				blocks = append(blocks, body.Quote(body.Attribution{Speaker: "Bob", Person: bob}, "No."),
					body.Quote(body.Attribution{Speaker: "Ann", Person: ann, SaidOn: news.PartialDate{Month: 5, Day: 18}}, words))
			}
			if s > 0 {
				d.Body = roomtest.Text(t, blocks...)
			}
			h.Publish(t, d)
		}
		for s := 3; s > 0; s-- { // the newest story first, in it the first words first
			for q := range s {
				want = append(want, fmt.Sprintf("story %d quote %d", s, q))
			}
		}
		for size := 1; size <= 7; size++ {
			var got []string
			for after := (people.Quote{}); ; {
				page, err := h.People.Said(t.Context(), ann, after, size)
				if err != nil {
					t.Fatal(err)
				}
				for _, q := range page {
					got = append(got, q.Words)
				}
				if len(page) < size {
					break
				}
				after = page[size-1]
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("in pages of %d she said %q", size, got)
			}
		}
	})
}
