package story_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline.news/internal/db"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
	"dateline.news/internal/story"
)

var by = roomtest.By

// want fails unless err is of a kind and speaks to a person.
func want(t *testing.T, err error, kind news.Kind, words ...string) {
	t.Helper()
	if err == nil || news.KindOf(err) != kind {
		t.Fatalf("got the error %v, want one of kind %s", err, kind)
	}
	for _, w := range words {
		if !strings.Contains(news.Say(err), w) {
			t.Errorf("the sentence %q does not say %q", news.Say(err), w)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ids(cards []story.Card) []news.StoryID {
	var all []news.StoryID
	for _, c := range cards {
		all = append(all, c.ID)
	}
	return all
}

func latest(t *testing.T, h *roomtest.House, e news.EditionID) []news.StoryID {
	t.Helper()
	cards, err := h.Stories.Latest(t.Context(), e, news.LatestPubKey, 100)
	must(t, err)
	return ids(cards)
}

func rows(t *testing.T, h *roomtest.House, text string, args ...any) []int64 {
	t.Helper()
	got, err := db.All(t.Context(), h.DB, db.Value[int64], text, args...)
	must(t, err)
	return got
}

func TestStory_Moves(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		in := map[story.State]func() news.StoryID{
			story.Drafted: func() news.StoryID { return h.Keep(t, roomtest.Draft("en", section, "One")) },
			story.InReview: func() news.StoryID {
				id := h.Keep(t, roomtest.Draft("en", section, "One"))
				must(t, h.Stories.MoveTo(t.Context(), by, id, story.InReview))
				return id
			},
			story.Ready: func() news.StoryID {
				id := h.Keep(t, roomtest.Draft("en", section, "One"))
				must(t, h.Stories.MoveTo(t.Context(), by, id, story.Ready))
				return id
			},
			story.Scheduled: func() news.StoryID {
				id := h.Keep(t, roomtest.Draft("en", section, "One"))
				must(t, h.Stories.Schedule(t.Context(), by, id, h.Clock.Now().Add(time.Hour)))
				return id
			},
			story.Published: func() news.StoryID { return h.Publish(t, roomtest.Draft("en", section, "One")) },
			story.Withdrawn: func() news.StoryID {
				id := h.Publish(t, roomtest.Draft("en", section, "One"))
				must(t, h.Stories.Withdraw(t.Context(), by, id, story.Retracted, ""))
				return id
			},
		}
		verbs := []struct {
			name string
			do   func(news.StoryID) error
			to   story.State
			from []story.State
		}{
			{"draft", func(id news.StoryID) error { return h.Stories.MoveTo(t.Context(), by, id, story.Drafted) }, story.Drafted,
				[]story.State{story.Drafted, story.InReview, story.Ready, story.Scheduled}},
			{"review", func(id news.StoryID) error { return h.Stories.MoveTo(t.Context(), by, id, story.InReview) }, story.InReview,
				[]story.State{story.Drafted, story.InReview, story.Ready}},
			{"ready", func(id news.StoryID) error { return h.Stories.MoveTo(t.Context(), by, id, story.Ready) }, story.Ready,
				[]story.State{story.Drafted, story.InReview, story.Ready, story.Scheduled}},
			{"schedule", func(id news.StoryID) error {
				return h.Stories.Schedule(t.Context(), by, id, h.Clock.Now().Add(2*time.Hour))
			}, story.Scheduled, []story.State{story.Drafted, story.InReview, story.Ready, story.Scheduled}},
			{"publish", func(id news.StoryID) error { return h.Stories.Publish(t.Context(), by, id, time.Time{}) }, story.Published,
				[]story.State{story.Drafted, story.InReview, story.Ready, story.Scheduled, story.Published, story.Withdrawn}},
			{"withdraw", func(id news.StoryID) error { return h.Stories.Withdraw(t.Context(), by, id, story.Legal, "") }, story.Withdrawn,
				[]story.State{story.Published}},
			{"correct", func(id news.StoryID) error {
				return h.Stories.Correct(t.Context(), by, id, story.Correction{Kind: story.IsUpdate, Note: "More."})
			}, story.Published, []story.State{story.Published}},
		}
		for from, reach := range in {
			for _, v := range verbs {
				id := reach()
				err := v.do(id)
				if slices.Contains(v.from, from) {
					if err != nil || h.Get(t, id).State != v.to {
						t.Errorf("%s from %s: %v, and the story is %s", v.name, from, err, h.Get(t, id).State)
					}
					continue
				}
				if news.KindOf(err) != news.Conflict || !strings.Contains(news.Say(err), "the story is "+string(from)) {
					t.Errorf("%s from %s is refused with %v; want a conflict that says where the story is", v.name, from, err)
				}
				if now := h.Get(t, id).State; now != from {
					t.Errorf("a refused %s moved the story from %s to %s", v.name, from, now)
				}
			}
		}
		want(t, h.Stories.MoveTo(t.Context(), by, in[story.Drafted](), story.Published), news.Invalid, "cannot simply be set")
	})
}

func TestStory_RefusesWhoMayNot(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	section := h.Edition(t, "en", "", time.UTC)
	d := roomtest.Draft("en", section, "One")
	public := h.Publish(t, d)
	draft := h.Keep(t, d)
	ctx := t.Context()
	verbs := map[string]struct {
		needs news.Permission
		do    func(news.Actor) error
	}{
		"Get":      {news.WriteStories, func(a news.Actor) error { _, err := h.Stories.Get(ctx, a, public); return err }},
		"Create":   {news.WriteStories, func(a news.Actor) error { _, err := h.Stories.Create(ctx, a, d); return err }},
		"Save":     {news.WriteStories, func(a news.Actor) error { return h.Stories.Save(ctx, a, draft, d) }},
		"MoveTo":   {news.WriteStories, func(a news.Actor) error { return h.Stories.MoveTo(ctx, a, draft, story.Ready) }},
		"Publish":  {news.PublishStories, func(a news.Actor) error { return h.Stories.Publish(ctx, a, draft, time.Time{}) }},
		"Schedule": {news.PublishStories, func(a news.Actor) error { return h.Stories.Schedule(ctx, a, draft, roomtest.Start.Add(1e10)) }},
		"Withdraw": {news.WithdrawStories, func(a news.Actor) error { return h.Stories.Withdraw(ctx, a, public, story.Legal, "") }},
		"Correct": {news.CorrectStories, func(a news.Actor) error {
			return h.Stories.Correct(ctx, a, public, story.Correction{Kind: story.IsUpdate, Note: "x"})
		}},
		"CreateIn": {news.WriteStories, func(a news.Actor) error {
			return h.DB.Write(ctx, func(tx *db.Tx) error { _, err := h.Stories.CreateIn(ctx, tx, a, d); return err })
		}},
		"PublishIn": {news.PublishStories, func(a news.Actor) error {
			return h.DB.Write(ctx, func(tx *db.Tx) error { return h.Stories.PublishIn(ctx, tx, a, draft, time.Time{}) })
		}},
		"CorrectIn": {news.CorrectStories, func(a news.Actor) error {
			return h.DB.Write(ctx, func(tx *db.Tx) error {
				return h.Stories.CorrectIn(ctx, tx, a, public, story.Correction{Kind: story.IsUpdate, Note: "x"})
			})
		}},
	}
	all := []news.Permission{news.WriteStories, news.PublishStories, news.WithdrawStories, news.CorrectStories, news.ManageTopics,
		news.ManageTags, news.ManagePeople, news.ManagePictures, news.ManagePublication, news.ManageStandards}
	changes := h.Changes.Head()
	for name, v := range verbs {
		others := slices.DeleteFunc(slices.Clone(all), func(p news.Permission) bool { return p == v.needs })
		if err := v.do(news.Staff("Ann", others...)); news.KindOf(err) != news.Forbidden {
			t.Errorf("%s by somebody with everything but %s: %v", name, v.needs, err)
		}
		if err := v.do(news.Actor{}); news.KindOf(err) != news.SignedOut {
			t.Errorf("%s by nobody: %v", name, err)
		}
	}
	if h.Changes.Head() != changes {
		t.Error("a refused verb changed something")
	}

	writer := news.Staff("Will", news.WriteStories)
	t.Run("a writer does not change what readers see or will see", func(t *testing.T) {
		want(t, h.Stories.Save(ctx, writer, public, d), news.Forbidden)
		must(t, h.Stories.Schedule(ctx, by, draft, roomtest.Start.Add(time.Hour)))
		want(t, h.Stories.Save(ctx, writer, draft, d), news.Forbidden)
	})
	t.Run("whoever may not is told so before anything is looked up", func(t *testing.T) {
		want(t, h.Stories.Publish(ctx, writer, 4711, time.Time{}), news.Forbidden)
	})
}

func TestDraft_Refused(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	section := h.Edition(t, "en", "", time.UTC)
	for name, c := range map[string]struct {
		change func(*story.Draft)
		says   string
	}{
		"no edition":                 {func(d *story.Draft) { d.Edition = "" }, "needs an edition"},
		"unknown edition":            {func(d *story.Draft) { d.Edition = "xx" }, "no edition"},
		"no section":                 {func(d *story.Draft) { d.Section = 0 }, "section"},
		"label":                      {func(d *story.Draft) { d.Label = "rant" }, "not a label"},
		"slug":                       {func(d *story.Draft) { d.Slug = "Not/One" }, "lower-case"},
		"headline of two lines":      {func(d *story.Draft) { d.Headline = "a\nb" }, "line break"},
		"text that is none":          {func(d *story.Draft) { d.Dek = "a\x00b" }, "no text"},
		"bytes that are no letters":  {func(d *story.Draft) { d.Kicker = "a\xffb" }, "no text"},
		"language":                   {func(d *story.Draft) { d.Language = "not a language" }, "not a language"},
		"canonical address":          {func(d *story.Draft) { d.CanonicalURL = "javascript:alert(1)" }, "web address"},
		"expiry before embargo":      {func(d *story.Draft) { d.Embargo, d.Expires = roomtest.Start, roomtest.Start }, "expire"},
		"a day that no calendar has": {func(d *story.Draft) { d.Dateline.FiledOn = news.PartialDate{Year: 2026, Month: 13, Day: 1} }, "not a date"},
		"unknown original":           {func(d *story.Draft) { d.TranslationOf = 4711 }, "no story 4711"},
		"unknown writer":             {func(d *story.Draft) { d.Bylines = bylines(4711) }, "no person 4711"},
		"byline without a name":      {func(d *story.Draft) { d.Bylines = bylines(0) }, "needs a name"},
	} {
		d := roomtest.Draft("en", section, "One")
		c.change(&d)
		_, err := h.Stories.Create(t.Context(), by, d)
		if err == nil || !strings.Contains(news.Say(err), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := rows(t, h, `/* test */ SELECT COUNT(*) FROM story`); left[0] != 0 {
		t.Errorf("%d refused drafts were kept", left[0])
	}
	for name, c := range map[string]struct {
		change func(*story.Draft)
		says   string
	}{
		"no headline":     {func(d *story.Draft) { d.Headline = "  " }, "no headline"},
		"no text":         {func(d *story.Draft) { d.Dek = " " }, "no text"},
		"no address":      {func(d *story.Draft) { d.Headline, d.Dek = "!", "?" }, "no address"},
		"expired already": {func(d *story.Draft) { d.Expires = roomtest.Start }, "expires"},
	} {
		d := roomtest.Draft("en", section, "One")
		c.change(&d)
		err := h.Stories.Publish(t.Context(), by, h.Keep(t, d), time.Time{})
		if news.KindOf(err) != news.Invalid || !strings.Contains(news.Say(err), c.says) {
			t.Errorf("publish with %s: %v", name, err)
		}
	}
	t.Run("a scheduled story stays publishable", func(t *testing.T) {
		id := h.Keep(t, roomtest.Draft("en", section, "One"))
		must(t, h.Stories.Schedule(t.Context(), by, id, roomtest.Start.Add(time.Hour)))
		want(t, h.Stories.Save(t.Context(), by, id, roomtest.Draft("en", section, "")), news.Invalid, "no headline")
	})
	t.Run("dates on the wrong side of now", func(t *testing.T) {
		id := h.Keep(t, roomtest.Draft("en", section, "One"))
		want(t, h.Stories.Publish(t.Context(), by, id, roomtest.Start.Add(time.Second)), news.Invalid, "schedule the story instead")
		want(t, h.Stories.Schedule(t.Context(), by, id, roomtest.Start), news.Invalid, "publish the story instead")
		public := h.Publish(t, roomtest.Draft("en", section, "Two"))
		want(t, h.Stories.Correct(t.Context(), by, public, story.Correction{Kind: story.IsUpdate, Note: "x", At: roomtest.Start.Add(1e9)}), news.Invalid, "future")
		want(t, h.Stories.Correct(t.Context(), by, public, story.Correction{Kind: "rumour", Note: "x"}), news.Invalid, "not a kind")
		want(t, h.Stories.Correct(t.Context(), by, public, story.Correction{Kind: story.IsUpdate, Note: " "}), news.Invalid, "what was wrong")
		want(t, h.Stories.Withdraw(t.Context(), by, public, "bored", ""), news.Invalid, "not a reason")
	})
}

func TestStory_Revisions(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		section := h.Edition(t, "en", "", time.UTC)
		id := h.Keep(t, roomtest.Draft("en", section, "One"))
		must(t, h.Stories.Save(t.Context(), by, id, roomtest.Draft("en", section, "Two")))
		must(t, h.Stories.Publish(t.Context(), by, id, time.Time{}))
		must(t, h.Stories.Save(t.Context(), by, id, roomtest.Draft("en", section, "Three")))
		documents, err := db.All(t.Context(), h.DB, db.Value[string], `/* test */ SELECT document FROM story_revision WHERE story_id = $1 ORDER BY number`, id)
		must(t, err)
		if len(documents) != 3 || h.Get(t, id).Revision != 3 {
			t.Fatalf("%d revisions are kept of three drafts", len(documents))
		}
		for i, headline := range []string{"One", "Two", "Three"} {
			if !strings.Contains(documents[i], headline) {
				t.Errorf("revision %d is %s", i+1, documents[i])
			}
		}
	})
}
