package site

import (
	"html/template"
	"strings"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/locale"
	"dateline.news/internal/publication"
)

// Frame is what every page has around its own matter.
type Frame struct {
	L           *locale.Locale
	Name        string // of the publication in this edition
	Tagline     string
	Home        string
	Logo        *Picture // shown for the name; nil: the name is written
	Title       string   // of the document
	Description string
	Canonical   string
	NoIndex     bool
	Sections    []NavItem
	Editions    []NavItem // the other ones
	Foot        []NavItem
	Alternates  []Alternate
	Listen      string // address of the radio page; empty: the radio is off
	Zone        string // IANA, for the clock
	Style       string // address of the style sheet
	Script      string // address of the script
	ThemeScript string // address of the few bytes that set the theme before the page is painted
	Fonts       []string
	Lite        bool         // the page is made small: no picture, no script
	LitePage    string       // address of the small form of this page, or empty
	FullPage    string       // address of the full form of this page, or empty
	LiteStyle   template.CSS // of a lite page
}

// NavItem is a link in a menu.
type NavItem struct {
	Label   string
	URL     string
	Lang    string // of the label, where it is not the page's
	Current bool
}

// Alternate is the same page in another language.
type Alternate struct {
	Lang string
	URL  string
	Name string
}

func (s *Site) frame(v *visit, title string) Frame {
	e := v.edition
	f := Frame{
		L: v.l, Name: e.Name, Tagline: e.Tagline, Home: s.home(e),
		Title: title + " – " + e.Name, Zone: e.Zone.String(),
		Canonical: s.absolute(s.url(e, v.path)),
		Style:     s.styleSheet(v.pub), Script: s.assets.URL("site.js"), ThemeScript: s.assets.URL("theme.js"), Fonts: s.fonts(v.l),
	}
	for _, sec := range e.Sections {
		at := s.url(e, "/"+sec.Slug+"/")
		f.Sections = append(f.Sections, NavItem{Label: sec.Name, URL: at, Current: v.path == "/"+sec.Slug+"/"})
	}
	for _, other := range v.pub.Editions {
		if other.Active && other.ID != e.ID {
			f.Editions = append(f.Editions, NavItem{Label: nativeName(s, other), URL: s.home(other), Lang: other.Tag.String()})
		}
	}
	f.Foot = s.footMenu(v)
	s.addForms(v, &f)
	if !s.parts(v.pub).NoRadio {
		f.Listen = s.url(e, "/radio/")
	}
	return f
}

// hide keeps a page from being found, and from repeating the address that was
// asked for, which may tell of what readers are not to know.
func (f *Frame) hide() { f.NoIndex, f.LitePage, f.FullPage = true, "", "" }

// nativeName is the name of an edition's language in that language.
func nativeName(s *Site, e publication.Edition) string {
	l, err := s.locale(e)
	if err != nil {
		return e.Tag.String()
	}
	base, _ := e.Tag.Base()
	return l.LanguageName(language.Make(base.String()))
}

func (s *Site) footMenu(v *visit) []NavItem {
	var items []NavItem
	for _, link := range v.edition.Menus.Foot {
		at := link.URL
		if strings.HasPrefix(at, "/") {
			at = s.url(v.edition, at)
		}
		items = append(items, NavItem{Label: link.Label, URL: at})
	}
	add := func(label, path string) {
		items = append(items, NavItem{Label: v.l.T(label), URL: s.url(v.edition, path)})
	}
	add("topic.title", "/topics/")
	add("footer.archive", "/archive/")
	add("footer.corrections", "/corrections")
	if !s.parts(v.pub).NoDiscussion {
		add("footer.standards", "/standards")
	}
	return items
}

// home is the address of an edition's front.
func (s *Site) home(e publication.Edition) string { return e.Prefix + "/" }

// url is an address within an edition, as it stands in links.
func (s *Site) url(e publication.Edition, path string) string { return e.Prefix + path }

// absolute is an address as it is known outside of the site.
func (s *Site) absolute(path string) string { return strings.TrimSuffix(s.base.String(), "/") + path }

// Time is a moment as a page shows it.
type Time struct {
	ISO  string
	Text string
}

func moment(l *locale.Locale, t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	return Time{ISO: t.UTC().Format(time.RFC3339), Text: l.DateTime(t)}
}

// trusted marks HTML that this package or package body has made.
func trusted(html string) template.HTML { return template.HTML(html) }
