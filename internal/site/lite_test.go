package site_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"dateline.news/internal/apptest"
	"dateline.news/internal/delivery"
	"dateline.news/internal/front"
	"dateline.news/internal/htmlcheck"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/publication"
	"dateline.news/internal/site"
	"dateline.news/internal/web"
)

// Bounds of a lite page, in bytes: as it travels, and of the style in it.
const (
	liteBudget      = 14 << 10
	liteStyleBudget = 1 << 10
)

// isLite reports whether a link leads to a lite page.
func isLite(link string) bool {
	_, query, _ := strings.Cut(link, "?")
	return query == "lite" || strings.HasSuffix(query, "&lite")
}

func liteOf(path string) string {
	if strings.Contains(path, "?") {
		return path + "&lite"
	}
	return path + "?lite"
}

func (p planted) everyPageHasALiteForm(t *testing.T) {
	largest := 0
	for _, prefix := range []string{"", "/ar"} {
		for _, path := range p.addresses(t, prefix) {
			if path != "" {
				largest = max(largest, p.isGoodLite(t, path, http.StatusOK))
			}
		}
		p.isGoodLite(t, prefix+"/nothing-here", http.StatusNotFound)
	}
	second, _ := p.Page(t, "/topics/"+p.topic.Slug).Find(".paging a[rel=next]").Attr("href")
	p.isGoodLite(t, second, http.StatusOK)
	t.Logf("the largest lite page is %d bytes", largest)
}

// longestStoryLite weighs the story with the most words.
func (p planted) longestStoryLite(t *testing.T) {
	longest, words := "", 0
	for _, prefix := range []string{"", "/ar"} {
		cards, err := p.Stories.Latest(t.Context(), edition(prefix), news.LatestPubKey, 500)
		must(t, err)
		for _, c := range cards {
			if n := len(p.Page(t, prefix+c.Path).Find(".prose").Text()); n > words {
				longest, words = prefix+c.Path, n
			}
		}
	}
	t.Logf("%s: %d bytes of text, lite %d bytes", longest, words, p.isGoodLite(t, longest, http.StatusOK))
}

// isGoodLite wants a page's lite form to be whole, small and one request, and
// returns its size.
func (p planted) isGoodLite(t *testing.T, path string, status int) int {
	t.Helper()
	got := p.Get(t, liteOf(path))
	full, lite := p.Get(t, path).Page(t, status), got.Page(t, status)
	lite.Is(t,
		named(path, htmlcheck.Count("h1", 1)), named(path, htmlcheck.Count("main", 1)), named(path, fetchesNothing), named(path, noGuillemets),
		named(path, idsAreUnique), named(path, headingsInOrder), named(path, sameWords(full)), named(path, keepsLite),
		htmlcheck.In("html", htmlcheck.Attr("lang", full.Find("html").AttrOr("lang", "")), htmlcheck.Attr("dir", full.Find("html").AttrOr("dir", ""))),
		htmlcheck.In("meta[name=robots]", htmlcheck.Attr("content", "noindex")),
	)
	if status == http.StatusOK { // an error does not repeat the address
		lite.Is(t, htmlcheck.In(`footer a[rel=alternate]`, htmlcheck.Attr("href", path)))
		full.Is(t, htmlcheck.In(`footer a[rel~=alternate]`, htmlcheck.Attr("href", liteOf(path))))
	}
	if has, want := lite.Find("link[rel=canonical]").AttrOr("href", ""), full.Find("link[rel=canonical]").AttrOr("href", ""); has != want {
		t.Errorf("%s: the canonical page is %q, not %q", path, has, want)
	}
	styleIsAllowed(t, got, lite)
	size := packed(t, got.Body.Bytes())
	if size > liteBudget {
		t.Errorf("%s: the lite page is %d bytes", path, size)
	}
	return size
}

// fetchesNothing wants one request to be all that a page needs.
func fetchesNothing(p htmlcheck.Page) string {
	if all := p.Resources(); len(all) > 0 {
		return fmt.Sprint("fetches ", all)
	}
	if found := p.Find("script, img, picture, audio, video, iframe, object, [style], [onclick]"); found.Length() > 0 {
		return fmt.Sprintf("has %d elements that a lite page has not, the first <%s>", found.Length(), found.Nodes[0].Data)
	}
	return ""
}

// sameWords wants the texts of the full page's own matter in the lite page.
func sameWords(full htmlcheck.Page) htmlcheck.Check {
	return func(lite htmlcheck.Page) string {
		text := htmlcheck.Words(lite.Find("main").Text())
		for _, part := range full.Find("main h1, main h2, main h3, main p, main li, main td, main figcaption > *").EachIter() {
			if part.Closest(".short, .on-paper").Length() > 0 {
				continue // the code to photograph and the button need more than words
			}
			if words := htmlcheck.Words(part.Text()); !strings.Contains(text, words) {
				return fmt.Sprintf("lacks %q", words)
			}
		}
		return ""
	}
}

// keepsLite wants the links within the paper to lead to lite pages.
func keepsLite(p htmlcheck.Page) string {
	kept := 0
	for _, a := range p.Find("a[href^='/']").EachIter() {
		link := strings.SplitN(a.AttrOr("href", ""), "#", 2)[0]
		switch {
		case a.AttrOr("rel", "") == "alternate":
		case strings.HasPrefix(link, "/media/"):
			if isLite(link) {
				return "asks for a picture's lite form: " + link
			}
		case !isLite(link):
			return "links to the full page " + link
		default:
			kept++
		}
	}
	if kept < 5 {
		return fmt.Sprintf("has %d links", kept)
	}
	return ""
}

