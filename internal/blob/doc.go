// Package blob keeps content under keys: pictures, audio, exports.
//
// A key is a path of segments, "media/3f9a….jpg"; it usually contains the
// checksum of the content, so that content under a key never changes. Where it
// is overwritten nevertheless, the last Put to finish wins, and no reader ever
// sees anything but one complete content with its own content type.
//
// Two implementations stand beside each other: blob/dir keeps blobs in a
// directory, blob/s3 in a bucket of an S3 store. The suite in blob/blobtest
// holds both to what is promised here.
package blob
