// Package app is the composition root: the one place where the parts of the
// house are chosen and plugged together. The program and its tests open the
// same thing.
//
//	a, err := app.Open(ctx, log, cfg, app.Options{})
//	defer a.Close()
//	a.Run(ctx, listener)
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"time"

	"dateline.news/internal/blob"
	"dateline.news/internal/bus"
	"dateline.news/internal/cdn"
	"dateline.news/internal/change"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/db/migrate"
	"dateline.news/internal/delivery"
	"dateline.news/internal/discussion"
	"dateline.news/internal/front"
	"dateline.news/internal/job"
	"dateline.news/internal/mail"
	"dateline.news/internal/mail/mailbox"
	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/people"
	"dateline.news/internal/publication"
	"dateline.news/internal/shortlink"
	"dateline.news/internal/site"
	"dateline.news/internal/story"
	"dateline.news/internal/tag"
	"dateline.news/internal/topic"
)

// Options are what differs between the program and its tests, and what one
// subcommand wants and others do not.
type Options struct {
	Now         func() time.Time // time.Now if nil
	ShowMailbox bool             // show the local mailbox to readers: the demo
	Volatile    bool             // do not wait for the disk: tests
	Bulk        bool             // a large import is to come
}

// App is a whole publication, opened.
type App struct {
	Publication *publication.Service
	Stories     *story.Service
	Topics      *topic.Service
	Tags        *tag.Service
	People      *people.Service
	Media       *media.Service
	Short       *shortlink.Service
	Discussion  *discussion.Service
	DB          *db.DB
	Changes     *change.Log
	Jobs        *job.Queue

	log     *slog.Logger
	config  config.Config
	now     func() time.Time
	blobs   blob.Store
	bus     bus.Bus
	mail    mail.Sender
	box     *mailbox.Box // nil where mail leaves by SMTP
	site    *site.Site
	pages   *delivery.Cache
	purger  *cdn.Purger // nil without a CDN
	numbers *numbers
	closers []func() error
}

// Open opens the publication that the configuration describes, and makes its
// data directory on the first time. Everything that can be found wrong is
// found wrong here, before anybody is served.
func Open(ctx context.Context, log *slog.Logger, c config.Config, o Options) (_ *App, err error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &App{log: log, config: c, now: o.Now, numbers: newNumbers()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	for _, step := range []func(context.Context, Options) error{
		a.openData, a.openDatabase, a.openBus, a.openBlobs, a.openMail, a.openRooms, a.openSite, a.openPages,
	} {
		if err := step(ctx, o); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (a *App) openData(context.Context, Options) error {
	if err := os.MkdirAll(a.config.Data, 0o750); err != nil {
		return fmt.Errorf("the data directory cannot be made: %w", err)
	}
	return nil
}

func (a *App) openDatabase(ctx context.Context, o Options) (err error) {
	if a.DB, err = openDatabase(ctx, a.config, o); err != nil {
		return err
	}
	a.closers = append(a.closers, a.DB.Close)
	return migrate.Up(ctx, a.DB)
}

func (a *App) openRooms(ctx context.Context, _ Options) (err error) {
	if a.Changes, err = change.Open(ctx, a.log, a.DB, a.bus); err != nil {
		return err
	}
	a.Jobs = job.New(a.log, a.DB, nodeName())
	a.Publication = publication.New(a.log, a.DB, a.Changes)
	a.Topics = topic.New(a.DB, a.Changes)
	a.Tags = tag.New(a.DB, a.Changes)
	a.People = people.New(a.DB, a.Changes)
	a.Media = media.New(a.DB, a.blobs, a.Changes)
	a.Short = shortlink.New(a.DB)
	a.Stories = story.New(a.DB, a.Changes, a.Jobs, a.zoneOf, a.Topics, a.Tags, a.People, a.Short)
	a.Discussion = discussion.New(a.DB, a.Changes)
	a.handleJobs()
	return nil
}

// zoneOf is the time zone in which an edition counts its days.
func (a *App) zoneOf(ctx context.Context, id news.EditionID) (*time.Location, error) {
	p, err := a.Publication.Current(ctx)
	if err != nil {
		return nil, err
	}
	e, ok := p.Edition(id)
	if !ok {
		return nil, news.Errorf(news.NotFound, "there is no edition %q", id)
	}
	return e.Zone, nil
}

func (a *App) openSite(_ context.Context, o Options) error {
	base, err := url.Parse(a.config.PublicURL)
	if err != nil {
		return fmt.Errorf("read the public address: %w", err)
	}
	rooms := site.Rooms{
		Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags, People: a.People,
		Media: a.Media, Short: a.Short, Discussion: a.Discussion, Front: front.New(a.Stories),
	}
	if o.ShowMailbox {
		rooms.Mailbox = a.box
	}
	a.site, err = site.New(a.log, rooms, site.Options{
		PublicURL: base, Theme: a.config.Theme, Dev: a.config.Dev, Without: parts(a.config.Without), Now: a.now,
	})
	return err
}

// parts are the parts that the operator has switched off.
func parts(without []config.Part) (p publication.Parts) {
	for _, part := range without {
		switch part {
		case config.Radio:
			p.NoRadio = true
		case config.Discussion:
			p.NoDiscussion = true
		case config.Numbers:
			p.NoNumbers = true
		}
	}
	return p
}

// Handler answers readers, staff and health checks.
func (a *App) Handler() http.Handler { return a.handler() }

// Close closes everything, last opened first. Run must have returned.
func (a *App) Close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(errs...)
}
