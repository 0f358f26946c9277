package site_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline.news/internal/apptest"
	. "dateline.news/internal/htmlcheck"
)

// TestSeed publishes the document that the project starts from. Each row of
// the table in the design's reader-page.md stands here by the words that it
// has on that page.
func TestSeed(t *testing.T) {
	t.Parallel()
	h := apptest.Founded(t)
	at := h.PublishSeed(t).URL
	page := h.Page(t, at)
	for row, check := range map[string]func(*testing.T, *apptest.House, Page){
		"07:07 GMT 27 January 2021":      seedClock,
		"Listen Live":                    seedRadio,
		"Get short URL":                  seedShortURL,
		"Violence Erupts (1881)":         seedTopic,
		"0 114":                          seedFigures,
		"first bold paragraph":           seedDek,
		"MOSCOW (Sputnik)":               seedDateline,
		"The coalition exists":           seedQuotes,
		"no date on the story":           seedDates,
		"An image grab":                  seedPicture,
		"seven headlines":                seedRelated,
		"Daesh, Al-Nusra Front":          seedTags,
		"Community standards Discussion": seedDiscussion,
	} {
		t.Run(row, func(t *testing.T) { t.Parallel(); check(t, h, page) })
	}
}

// A page may be kept by a cache: the minute must not be in it.
func seedClock(t *testing.T, h *apptest.House, page Page) {
	page.Is(t, In("header .clock", HasAttr("hidden"), Attr("data-zone", "UTC"), IsText("")))
	if said := page.Find("header").First().Text(); regexp.MustCompile(`\d{1,2}:\d\d`).MatchString(said) {
		t.Errorf("the masthead says a time of its own: %q", said)
	}
	got := h.Get(t, "/now")
	if got.Header().Get("Cache-Control") != "no-store" || got.Body.String() != `{"now":1795377600000}`+"\n" {
		t.Errorf("/now says %s (%s)", got.Body, got.Header())
	}
}

func seedRadio(t *testing.T, h *apptest.House, page Page) {
	page.Is(t, In(`header a[href="/radio/"]`, HasText("Listen live")))
	h.Page(t, "/radio/").Is(t, In("h1", HasText("Listen live")))
}

func seedShortURL(t *testing.T, h *apptest.House, page Page) {
	short, _ := page.Find("a.short-url").Attr("href")
	page.Is(t,
		In("a.short-url", IsText(strings.TrimPrefix(short, "http://"))),
		In("details.short button[data-copy]", Attr("data-copy", short), HasAttr("hidden"), HasAttr("data-copied"), IsText("Copy short link")),
		In("details.short [role=status]"),
		In("details.short svg[role=img] path", HasAttr("d")),
		In(".on-paper", HasText(strings.TrimPrefix(short, "http://"))), In(".on-paper svg path", HasAttr("d")),
	)
	canonical, _ := page.Find("link[rel=canonical]").Attr("href")
	h.Get(t, strings.TrimPrefix(short, apptest.Origin)).LeadsTo(t, http.StatusFound, strings.TrimPrefix(canonical, apptest.Origin))
}

func seedTopic(t *testing.T, h *apptest.House, page Page) {
	const title = "Violence Erupts as Islamic State Rises"
	page.Is(t, In(".topic-box h2 a", IsText(title)), In(".topic-box", HasText("1,881 stories at capture on January 27, 2021")), In(".topic-box", HasText("1 story")),
		In(".head .kicker", IsText(title)))
	at, _ := page.Find(".topic-box h2 a").Attr("href")
	topic := h.Page(t, at)
	topic.Is(t, In("h1", IsText(title)), In("main", HasText("1,881 stories at capture on January 27, 2021")), Count(".list h3, .list h2", 1))
	if words := topic.Find("header.title").Text() + topic.Find(".meta").First().Text(); !strings.Contains(words, "1 story") {
		t.Errorf("the topic's page does not give its own count: %q", words)
	}
}

func seedFigures(t *testing.T, _ *apptest.House, page Page) {
	page.Is(t, In(".captured", HasText("At capture on January 27, 2021"), HasText("0 comments"), HasText("114 views"), HasText("the source's figures, not ours")))
}

