package site_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/news"
	"dateline.news/internal/story"
	"dateline.news/internal/topic"
)

// planted is the demo newspaper, opened once for all the tests that only read.
type planted struct {
	*apptest.House
	story story.Card  // the newest one of the first edition with a lead picture
	topic topic.Topic // the one with the most stories
}

// TestDemo plants the demo once and looks at it from all sides.
func TestDemo(t *testing.T) {
	t.Parallel()
	p := planted{House: apptest.Demo(t, apptest.ShowMailbox())}
	p.choose(t)
	for name, check := range map[string]func(*testing.T){
		"every route answers":                 p.everyRouteAnswers,
		"every address outside of an edition": p.everyOtherAddress,
		"every link leads somewhere":          p.everyLinkLeadsSomewhere,
		"only reading is allowed":             p.onlyReadingIsAllowed,
		"a topic is walked by key":            p.topicIsWalkedByKey,
		"bad places in a list":                p.badPlacesInAList,
		"no such page":                        p.noSuchPage,
		"budgets":                             p.budgets,
		"every page has a lite form":          p.everyPageHasALiteForm,
		"the longest story, lite":             p.longestStoryLite,
		"translations name each other":        p.translationsNameEachOther,
		"addresses typed carelessly":          p.typedCarelessly,
		"days that there are not":             p.daysThatThereAreNot,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); check(t) })
	}
}

func (p *planted) choose(t *testing.T) {
	t.Helper()
	cards, err := p.Stories.Latest(t.Context(), "en", news.LatestPubKey, 200)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cards, func(c story.Card) bool { return c.LeadPicture != 0 })
	topics, err := p.Topics.Running(t.Context(), "en", news.LatestPubKey, 50)
	if err != nil {
		t.Fatal(err)
	}
	if i < 0 || len(topics) == 0 {
		t.Fatal("the demo has no story with a picture, or no topic")
	}
	p.story = cards[i]
	p.topic = slices.MaxFunc(topics, func(a, b topic.Topic) int { return cmp.Compare(a.Stories, b.Stories) })
}

// first is the first link of a page whose address contains a text.
func (p planted) first(t *testing.T, page, containing string) string {
	t.Helper()
	for _, link := range p.Page(t, page).Links() {
		if strings.Contains(link, containing) {
			return link
		}
	}
	t.Fatalf("%s has no link with %s", page, containing)
	return ""
}

// everyRouteAnswers looks at one address for every pattern, in both editions.
// A new route has no row here, and fails.
func (p planted) everyRouteAnswers(t *testing.T) {
	dir := map[string]string{"": "ltr", "/ar": "rtl"}
	lang := map[string]string{"": "en-GB", "/ar": "ar"}
	for prefix := range dir {
		addresses := p.addresses(t, prefix)
		for _, pattern := range sitePatterns() {
			path, known := addresses[pattern]
			if !known {
				t.Errorf("the route %s has no row in this test", pattern)
			}
			if path != "" {
				p.isWellMade(t, path, lang[prefix], dir[prefix])
			}
		}
	}
}

// addresses has one address for every route of an edition.
func (p planted) addresses(t *testing.T, prefix string) map[string]string {
	t.Helper()
	month := p.first(t, prefix+"/archive/", prefix+"/archive/2")
	day := p.first(t, month, month+"/")
	at := p.first(t, day, prefix+"/2")
	return map[string]string{
		"/{$}":                          prefix + "/",
		"/{year}/{month}/{day}/{slug}":  at,
		"/topics/{$}":                   prefix + "/topics/",
		"/topics/{slug}":                p.first(t, prefix+"/topics/", prefix+"/topics/"),
		"/tags/{slug}":                  p.linked(t, prefix, "/tags/"),
		"/people/{slug}":                p.linked(t, prefix, "/people/"),
		"/archive/{$}":                  prefix + "/archive/",
		"/archive/{year}/{month}":       month,
		"/archive/{year}/{month}/{day}": day,
		"/corrections":                  prefix + "/corrections",
		"/standards":                    prefix + "/standards",
		"/standards/{day}":              prefix + "/standards/" + p.standardsDay(t, prefix),
		"/radio/{$}":                    prefix + "/radio/",
		"/{name}/{$}":                   p.section(t, prefix),
		"/{name}":                       p.ordinaryPage(t, prefix),
		// These lead elsewhere: see typedCarelessly and TestMoved.
		"/": "", "/topics": "", "/archive": "", "/radio": "",
	}
}

