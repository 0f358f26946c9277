// Package dir keeps blobs as files in a directory.
//
// The key "media/3f9a.jpg" is the file
//
//	media/~3f/3f9a.jpg
//
// A directory that begins with "~" holds the blobs whose last segment begins
// with these two bytes, so that no directory grows with the whole collection
// when keys are checksums. Bytes of a key other than a-z, 0-9, "_", "-" and
// inner dots stand as %xx: two keys never share a file on a file system that
// ignores case or rewrites Unicode, and a key "a" can stand beside "a/b".
//
// A file is the content followed by a label of 256 bytes with the content
// type and the checksum. Content and label are thus replaced by one rename: a
// crash leaves the old blob or the new one, and never the picture of one with
// the type of the other. Programs that open pictures and sound from the
// directory are not troubled by bytes after the end.
//
// Blobs are written below ".new", flushed, and then renamed. What a killed
// program left there is removed a day later by Open.
package dir
