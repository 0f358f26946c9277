-- Owned by internal/change: the log of what changed, in order.
-- +goose Up
CREATE TABLE change (
	seq SERIAL_ID,
	key TEXT NOT NULL,
	at  MILLIS NOT NULL,
	removal BOOLEAN NOT NULL -- something was taken out of readers' sight
);
CREATE INDEX change_at ON change (at);
