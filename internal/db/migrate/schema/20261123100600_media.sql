-- Owned by internal/media: pictures and what is known about them.
-- +goose Up
CREATE TABLE picture (
	id         SERIAL_ID,
	blob       TEXT NOT NULL,      -- key of the original; content-addressed
	mime       TEXT NOT NULL,
	width      BIGINT NOT NULL,    -- pixels
	height     BIGINT NOT NULL,
	caption    TEXT NOT NULL,
	credit     TEXT NOT NULL,
	source     TEXT NOT NULL,      -- obtained from
	alt        TEXT NOT NULL,
	copyright  TEXT NOT NULL,
	licence    TEXT NOT NULL,
	focus_x    DOUBLE PRECISION NOT NULL, -- 0 to 1 from the left
	focus_y    DOUBLE PRECISION NOT NULL, -- 0 to 1 from the top
	provenance TEXT NOT NULL,      -- JSON
	created_at MILLIS NOT NULL
);