func seedDek(t *testing.T, _ *apptest.House, page Page) {
	page.Is(t,
		In("article .dek", HasText("The US-led international coalition cannot defeat the Islamic State terrorist group"), HasText("interview with Rossiya-24 television channel.")),
		In(".prose", LacksText("The US-led international coalition cannot defeat")),
		In("h1", HasText("No headline in the source")),
	)
}

func seedDateline(t *testing.T, _ *apptest.House, page Page) {
	page.Is(t, In(".prose .dateline", IsText("MOSCOW (Sputnik)")))
	if first := Of(page.Find(".prose p").First()).Words(); !strings.HasPrefix(first, "MOSCOW (Sputnik) — A US-led international coalition has been conducting") {
		t.Errorf("the body begins %q", first)
	}
}

func seedQuotes(t *testing.T, h *apptest.House, page Page) {
	quotes := page.Find("blockquote")
	if quotes.Length() != 2 {
		t.Fatalf("%d quotes", quotes.Length())
	}
	for i, words := range []string{"The coalition exists, it launches airstrikes", "that would be not [just] about Syria or Iraq"} {
		quote := Of(quotes.Eq(i))
		quote.Is(t, HasText(words), In(".speaker a", IsText("Sergei Lavrov"), Attr("href", "/people/sergei-lavrov")),
			In(".role", IsText("Russian Foreign Minister")), In(".venue", HasText("Rossiya-24")))
	}
	person := h.Page(t, "/people/sergei-lavrov")
	person.Is(t, In("h1", IsText("Sergei Lavrov")), Count(".utterance", 2), In("main", HasText("[just]"), HasText("[US Secretary of State]"), HasText("Rossiya-24")))
	link, _ := person.Find(".utterance a").First().Attr("href")
	_, anchor, _ := strings.Cut(link, "#")
	page.Is(t, Count(`blockquote[id="`+anchor+`"]`, 1))
}

// The source gives no day. The page says what is known and claims no more.
func seedDates(t *testing.T, _ *apptest.House, page Page) {
	page.Is(t, In(".times", HasText("Published between May 18, 2015 and January 27, 2021")), In(".age", IsText("This story is more than 5 years old")),
		None(".times time"))
}

func seedPicture(t *testing.T, _ *apptest.House, page Page) {
	page.Is(t, In("figure.lead-picture", HasText("An image grab taken from a video uploaded on May 18, 2015"), HasText("allegedly shows an IS fighter"),
		HasText("Not independently verified"), HasText("Obtained from Aamaq News Agency"), HasText("Uploaded May 18, 2015 to YouTube"), None("img")))
}

func seedRelated(t *testing.T, _ *apptest.House, page Page) {
	var lines []string
	page.Find(".beside li").Each(func(_ int, li *goquery.Selection) { lines = append(lines, Words(li.Text())) })
	if len(lines) != 7 || lines[0] != "Islamic State Responsible for Deadly Mosque Bombing in Saudi Arabia" ||
		lines[6] != "CIS Security Chiefs to Discuss Islamic State Threat at Talks in Tajikistan" {
		t.Errorf("the headlines beside it are %q", lines)
	}
	page.Is(t, None(".beside a"), In(".beside h2", HasText("in the source")))
}

func seedTags(t *testing.T, h *apptest.House, page Page) {
	page.Is(t, Count(".tags a[rel=tag]", 2), In(`.tags a[href="/tags/daesh"]`, IsText("Daesh")), In(`.tags a[href="/tags/al-nusra-front"]`, IsText("Al-Nusra Front")))
	h.Page(t, "/tags/daesh").Is(t, In("h1", IsText("Daesh")), Count(".list article", 1))
}

func seedDiscussion(t *testing.T, h *apptest.House, page Page) {
	page.Is(t, In("section.discussion h2", IsText("Discussion")), In(`section.discussion a[href="/standards"]`, IsText("Community standards")))
	h.Page(t, "/standards").Is(t, Count(".rules li", 8), In("#rule-1 .number", IsText("1")), In("header.title", HasText("In force since November 22, 2026")))
}
