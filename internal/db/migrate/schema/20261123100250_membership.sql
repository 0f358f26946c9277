-- Owned by internal/membership: which stories belong to a topic, tag or writer.
-- +goose Up
CREATE TABLE membership (
	kind     TEXT NOT NULL,
	owner_id BIGINT NOT NULL,
	story_id BIGINT NOT NULL,
	position BIGINT NOT NULL,  -- among the owners of the story
	note     TEXT NOT NULL,
	pub_key  BIGINT,           -- NULL while readers may not see the story
	PRIMARY KEY (kind, story_id, owner_id)
) CLUSTERED;
CREATE INDEX membership_newest ON membership (kind, owner_id, pub_key);
CREATE TABLE roll (
	kind      TEXT NOT NULL,
	owner_id  BIGINT NOT NULL,
	stories   BIGINT NOT NULL, -- how many are visible
	first_key BIGINT,
	last_key  BIGINT,
	PRIMARY KEY (kind, owner_id)
) CLUSTERED;
CREATE INDEX roll_running ON roll (kind, last_key);
