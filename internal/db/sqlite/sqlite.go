// Package sqlite opens SQLite databases with the settings that the house
// relies on, on every connection: write-ahead log, foreign keys, a busy
// timeout, BEGIN IMMEDIATE for writers, one writing connection.
package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"runtime"
	"time"

	"dateline.news/internal/db"

	_ "modernc.org/sqlite" // the driver; chosen in docs/decisions/0001-sqlite-driver.md
)

// Options are the few things in which a test differs from a newsroom.
type Options struct {
	Now      func() time.Time // time.Now if nil
	Volatile bool             // do not wait for the disk; a power cut may lose data
	Bulk     bool             // for large imports: more memory, and a power cut may take the last transactions, whole ones
}

// Open opens the database file at path, and makes it if it is not there.
func Open(ctx context.Context, path string, o Options) (*db.DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	write, err := sql.Open("sqlite", address(path, o, "_txlock=immediate"+bulk(o)))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	// The first connection sets the file's journal mode, before readers come.
	if err := write.PingContext(ctx); err != nil {
		_ = write.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	read, err := sql.Open("sqlite", address(path, o, "_pragma=query_only(1)"))
	if err != nil {
		_ = write.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	read.SetMaxOpenConns(max(4, 2*runtime.GOMAXPROCS(0)))
	read.SetMaxIdleConns(max(4, 2*runtime.GOMAXPROCS(0)))
	return db.New(db.SQLite, read, write, o.Now), nil
}

func address(path string, o Options, extra string) string {
	sync := "FULL" // what is acknowledged survives a power cut
	if o.Bulk {
		sync = "NORMAL"
	}
	if o.Volatile {
		sync = "OFF"
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)" +
		"&_pragma=synchronous(" + sync + ")&_pragma=cache_size(-16000)&_pragma=temp_store(MEMORY)&" + extra
}

// bulk has the writer of a large import keep 256 MB of pages, and move the
// write-ahead log into the file every 128 MB, so that a page that changes
// again and again is not written as often.
func bulk(o Options) string {
	if !o.Bulk {
		return ""
	}
	return "&_pragma=cache_size(-262144)&_pragma=wal_autocheckpoint(32768)"
}
