// Package morgue fills a publication with the archive of a newspaper that
// never was, as large as a test needs it: stories of 25 years in three
// languages, with words that fall off in number as those of real texts do,
// topics of every size, tags, writers, speakers, pictures without bytes,
// corrections and translations. A morgue is what newspapers call the room of
// old clippings.
//
// It writes through the same rooms as any importer, so that everything the
// house keeps beside the stories is there. The same [Plan] makes the same
// archive, but for the short links, which are drawn; a seeding that was
// interrupted leaves whole batches behind and goes on where it stopped.
package morgue
