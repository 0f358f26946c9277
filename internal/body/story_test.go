package body_test

import (
	"fmt"

	"dateline.news/internal/body"
	"dateline.news/internal/news"
)

// speaker is a quote record with everything in it.
var speaker = body.Attribution{
	Speaker: "Ada Example", Person: 9, Role: "spokeswoman", Venue: "a briefing",
	SaidOn: news.PartialDate{Month: 5, Day: 18},
}

// story has one of everything.
func story() body.Doc {
	aside := body.Attribution{Speaker: "Ben Example"}
	marked := body.Said(aside, "“we will ")
	strong := body.Said(aside, "never")
	strong.Marks = append(strong.Marks, body.Mark{Type: body.MarkStrong})
	foreign := body.Text("на площади", body.Mark{Type: body.MarkLang, Attrs: body.Attrs{{Name: "lang", Value: "ru"}, {Name: "dir", Value: "ltr"}}})
	return body.MustNew(
		body.P("The first paragraph tells it [just] once."),
		body.Heading(2, "What <happened>").WithID("h1"),
		body.Para(body.Text("He said "), marked, strong, body.Said(aside, " yield”"), body.Text(" at "), foreign, body.Text("."),
			body.Break(), body.Link("https://example.com/?a=1&b=2", "More"), body.Text("."),
		).WithID("p2"),
		body.Quote(speaker, "Nobody knows.", "Nobody at all.").WithID("q1"),
		body.Bullets("one", "two"),
		body.List(body.NodeOrderedList, body.Item(body.P("first"), body.Bullets("nested"))),
		body.Picture(7, "A caption"),
		body.Gallery(body.Picture(7, ""), body.Picture(8, "")),
		body.Embed("youtube", "https://www.youtube.com/watch?v=abcdefgh", "A film"),
		body.Table("Votes", body.Row(body.NodeTableHeader, "Who", "How many"), body.Row(body.NodeTableCell, "Them", "1,881")),
		body.Divider(),
		body.RelatedStory(42, "Before this"),
		body.AudioClip("/audio/1.mp3", "The call", 3605),
		body.Preformatted("a  b\n\tc"),
		body.Correction("clarification", "2026-11-23T12:00:00Z", "An earlier version was wrong."),
	)
}

// htmlOptions is a site that knows everything.
func htmlOptions() body.HTMLOptions {
	return body.HTMLOptions{
		DatelineHTML: `<span class="dateline">MOSCOW</span> — `,
		PictureHTML: func(p body.PictureUse) string {
			return fmt.Sprintf(`<figure id="%s"><img src="/p/%d" alt=""></figure>`, p.Anchor, p.ID)
		},
		PersonURL: func(id news.PersonID) string { return fmt.Sprintf("/people/%d", id) },
		StoryURL:  func(id news.StoryID) string { return "/story/" + id.String() },
		LinkRel:   func(string) string { return "external" },
		DateText:  func(d news.PartialDate) string { return fmt.Sprintf("%d %s", d.Day, d.Month) },
	}
}
