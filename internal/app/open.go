package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"dateline.news/internal/blob/dir"
	"dateline.news/internal/blob/s3"
	"dateline.news/internal/bus/mem"
	"dateline.news/internal/bus/pg"
	"dateline.news/internal/config"
	"dateline.news/internal/db"
	"dateline.news/internal/db/postgres"
	"dateline.news/internal/db/sqlite"
	"dateline.news/internal/mail/mailbox"
	"dateline.news/internal/mail/smtp"
)

// This file chooses between the implementations of each seam.

func openDatabase(ctx context.Context, c config.Config, o Options) (*db.DB, error) {
	if c.Database == "" {
		return sqlite.Open(ctx, filepath.Join(c.Data, "dateline.db"), sqlite.Options{Now: o.Now, Volatile: o.Volatile, Bulk: o.Bulk})
	}
	dsn, err := dsn(c)
	if err != nil {
		return nil, err
	}
	return postgres.Open(ctx, dsn, o.Now)
}

// dsn is the connection string with the password that was given apart from it.
func dsn(c config.Config) (string, error) {
	if c.DatabasePassword == "" {
		return string(c.Database), nil
	}
	u, err := url.Parse(string(c.Database))
	if err != nil {
		return "", fmt.Errorf("read the database address %s: it is not a URL", c.Database)
	}
	u.User = url.UserPassword(u.User.Username(), string(c.DatabasePassword))
	return u.String(), nil
}

func (a *App) openBus(ctx context.Context, _ Options) error {
	if a.config.Bus == config.BusPostgres {
		dsn, err := dsn(a.config)
		if err != nil {
			return err
		}
		b, err := pg.Open(ctx, a.log, dsn, "dateline")
		if err != nil {
			return err
		}
		a.bus = b
	} else {
		a.bus = mem.New()
	}
	a.closers = append(a.closers, a.bus.Close)
	return nil
}

func (a *App) openBlobs(ctx context.Context, _ Options) error {
	c := a.config
	if c.Blob == config.BlobS3 {
		store, err := s3.Open(ctx, s3.Options{
			Endpoint: c.S3.Endpoint, Bucket: c.S3.Bucket, Region: c.S3.Region, Prefix: c.S3.Prefix,
			AccessKey: string(c.S3.AccessKey), SecretKey: string(c.S3.SecretKey), PathStyle: c.S3.PathStyle,
		})
		a.blobs = store
		return err
	}
	store, err := dir.Open(filepath.Join(c.Data, "blobs"), a.now)
	if err != nil {
		return err
	}
	a.blobs = store
	a.closers = append(a.closers, store.Close)
	return nil
}

func (a *App) openMail(context.Context, Options) error {
	c := a.config.Mail
	if c.Host != "" {
		sender, err := smtp.New(smtp.Options{Host: c.Host, Port: c.Port, Username: c.Username, Password: string(c.Password), TLS: smtp.TLS(c.TLS)}, a.now)
		a.mail = sender
		return err
	}
	box, err := mailbox.Open(filepath.Join(a.config.Data, "mailbox"), a.now)
	if err != nil {
		return err
	}
	a.mail, a.box = box, box
	a.closers = append(a.closers, box.Close)
	return nil
}

// nodeName is a name that no other running node has.
func nodeName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "node"
	}
	return host + "-" + rand.Text()
}
