-- Owned by internal/people: who writes and who is quoted, and what they said.
-- +goose Up
CREATE TABLE person (
	id         SERIAL_ID,
	edition_id TEXT NOT NULL,
	slug       TEXT NOT NULL,
	name       TEXT NOT NULL,
	role       TEXT NOT NULL,
	bio        TEXT NOT NULL,
	UNIQUE (edition_id, slug)
);
CREATE TABLE person_alias (
	person_id BIGINT NOT NULL REFERENCES person (id),
	name      TEXT NOT NULL,
	slug      TEXT NOT NULL, -- of the name: by which it is found
	PRIMARY KEY (person_id, name)
);
CREATE INDEX person_alias_slug ON person_alias (slug);
CREATE TABLE byline (
	story_id  BIGINT NOT NULL,
	position  BIGINT NOT NULL,
	person_id BIGINT REFERENCES person (id), -- NULL: a name without a page
	name      TEXT NOT NULL,
	role      TEXT NOT NULL,
	PRIMARY KEY (story_id, position)
) CLUSTERED;
CREATE INDEX byline_person ON byline (person_id);
CREATE TABLE quote (
	story_id   BIGINT NOT NULL,
	position   BIGINT NOT NULL,
	person_id  BIGINT REFERENCES person (id),
	speaker    TEXT NOT NULL,
	words      TEXT NOT NULL,
	paraphrase BOOLEAN NOT NULL,
	role       TEXT NOT NULL,
	venue      TEXT NOT NULL,
	said_on    TEXT NOT NULL, -- YYYY-MM-DD, --MM-DD or empty
	block      TEXT NOT NULL, -- id of the block it stands in
	pub_key    BIGINT,
	PRIMARY KEY (story_id, position)
);
CREATE INDEX quote_newest ON quote (person_id, pub_key, position);