// styleIsAllowed wants the page's style to be small and the one that its
// policy names.
func styleIsAllowed(t *testing.T, got apptest.Answer, lite htmlcheck.Page) {
	t.Helper()
	style := lite.Find("style")
	if n := len(style.Text()); style.Length() != 1 || n == 0 || n > liteStyleBudget {
		t.Errorf("%s: %d style elements of %d bytes", got.Path, style.Length(), n)
	}
	policy := got.Header().Get(web.PolicyHeader)
	if want := "style-src 'self' " + web.StyleHash(style.Text()) + ";"; !strings.Contains(policy, want) {
		t.Errorf("%s: the policy is %q; it should have %q", got.Path, policy, want)
	}
	hasSecurityHeaders(t, got)
}

func TestLite_IsSentToThoseWhoSaveData(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	path := s.path(t, s.publish(t, s.draft("Ferry to run again")))
	ask := func(saves bool) apptest.Answer {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, apptest.Origin+path, nil)
		if saves {
			r.Header.Set("Save-Data", "on")
		}
		return s.Do(r)
	}
	for _, saves := range []bool{true, false, true} {
		got := ask(saves)
		if isLite := got.Page(t, http.StatusOK).Find("style").Length() == 1; isLite != saves {
			t.Errorf("saves data: %v, is sent the lite page: %v", saves, isLite)
		}
		if vary := got.Header().Get("Vary"); !saves && !strings.Contains(vary, "Save-Data") {
			t.Errorf("the answer varies with %q", vary)
		}
	}
}

func TestLite_RedirectsLeadToLitePages(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	s.Get(t, "/topics?lite").LeadsTo(t, http.StatusMovedPermanently, "/topics/?lite")
	s.Get(t, "/topics").LeadsTo(t, http.StatusMovedPermanently, "/topics/")
}

// The publication's colours hold in a lite page, and its policy follows them.
func TestLite_HasThePublicationsLook(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	must(t, s.Publication.SetSettings(t.Context(), desk, publication.Settings{Name: "Paper", OldAfter: 1, Look: publication.Look{Accent: "#123456"}}))
	got := s.Get(t, "/?lite")
	page := got.Page(t, http.StatusOK)
	if !strings.Contains(page.Find("style").Text(), "--accent:#123456") {
		t.Errorf("the style is %q", page.Find("style").Text())
	}
	styleIsAllowed(t, got, page)
}

// site is the publication's site without a page cache before it.
func (s small) site(t *testing.T) *site.Site {
	t.Helper()
	at, err := url.Parse(apptest.Origin)
	must(t, err)
	made, err := site.New(slog.New(slog.DiscardHandler), site.Rooms{
		Publication: s.Publication, Stories: s.Stories, Topics: s.Topics, Tags: s.Tags, People: s.People, Media: s.Media,
		Short: s.Short, Discussion: s.Discussion, Front: front.New(s.Stories),
	}, site.Options{PublicURL: at, Now: s.Clock.Now})
	must(t, err)
	return made
}

// drawing is a picture of a size, in PNG.
func drawing(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	return b.Bytes()
}

// In a storm the small form stands at the address of the full page: search
// engines may keep it, and its links lead where they always lead.
func TestStorm_PagesAreMadeSmallAtTheirOwnAddress(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	path := s.path(t, s.publish(t, s.draft("Ferry to run again")))
	made, err := s.site(t).Render(t.Context(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, apptest.Origin+path, nil), delivery.Storm)
	must(t, err)
	page := htmlcheck.Parse(t, strings.NewReader(string(made.Body)))
	page.Is(t, fetchesNothing, sameWords(s.Page(t, path)), htmlcheck.None("meta[name=robots]"), htmlcheck.None("a[rel=alternate]"),
		htmlcheck.In("link[rel=canonical]", htmlcheck.Attr("href", apptest.Origin+path)))
	for _, link := range page.Links() {
		if isLite(link) {
			t.Errorf("it links to %s", link)
		}
	}
}

// Nothing jumps when the logo arrives: the page says how large it is.
func TestLook_TheLogoHasItsSize(t *testing.T) {
	t.Parallel()
	s := openSmall(t)
	s.Page(t, "/").Is(t, htmlcheck.None("img.logo"))
	id, err := s.Media.Add(t.Context(), desk, drawing(t, 240, 60), media.Picture{Alt: "A wave"})
	must(t, err)
	must(t, s.Publication.SetSettings(t.Context(), desk, publication.Settings{Name: "Paper", OldAfter: 1, Look: publication.Look{Logo: id}}))
	for _, path := range []string{"/", "/topics/", "/ar/"} {
		page := s.Page(t, path)
		page.Is(t, htmlcheck.In(".plate img.logo", htmlcheck.Attr("width", "240"), htmlcheck.Attr("height", "60")), imagesHaveAlt)
		if got := s.Get(t, page.Find("img.logo").AttrOr("src", "")); got.Code != http.StatusOK || got.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: the logo answers %d, %q", path, got.Code, got.Header().Get("Content-Type"))
		}
	}
	s.Page(t, "/?lite").Is(t, htmlcheck.None("img"), htmlcheck.In(".plate", notEmpty))
}
