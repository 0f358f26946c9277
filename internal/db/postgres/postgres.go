// Package postgres opens PostgreSQL databases.
package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"dateline.news/internal/db"
)

// Open connects to the database that the connection string names. A nil now
// means time.Now.
func Open(ctx context.Context, dsn string, now func() time.Time) (*db.DB, error) {
	if now == nil {
		now = time.Now
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", withoutSecrets(dsn, err))
	}
	config.RuntimeParams["application_name"] = "dateline"
	read, write := pool(config), pool(config)
	if err := read.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("connect to PostgreSQL at %s: %w", config.Host, err), read.Close(), write.Close())
	}
	return db.New(db.PostgreSQL, read, write, now), nil
}

// connections is how many a node has open at most, for reading and for writing each.
const connections = 16

func pool(config *pgx.ConnConfig) *sql.DB {
	p := stdlib.OpenDB(*config)
	p.SetMaxOpenConns(connections)
	p.SetMaxIdleConns(connections / 2)
	p.SetConnMaxIdleTime(5 * time.Minute)
	return p
}

// withoutSecrets returns why an address cannot be read, without any piece of
// it: of an address that is no URL nobody knows which part is the password.
func withoutSecrets(dsn string, err error) error {
	if _, bad := url.Parse(dsn); bad != nil {
		return errors.New("it is not of the form postgres://user:password@host:port/database, " +
			"in which special characters of the password are written as %XX")
	}
	if cause := errors.Unwrap(err); cause != nil {
		return cause
	}
	return err
}
