// Package topic keeps running stories: a title, a background, chapters, a
// timeline, and which stories belong to it, with a count that is always right.
//
// It owns the table topic; the membership of stories is kept by package
// membership and changed by package story, which calls [Service.Place] inside
// its own transaction. The package never reads a story.
package topic
