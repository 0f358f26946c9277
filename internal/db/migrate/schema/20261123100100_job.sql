-- Owned by internal/job: work that must happen, and when periodic work last did.
-- +goose Up
CREATE TABLE job (
	id           SERIAL_ID,
	kind         TEXT NOT NULL,
	payload      TEXT NOT NULL,
	once_key     TEXT UNIQUE,           -- enqueuing the same key again replaces the job
	version      BIGINT NOT NULL DEFAULT 1,
	due_at       MILLIS,                -- NULL: given up
	attempts     BIGINT NOT NULL DEFAULT 0,
	leased_by    TEXT NOT NULL DEFAULT '',
	leased_until MILLIS,
	last_error   TEXT NOT NULL DEFAULT '',
	created_at   MILLIS NOT NULL
);
CREATE INDEX job_due ON job (due_at);
CREATE TABLE periodic (
	name        TEXT PRIMARY KEY,
	started_at  MILLIS,
	finished_at MILLIS,
	last_error  TEXT NOT NULL DEFAULT ''
);