// isWellMade wants of a page what every page has.
func (p planted) isWellMade(t *testing.T, path, lang, dir string) {
	t.Helper()
	got := p.Get(t, path)
	page := got.Page(t, http.StatusOK)
	if kind := got.Header().Get("Content-Type"); kind != "text/html; charset=utf-8" {
		t.Errorf("%s is of type %q", path, kind)
	}
	t.Run(path, func(t *testing.T) {
		page.Is(t,
			htmlcheck.In("html", htmlcheck.Attr("lang", lang), htmlcheck.Attr("dir", dir)),
			htmlcheck.Count("h1", 1), htmlcheck.Count("main", 1), htmlcheck.Count("title", 1),
			htmlcheck.In("link[rel=canonical]", htmlcheck.Attr("href", apptest.Origin+path)),
			htmlcheck.In("h1", notEmpty), htmlcheck.In("title", notEmpty),
			htmlcheck.NothingInline(), noForeignResource, noGuillemets, idsAreUnique, headingsInOrder, imagesHaveAlt,
		)
		hasSecurityHeaders(t, got)
	})
	head := p.Ask(t, http.MethodHead, path)
	if head.Code != http.StatusOK {
		t.Errorf("HEAD %s answers %d", path, head.Code)
	}
}

// linked is the first address of a kind that any story links to.
func (p planted) linked(t *testing.T, prefix, kind string) string {
	t.Helper()
	cards, err := p.Stories.Latest(t.Context(), edition(prefix), news.LatestPubKey, 40)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cards {
		for _, link := range p.Page(t, prefix+c.Path).Links() {
			if strings.HasPrefix(link, prefix+kind) {
				return link
			}
		}
	}
	t.Fatalf("no story of %q links to %s", prefix, kind)
	return ""
}

func edition(prefix string) news.EditionID {
	if prefix == "" {
		return "en"
	}
	return news.EditionID(strings.TrimPrefix(prefix, "/"))
}

func (p planted) standardsDay(t *testing.T, prefix string) string {
	t.Helper()
	v, err := p.Discussion.StandardsOf(t.Context(), edition(prefix), "")
	if err != nil {
		t.Fatal(err)
	}
	return v.Dated.String()
}

func (p planted) section(t *testing.T, prefix string) string {
	t.Helper()
	pub, err := p.Publication.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e, _ := pub.Edition(edition(prefix))
	return prefix + "/" + e.Sections[0].Slug + "/"
}

func (p planted) ordinaryPage(t *testing.T, prefix string) string {
	t.Helper()
	pub, err := p.Publication.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e, _ := pub.Edition(edition(prefix))
	return prefix + e.Menus.Foot[0].URL
}

// everyOtherAddress looks at what stands outside of the editions.
func (p planted) everyOtherAddress(t *testing.T) {
	page := p.Page(t, p.story.Path)
	short, _ := page.Find("a.short-url").Attr("href")
	picture, _ := page.Find("figure img").Attr("src")
	style, _ := page.Find("link[rel=stylesheet]").Attr("href")
	addresses := map[string]struct {
		path   string
		status int
		kind   string
	}{
		"GET /assets/":      {style, 200, "text/css; charset=utf-8"},
		"GET /media/{name}": {picture, 200, "image/"},
		"GET /s/{code}":     {strings.TrimPrefix(short, apptest.Origin), 302, "text/html; charset=utf-8"},
		"GET /now":          {"/now", 200, "application/json"},
		"GET /mailbox":      {"/mailbox", 200, "text/html; charset=utf-8"},
		"GET /mailbox/{id}": {"/mailbox/none", 404, "text/html; charset=utf-8"},
		"GET /":             {"/", 200, "text/html; charset=utf-8"},
	}
	for _, pattern := range rootPatterns(t) {
		want, known := addresses[pattern]
		if !known {
			t.Errorf("the route %s has no row in this test", pattern)
			continue
		}
		got := p.Get(t, want.path)
		if kind := got.Header().Get("Content-Type"); got.Code != want.status || !strings.HasPrefix(kind, want.kind) {
			t.Errorf("%s (%q) answers %d, %q; want %d, %q", pattern, want.path, got.Code, kind, want.status, want.kind)
		}
		hasSecurityHeaders(t, got)
	}
}

