-- Owned by internal/publication: the publication and its standing parts.
-- +goose Up
CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL -- JSON
);
CREATE TABLE edition (
	id        TEXT PRIMARY KEY,
	position  BIGINT NOT NULL,
	active    BOOLEAN NOT NULL,
	tag       TEXT NOT NULL,          -- BCP 47
	time_zone TEXT NOT NULL,          -- IANA
	prefix    TEXT NOT NULL UNIQUE,   -- "" or "/ar"
	name      TEXT NOT NULL,
	tagline   TEXT NOT NULL,
	menus     TEXT NOT NULL           -- JSON: head and foot
);
CREATE TABLE section (
	id          SERIAL_ID,
	edition_id  TEXT NOT NULL REFERENCES edition (id),
	position    BIGINT NOT NULL,
	slug        TEXT NOT NULL,
	name        TEXT NOT NULL,
	description TEXT NOT NULL,
	UNIQUE (edition_id, slug)
);
CREATE TABLE page (
	id         SERIAL_ID,
	edition_id TEXT NOT NULL REFERENCES edition (id),
	slug       TEXT NOT NULL,
	title      TEXT NOT NULL,
	body       TEXT NOT NULL, -- JSON: a body tree
	updated_at MILLIS NOT NULL,
	UNIQUE (edition_id, slug)
);
CREATE TABLE redirect (
	path   TEXT PRIMARY KEY,
	target TEXT NOT NULL
);
