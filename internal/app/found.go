package app

import (
	"context"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/body"
	"dateline.news/internal/discussion"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
)

// newName is what a publication is called until somebody names it.
const newName = "A new publication"

// Found gives a new publication what it needs before the first story: an
// edition with a section, community standards to begin with, and a page that
// says what the program keeps of its readers. It changes nothing where there
// is an edition.
func (a *App) Found(ctx context.Context) error {
	p, err := a.Publication.Current(ctx)
	if err != nil || len(p.Editions) > 0 {
		return err
	}
	by := news.Program("first start")
	if err := a.Publication.SetSettings(ctx, by, publication.Settings{Name: newName, OldAfter: publication.DefaultOldAfter}); err != nil {
		return err
	}
	e := publication.Edition{
		ID: "en", Active: true, Tag: language.English, Zone: time.UTC, Name: newName,
		Menus: publication.Menus{Foot: []publication.Link{{Label: "Privacy", URL: "/privacy"}}},
	}
	if err := a.Publication.SaveEdition(ctx, by, e); err != nil {
		return err
	}
	if _, err := a.Publication.SaveSection(ctx, by, publication.Section{Edition: e.ID, Slug: "news", Name: "News"}); err != nil {
		return err
	}
	if _, err := a.Publication.SavePage(ctx, by, privacyPage(e.ID)); err != nil {
		return err
	}
	return a.Discussion.SetStandards(ctx, by, firstStandards(e.ID, a.now()))
}

// privacyPage says what is true of the program as it is delivered.
func privacyPage(edition news.EditionID) publication.Page {
	return publication.Page{Edition: edition, Slug: "privacy", Title: "Privacy", Body: body.MustNew(
		body.P("You can read everything here without telling us who you are. This site sets no cookies, loads nothing from other sites, and hands nothing on to anybody."),
		body.P("Your choice of a light or dark page is kept by your own browser and is not sent to us."),
	)}
}

// firstStandards are rules that a discussion can begin under; the newsroom
// will want to publish its own.
func firstStandards(edition news.EditionID, now time.Time) discussion.Standards {
	return discussion.Standards{
		Edition: edition, Dated: news.PartialDate{Year: now.Year(), Month: now.Month(), Day: now.Day()},
		Preamble: "These rules hold for everybody who writes here, staff included. Every decision names the rule that it rests on, and every decision can be appealed.",
		Rules: []discussion.Rule{
			{Title: "Speak about the story", Text: "A comment belongs to what the story is about, or to how we told it."},
			{Title: "Argue with the point", Text: "Say what is wrong with an argument, not with the person who makes it. Insults and threats are removed."},
			{Title: "Nobody is less for what they are", Text: "We remove what attacks people for their origin, faith, sex, sexuality, age or disability."},
			{Title: "Leave private lives private", Text: "Do not publish addresses, telephone numbers or other particulars of anybody, yourself included."},
			{Title: "Say what you know, and how", Text: "State as fact only what you can stand by. Allegations of crimes belong with the police, or with us in confidence."},
			{Title: "No advertising", Text: "Links that lead to something for sale, and texts posted in many places, are removed without notice."},
			{Title: "One person, one voice", Text: "Write under one name, and not under somebody else's."},
			{Title: "Tell us when we are wrong", Text: "A correction is always welcome, whatever its tone. It goes to the newsroom, and we answer."},
		},
	}
}
