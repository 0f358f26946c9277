package site

import (
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"dateline.news/internal/discussion"
	"dateline.news/internal/front"
	"dateline.news/internal/locale"
	"dateline.news/internal/mail/mailbox"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/shortlink"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
	"dateline.news/internal/web"
)

//go:embed pages static
var files embed.FS

// Rooms are the capabilities that the site shows.
type Rooms struct {
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
	Short       *shortlink.Service
	Discussion  *discussion.Service
	Front       *front.Service
	Mailbox     *mailbox.Box // shown at /mailbox; nil: not shown
}

// Options are what the operator decides about the site.
type Options struct {
	PublicURL *url.URL          // scheme and host under which readers come
	Theme     string            // a folder of templates, or empty
	Dev       bool              // read the theme again whenever it changes
	Without   publication.Parts // what the operator has switched off
	Now       func() time.Time  //
}

// Site answers readers.
type Site struct {
	Rooms
	log       *slog.Logger
	base      *url.URL
	without   publication.Parts
	dev       bool
	now       func() time.Time
	catalogue *locale.Catalogue
	templates *web.Templates
	assets    *web.Assets
	locales   sync.Map // tag and zone → *locale.Locale
	look      lookSheet
	lite      string // the style of lite pages
	router    *http.ServeMux
}

// New reads templates, static files and messages. It fails with file and line
// if a theme's template cannot be used.
func New(log *slog.Logger, rooms Rooms, o Options) (*Site, error) {
	catalogue, err := locale.Load()
	if err != nil {
		return nil, fmt.Errorf("load the languages of the interface: %w", err)
	}
	pages, err := fs.Sub(files, "pages")
	if err != nil {
		return nil, fmt.Errorf("open the templates: %w", err)
	}
	templates, err := web.LoadTemplates(web.TemplateOptions{Base: pages, Theme: o.Theme, Pages: pageTypes(), Frames: []string{liteFrame}, Funcs: template.FuncMap{}, Dev: o.Dev})
	if err != nil {
		return nil, err
	}
	static, err := fs.Sub(files, "static")
	if err != nil {
		return nil, fmt.Errorf("open the static files: %w", err)
	}
	assets, err := web.LoadAssets("/assets/", static)
	if err != nil {
		return nil, err
	}
	s := &Site{Rooms: rooms, log: log, base: o.PublicURL, without: o.Without, dev: o.Dev, now: o.Now, catalogue: catalogue, templates: templates, assets: assets, lite: strings.TrimSpace(string(assets.Bytes("lite.css")))}
	s.router = s.newRouter()
	return s, nil
}

// policy is the content security policy that a page needs.
func (s *Site) policy(v *visit) web.Policy {
	if v.form != full {
		return web.Policy{Styles: []string{web.StyleHash(string(s.liteStyle(v.pub)))}}
	}
	if v.pub.Settings.Stream == "" || s.parts(v.pub).NoRadio {
		return web.Policy{}
	}
	u, err := url.Parse(v.pub.Settings.Stream)
	if err != nil {
		return web.Policy{}
	}
	return web.Policy{Media: []string{u.Scheme + "://" + u.Host}}
}

// parts says what is switched off, by the publication or by the operator.
func (s *Site) parts(p *publication.Publication) publication.Parts {
	set := p.Settings.Parts
	return publication.Parts{
		NoRadio:      set.NoRadio || s.without.NoRadio,
		NoDiscussion: set.NoDiscussion || s.without.NoDiscussion,
		NoNumbers:    set.NoNumbers || s.without.NoNumbers,
	}
}

// locale returns the language of an edition, in its time zone.
func (s *Site) locale(e publication.Edition) (*locale.Locale, error) {
	key := e.Tag.String() + " " + e.Zone.String()
	if l, ok := s.locales.Load(key); ok {
		return l.(*locale.Locale), nil
	}
	l, err := s.catalogue.For(e.Tag.String(), e.Zone)
	if err != nil {
		return nil, fmt.Errorf("the language of edition %s: %w", e.ID, err)
	}
	s.locales.Store(key, l)
	return l, nil
}

// visit is a request to an edition.
type visit struct {
	*http.Request
	pub     *publication.Publication
	edition publication.Edition
	l       *locale.Locale
	path    string // within the edition
	form    form
	logo    *Picture // nil: the publication has none

	keys    []string  // what the page is made from so far
	expires time.Time // until when it is right; zero: no time changes it

	answered bool // by a view
	answer   answer
	err      error
}

func (s *Site) visit(r *http.Request) (*visit, error) {
	p, err := s.Publication.Current(r.Context())
	if err != nil {
		return nil, err
	}
	e, path, ok := p.At(r.URL.Path)
	if !ok {
		return nil, errNotSetUp
	}
	l, err := s.locale(e)
	if err != nil {
		return nil, err
	}
	v := &visit{Request: r, pub: p, edition: e, l: l, path: path, keys: []string{string(news.PublicationKey)}}
	return v, s.addLogo(v)
}

// addLogo looks up the picture that stands for the publication's name.
func (s *Site) addLogo(v *visit) error {
	id := v.pub.Settings.Look.Logo
	if id == 0 {
		return nil
	}
	v.uses(id.Key())
	pictures, err := s.Media.Get(v.Context(), id)
	if p := pictures[id]; p.Blob != "" {
		v.logo = s.picture(v.l, p, "")
	}
	return err
}

// view makes the answer to a visit.
type view func(ctx context.Context, v *visit) (answer, error)
