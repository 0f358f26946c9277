-- Owned by internal/discussion: the community standards, version by version.
-- +goose Up
CREATE TABLE standards (
	id          SERIAL_ID,
	edition_id  TEXT NOT NULL,
	dated       TEXT NOT NULL,   -- YYYY-MM-DD: the day the version came into force
	preamble    TEXT NOT NULL,
	rules       TEXT NOT NULL,   -- JSON: numbered rules
	UNIQUE (edition_id, dated)
);
