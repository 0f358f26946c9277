-- Owned by internal/topic: running stories.
-- +goose Up
CREATE TABLE topic (
	id             SERIAL_ID,
	edition_id     TEXT NOT NULL,
	slug           TEXT NOT NULL,
	title          TEXT NOT NULL,
	background     TEXT NOT NULL,  -- JSON: a body tree
	chapters       TEXT NOT NULL,  -- JSON: titles in order
	timeline       TEXT NOT NULL,  -- JSON: dated lines
	captured_count BIGINT NOT NULL DEFAULT 0,  -- what an imported page said the count was
	captured_at    MILLIS,
	UNIQUE (edition_id, slug)
);
