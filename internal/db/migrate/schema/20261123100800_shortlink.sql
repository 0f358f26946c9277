-- Owned by internal/shortlink: short addresses, bound to a story's identity.
-- +goose Up
CREATE TABLE shortlink (
	code       TEXT PRIMARY KEY,
	story_id   BIGINT NOT NULL UNIQUE,
	created_at MILLIS NOT NULL
) CLUSTERED;
