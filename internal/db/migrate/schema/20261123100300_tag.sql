-- Owned by internal/tag: subjects, places and organisations.
-- +goose Up
CREATE TABLE tag (
	id          SERIAL_ID,
	edition_id  TEXT NOT NULL,
	slug        TEXT NOT NULL,
	name        TEXT NOT NULL,
	kind        TEXT NOT NULL,
	description TEXT NOT NULL,
	medtop      TEXT NOT NULL, -- IPTC Media Topic code, or empty
	UNIQUE (edition_id, slug)
);
CREATE TABLE tag_alias (
	tag_id BIGINT NOT NULL REFERENCES tag (id),
	name   TEXT NOT NULL,
	slug   TEXT NOT NULL,             -- of the name: by which it is found
	PRIMARY KEY (tag_id, name)
);
CREATE INDEX tag_alias_slug ON tag_alias (slug);
