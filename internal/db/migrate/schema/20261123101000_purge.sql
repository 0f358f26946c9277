-- Owned by internal/cdn: how far along the change log a CDN has been told.
-- +goose Up
CREATE TABLE purge_cursor (
	id   BIGINT PRIMARY KEY, -- 1: there is one row
	seq  BIGINT NOT NULL,    -- the last line of the change log for which there are jobs
	at   MILLIS NOT NULL     -- when that was known to be so
);
