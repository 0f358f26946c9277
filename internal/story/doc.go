// Package story keeps the stories: what is written, the state it is in, where
// it stands and who may see it.
//
// It owns the tables story, story_address, story_revision, correction and
// day_count. A story has two keys: its id, which never changes, and, exactly
// while readers may see it, a publication key, along which every list runs; so
// nothing hidden can stand in a list. One function decides who may see a story
// ([Story.VisibleAt]) and one puts a decision into effect everywhere (settle):
// its address, topics, tags, bylines, quotes, day, change keys, and the job
// that looks again when a time comes that changes the answer.
//
// Addresses are never given away: a story answers at every one it ever had.
package story
