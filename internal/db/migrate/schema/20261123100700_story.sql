-- Owned by internal/story: stories, their addresses, revisions and corrections.
-- pub_key is set exactly while readers may see the story: every list runs
-- along it, so nothing hidden can stand in one.
-- +goose Up
CREATE TABLE story (
	id             SERIAL_ID,
	pub_key        BIGINT UNIQUE,
	state          TEXT NOT NULL,
	edition_id     TEXT NOT NULL,
	section_id     BIGINT NOT NULL,
	language       TEXT NOT NULL,     -- BCP 47
	translation_of BIGINT NOT NULL,   -- the story that a group of translations began with; its own id where it stands alone
	label          TEXT NOT NULL,
	kicker         TEXT NOT NULL,
	headline       TEXT NOT NULL,
	dek            TEXT NOT NULL,
	dateline       TEXT NOT NULL,     -- JSON
	lead_picture   BIGINT,
	lead_caption   TEXT NOT NULL,
	body           TEXT NOT NULL,     -- JSON: a body tree
	slug           TEXT NOT NULL,
	path           TEXT NOT NULL,     -- its address within the edition, once it has one
	canonical_url  TEXT NOT NULL,
	undated        BOOLEAN NOT NULL,  -- the source did not say when it was published
	captured       TEXT NOT NULL,     -- JSON: what an imported page said of itself
	published_at   MILLIS,
	updated_at     MILLIS,            -- NULL: not updated since publication
	due_at         MILLIS,            -- when a scheduled story goes out
	embargo_until  MILLIS,
	expires_at     MILLIS,
	withdrawn_kind TEXT NOT NULL,
	withdrawn_note TEXT NOT NULL,
	withdrawn_at   MILLIS,
	revision       BIGINT NOT NULL,
	created_at     MILLIS NOT NULL,
	saved_at       MILLIS NOT NULL,
	day            TEXT NOT NULL      -- under which day_count has it, while it is visible
);
CREATE INDEX story_newest ON story (edition_id, pub_key);
CREATE INDEX story_section_newest ON story (section_id, pub_key);
CREATE INDEX story_translations ON story (translation_of, pub_key);
CREATE INDEX story_desk ON story (state, saved_at);
CREATE TABLE story_address (
	edition_id TEXT NOT NULL,
	path       TEXT NOT NULL,         -- every address that the story ever had
	story_id   BIGINT NOT NULL REFERENCES story (id),
	PRIMARY KEY (edition_id, path)
) CLUSTERED;
CREATE INDEX story_address_story ON story_address (story_id);
CREATE TABLE story_revision (
	story_id BIGINT NOT NULL REFERENCES story (id),
	number   BIGINT NOT NULL,
	at       MILLIS NOT NULL,
	by_whom  TEXT NOT NULL,
	document TEXT NOT NULL,           -- JSON: the draft as it was
	PRIMARY KEY (story_id, number)
);
CREATE TABLE correction (
	id         SERIAL_ID,
	story_id   BIGINT NOT NULL REFERENCES story (id),
	edition_id TEXT NOT NULL,
	kind       TEXT NOT NULL,
	note       TEXT NOT NULL,
	at         MILLIS NOT NULL,
	visible    BOOLEAN NOT NULL
);
CREATE INDEX correction_story ON correction (story_id, at);
CREATE INDEX correction_newest ON correction (edition_id, visible, at, id);
CREATE TABLE day_count (
	edition_id TEXT NOT NULL,
	day        TEXT NOT NULL,         -- YYYY-MM-DD in the edition's time zone
	stories    BIGINT NOT NULL,
	PRIMARY KEY (edition_id, day)
) CLUSTERED;
