package tag_test

import (
	"slices"
	"sync"
	"testing"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/tag"
)

func TestEnsure(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		un, err := h.Tags.Save(t.Context(), roomtest.By, tag.Tag{Edition: "en", Slug: "united-nations", Name: "United Nations", Kind: tag.Organisation, Aliases: []string{"UN", "The U.N.", "UN"}})
		if err != nil {
			t.Fatal(err)
		}
		ensure := func(edition news.EditionID, name string) (id news.TagID) {
			h.Write(t, func(tx *db.Tx) (err error) { id, err = h.Tags.Ensure(t.Context(), tx, edition, name); return err })
			return id
		}
		for _, name := range []string{"United Nations", "united nations", "UN", "un", "The U.N."} {
			if got := ensure("en", name); got != un {
				t.Errorf("%s is tag %d, not %d", name, got, un)
			}
		}
		own := ensure("en", "Fish")
		if again := ensure("en", "fish"); again != own || own == un {
			t.Errorf("one name gave the tags %d and %d", own, again)
		}
		if other := ensure("ar", "UN"); other == un {
			t.Error("another edition's alias was taken")
		}
		// A tag of its own goes before another's alias.
		if _, err := h.Tags.Save(t.Context(), roomtest.By, tag.Tag{Edition: "en", Slug: "un", Name: "Un", Kind: tag.Place}); err != nil {
			t.Fatal(err)
		}
		if got := ensure("en", "UN"); got == un {
			t.Error("an alias went before a name")
		}
		got, err := h.Tags.BySlug(t.Context(), "en", "united-nations")
		if err != nil || !slices.Equal(got.Aliases, []string{"The U.N.", "UN"}) || got.Kind != tag.Organisation {
			t.Errorf("it is %+v, %v", got, err)
		}
	})
}

func TestEnsure_MakesOneAtOnce(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		var ids [6][2]news.TagID
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				names := []string{"Tide", "Fish"}
				if i%2 == 0 {
					slices.Reverse(names) // which PostgreSQL can only solve by choosing a loser
				}
				err := h.DB.Write(t.Context(), func(tx *db.Tx) error {
					for _, name := range names {
						id, err := h.Tags.Ensure(t.Context(), tx, "en", name)
						if err != nil {
							return err
						}
						if name == "Tide" {
							ids[i][0] = id
						} else {
							ids[i][1] = id
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, got := range ids {
			if got != ids[0] || got[0] == got[1] {
				t.Fatalf("they are %v", ids)
			}
		}
	})
}

func TestSave_Refused(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	id := h.Tag(t, "en", "fish")
	for name, c := range map[string]struct {
		tag  tag.Tag
		kind news.Kind
	}{
		"no name":     {tag.Tag{Edition: "en", Slug: "x", Kind: tag.Subject}, news.Invalid},
		"address":     {tag.Tag{Edition: "en", Slug: "X y", Name: "x", Kind: tag.Subject}, news.Invalid},
		"kind":        {tag.Tag{Edition: "en", Slug: "x", Name: "x", Kind: "mood"}, news.Invalid},
		"media topic": {tag.Tag{Edition: "en", Slug: "x", Name: "x", Kind: tag.Subject, MediaTopic: "20000587"}, news.Invalid},
		"taken":       {tag.Tag{Edition: "en", Slug: "fish", Name: "x", Kind: tag.Subject}, news.Conflict},
		"unknown":     {tag.Tag{ID: id + 1, Edition: "en", Slug: "x", Name: "x", Kind: tag.Subject}, news.NotFound},
	} {
		if _, err := h.Tags.Save(t.Context(), roomtest.By, c.tag); news.KindOf(err) != c.kind || news.Say(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.Tags.Save(t.Context(), news.Actor{}, tag.Tag{}); news.KindOf(err) != news.SignedOut {
		t.Errorf("nobody: %v", err)
	}
}