// everyLinkLeadsSomewhere follows all links within the site from both fronts.
func (p planted) everyLinkLeadsSomewhere(t *testing.T) {
	from := map[string]string{"/": "", "/ar/": ""}
	for todo := []string{"/", "/ar/"}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		got := p.Get(t, at)
		if got.Code >= 400 || got.Code == http.StatusMovedPermanently {
			t.Errorf("%s, linked from %s, answers %d", at, from[at], got.Code)
		}
		if !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") || got.Code != http.StatusOK {
			continue
		}
		page := got.Page(t, http.StatusOK)
		page.Is(t, named(at, htmlcheck.NothingInline()), named(at, noForeignResource), named(at, noGuillemets), named(at, idsAreUnique),
			named(at, htmlcheck.Count("h1", 1)), named(at, headingsInOrder), named(at, imagesHaveAlt))
		for _, link := range append(page.Links(), page.Resources()...) {
			link, fragment, _ := strings.Cut(strings.TrimPrefix(link, apptest.Origin), "#")
			if isLite(link) {
				continue // see everyPageHasALiteForm
			}
			if link == "" && fragment != "" && page.Find(`[id="`+fragment+`"]`).Length() == 0 {
				t.Errorf("%s links to #%s, which it has not", at, fragment)
			}
			if _, seen := from[link]; !seen && strings.HasPrefix(link, "/") && !tooFar(link) {
				from[link] = at
				todo = append(todo, link)
			}
		}
	}
	if len(from) < 150 {
		t.Errorf("only %d addresses were found", len(from))
	}
	t.Logf("%d addresses", len(from))
}

// tooFar stops a walk through the calendar, which has no beginning: it goes on
// where stories are.
func tooFar(link string) bool {
	_, day, isArchive := strings.Cut(link, "/archive/")
	return isArchive && day != "" && (day < "2026/10" || day > "2027")
}

func named(at string, check htmlcheck.Check) htmlcheck.Check {
	return func(p htmlcheck.Page) string {
		if wrong := check(p); wrong != "" {
			return at + ": " + wrong
		}
		return ""
	}
}

func (p planted) onlyReadingIsAllowed(t *testing.T) {
	for _, path := range []string{"/", "/ar/", p.story.Path, "/now", "/mailbox", "/topics/", "/nothing-here", "/s/" + "34679c"} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, "BREW"} {
			if got := p.Ask(t, method, path); got.Code != http.StatusMethodNotAllowed || got.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s answers %d, Allow: %q", method, path, got.Code, got.Header().Get("Allow"))
			}
		}
	}
}

func (p planted) topicIsWalkedByKey(t *testing.T) {
	seen := map[string]bool{}
	pages := 0
	for at := "/topics/" + p.topic.Slug; at != ""; pages++ {
		page := p.Page(t, at)
		for _, link := range page.Find(".list h3 a").EachIter() {
			href, _ := link.Attr("href")
			if seen[href] {
				t.Errorf("%s is listed twice", href)
			}
			seen[href] = true
		}
		at, _ = page.Find(".paging a[rel=next]").Attr("href")
		if pages > 10 {
			t.Fatal("the list does not end")
		}
	}
	if int64(len(seen)) != p.topic.Stories || p.topic.Stories < 30 || pages < 2 {
		t.Errorf("%d stories on %d pages; the topic counts %d", len(seen), pages, p.topic.Stories)
	}
}

func (p planted) badPlacesInAList(t *testing.T) {
	person := p.linked(t, "", "/people/")
	for _, list := range []string{"/topics/" + p.topic.Slug, "/topics/", p.section(t, ""), p.linked(t, "", "/tags/"), person} {
		for _, cursor := range []string{"x", "-1", "0", "1.5", "99999999999999999999", "9223372036854775807", "%00", "'"} {
			got := p.Get(t, list+"?before="+cursor)
			if got.Code != http.StatusNotFound {
				t.Errorf("%s?before=%s answers %d", list, cursor, got.Code)
			}
		}
	}
	for _, bad := range []string{person + "?said=x", person + "?said=-3.1", person + "?said=5.x", person + "?said=5", "/corrections?after=x", "/corrections?after=5", "/corrections?after=5.-1"} {
		if got := p.Get(t, bad); got.Code != http.StatusNotFound {
			t.Errorf("%s answers %d", bad, got.Code)
		}
	}
	if got := p.Get(t, "/topics/"+p.topic.Slug+"?before=1"); got.Code != http.StatusOK {
		t.Errorf("the end of a list answers %d", got.Code)
	}
}

func (p planted) noSuchPage(t *testing.T) {
	for path, lang := range map[string]string{
		"/nothing-here": "en-GB", "/nothing-here/": "en-GB", "/a/b/c/d/e": "en-GB", "/2026/11/22/no-such-story": "en-GB", "/topics/none": "en-GB",
		"/people/none": "en-GB", "/tags/none": "en-GB", "/standards/1999-01-01": "en-GB", "/standards/x": "en-GB", "/s/34679c": "en-GB", "/s/%20": "en-GB",
		"/s/" + strings.Repeat("3", 5000): "en-GB", "/media/none.jpg": "en-GB", "/media/" + strings.Repeat("0", 64): "en-GB",
		"/ar/nothing-here": "ar", "/ar/2026/11/22/no-such-story": "ar", "/ar/a/b/c/d/e/f": "ar", "/arts": "en-GB", "/arx/": "en-GB",
		"/ar/s/34679c": "ar", "/mailbox/../../etc/passwd": "", "/%ff": "en-GB", "/topics/" + url.PathEscape("a/b"): "en-GB",
	} {
		got := p.Get(t, path)
		if lang == "" {
			if got.Code == http.StatusOK {
				t.Errorf("%s answers %d", path, got.Code)
			}
			continue
		}
		dir := map[string]string{"en-GB": "ltr", "ar": "rtl"}[lang]
		t.Run(fmt.Sprintf("%.40s", path), func(t *testing.T) {
			got.Page(t, http.StatusNotFound).Is(t,
				htmlcheck.In("html", htmlcheck.Attr("lang", lang), htmlcheck.Attr("dir", dir)),
				htmlcheck.In("meta[name=robots]", htmlcheck.Attr("content", "noindex")),
				htmlcheck.None("link[rel=canonical]"), htmlcheck.Count("h1", 1), htmlcheck.NothingInline(), waysOn,
			)
			hasSecurityHeaders(t, got)
		})
	}
}

// waysOn wants links in the page itself, besides the menus.
func waysOn(p htmlcheck.Page) string {
	if p.Find("main a[href]").Length() == 0 {
		return "shows no way on"
	}
	return ""
}

func (p planted) translationsNameEachOther(t *testing.T) {
	cards, err := p.Stories.Latest(t.Context(), "ar", news.LatestPubKey, 100)
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for _, c := range cards {
		here := apptest.Origin + "/ar" + c.Path
		page := p.Page(t, "/ar"+c.Path)
		other, has := page.Find(`link[rel=alternate][hreflang="en-GB"]`).Attr("href")
		if !has {
			continue
		}
		pairs++
		page.Is(t, htmlcheck.In(`link[rel=alternate][hreflang="ar"]`, htmlcheck.Attr("href", here)))
		p.Page(t, strings.TrimPrefix(other, apptest.Origin)).Is(t,
			htmlcheck.In(`link[rel=alternate][hreflang="ar"]`, htmlcheck.Attr("href", here)),
			htmlcheck.In(`link[rel=alternate][hreflang="en-GB"]`, htmlcheck.Attr("href", other)),
			htmlcheck.In(`main a[hreflang="ar"]`, htmlcheck.Attr("href", here), htmlcheck.Attr("lang", "ar")))
	}
	if pairs == 0 {
		t.Error("no story of the second edition is a translation")
	}
}

// typedCarelessly wants the addresses that people type to lead to those that
// are meant.
func (p planted) typedCarelessly(t *testing.T) {
	section := strings.Trim(p.section(t, ""), "/")
	for path, to := range map[string]string{
		"/" + section: "/" + section + "/",
		"/ar":         "/ar/",
		"/topics":     "/topics/",
		"/archive":    "/archive/",
		"/radio":      "/radio/",
		"/ar/topics":  "/ar/topics/",
	} {
		got := p.Get(t, path)
		if got.Code/100 != 3 || got.Header().Get("Location") != to {
			t.Errorf("%s answers %d and leads to %q, not to %q", path, got.Code, got.Header().Get("Location"), to)
		}
	}
}

func (p planted) daysThatThereAreNot(t *testing.T) {
	for _, day := range []string{"2026/02/30", "2026/13", "2026/00", "2026/1", "26/11", "2026/11/1", "2026/11/022", "x/y", "2027/01", "2026/12/01", "2030/01/01", "9999/12/31", "0001/01", "1200/01/01"} {
		if got := p.Get(t, "/archive/"+day); got.Code != http.StatusNotFound {
			t.Errorf("/archive/%s answers %d", day, got.Code)
		}
	}
	for _, day := range []string{"1650/01/01", "1901/05", "2026/11/23"} {
		if got := p.Get(t, "/archive/"+day); got.Code >= http.StatusInternalServerError {
			t.Errorf("/archive/%s answers %d", day, got.Code)
		}
	}
}
